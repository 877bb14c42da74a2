"""What a plan comes to today.

It is at the prices of the base year: the discount rate is a real one. Nothing is counted after the last year of the
plan, neither savings nor what a building is still worth. Source of the method: HM Treasury, The Green Book (2022).
"""

from collections.abc import Sequence
from fractions import Fraction

from scenarios.money.shares import grown, half_up
from sufficiency.domain.finance import HeadCost, PotSpend


def net_present_cost(heads: Sequence[HeadCost], pots: Sequence[PotSpend], before: int, discount: int) -> int:
    """All costs, each discounted from its year to the first; ``before`` is the first year of the pots beside it."""
    running = [(year, pence) for head in heads for year, pence in enumerate(head.real)]
    capital = [(before + year, pence) for pot in pots for year, pence in enumerate(pot.real)]
    return half_up(sum((pence * grown(discount, -year) for year, pence in (*running, *capital)), Fraction()))
