"""What the outcomes of an ensemble say: cost and regret, gaps by year, and what drives the cost."""

from collections.abc import Mapping, Sequence

from scenarios.ensemble.figures import Numbers, mean, quantile, rank_correlation
from sufficiency.domain.ensemble import FACTORS, Driver, Outcome, Outlook, Regret, Shortfall

Costs = Mapping[str, Numbers]
"""Cost by scenario, then draw; the same draws for all."""

HALF_A_CHILD = 500
"""A gap of less than that is none, for children are expected and not whole."""


def regrets(costs: Costs) -> dict[str, tuple[int, ...]]:
    """By how much each scenario costs more, in each draw, than the one cheapest in it.

    Source: Savage, The theory of statistical decision, Journal of the American Statistical Association 46 (1951).
    """
    least = [min(draw) for draw in zip(*costs.values(), strict=True)]
    return {name: tuple(c - m for c, m in zip(row, least, strict=True)) for name, row in costs.items()}


def least_expected(costs: Costs) -> str:
    """The scenario of least expected cost, the first of equals.

    A two-stage stochastic choice: what opens is settled before the future is known, who is placed where after it, draw
    by draw. Source: Birge and Louveaux, Introduction to Stochastic Programming, second edition (2011).
    """
    return min(costs, key=lambda name: sum(costs[name]))


def least_regret(costs: Costs) -> str:
    """The scenario whose worst regret is smallest; of equals the one of less expected cost, then the first."""
    found = regrets(costs)
    return min(costs, key=lambda name: (max(found[name]), sum(costs[name])))


def foresight(costs: Costs) -> int:
    """Expected cost of the best scenario less that of choosing the cheapest in each draw (perfect information)."""
    return mean(regrets(costs)[least_expected(costs)])


def outlooks(outcomes: Mapping[str, Sequence[Outcome]]) -> tuple[Outlook, ...]:
    """Each scenario over all draws, in the order given."""
    costs = {name: [outcome.cost for outcome in row] for name, row in outcomes.items()}
    regret = regrets(costs)
    return tuple(_outlook(name, row, regret[name]) for name, row in outcomes.items())


def regret_rows(outcomes: Mapping[str, Sequence[Outcome]]) -> tuple[Regret, ...]:
    """Cost and regret of every scenario in every draw, draw by draw."""
    regret = regrets({name: [outcome.cost for outcome in row] for name, row in outcomes.items()})
    rows = zip(
        *([(one, regret[name][at]) for at, one in enumerate(row)] for name, row in outcomes.items()), strict=True
    )
    return tuple(Regret(one.draw, one.scenario, one.cost, its) for draw in rows for one, its in draw)


def _outlook(name: str, row: Sequence[Outcome], regret: Numbers) -> Outlook:
    costs = [outcome.cost for outcome in row]
    worst = max(regret)
    return Outlook(
        scenario=name,
        expected_cost=mean(costs),
        p10_cost=quantile(costs, 10),
        p90_cost=quantile(costs, 90),
        expected_regret=mean(regret),
        worst_regret=worst,
        worst_draw=row[regret.index(worst)].draw,
        cheapest=regret.count(0),
        expected_unmet=mean([outcome.unmet for outcome in row]),
    )


def shortfalls(name: str, row: Sequence[Outcome], groups: Sequence[str], years: Sequence[int]) -> tuple[Shortfall, ...]:
    """The gaps of one scenario over all draws, by group and year."""
    found = []
    for g, group in enumerate(groups):
        for y, year in enumerate(years):
            gaps = [outcome.gaps[g][y] for outcome in row]
            short = sum(gap >= HALF_A_CHILD for gap in gaps)
            found.append(Shortfall(name, group, year, quantile(gaps, 50), quantile(gaps, 80), short))
    return tuple(found)


def drivers(name: str, row: Sequence[Outcome]) -> tuple[Driver, ...]:
    """What the cost of one scenario moves with, the widest swing first; factors that never vary are left out."""
    costs = [outcome.cost for outcome in row]
    found = []
    for number, factor in enumerate(FACTORS):
        values = [outcome.factors[number] for outcome in row]
        if (correlation := rank_correlation(values, costs)) is not None:
            found.append(_driver(name, factor, (values, costs), correlation))
    return tuple(sorted(found, key=lambda one: (-abs(one.cost_high - one.cost_low), FACTORS.index(one.factor))))


def _driver(name: str, factor: str, drawn: tuple[Numbers, Numbers], correlation: int) -> Driver:
    values, costs = drawn
    low, high = quantile(values, 10), quantile(values, 90)
    below = [cost for value, cost in zip(values, costs, strict=True) if value <= low]
    above = [cost for value, cost in zip(values, costs, strict=True) if value >= high]
    return Driver(name, factor, low, high, mean(below), mean(above), correlation)
