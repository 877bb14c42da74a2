"""Places shared with neighbouring authorities: what their own children leave of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

import numpy as np

from scenarios.files.scenario import Action, Neighbour
from scenarios.placing.places import Lay
from scenarios.planning.demand import Demand
from scenarios.planning.supply import SHARED, Pool, Supply


@dataclass(frozen=True, slots=True)
class Shared:
    """Lays actions as ``lay`` does; of the places of each neighbour, those that its own children take are left out."""

    lay: Lay
    taken: Mapping[str, tuple[int, ...]]

    def __call__(self, actions: Sequence[Action]) -> Supply:
        """The supply once these actions are laid in."""
        found = self.lay(actions)
        return replace(found, pools=tuple(map(self._left, found.pools)))

    def _left(self, pool: Pool) -> Pool:
        if pool.provision_id != SHARED or pool.name not in self.taken:
            return pool
        left = zip(pool.places, self.taken[pool.name], strict=True)
        return replace(pool, places=tuple(max(places - taken, 0) for places, taken in left))


def taken_by_neighbours(neighbours: Sequence[Neighbour], demand: Demand) -> Mapping[str, tuple[int, ...]]:
    """Whole places that each neighbour's children take by year: so many enter a year, and stay as others do."""
    weights = demand.entrants.sum(axis=(0, 1))
    hold = np.average(demand.holds, axis=0, weights=weights if weights.any() else None)
    staying = np.cumsum(hold)
    return {one.name: tuple(ceil(one.entrants * float(years)) for years in staying) for one in neighbours}
