"""The travellers to one setting as the riders of a routing problem."""

from collections.abc import Sequence

import numpy as np

from solvers.routing import NO_LIMIT, Riders, RoutingProblem, Vehicles
from solvers.routing.problem import Ints
from sufficiency.domain.fleet import Fleet
from sufficiency.domain.transport import Traveller
from sufficiency.problems.transport.ways import Ways
from sufficiency.statute.walking import METRES_PER_1000_MILES

RUNS_A_DAY = 2
TENTHS_AN_HOUR = 600


def routing_problem(travellers: Sequence[Traveller], ways: Ways, fleet: Fleet) -> RoutingProblem:
    """The morning run to one setting; travellers in the order given, all to the same setting.

    Load is seats, then wheelchair positions.
    """
    tenths, metres = ways.square(travellers)
    return RoutingProblem(riders(travellers, tenths[:-1, -1], fleet), vehicles(fleet), tenths, metres)


def riders(travellers: Sequence[Traveller], direct: Ints, fleet: Fleet) -> Riders:
    """What each traveller takes up and how long each may be aboard; ``direct`` is tenths driven straight there [n]."""
    boarding = _ints([fleet.wheelchair_boarding if t.wheelchair else fleet.boarding for t in travellers])
    return Riders(
        load=_ints([(0, 1) if t.wheelchair else (1, 0) for t in travellers]).reshape(-1, 2),
        boarding=boarding,
        limit=_ints([ride_limit(t, way + on) for t, way, on in zip(travellers, direct, boarding, strict=True)]),
        attended=np.array([t.assistant for t in travellers], dtype=np.bool_),
        alone=np.array([t.solo for t in travellers], dtype=np.bool_),
        apart=_apart(travellers),
    )


def ride_limit(traveller: Traveller, alone: int) -> int:
    """Tenths aboard at most: the guideline, or the way there alone where that is longer; never over the child's own.

    The guideline may be exceeded where the school that meets the need is farther, but not by sharing. Source: DfE,
    Travel to school for children of compulsory school age (2024).
    """
    guideline = max(10 * traveller.guideline, alone)
    return guideline if traveller.max_minutes is None else min(guideline, 10 * traveller.max_minutes)


def vehicles(fleet: Fleet) -> Vehicles:
    """The fleet with prices for both runs of a day."""
    kinds = fleet.vehicles
    return Vehicles(
        room=_ints([(kind.seats, kind.wheelchairs) for kind in kinds]).reshape(-1, 2),
        number=_ints([NO_LIMIT if kind.number is None else kind.number for kind in kinds]),
        fixed=_ints([kind.day for kind in kinds]),
        by_distance=_ints([RUNS_A_DAY * kind.mile for kind in kinds]),
        stretch=METRES_PER_1000_MILES,
        attendant_fixed=fleet.assistant_per_hour * fleet.assistant_unseen // TENTHS_AN_HOUR,
        attendant_by_hour=RUNS_A_DAY * fleet.assistant_per_hour,
    )


def _apart(travellers: Sequence[Traveller]) -> Ints:
    row = {t.ref: at for at, t in enumerate(travellers)}
    pairs = {tuple(sorted((row[t.ref], row[other]))) for t in travellers for other in t.apart_from if other in row}
    return _ints(sorted(pair for pair in pairs if pair[0] != pair[1])).reshape(-1, 2)


def _ints(values: Sequence[object]) -> Ints:
    return np.array(values, dtype=np.int64)
