"""A scenario's run, and scenarios side by side, on the terminal."""

from collections.abc import Iterator, Sequence
from textwrap import shorten, wrap

from rich.console import Group, RenderableType
from rich.text import Text

from sufficiency.domain.planning_results import ScenarioRun
from sufficiency.domain.scenario_comparison import ComparedRow, Comparison, Figure, Gain
from sufficiency.reports.plain_table import PlainTable, plain_table
from sufficiency.reports.planning import compare
from sufficiency.reports.planning.words import academic, bases_in_words, beside, change, shown, year_of
from sufficiency.reports.words import pounds
from sufficiency.statute.statements import RECOMMENDATION

SHOWN_AT_ONCE = 4
"""Scenarios beside the base that fit a hundred columns; more go into a further table."""
WIDEST = 13
"""Signs of a column, so that five of them and the names of figures fit."""
FIGURES_SHOWN = (
    (compare.GAP, compare.BEYOND_P50),
    (compare.GAP, compare.BEYOND_P80),
    (compare.PLACES, compare.COMMISSIONED),
    (compare.PLACES, compare.ADDED),
    (compare.PLACES, compare.CAPITAL),
    (compare.CHILDREN, compare.INDEPENDENT),
    (compare.CHILDREN, compare.UNMET),
    (compare.TRAVEL, compare.MEAN),
    (compare.TRAVEL, compare.WITHIN),
    (compare.TRAVEL, compare.TRANSPORT),
    (compare.TRAVEL, compare.CARBON),
    (compare.MONEY, compare.REVENUE),
    (compare.MONEY, compare.NET_PRESENT),
    (compare.HIGH_NEEDS, compare.BALANCE),
)
"""What a person sees first: of each, the last year and all years together. The files have every row."""
COLUMNS = (
    "On roll: there before the plan began, and still there. Placed, independent, unmet: by the plan, and still there. "
    "Minutes: mean each way of those whom the plan places. Transport: of the same, a year, prices of the base year."
)


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
        what = (scheme.name, scheme.kind, str(scheme.places), pounds(scheme.capital))
        schemes.add_text(academic(scheme.opens or 0), *what)
    left = [scheme.name for scheme in run.schemes if scheme.opens is None]
    parts: list[RenderableType] = [heading, Text()]
    parts += [schemes] if opened else [Text("Nothing opens.")]
    parts += [Text(f"Not taken: {', '.join(left)}.")] if left else []
    return Group(*parts, Text(), _years(run), Text(COLUMNS), Text(), Text(f"Bases first: {bases_in_words(run)}"))


def _years(run: ScenarioRun) -> PlainTable:
    table = plain_table("Year", "#Places", "#On roll", "#Placed", "#Independent", "#Unmet", "#Minutes", "#Transport")
    for where, travel in zip(run.plan.where, run.plan.travel, strict=True):
        children = [shown(Figure.CHILDREN, n) for n in (where.incumbents, where.placed, where.independent, where.unmet)]
        mean = "" if travel.mean_minutes is None else shown(Figure.MINUTES, travel.mean_minutes)
        table.add_text(
            academic(where.year), f"{where.commissioned:,}", *children, mean, shown(Figure.MONEY, travel.cost)
        )
    return table


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
        base, *others = columns
        table.add_text(
            row.name, year_of(row), shown(row.figure, row.values[base]),
            *(beside(row.figure, row.values[at], row.values[base]) for at in others),
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
