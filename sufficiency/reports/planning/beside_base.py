"""A plan's money beside its base's: what it costs more, and when what it saves has paid for that.

All of it is at prices of the base year and not discounted, but for the net present cost.
"""

from itertools import accumulate

from sufficiency.domain.finance import AgainstBase, Money
from sufficiency.domain.years import AcademicYear


def against(plan: Money, base: Money) -> AgainstBase:
    """The plan beside its base. Raises ValueError where their years differ."""
    pairs = zip(cost_by_year(plan), cost_by_year(base), strict=True)
    return AgainstBase(
        more=tuple(here - there for here, there in pairs),
        payback=payback(plan, base),
        net_present_cost=plan.net_present_cost - base.net_present_cost,
    )


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
