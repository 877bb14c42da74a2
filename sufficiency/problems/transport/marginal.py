"""What one more child adds to today's routes to a setting: the cheapest place on them, or a vehicle of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from solvers.routing import Newcomers, Riders, Routes, RoutingProblem, cheapest_insertion
from solvers.routing.problem import Ints
from sufficiency.domain.fleet import Fleet, VehicleType
from sufficiency.domain.transport import Traveller
from sufficiency.problems.transport.riders import riders
from sufficiency.problems.transport.ways import Ways


@dataclass(frozen=True, slots=True, eq=False)
class Today:
    """Today's routes to one setting with the problem they answer; travellers are its riders, in order."""

    urn: int
    travellers: tuple[Traveller, ...]
    problem: RoutingProblem
    routes: Routes


@dataclass(frozen=True, slots=True)
class Added:
    """What one child adds to a day. ``route`` is its number from 1, None for a vehicle of its own."""

    ref: str
    day: int
    route: int | None
    position: int
    kind: VehicleType


def added_by(today: Today, newcomers: Sequence[Traveller], ways: Ways, fleet: Fleet) -> Iterator[Added]:
    """What each newcomer alone would add, in order; one whom no vehicle can bring is left out.

    The sum is never below nought: where a way through another home is shorter by metres, nothing is added.
    """
    if not newcomers:
        return
    found = cheapest_insertion(today.problem, today.routes, _newcomers(today, newcomers, ways, fleet))
    rows = zip(found.price, found.route, found.position, found.kind, strict=True)
    for traveller, (price, route, position, kind) in zip(newcomers, rows, strict=True):
        if kind >= 0:
            joined = int(route) + 1 if route < len(today.routes.routes) else None
            yield Added(traveller.ref, max(0, int(price)), joined, int(position), fleet.vehicles[kind])


def _newcomers(today: Today, newcomers: Sequence[Traveller], ways: Ways, fleet: Fleet) -> Newcomers:
    direct_tenths, direct_metres = ways.to_setting(newcomers)
    to_tenths, to_metres = ways.between(newcomers, today.travellers)
    from_tenths, from_metres = ways.between(today.travellers, newcomers)
    own = riders(newcomers, direct_tenths, fleet)
    return Newcomers(
        riders=Riders(own.load, own.boarding, own.limit, own.attended, own.alone, _apart(today.travellers, newcomers)),
        to_tenths=np.column_stack([to_tenths, direct_tenths]),
        to_metres=np.column_stack([to_metres, direct_metres]),
        from_tenths=from_tenths,
        from_metres=from_metres,
    )


def _apart(travellers: Sequence[Traveller], newcomers: Sequence[Traveller]) -> Ints:
    """Pairs of a newcomer and a rider of today who share no vehicle, whichever of the two says so."""
    row = {t.ref: at for at, t in enumerate(travellers)}
    pairs = {(at, row[other]) for at, t in enumerate(newcomers) for other in t.apart_from if other in row}
    named = {t.ref: at for at, t in enumerate(newcomers)}
    pairs |= {(named[other], at) for at, t in enumerate(travellers) for other in t.apart_from if other in named}
    return np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
