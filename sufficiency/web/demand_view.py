"""Demand and its gap to places as pages show them: charts, each with its table, and plain tables.

Figures of an area under ``FEWEST`` are not shown: a planner needs no number that may be about single children.
"""

from collections.abc import Iterable, Sequence

from scenarios.gap.gaps import AreaGapRow
from scenarios.gap.places_today import PlacesRow
from scenarios.gap.sufficiency import Sufficiency
from scenarios.projection.told import DemandRow
from sufficiency.domain.planning_results import GapRow
from sufficiency.domain.scenario_comparison import Figure as Counted
from sufficiency.reports.disclosure import SMALLEST_SHOWN
from sufficiency.reports.page.tables import Figure, table
from sufficiency.reports.planning.gap_words import gap_at_both, kind_of_place, whole_children
from sufficiency.reports.planning.page import figure_of
from sufficiency.reports.planning.paper import chart
from sufficiency.reports.planning.words import academic, shown, signed
from sufficiency.web.tables import ListTable, listed

EXPECTED, P10, P90 = "Expected", "P10", "P90"
P50, P80 = "P50", "P80"
FEW = f"under {SMALLEST_SHOWN}"
Names = dict[str, str]


def demand_figures(rows: Sequence[DemandRow]) -> tuple[Figure, ...]:
    """All plans year by year with their range, and what each step adds by the last January."""
    whole = [row for row in rows if row.of == rows[-1].of]
    return _range(whole), _steps(whole)


def _range(whole: Sequence[DemandRow]) -> Figure:
    title = f"Children with plans in January, {whole[0].january} to {whole[-1].january}"
    cells = ((row.january, f"{row.expected:,}", f"{row.p10:,}", f"{row.p90:,}") for row in whole)
    figures = table("plans-table", title, ("January", f"#{EXPECTED}", f"#{P10}", f"#{P90}"), cells)
    drawn = [
        {"year": str(row.january), "scenario": name, "value": value}
        for row in whole
        for name, value in ((EXPECTED, row.expected), (P10, row.p10), (P90, row.p90))
    ]
    lines = (EXPECTED, P10, P90)
    return figure_of(
        chart("plans", title, figures, lambda its: its.lines_by_year(drawn, "Children", lines), drawn=True)
    )


def _steps(whole: Sequence[DemandRow]) -> Figure:
    """The steps of the last January, drawn; of every January, in the table."""
    first, last = whole[0], whole[-1]
    today = first.expected - sum(count for _, count in first.steps)
    title = f"What moves the number of plans by January {last.january}"
    rows: list[tuple[str, ...]] = [("Today", *(f"{today:,}" for _ in whole))]
    rows += [
        (_name(step), *(signed(Counted.PLACES, row.steps[at][1]) for row in whole))
        for at, (step, _) in enumerate(first.steps)
    ]
    rows.append(("Expected", *(f"{row.expected:,}" for row in whole)))
    figures = table("steps-table", "Steps to what is expected", ("Step", *(f"#{row.january}" for row in whole)), rows)
    drawn: list[dict[str, str | float]] = [{"step": _name(step), "value": count} for step, count in last.steps]
    return figure_of(chart("steps", title, figures, lambda its: its.steps(drawn, "Children"), drawn=True))


def kinds_table(rows: Sequence[DemandRow], by: str, names: Names) -> ListTable:
    """Kinds as rows and Januaries as columns; below, the range of all of them."""
    whole = [row for row in rows if row.of == rows[-1].of]
    said: list[tuple[str, ...]] = []
    for of in dict.fromkeys(row.of for row in rows):
        expected = [row.expected for row in rows if row.of == of]
        said.append((names.get(of, _name(of)), *(_told(number, by) for number in expected)))
    said += [("All, P10", *(f"{row.p10:,}" for row in whole)), ("All, P90", *(f"{row.p90:,}" for row in whole))]
    heads = (by.capitalize(), *(f"#{row.january}" for row in whole))
    return listed("kinds", f"Children with plans in January, by {by}: expected", heads, said)


def waiting_in_words(rows: Sequence[DemandRow]) -> str:
    """Who waits today for another kind of place, by why; small numbers only as small."""
    whole = next(row for row in rows if row.of == rows[-1].of)
    return ", ".join(f"{_few(number)} {why}" for why, number in whole.latent)


def gap_figure(found: Sufficiency) -> Figure:
    """Children beyond the places of their kind, all kinds together; a kind with some to spare lends none."""
    years = sorted({row.year for row in found.gaps})
    gaps = {
        P50: [sum(max(row.gap_p50, 0) for row in found.gaps if row.year == year) for year in years],
        P80: [sum(max(row.gap_p80, 0) for row in found.gaps if row.year == year) for year in years],
    }
    title = "Children beyond places, by year"
    told = [[f"{whole_children(one):,}" for one in values] for values in gaps.values()]
    cells = zip(map(academic, years), *told, strict=True)
    drawn = [
        {"year": academic(year), "scenario": level, "value": value / 1000}
        for level, values in gaps.items()
        for year, value in zip(years, values, strict=True)
    ]
    figures = table("gap-table", title, ("Year", f"#{P50}", f"#{P80}"), cells)
    return figure_of(
        chart("gap", title, figures, lambda its: its.lines_by_year(drawn, "Children", tuple(gaps)), drawn=True)
    )


def places_today_table(rows: Iterable[PlacesRow]) -> ListTable:
    """The five numbers that are kept for places, by tier and phase; leavers beside them, for they make places free."""
    heads = ("Places", "#Physical", "#Commissioned", "#On roll", "#Held", "#Leavers", "#Free to name")
    said = [
        (
            f"{_name(row.tier)}, {row.phase}", f"{row.physical:,}{' or more' if row.unknown else ''}",
            *(shown(Counted.PLACES, one)
              for one in (row.commissioned, row.on_roll, row.held, row.leavers, row.free_to_name)),
        )
        for row in rows
    ]  # fmt: skip
    return listed("today", "Places today", heads, said)


def kinds_gap_table(rows: Sequence[GapRow]) -> ListTable:
    """Kinds of place by year, children beyond places at P50 and P80."""
    years = sorted({row.year for row in rows})
    by_kind: dict[str, dict[int, GapRow]] = {}
    for row in rows:
        by_kind.setdefault(kind_of_place(row), {})[row.year] = row
    said = [
        (kind, *(gap_at_both(by_year[year]) for year in years))
        for kind, by_year in by_kind.items()
        if any(row.p80 or row.places for row in by_year.values())
    ]
    title = "Children beyond places at P50 / P80, by kind; below nought there are places to spare"
    return listed("kinds", title, ("Kind", *(f"#{academic(year)}" for year in years)), said)


def areas_gap_table(rows: Sequence[AreaGapRow]) -> ListTable:
    """Areas by year: places in the area, and its children at P50 and P80, who may go to another area."""
    years = sorted({row.year for row in rows})
    said = []
    for code, name in dict.fromkeys((row.area, row.name) for row in rows):
        by_year = {row.year: row for row in rows if row.area == code}
        demand = (f"{_few(by_year[year].p50)} / {_few(by_year[year].p80)}" for year in years)
        said.append((name or code, f"{by_year[years[0]].places:,}", *demand))
    heads = ("Area", "#Places today", *(f"#{academic(year)}" for year in years))
    return listed("areas", "Children of each area at P50 / P80, all kinds together", heads, said)


def _name(code: str) -> str:
    """The code as a person reads it at the beginning of a line: codes in capitals stay."""
    return code if code.isupper() else code[:1].upper() + code[1:].replace("-", " ")


def _told(number: int, by: str) -> str:
    return _few(number) if by == "area" else f"{number:,}"


def _few(number: int) -> str:
    return FEW if 0 < number < SMALLEST_SHOWN else f"{number:,}"
