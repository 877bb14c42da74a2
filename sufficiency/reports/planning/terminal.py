"""A scenario's run, and scenarios side by side, on the terminal."""

from collections.abc import Iterator, Sequence
from textwrap import shorten, wrap

from rich.console import Group, RenderableType
from rich.text import Text

from sufficiency.domain.planning_results import BasesFirst, ScenarioRun
from sufficiency.domain.scenario_comparison import ComparedRow, Comparison, Figure, Gain
from sufficiency.reports.plain_table import PlainTable, plain_table
from sufficiency.reports.planning import compare
from sufficiency.reports.words import decimal, pounds
from sufficiency.statute.statements import RECOMMENDATION

NOT_KNOWN = "not known"
SHOWN_AT_ONCE = 4
"""Scenarios beside the base that fit a hundred columns; more go into a further table."""
WIDEST = 13
"""Signs of a column, so that five of them and the names of figures fit."""
FIGURES_SHOWN = (
    (compare.GAP, "Children beyond places, P50"),
    (compare.GAP, "Children beyond places, P80"),
    (compare.PLACES, "Commissioned places"),
    (compare.PLACES, "Places that actions and options add"),
    (compare.PLACES, "Capital, prices of the base year"),
    (compare.CHILDREN, "In independent places the plan buys"),
    (compare.CHILDREN, "Without a place"),
    (compare.TRAVEL, "Minutes each way, mean"),
    (compare.TRAVEL, "Within the guideline"),
    (compare.TRAVEL, "Transport"),
    (compare.TRAVEL, "CO2e"),
    (compare.MONEY, "All revenue"),
    (compare.MONEY, "Net present cost"),
    (compare.HIGH_NEEDS, "Balance at the end of the year"),
)
"""What a person sees first: of each, the last year and all years together. The files have every row."""


def run_summaries(runs: Sequence[ScenarioRun]) -> RenderableType:
    """Scenarios one below another."""
    parts = [part for run in runs for part in (run_summary(run), Text())]
    return Group(*parts, Text(RECOMMENDATION))


def run_summary(run: ScenarioRun) -> RenderableType:
    """One scenario: what opens, who is where in each year, and what bases alone would leave."""
    heading = Text(f"{run.name}: {shorten(run.description, 400)}", style="bold")
    opened = [scheme for scheme in run.schemes if scheme.opens is not None]
    schemes = plain_table("Opens", "What", "Kind", "#Places", "#Capital")
    for scheme in sorted(opened, key=lambda one: (one.opens or 0, one.name)):
        schemes.add_text(str(scheme.opens), scheme.name, scheme.kind, str(scheme.places), pounds(scheme.capital))
    left = [scheme.name for scheme in run.schemes if scheme.opens is None]
    parts: list[RenderableType] = [heading, Text()]
    parts += [schemes] if opened else [Text("Nothing opens.")]
    parts += [Text(f"Not taken: {', '.join(left)}.")] if left else []
    return Group(*parts, Text(), _years(run), Text(), Text(bases_in_words(run.bases_first)))


def _years(run: ScenarioRun) -> PlainTable:
    table = plain_table("Year", "#Places", "#On roll", "#Placed", "#Independent", "#Unmet", "#Minutes", "#Transport")
    for where, travel in zip(run.plan.where, run.plan.travel, strict=True):
        mean = decimal((1000 * travel.minutes + travel.children // 2) // travel.children, 1) if travel.children else ""
        children = [_children(n) for n in (where.incumbents, where.placed, where.independent, where.unmet)]
        table.add_text(str(where.year), f"{where.commissioned:,}", *children, mean, pounds(travel.cost))
    return table


def bases_in_words(found: BasesFirst) -> str:
    """What specialist bases alone would leave, in one sentence or two."""
    independent, unmet = _children(found.alone.independent), _children(found.alone.unmet)
    years = f"{independent} child-years in independent places and {unmet} unmet"
    if found.met:
        return f"Bases first: without further special school places the plan comes to no more ({years})."
    then = ""
    if found.then is not None:
        names = ", ".join(option.name for option in found.then.opened) or "nothing"
        then = f" With special schools for what is left, {names} would open."
    return f"Bases first: without further special school places there would be {years}.{then}"


def comparison(found: Comparison) -> RenderableType:
    """The scenarios as columns, four at a time beside the base; then who gains and who loses minutes."""
    parts: list[RenderableType] = [
        Text(
            f"{found.authority}: scenarios against {found.names[0]}, {found.years} years from {found.first}",
            style="bold",
        )
    ]
    for begins in range(1, len(found.names), SHOWN_AT_ONCE):
        columns = [0, *range(begins, min(begins + SHOWN_AT_ONCE, len(found.names)))]
        parts += [Text(), _figures(found, columns), Text(), _areas(found, columns)]
    parts += [Text(), *(Text(note) for note in found.notes), Text(RECOMMENDATION)]
    return Group(*parts)


def _figures(found: Comparison, columns: Sequence[int]) -> PlainTable:
    table = plain_table("", "Year", *(f"#{_headed(found.names[at])}" for at in columns))
    _narrow(table, 2)
    for row in _rows_shown(found):
        year = "all" if row.year is None else str(row.year)
        base, *others = columns
        table.add_text(
            row.name, year, shown(row.figure, row.values[base]),
            *(f"{shown(row.figure, row.values[at])}\n{change(row.figure, row.changes[at])}" for at in others),
        )  # fmt: skip
    return table


def _rows_shown(found: Comparison) -> Iterator[ComparedRow]:
    for section, name in FIGURES_SHOWN:
        rows = [row for row in found.section(section) if row.name == name and row.of in ("", "child-years")]
        yearly = [row for row in rows if row.year is not None]
        yield from yearly[-1:]
        yield from (row for row in rows if row.year is None)


def _areas(found: Comparison, columns: Sequence[int]) -> PlainTable:
    """Mean minutes each way by area under the base, and how far they change."""
    table = plain_table("Minutes each way", "Decile", *(f"#{_headed(found.names[at])}" for at in columns))
    _narrow(table, 2)
    for gain in found.gains:
        decile = "" if gain.deprivation is None else str(gain.deprivation)
        table.add_text(_of(gain), decile, *_minutes(gain, columns))
    return table


def _of(gain: Gain) -> str:
    return f"Decile {gain.code}" if gain.by == "decile" else gain.name or gain.code


def _minutes(gain: Gain, columns: Sequence[int]) -> list[str]:
    base, *others = columns
    return [
        shown(Figure.MINUTES, gain.minutes[base]),
        *(change(Figure.MINUTES, gain.changes[at]) for at in others),
    ]


def _headed(name: str) -> str:
    """The name of a scenario over a column: broken after hyphens, as names of scenarios have no blanks."""
    return "\n".join(wrap(name, WIDEST))


def _narrow(table: PlainTable, names: int) -> None:
    """Names of scenarios wrap, so that five of them fit a hundred columns."""
    for column in table.columns[names:]:
        column.no_wrap, column.max_width = False, WIDEST
    table.columns[0].max_width = 24


def shown(figure: Figure, value: int | None) -> str:
    """A value as people read it."""
    if value is None:
        return NOT_KNOWN
    if figure is Figure.MONEY:
        return _millions(value)
    if figure is Figure.CARBON:
        return f"{decimal(value // 100_000, 1)} t"
    if figure is Figure.MINUTES:
        return decimal(value, 1)
    if figure is Figure.SHARE:
        return f"{decimal(value, 1)} %"
    return _children(value) if figure is Figure.CHILDREN else f"{value:,}"


def change(figure: Figure, value: int | None) -> str:
    """A difference with its sign; the same where there is none to be seen."""
    if value is None:
        return NOT_KNOWN
    text = shown(figure, abs(value))
    return "same" if text == shown(figure, 0) else f"{'+' if value > 0 else '−'}{text}"


def _millions(pence: int) -> str:
    """Pounds, in millions with two decimals from a million on."""
    if abs(pence) < 100_000_000:
        return pounds(pence)
    hundredths = (abs(pence) + 500_000) // 1_000_000
    return f"{'−' if pence < 0 else ''}£{decimal(hundredths, 2)}m"


def _children(thousandths: int) -> str:
    """To the nearest whole child."""
    return f"{(thousandths + 500) // 1000:,}"
