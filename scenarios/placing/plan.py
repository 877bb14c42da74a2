"""A plan as arrays: where the entrants of every year go, in whole thousandths of a child."""

from dataclasses import dataclass

import numpy as np

from scenarios.files.scenario import Action
from scenarios.planning.demand import Demand
from scenarios.planning.supply import Supply
from scenarios.projection.cells import FloatArray, IntArray
from sufficiency.domain.planning_results import LevelRow, OptionRow

MILLION = 1_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Arcs:
    """Which kind of demand of which area may go to which pool, and what that takes; n arcs, in that order.

    area, segment, pool   (n)  rows of ``Demand.areas``, ``SEGMENTS`` and ``Supply.pools``
    tenths, metres        (n)  one way
    top_up, travel        (n)  pence a year for one child
    grams                 (n)  CO2e a year for one child
    """

    area: IntArray
    segment: IntArray
    pool: IntArray
    tenths: IntArray
    metres: IntArray
    top_up: IntArray
    travel: IntArray
    grams: IntArray

    def __len__(self) -> int:
        return len(self.area)


@dataclass(frozen=True, slots=True, eq=False)
class Outside:
    """The independent sector, as an area's children of a segment would have it: (areas, segments) each.

    price, grams  a year for one child, travel included in the price
    tenths        one way to the nearest that takes them; where none is known, the longest way allowed
    travel        of the price, travel
    """

    price: IntArray
    travel: IntArray
    tenths: IntArray
    metres: IntArray
    grams: IntArray


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """What opens and where entrants go. Every entrant is in ``placed``, ``independent`` or ``unmet`` once.

    supply       the pools placed in, one for each provision and phase, once all ``actions`` are laid in
    actions      those dated, then the options taken, as the actions they become
    options      every option, taken or not
    placed       (arcs, years)             thousandths of a child who enter that year, and stay while in the phase
    independent  (areas, segments, years)  entrants for whom a place is bought
    unmet        (areas, segments, years)  entrants without any
    proven       whether every level is proven to the gap asked for; ``repeatable`` is False where the clock ended it
    """

    demand: Demand
    supply: Supply
    actions: tuple[Action, ...]
    options: tuple[OptionRow, ...]
    arcs: Arcs
    outside: Outside
    placed: IntArray
    independent: IntArray
    unmet: IntArray
    levels: tuple[LevelRow, ...]
    proven: bool = True
    repeatable: bool = True

    def staying(self) -> IntArray:
        """(arcs, years) thousandths of a child placed by then and still there."""
        return still_there(self.placed, self.demand.holds[self.arcs.segment])


def still_there(entrants: IntArray, holds: FloatArray) -> IntArray:
    """Those of all entry years who are still there, (n, years) each; ``holds`` (n, years) is by years since entry.

    Whole thousandths, halves up, of shares in whole millionths, so that it can be worked out again to the last one.
    """
    years = entrants.shape[1]
    shares = in_millionths(holds)
    found = np.zeros_like(entrants)
    for after in range(years):
        found[:, after:] += entrants[:, : years - after] * shares[:, after : after + 1]
    return (2 * found + MILLION) // (2 * MILLION)


def in_millionths(holds: FloatArray) -> IntArray:
    """Shares in whole millionths."""
    return np.rint(holds * MILLION).astype(np.int64)
