"""The parts of planning's documents about children and places: summary, demand, gap, what opens, bases first."""

from collections.abc import Iterator, Sequence

from sufficiency.domain.need_groups import NeedGroup
from sufficiency.domain.planning_results import ScenarioRun, SchemeRow
from sufficiency.domain.scenario_comparison import ComparedRow, Figure
from sufficiency.reports.page.tables import PageTable, table
from sufficiency.reports.planning import compare
from sufficiency.reports.planning.compare import BEYOND_P50, BEYOND_P80, INDEPENDENT, UNMET
from sufficiency.reports.planning.paper import (
    Chart,
    Paper,
    Part,
    by_year,
    chart,
    in_all,
    lines_chart,
    named,
    with_change,
)
from sufficiency.reports.planning.words import academic, bases_in_words, shown, signed
from sufficiency.reports.words import count

_P50_AND_P80 = (
    "Demand is at most the P50 figure in five and at most the P80 figure in eight of ten futures. A kind of place with "
    "some to spare lends none to another."
)
_BASES_FIRST = (
    "Every plan is made a second time without the special school places it adds, to show what specialist bases alone "
    "would leave."
)


def scenarios_part(paper: Paper) -> Part:
    """What each scenario is, and what it comes to in all years together."""
    about = (
        (name, says, "; ".join(opened) or "nothing")
        for name, says, opened in zip(paper.names, paper.comparison.descriptions, paper.comparison.opened, strict=True)
    )
    beside = "" if paper.alone else f", beside {paper.names[0]}"
    tables = (
        table("scenarios-table", "The scenarios", ("Scenario", "What deviates from the base", "Opens"), about,
              stacked=True),
        table("outcomes-table", f"{paper.comparison.years} years together{beside}",
              ("Figure", *(f"#{name}" for name in paper.names)), _outcomes(paper)),
    )  # fmt: skip
    return Part("scenarios", "The scenario" if paper.alone else "The scenarios", paper.comparison.notes, tables=tables)


def _outcomes(paper: Paper) -> Iterator[tuple[str, ...]]:
    """Figures for all years together, each with its change from the base; of gaps, the last year."""
    last = [row for name in (BEYOND_P50, BEYOND_P80) for row in named(paper, compare.GAP, name)[-1:]]
    wanted = (
        (compare.PLACES, compare.ADDED), (compare.PLACES, compare.CAPITAL), (compare.CHILDREN, INDEPENDENT),
        (compare.CHILDREN, UNMET), (compare.MONEY, compare.REVENUE), (compare.MONEY, compare.NET_PRESENT),
    )  # fmt: skip
    for row in last:
        yield f"{row.name}, {academic(row.year or 0)}", *with_change(row)
    for section, name in wanted:
        if (found := in_all(paper, section, name)) is not None:
            yield f"{name}, child-years" if found.of else name, *with_change(found)


def demand_part(paper: Paper) -> Part:
    """Children who need a specialist place, year by year, and what moves their number."""
    base = paper.base
    years = range(base.first, base.first + base.years)
    totals = [{year: sum(row.stock for row in run.demand if row.year == year) for year in years} for run in paper.runs]
    rows = [
        ComparedRow("demand", "Children", Figure.CHILDREN, year, tuple(total[year] for total in totals))
        for year in years
    ]
    says = (
        f"{_children(totals[0][years[0]])} children need a specialist place in {academic(years[0])} and "
        f"{_children(totals[0][years[-1]])} are expected to in {academic(years[-1])}."
    )
    return Part(
        "demand", "Demand", (says,),
        charts=(lines_chart(paper, "demand-chart", "Children who need a specialist place", rows, unit="Children",
                            parts=1000), *_steps(base)),
        folded=(_needs_table(base),),
    )  # fmt: skip


def _steps(run: ScenarioRun) -> Iterator[Chart]:
    last = [row for row in run.steps if row.year == run.first + run.years - 1]
    if last:
        title = f"What moves demand by {academic(last[0].year)}, since {academic(run.first)}"
        rows = [{"step": row.step.capitalize(), "value": row.children / 1000} for row in last]
        cells = ((row.step.capitalize(), signed(Figure.CHILDREN, row.children)) for row in last)
        figures = table("steps-table", title, ("Step", "#Children"), cells)
        yield chart("steps-chart", title, figures, lambda its: its.steps(rows, "Children"), drawn=True)


def _needs_table(run: ScenarioRun) -> PageTable:
    years = range(run.first, run.first + run.years)
    rows = (
        (group.label, *(_children(sum(row.stock for row in run.demand if (row.year, row.kind.need) == (year, group)))
                        for year in years))
        for group in NeedGroup
    )  # fmt: skip
    heads = ("Need", *(f"#{academic(year)}" for year in years))
    return table("needs-table", "Children who need a specialist place, by need", heads, rows)


def gap_part(paper: Paper) -> Part:
    """Children beyond the places of their kind, at P50 and P80, and which kind is short first."""
    charts = [
        lines_chart(paper, f"gap-{level}-chart", f"{name}, by year", named(paper, compare.GAP, name), unit="Children",
                    parts=1000)
        for level, name in (("p50", BEYOND_P50), ("p80", BEYOND_P80))
    ]  # fmt: skip
    says = (_P50_AND_P80, *_binds_first(paper.base))
    by_kind = [row for row in paper.comparison.section(compare.GAP) if row.of and row.name == BEYOND_P80]
    cells = ((_kind(row.of), *(shown(row.figure, value) for value in row.values)) for row in by_kind)
    kinds = table("gap-kinds-table", f"{BEYOND_P80}, by need and phase in the last year",
                  ("Kind", *(f"#{name}" for name in paper.names)), cells)  # fmt: skip
    places = by_year(paper, "places-table", compare.COMMISSIONED, named(paper, compare.PLACES, compare.COMMISSIONED))
    return Part("gap", "Sufficiency gap", says, tuple(charts), folded=(kinds, places))


def _kind(of: str) -> str:
    """``Social, emotional and mental health, secondary`` of a need group and a phase by their codes."""
    need, phase = of.split(" ")
    return f"{NeedGroup(need).label}, {phase}"


def _binds_first(run: ScenarioRun) -> Iterator[str]:
    short = [row for row in run.gap if row.gap_p80 >= 1000]
    if not short:
        yield f"Under {run.name} no kind of place is short at P80."
        return
    first = min(short, key=lambda row: (row.year, -row.gap_p80))
    yield (
        f"Under {run.name} the first gap at P80 is in {academic(first.year)}, and the widest then is "
        f"{NeedGroup(first.need).label.lower()}, {first.phase}, {first.tier}: {_children(first.gap_p80)} children "
        f"beyond {count(first.places // 1000, 'place')}."
    )


def options_part(paper: Paper) -> Part:
    """What opens under each scenario, and what has to be done for it."""
    rows = (_scheme(run.name, scheme) for run in paper.runs for scheme in _opened(run.schemes))
    heads = ("Scenario", "What opens", "Year", "#Places", "#Capital", "To be done")
    left = (
        f"{run.name} does not take {', '.join(names)}."
        for run in paper.runs
        if (names := [scheme.name for scheme in run.schemes if scheme.opens is None])
    )
    opened = table("schemes-table", "What opens, by scenario", heads, rows, stacked=True)
    charts = (
        lines_chart(paper, "independent-chart", "Children in independent places that the plan buys, by year",
                    named(paper, compare.CHILDREN, INDEPENDENT), unit="Children", parts=1000),
        lines_chart(paper, "unmet-chart", "Children without a place, by year", named(paper, compare.CHILDREN, UNMET),
                    unit="Children", parts=1000),
    )  # fmt: skip
    return Part("options", "What opens" if paper.alone else "Options compared", tuple(left), charts, tables=(opened,))


def _opened(schemes: Sequence[SchemeRow]) -> list[SchemeRow]:
    return sorted((one for one in schemes if one.opens is not None), key=lambda one: (one.opens or 0, one.name))


def _scheme(scenario: str, scheme: SchemeRow) -> tuple[str, ...]:
    to_do = [f"statutory proposal: {scheme.proposal}"] if scheme.proposal else []
    to_do += [f"staffing: {scheme.staffing}"] if scheme.staffing else []
    to_do += [f"why not a base: {scheme.because}"] if scheme.because else []
    year = academic(scheme.opens or 0)
    return (
        scenario,
        scheme.name,
        year,
        f"{scheme.places:,}",
        shown(Figure.MONEY, scheme.capital),
        "; ".join(to_do) or "–",
    )


def bases_part(paper: Paper) -> Part:
    """What specialist bases alone would leave, of every scenario."""
    says = (
        _BASES_FIRST,
        *(f"{run.name}: {bases_in_words(run)}" for run in paper.runs),
    )
    return Part("bases", "Bases first", says)


def _children(thousandths: int) -> str:
    return shown(Figure.CHILDREN, thousandths)
