"""What planning's page, workbook and committee paper are made from: runs side by side, and parts of a document."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from sufficiency.domain.finance import AgainstBase
from sufficiency.domain.planning_results import ScenarioRun
from sufficiency.domain.scenario_comparison import ComparedRow, Comparison, Values
from sufficiency.reports.page.drawing import can_draw
from sufficiency.reports.page.tables import PageTable, table
from sufficiency.reports.planning.beside_base import against
from sufficiency.reports.planning.compare import compared
from sufficiency.reports.planning.gain_map import GainMap
from sufficiency.reports.planning.words import beside, shown, year_of


@dataclass(frozen=True, slots=True)
class Paper:
    """Runs of scenarios, the base first, set side by side. ``against`` says what each costs beside the base.

    None there for the base itself, and for all where the money was not worked out.
    """

    runs: tuple[ScenarioRun, ...]
    comparison: Comparison
    against: tuple[AgainstBase | None, ...]

    @classmethod
    def of(cls, runs: Sequence[ScenarioRun]) -> "Paper":
        """Runs of the same authority, areas and years side by side, the base first."""
        base, *others = runs
        beside = [against(run.money, base.money) if run.money and base.money else None for run in others]
        return cls(tuple(runs), compared(runs), (None, *beside))

    @property
    def base(self) -> ScenarioRun:
        """What the others are set against; the scenario itself where it is alone."""
        return self.runs[0]

    @property
    def alone(self) -> bool:
        """Whether there is one scenario and nothing beside it."""
        return len(self.runs) == 1

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the scenarios, the base first."""
        return self.comparison.names


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with the table of the same figures; ``spec`` is None where there is nothing, or nothing to draw with."""

    ident: str
    title: str
    table: PageTable
    spec: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a document: what is said, then charts, tables, tables that may be folded, and maps."""

    ident: str
    heading: str
    says: tuple[str, ...] = ()
    charts: tuple[Chart, ...] = ()
    tables: tuple[PageTable, ...] = ()
    folded: tuple[PageTable, ...] = ()
    maps: tuple[GainMap, ...] = field(default_factory=tuple)


def chart(
    ident: str, title: str, figures: PageTable, spec: Callable[[ModuleType], Mapping[str, Any]], *, drawn: bool
) -> Chart:
    """A chart, or its table alone where nothing is drawn or the libraries are absent."""
    if not (drawn and can_draw()):
        return Chart(ident, title, figures, None)
    from sufficiency.reports.planning import charts  # noqa: PLC0415  the extra may be absent

    return Chart(ident, title, figures, spec(charts))


def lines_chart(paper: Paper, ident: str, title: str, rows: Sequence[ComparedRow], *, unit: str, parts: int) -> Chart:
    """Lines by year, one a scenario, with their table; ``parts`` are those that one of ``unit`` is cut into."""
    figures = by_year(paper, f"{ident}-table", title, rows)
    if not any(value for row in rows for value in row.values):
        return Chart(ident, f"{title}: none", figures, None)
    series = _series(paper, [row.values for row in rows])
    drawn: list[dict[str, str | float]] = [
        {"year": year_of(row), "scenario": name, "value": value / parts}
        for name, at in series.items()
        for row in rows
        if row.year is not None and (value := row.values[at]) is not None
    ]
    return chart(ident, title, figures, lambda its: its.lines_by_year(drawn, unit, list(series)), drawn=bool(drawn))


def _series(paper: Paper, values: Sequence[Values]) -> dict[str, int]:
    """Lines to draw, with the column each is drawn from: scenarios that run the same share one line and its name."""
    alike: dict[Values, list[int]] = {}
    for at in range(len(paper.names)):
        alike.setdefault(tuple(row[at] for row in values), []).append(at)
    if len(alike) == 1 and not paper.alone:
        return {"All scenarios": 0}
    return {_together([paper.names[at] for at in columns]): columns[0] for columns in alike.values()}


def _together(names: Sequence[str]) -> str:
    return " = ".join(names) if len(names) < 3 else f"{names[0]} and {len(names) - 1} others"


def by_year(paper: Paper, ident: str, caption: str, rows: Sequence[ComparedRow]) -> PageTable:
    """A row for each year (and for all years together), a column for each scenario."""
    cells = ((year_of(row), *(shown(row.figure, value) for value in row.values)) for row in rows)
    return table(ident, caption, ("Year", *(f"#{name}" for name in paper.names)), cells)


def with_change(row: ComparedRow) -> Iterator[str]:
    """The value of the base, then every other with its change from it on a second line."""
    base, *others = row.values
    yield shown(row.figure, base)
    yield from (beside(row.figure, value, base) for value in others)


def named(paper: Paper, section: str, name: str, of: str = "") -> list[ComparedRow]:
    """The yearly rows of one figure."""
    rows = paper.comparison.section(section)
    return [row for row in rows if row.name == name and row.of == of and row.year is not None]


def in_all(paper: Paper, section: str, name: str) -> ComparedRow | None:
    """The row of one figure for all years together."""
    rows = paper.comparison.section(section)
    return next((row for row in rows if row.name == name and row.year is None), None)
