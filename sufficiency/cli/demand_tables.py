"""What demand looks like on the terminal, and as rows for machines."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from sufficiency.reports.plain_table import plain_table
from sufficiency.reports.planning.gap_words import first_to_bind, gap_at_both, whole_children

if TYPE_CHECKING:
    from rich.table import Table

    from scenarios.gap.gaps import AreaGapRow
    from scenarios.gap.places_today import PlacesRow
    from scenarios.gap.published import PublishedGapRow
    from scenarios.gap.sufficiency import Sufficiency
    from scenarios.projection.told import DemandRow
    from sufficiency.domain.planning_results import GapRow
    from sufficiency.importers.published_places import SchoolPlaces

Row = dict[str, object]


def demand_row(row: "DemandRow") -> Row:
    """One January and kind: what is expected, its range, what each step adds; who waits, in the first January."""
    figures: Row = {"january": row.january, row.by: row.of, "expected": row.expected, "p10": row.p10, "p90": row.p90}
    return {**figures, **dict(row.steps), **{f"latent: {why}": count for why, count in row.latent}}


def demand_shown(rows: Sequence["DemandRow"]) -> Group:
    """Kinds as rows and Januaries as columns, with the range of all plans; then the steps to all of them; who waits."""
    whole = [row for row in rows if row.of == rows[-1].of]
    januaries = tuple(f"#{row.january}" for row in whole)
    table = plain_table(rows[0].by.capitalize(), *januaries)
    for of in dict.fromkeys(row.of for row in rows):
        table.add_text(of, *(str(row.expected) for row in rows if row.of == of))
    table.add_text("P10", *(str(row.p10) for row in whole))
    table.add_text("P90", *(str(row.p90) for row in whole))
    steps = plain_table("Step", *januaries)
    steps.add_text("today", *[str(whole[0].expected - sum(count for _, count in whole[0].steps))] * len(whole))
    for at, (step, _) in enumerate(whole[0].steps):
        steps.add_text(step, *(f"{row.steps[at][1]:+d}" for row in whole))
    waiting = ", ".join(f"{count} {why}" for why, count in whole[0].latent)
    return Group(table, Text(), steps, Text(f"\nLatent demand today: {waiting}."))


def gap_row(row: "GapRow") -> Row:
    """Places against demand of one kind in one year."""
    kind: Row = {"year": row.year, "need": str(row.need), "phase": str(row.phase), "tier": str(row.tier)}
    return kind | _figures(*(whole_children(thousandths) for thousandths in (row.places, row.p50, row.p80)))


def area_row(row: "AreaGapRow") -> Row:
    """Places in an area against the demand of its children in one year."""
    return {"year": row.year, "area": row.area, "name": row.name, **_figures(row.places, row.p50, row.p80)}


def _figures(places: int, middle: int, high: int) -> Row:
    gaps = {"gap_p50": middle - places, "gap_p80": high - places}
    return {"places": places, "demand_p50": middle, "demand_p80": high, **gaps}


def places_row(row: "PlacesRow") -> Row:
    """The five numbers of one tier and phase."""
    counts = {"commissioned": row.commissioned, "on_roll": row.on_roll, "held": row.held, "leavers": row.leavers}
    return {"tier": row.tier, "phase": row.phase, "physical": row.physical,
            "provisions_without_physical": row.unknown, **counts, "free_to_name": row.free_to_name}  # fmt: skip


def gap_shown(found: "Sufficiency") -> Group:
    """Today's places, gaps at P50 and P80 by phase and tier and by kind, areas, and what binds first."""
    return Group(
        _titled("Places today", _places(found.today)), Text(),
        _titled("Children beyond places, P50 / P80; fewer than none are places to spare", _gaps(found.gaps)), Text(),
        _titled("By area, all kinds together: children may go to another area", _areas(found.areas)), Text(),
        Text("\n".join((first_to_bind("P50", found.first_p50), first_to_bind("P80", found.first_p80)))),
    )  # fmt: skip


def _titled(title: str, table: "Table") -> "Table":
    table.title, table.title_justify = title, "left"
    return table


def _places(rows: Sequence["PlacesRow"]) -> "Table":
    heads = ("#Physical", "#Commissioned", "#On roll", "#Held", "#Leavers", "#Free to name")
    table = plain_table("Tier", "Phase", *heads)
    for row in rows:
        counts = (row.commissioned, row.on_roll, row.held, row.leavers, row.free_to_name)
        physical = f"{row.physical}{'+' if row.unknown else ''}"
        table.add_text(row.tier, row.phase, physical, *map(str, counts))
    return table


def _gaps(rows: Sequence["GapRow"]) -> "Table":
    years = sorted({row.year for row in rows})
    shown = years[:: max(len(years) // 3, 1)]
    table = plain_table("Need", "For", *(f"#{year}/{(year + 1) % 100:02d}" for year in shown))
    by_kind: dict[tuple[str, str, str], dict[int, GapRow]] = {}
    for row in rows:
        by_kind.setdefault((str(row.need), str(row.phase), str(row.tier)), {})[row.year] = row
    for kind, by_year in by_kind.items():
        if any(row.p80 or row.places for row in by_year.values()):
            need, phase, tier = kind
            table.add_text(
                need,
                f"{phase} {tier}",
                *(gap_at_both(by_year[year]) for year in shown),
            )
    return table


def _areas(rows: Sequence["AreaGapRow"]) -> "Table":
    years = sorted({row.year for row in rows})
    shown = years[:: max(len(years) // 3, 1)]
    table = plain_table("Area", "#Places", *(f"#{year}/{(year + 1) % 100:02d}" for year in shown))
    names = dict.fromkeys((row.area, row.name) for row in rows)
    for code, name in names:
        of_area = {row.year: row for row in rows if row.area == code}
        demand = (f"{of_area[year].p50} / {of_area[year].p80}" for year in shown)
        table.add_text(f"{code} {name}", str(of_area[shown[0]].places), *demand)
    return table


def published_row(row: "PublishedGapRow") -> Row:
    """One January of the gap that published statistics show."""
    return {
        "january": row.january,
        "told": "projected" if row.projected else "published",
        "children_p50": row.p50,
        "children_p80": row.p80,
        "independent": row.independent,
        "places": row.places,
        "gap_p50": row.p50 - row.places,
        "gap_p80": row.p80 - row.places,
        "places_without": row.without,
        "gap_without_p50": row.p50 - row.without,
        "gap_without_p80": row.p80 - row.without,
    }


def published_shown(
    rows: Sequence["PublishedGapRow"], schools: Sequence["SchoolPlaces"], opened: int, opened_in: int
) -> Group:
    """Januaries as rows, places with and without those opened; what is published and what is assumed, in words."""
    table = plain_table("January", "", "#P50", "#P80", "#Places", "#Gap P50 / P80", f"#Without the {opened}",
                        "#Independent")  # fmt: skip
    for row in rows:
        told, one, other = published_row(row), row.places, row.without
        gaps = (f"{row.p50 - places:+d} / {row.p80 - places:+d}" for places in (one, other))
        table.add_text(str(row.january), str(told["told"]), str(row.p50), str(row.p80), str(one), *gaps,
                       str(row.independent))  # fmt: skip
    sources = ", ".join(
        f"{sum(school.places for school in schools if school.source == source)} by {source}"
        for source in dict.fromkeys(school.source for school in schools)
    )
    published = (
        "Published: the authorities' own children with plans who are in state-funded or non-maintained special "
        "schools, and in independent ones (last column)."
    )
    assumed = (
        f"Assumed: places of {len(schools)} state-funded special schools in the authorities ({sources}), the same in "
        f"every year but for {opened} opened in September {opened_in}; as many children cross the boundary one way as "
        "the other."
    )
    return Group(table, Text(f"\n{published}\n{assumed}"))
