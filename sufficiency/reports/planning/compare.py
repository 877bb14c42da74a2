"""Runs of scenarios set against a base: every figure of theirs, year by year and in all."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from sufficiency.domain.planning_results import EquityRow, GapRow, ScenarioRun, TravelRow
from sufficiency.domain.scenario_comparison import ComparedRow, Comparison, Figure, Gain
from sufficiency.domain.years import AcademicYear

Runs = Sequence[ScenarioRun]
ByYear = Mapping[int, int | None]

GAP, PLACES, CHILDREN, TRAVEL = "gap", "places", "children", "travel"
MONEY, HIGH_NEEDS = "money", "high needs"
"""Sections of a comparison; below, the names of its figures."""
BEYOND_P50, BEYOND_P80 = "Children beyond places, P50", "Children beyond places, P80"
COMMISSIONED, ADDED = "Commissioned places", "Places that actions and options add"
CAPITAL, CAPITAL_PAID = "Capital, prices of the base year", "Capital, as paid"
PLACED, INDEPENDENT, UNMET = "Placed by the plan", "In independent places the plan buys", "Without a place"
MEAN, WITHIN, CARBON = "Minutes each way, mean", "Within the guideline", "CO2e"
TRANSPORT = "Transport, prices of the base year"
REVENUE, NET_PRESENT = "Revenue, as paid", "Net present cost"
OVERSPEND, BALANCE = "Spending above the allocation", "Balance at the end of the year"


def compared(runs: Runs) -> Comparison:
    """The first run is the base. All must be of the same first year, number of years and areas."""
    base = runs[0]
    years = [base.first + at for at in range(base.years)]
    rows = [*_gap(runs, years), *_places(runs, years), *_children(runs, years), *_travel(runs, years)]
    return Comparison(
        authority=base.premises.authority,
        names=tuple(run.name for run in runs),
        descriptions=tuple(run.description for run in runs),
        opened=tuple(tuple(_opened(run)) for run in runs),
        first=base.first,
        years=base.years,
        rows=(*rows, *_money(runs), *_high_needs(runs)),
        gains=tuple(_gains(runs)),
    )


def _opened(run: ScenarioRun) -> Iterator[str]:
    for scheme in run.schemes:
        if scheme.opens is not None:
            yield f"{scheme.name} ({AcademicYear(scheme.opens)})"


def _yearly(
    section: str, name: str, figure: Figure, each: Sequence[ByYear], years: Sequence[int]
) -> Iterator[ComparedRow]:
    """A row for each year that some run has a value of."""
    for year in years:
        values = tuple(found.get(year) for found in each)
        if any(value is not None for value in values):
            yield ComparedRow(section, name, figure, year, values)


def _gap(runs: Runs, years: Sequence[int]) -> Iterator[ComparedRow]:
    """Children beyond the places of their kind, summed over kinds; a kind with places to spare lends none."""
    levels: tuple[tuple[str, Callable[[GapRow], int]], ...] = (
        (BEYOND_P50, lambda row: row.gap_p50),
        (BEYOND_P80, lambda row: row.gap_p80),
    )
    for name, gap in levels:
        each = [_summed((row.year, max(gap(row), 0)) for row in run.gap) for run in runs]
        yield from _yearly(GAP, name, Figure.CHILDREN, each, years)
    for name, gap in levels:
        kinds = sorted({(row.need, row.phase) for run in runs for row in run.gap})
        for need, phase in kinds:
            at = [
                _summed((row.year, gap(row)) for row in run.gap if (row.need, row.phase) == (need, phase))
                for run in runs
            ]
            values = tuple(found.get(years[-1]) for found in at)
            yield ComparedRow(GAP, name, Figure.CHILDREN, years[-1], values, f"{need} {phase}")


def _places(runs: Runs, years: Sequence[int]) -> Iterator[ComparedRow]:
    each = [{row.year: row.commissioned for row in run.plan.where} for run in runs]
    yield from _yearly(PLACES, COMMISSIONED, Figure.PLACES, each, years)
    added = tuple(
        sum(scheme.places for scheme in run.schemes if scheme.opens is not None and _adds(scheme.kind)) for run in runs
    )
    yield ComparedRow(PLACES, ADDED, Figure.PLACES, None, added)
    capital = tuple(sum(scheme.capital for scheme in run.schemes if scheme.opens is not None) for run in runs)
    yield ComparedRow(PLACES, CAPITAL, Figure.MONEY, None, capital)


def _adds(kind: str) -> bool:
    return kind not in ("closure", "re-designation")


def _children(runs: Runs, years: Sequence[int]) -> Iterator[ComparedRow]:
    """Who is placed where, of those the plan places; independent placements bought in all years together."""
    for name, field in (
        (PLACED, "placed"),
        (INDEPENDENT, "independent"),
        (UNMET, "unmet"),
    ):
        each = [{row.year: getattr(row, field) for row in run.plan.where} for run in runs]
        yield from _yearly(CHILDREN, name, Figure.CHILDREN, each, years)
        yield ComparedRow(
            CHILDREN, name, Figure.CHILDREN, None, tuple(sum(found.values()) for found in each), "child-years"
        )


def _travel(runs: Runs, years: Sequence[int]) -> Iterator[ComparedRow]:
    figures: tuple[tuple[str, Figure, Callable[[TravelRow], int | None]], ...] = (
        (MEAN, Figure.MINUTES, lambda row: row.mean_minutes),
        (WITHIN, Figure.SHARE, lambda row: _ratio(1000 * row.within, row.children)),
        (TRANSPORT, Figure.MONEY, lambda row: row.cost),
        (CARBON, Figure.CARBON, lambda row: row.grams),
    )
    for name, figure, of in figures:
        each: list[ByYear] = [{row.year: of(row) for row in run.plan.travel} for run in runs]
        yield from _yearly(TRAVEL, name, figure, each, years)


def _money(runs: Runs) -> Iterator[ComparedRow]:
    """Heads by academic year and in all, and net present cost; nothing where some run has none."""
    moneys = [run.money for run in runs if run.money is not None]
    if len(moneys) < len(runs):
        return
    first = moneys[0].first.starts
    for at, head in enumerate(moneys[0].heads):
        each = [dict(enumerate(money.heads[at].cash, first)) for money in moneys]
        yield from _yearly(MONEY, head.head.label, Figure.MONEY, each, list(each[0]))
    totals = [
        [sum(head.cash[year] for head in money.heads) for year in range(len(money.heads[0].cash))] for money in moneys
    ]
    each = [dict(enumerate(total, first)) for total in totals]
    yield from _yearly(MONEY, REVENUE, Figure.MONEY, each, list(each[0]))
    yield ComparedRow(MONEY, REVENUE, Figure.MONEY, None, tuple(sum(total) for total in totals))
    spent = tuple(sum(sum(pot.cash) for pot in money.pots) for money in moneys)
    yield ComparedRow(MONEY, CAPITAL_PAID, Figure.MONEY, None, spent)
    yield ComparedRow(MONEY, NET_PRESENT, Figure.MONEY, None, tuple(money.net_present_cost for money in moneys))


def _high_needs(runs: Runs) -> Iterator[ComparedRow]:
    """Lines of the high needs budget by financial year, then what is overspent and the balance at the end of the year.

    The base's balance is that without mitigation, a scenario's that with it.
    """
    budgets = [run.high_needs for run in runs if run.high_needs is not None]
    if len(budgets) < len(runs):
        return
    years = [year.starts for year in budgets[0].years]
    names = dict.fromkeys(line.name for budget in budgets for line in budget.lines)
    for name in names:
        each = [
            dict.fromkeys(years, 0)  # a line that only another scenario has holds nothing here
            | _summed(
                (year, pence)
                for line in budget.lines
                if line.name == name
                for year, pence in zip(years, line.pence, strict=True)
            )
            for budget in budgets
        ]
        yield from _yearly(HIGH_NEEDS, name, Figure.MONEY, each, years)
    for name, of in ((OVERSPEND, "overspend"), (BALANCE, "balance")):
        found = [dict(zip(years, getattr(budget, of), strict=True)) for budget in budgets]
        yield from _yearly(HIGH_NEEDS, name, Figure.MONEY, found, years)


def _gains(runs: Runs) -> Iterator[Gain]:
    """Areas and then deciles, as the base has them."""
    areas = {area.code: area for area in runs[0].areas}
    each = [{(row.by, row.code): row for row in run.plan.equity} for run in runs]
    for key, row in each[0].items():
        rows = [found.get(key) for found in each]
        area = areas.get(row.code) if row.by == "area" else None
        yield Gain(
            row.by, row.code, area.name if area else "", area.deprivation if area else int(row.code), row.entrants,
            minutes=tuple(one.minutes if one else None for one in rows),
            within=tuple(_share(one) for one in rows),
        )  # fmt: skip


def _share(row: EquityRow | None) -> int | None:
    """Parts in a thousand within the guideline, of those who travel."""
    return None if row is None else _ratio(1000 * row.within, row.placed + row.independent)


def _ratio(part: int, whole: int) -> int | None:
    """To the nearest, halves up; None of nothing."""
    return (2 * part + whole) // (2 * whole) if whole else None


def _summed(pairs: Iterator[tuple[int, int]]) -> dict[int, int]:
    found: dict[int, int] = {}
    for key, value in pairs:
        found[key] = found.get(key, 0) + value
    return found
