"""Insert many units: one at a time while searches stay short, straight by the many while they do not."""

from collections.abc import Callable

from solvers.allocation.engine import UNPLACED, Engine
from solvers.allocation.problem import Ints
from solvers.allocation.search import insert
from solvers.allocation.straight import insert_straight

WORTH = 3  # making prices exact takes the time of about so many rounds of searches


def insert_all(engine: Engine, units: Ints, report: Callable[[int], None]) -> None:
    """Insert units, all but those promised nothing; ``report`` hears how many are in."""
    pending = units[engine.state.held[units] != UNPLACED]
    while len(pending):
        singly = insert(engine, pending, False)
        if singly < 0:
            raise AssertionError("a unit lost the class it was promised; please report this")
        pending = pending[singly:]
        worth_it = len(pending) > 0
        while worth_it:
            left = insert_straight(engine, pending)
            worth_it = len(pending) - left > WORTH * singly and left > 0
            pending = pending[:left]
            report(len(units) - left)
