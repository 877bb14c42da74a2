"""What a plan comes to today, and when what it saves has paid for it.

Both are at the prices of the base year: the discount rate is a real one. Nothing is counted after the last year of the
plan, neither savings nor what a building is still worth. Source of the method: HM Treasury, The Green Book (2022).
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate

from scenarios.money.shares import grown, half_up
from sufficiency.domain.finance import HeadCost, Money, PotSpend
from sufficiency.domain.years import AcademicYear


def net_present_cost(heads: Sequence[HeadCost], pots: Sequence[PotSpend], before: int, discount: int) -> int:
    """All costs, each discounted from its year to the first; ``before`` is the first year of the pots beside it."""
    running = [(year, pence) for head in heads for year, pence in enumerate(head.real)]
    capital = [(before + year, pence) for pot in pots for year, pence in enumerate(pot.real)]
    return half_up(sum((pence * grown(discount, -year) for year, pence in (*running, *capital)), Fraction()))


def cost_by_year(money: Money) -> tuple[int, ...]:
    """Heads and capital by year, pence at base prices; capital outside the plan's years counts in the nearest."""
    costs = [sum(year) for year in zip(*(head.real for head in money.heads), strict=True)]
    for pot in money.pots:
        for at, pence in enumerate(pot.real, start=money.capital_from.starts - money.first.starts):
            costs[min(max(at, 0), len(costs) - 1)] += pence
    return tuple(costs)


def payback(plan: Money, base: Money) -> AcademicYear | None:
    """The first year from which the plan, all told, has cost no more than the base and stays so; None if there is none.

    None also where it never costs more: there is nothing to pay back.
    """
    more = accumulate(a - b for a, b in zip(cost_by_year(plan), cost_by_year(base), strict=True))
    behind = [year for year, pence in enumerate(more) if pence > 0]
    if not behind or behind[-1] == len(cost_by_year(plan)) - 1:
        return None
    return AcademicYear(plan.first.starts + behind[-1] + 1)
