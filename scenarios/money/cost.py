"""What a plan costs: its places, children, works and journeys, priced year by year. Whole numbers throughout."""

from collections.abc import Sequence

from scenarios.planning.supply import Supply
from sufficiency.domain.finance import Finance, Money, Placed, Works


def cost_of(placed: Sequence[Placed], supply: Supply, works: Sequence[Works], finance: Finance) -> Money:
    """The money of a plan over the academic years of its supply.

    ``placed`` are the children whom the plan places (entrants and those who stay); the incumbents of a pool are counted
    from the supply, without transport, which no plan changes. Places are funded as commissioned. Raises ValueError for
    a year outside the supply.
    """
    raise NotImplementedError
