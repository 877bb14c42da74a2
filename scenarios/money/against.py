"""A plan's money beside its base's: what it costs more, when that is paid back, and the balance with it."""

from scenarios.money.high_needs import high_needs
from scenarios.money.present import cost_by_year, payback
from sufficiency.domain.finance import AgainstBase, Finance, Money


def against(plan: Money, base: Money, finance: Finance) -> AgainstBase:
    """The plan beside its base, under the finance of the plan. Raises ValueError where their years differ."""
    pairs = zip(cost_by_year(plan), cost_by_year(base), strict=True)
    return AgainstBase(
        more=tuple(here - there for here, there in pairs),
        payback=payback(plan, base),
        net_present_cost=plan.net_present_cost - base.net_present_cost,
        high_needs=high_needs(plan, finance, since=base),
    )
