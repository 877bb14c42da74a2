"""What one pool costs in a year: its places, and the children in them. Pence times thousandths of a child."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from scenarios.planning.supply import SHARED, Pool
from sufficiency.domain.finance import CostHead, Finance
from sufficiency.domain.need_groups import GROUP_OF
from sufficiency.domain.planning_results import THOUSANDTHS
from sufficiency.domain.settings import SettingType


@dataclass(frozen=True, slots=True)
class PoolCost:
    """Cost of a pool in one year, in thousandths of a penny at base prices; ``vacant`` is part of ``places``."""

    head: CostHead
    places: int
    children: int
    vacant: int


def pool_cost(pool: Pool, places: int, children: int, finance: Finance) -> PoolCost:
    """The cost of so many commissioned places with so many thousandths of a child in them.

    Places shared by a neighbour are its own to fund; it charges for each child.
    """
    if pool.provision_id == SHARED:
        return PoolCost(CostHead.SPECIAL, 0, (pool.top_up or finance.special_top_up) * children, 0)
    return _OF_TYPE[pool.type](pool, places * THOUSANDTHS, children, finance)


def _special(pool: Pool, places: int, children: int, finance: Finance) -> PoolCost:
    """Places are funded whether anybody is in them or not. Source: DfE, High needs funding operational guide."""
    price, top_up = pool.place_cost or finance.special_place, pool.top_up or finance.special_top_up
    return PoolCost(CostHead.SPECIAL, price * places, top_up * children, price * max(0, places - children))


def _base(pool: Pool, places: int, children: int, finance: Finance) -> PoolCost:
    """A place with a child is funded by less: the school's own formula funds the rest. Source: as above."""
    occupied = pool.place_cost or finance.base_occupied
    unfilled = occupied + finance.base_unfilled - finance.base_occupied
    filled = min(places, children)
    vacant = unfilled * (places - filled)
    top_up = pool.top_up or finance.base_top_up
    return PoolCost(CostHead.BASE, occupied * filled + vacant, top_up * children, vacant)


def _alternative(pool: Pool, places: int, children: int, finance: Finance) -> PoolCost:
    price = pool.place_cost or finance.ap_place
    return PoolCost(CostHead.AP, price * places, pool.top_up * children, price * max(0, places - children))


def _independent(pool: Pool, places: int, children: int, finance: Finance) -> PoolCost:
    """The whole price of each child, nothing for a place with nobody in it; places are bought one by one."""
    fee = pool.place_cost + pool.top_up or finance.fee(GROUP_OF[pool.needs[0]])
    return PoolCost(CostHead.INDEPENDENT, 0, fee * children, 0)


def _mainstream(pool: Pool, places: int, children: int, finance: Finance) -> PoolCost:
    return PoolCost(CostHead.MAINSTREAM, 0, (pool.top_up or finance.mainstream_top_up) * children, 0)


_OF_TYPE: Mapping[SettingType, Callable[[Pool, int, int, Finance], PoolCost]] = {
    SettingType.SPECIAL: _special,
    SettingType.SATELLITE: _special,
    SettingType.BASE: _base,
    SettingType.DSP: _base,
    SettingType.AP: _alternative,
    SettingType.INDEPENDENT: _independent,
    SettingType.MAINSTREAM: _mainstream,
}
