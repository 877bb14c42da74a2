"""Everybody a plan sends somewhere, in one set of arrays: to pools, to the independent sector, or nowhere."""

from dataclasses import dataclass

import numpy as np

from scenarios.placing.plan import Plan, still_there
from scenarios.projection.cells import IntArray

TO_INDEPENDENT, TO_NOWHERE = -1, -2


@dataclass(frozen=True, slots=True, eq=False)
class Flows:
    """n flows that somebody takes, in order of area, segment and pool; who goes to no pool comes last.

    area, segment    (n)
    pool             (n)         row of the plan's supply, ``TO_INDEPENDENT`` or ``TO_NOWHERE``
    tenths, metres   (n)         one way; -1 for nowhere
    place, travel    (n)         pence a year for one child: top-up or fee, and transport
    grams            (n)         CO2e a year for one child
    entrants, there  (n, years)  thousandths of a child who enter in a year, and who are there in it
    """

    area: IntArray
    segment: IntArray
    pool: IntArray
    tenths: IntArray
    metres: IntArray
    place: IntArray
    travel: IntArray
    grams: IntArray
    entrants: IntArray
    there: IntArray


def flows_of(plan: Plan) -> Flows:
    """The flows of a plan."""
    arcs, out = plan.arcs, plan.outside
    grid = tuple(side.ravel() for side in np.indices(out.price.shape))
    cells = len(grid[0])
    none, nought = np.full(cells, -1, dtype=np.int64), np.zeros(cells, dtype=np.int64)
    columns = {
        "area": (arcs.area, grid[0], grid[0]),
        "segment": (arcs.segment, grid[1], grid[1]),
        "pool": (arcs.pool, np.full(cells, TO_INDEPENDENT), np.full(cells, TO_NOWHERE)),
        "tenths": (arcs.tenths, out.tenths.ravel(), none),
        "metres": (arcs.metres, out.metres.ravel(), none),
        "place": (arcs.top_up, (out.price - out.travel).ravel(), nought),
        "travel": (arcs.travel, out.travel.ravel(), nought),
        "grams": (arcs.grams, out.grams.ravel(), nought),
    }
    found = {name: np.concatenate(parts) for name, parts in columns.items()}
    years = plan.placed.shape[1]
    entrants = np.concatenate([plan.placed, plan.independent.reshape(-1, years), plan.unmet.reshape(-1, years)])
    last = np.where(found["pool"] < 0, len(plan.supply.pools) - found["pool"], found["pool"])
    order = np.lexsort((last, found["segment"], found["area"]))
    used = order[entrants[order].any(axis=1)]
    kept = {name: column[used] for name, column in found.items()}
    there = still_there(entrants[used], plan.demand.holds[kept["segment"]])
    return Flows(**kept, entrants=entrants[used], there=there)
