"""Insert many units: one at a time while searches stay short, straight by the many while they do not."""

from collections.abc import Callable

from solvers.allocation.engine import OPEN, UNPLACED, Engine
from solvers.allocation.problem import Ints
from solvers.allocation.search import insert
from solvers.allocation.shortage import fill_places, keep_places_back
from solvers.allocation.straight import insert_straight

WORTH = 3  # making prices exact takes the time of about so many rounds of searches
FEW = 0.03  # share of all units: with fewer places free than that, and more units waiting, searches reach everywhere


def insert_all(engine: Engine, units: Ints, report: Callable[[int], None]) -> bool:
    """Insert units, all but those promised nothing; False if one found no way. ``report`` hears how many are in.

    Units enter in order of numbering: those before the first of them are in.
    """
    pending = units[engine.state.held[units] != UNPLACED]
    kept_back = False
    while len(pending):
        unplaced = 0 if kept_back else _units_too_many(engine, pending)
        if unplaced > 0:
            pending, kept_back = keep_places_back(engine, pending, unplaced), True
        singly = insert(engine, pending, False)
        if singly < 0:
            return False
        pending = pending[singly:]
        worth_it = len(pending) > 0
        while worth_it:
            left = insert_straight(engine, pending)
            worth_it = len(pending) - left > WORTH * singly and left > 0
            pending = pending[:left]
            report(len(units) - left)
    fill_places(engine, int(units[-1]) + 1 if len(units) else 0)
    return True


def _units_too_many(engine: Engine, pending: Ints) -> int:
    """How many of the units that wait no place is left for, once free places are few and many units wait."""
    net, state = engine.net, engine.state
    few = FEW * len(state.seat)
    free = int((net.capacity - state.used)[net.parent == len(net.parent)].sum())
    if not free < few < len(pending) or not bool((state.held == OPEN).all()):
        return 0
    return max(len(pending) - free, 0)
