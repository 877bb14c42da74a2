"""What the way from areas to pools takes, once it is worked out: to know it takes no map and no roads."""

from dataclasses import dataclass

from scenarios.projection.cells import IntArray


@dataclass(frozen=True, slots=True, eq=False)
class Furthest:
    """The longest way allowed, which stands for one that is not known, and what it takes a child of each phase.

    ``tenths`` and ``metres`` are one way; pence and grams (phases) a year for one child.
    """

    tenths: int
    metres: int
    pence: IntArray
    grams: IntArray


@dataclass(frozen=True, slots=True, eq=False)
class Travel:
    """What the way from an area to a pool takes a child of each phase.

    tenths, metres  (areas, pools)          one way, -1 where there is no route
    pence, grams    (phases, areas, pools)  a year for one child, in the order of ``PlanningPhase``
    """

    tenths: IntArray
    metres: IntArray
    pence: IntArray
    grams: IntArray
    furthest: Furthest
