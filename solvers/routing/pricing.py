"""Which routes are worth more than they cost: labels asked with one worth of riders after another."""

from dataclasses import dataclass

import numpy as np

from solvers.routing.labels import (
    BEFORE,
    KIND,
    NONE,
    OVERFLOWN,
    RIDER,
    UNITS,
    WORTH,
    Ground,
    Pool,
    Worth,
    grow,
    look_onward,
    room_for_labels,
)
from solvers.routing.problem import NO_ROUTE, Ints, Route, RoutingProblem

EACH = 12
"""Routes returned at most for each first rider."""
WORTHLESS = -(UNITS >> 12)
"""A route that gains less than this part of a penny is not worth another round."""


@dataclass(frozen=True, slots=True)
class Priced:
    """Routes worth taking in, the best first, and what the duals prove.

    ``proven`` is a lower bound of any answer in units: the riders' worth, less what a limited kind takes for each of
    its vehicles, and for each rider the least worth of a route that begins with it where that is below nought; each
    answer has at most one. None where labels were dropped that nothing dominates, or the pool ran over.
    """

    routes: tuple[Route, ...]
    proven: int | None
    overflown: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Pricing:
    """A problem made ready for pricing; ``near`` is changed in place when riders are to be remembered longer."""

    problem: RoutingProblem
    kinds: Ints
    ground: Ground
    near: Ints
    onward: Ints
    pool: Pool


def prepare(problem: RoutingProblem, labels: int, near: int) -> Pricing:
    """Arrays for so many labels, and each rider remembered at so many of the nearest, at first."""
    kinds = np.flatnonzero(problem.vehicles.number > 0)
    ground = _ground(problem, kinds)
    last = _last_time(ground)
    shape = (problem.size, last + 1)
    pool = room_for_labels(max(labels, problem.size + 1), last, ground)
    return Pricing(problem, kinds, ground, _near(ground, near), np.zeros(shape, dtype=np.int64), pool)


def price_out(pricing: Pricing, rider: Ints, kind: Ints, exact: bool) -> Priced:
    """Routes whose price is below their riders' worth (units [n]) plus what their kind takes (units [v], >= 0)."""
    worth = Worth(rider, kind[pricing.kinds], pricing.near, pricing.onward)
    if _every_leg_takes_time(pricing.ground):
        look_onward(pricing.ground, worth)
    else:
        pricing.onward[:] = -int(np.maximum(rider, 0).sum()) - UNITS
    count = grow(pricing.ground, worth, pricing.pool, exact)
    if count == OVERFLOWN:
        return Priced((), None, overflown=True)
    label = pricing.pool.label[:count]
    below = np.zeros(pricing.problem.size, dtype=np.int64)
    np.minimum.at(below, label[:, RIDER], label[:, WORTH])
    number = pricing.problem.vehicles.number.tolist()
    taken = sum(most * units for most, units in zip(number, kind.tolist(), strict=True))
    proven = sum(rider.tolist()) - taken + sum(below.tolist())
    return Priced(_best(pricing, label), proven if exact else None)


def comes_back(route: Route) -> bool:
    """Whether a route comes back to a rider it had forgotten."""
    return len(set(route.stops)) < len(route.stops)


def remember(pricing: Pricing, routes: list[Route]) -> None:
    """Let labels remember a rider to whom one of these routes comes back, at all the riders in between."""
    for route in routes:
        seen: dict[int, int] = {}
        for at, rider in enumerate(route.stops):
            for between in route.stops[seen[rider] + 1 : at] if rider in seen else ():
                pricing.near[between] |= 1 << rider
            seen[rider] = at


def is_remembered(pricing: Pricing, route: Route) -> bool:
    """Whether labels that remember as they do now can still be this route."""
    memory = 0
    for rider in reversed(route.stops):
        if memory & int(pricing.ground.foes[rider]):
            return False
        memory = memory & int(pricing.near[rider]) | 1 << rider
    return True


def _best(pricing: Pricing, label: Ints) -> tuple[Route, ...]:
    gainful = np.flatnonzero(label[:, WORTH] < WORTHLESS)
    order = gainful[np.lexsort((gainful, label[gainful, WORTH]))]
    taken, routes = np.zeros(pricing.problem.size, dtype=np.int64), []
    for at in order.tolist():
        taken[label[at, RIDER]] += 1
        if taken[label[at, RIDER]] <= EACH:
            routes.append(_route(pricing, label, at))
    return tuple(routes)


def _route(pricing: Pricing, label: Ints, at: int) -> Route:
    kind, stops = int(pricing.kinds[label[at, KIND]]), []
    while at != NONE:
        stops.append(int(label[at, RIDER]))
        at = int(label[at, BEFORE])
    return Route(kind, tuple(stops))


def _ground(problem: RoutingProblem, kinds: Ints) -> Ground:
    riders, v = problem.riders, problem.vehicles
    leg = np.where(problem.tenths >= 0, problem.tenths, NO_ROUTE)[:-1]
    leg = np.where(leg >= 0, leg + riders.boarding[:, None], NO_ROUTE)
    rate = v.by_distance[kinds] if len(kinds) else np.zeros(1, dtype=np.int64)
    room = v.room[kinds]
    return Ground(
        leg=leg,
        metres=np.ascontiguousarray(problem.metres[:-1]),
        least=_least(leg),
        limit=np.minimum(riders.limit, int(leg.max(axis=1, initial=0).clip(0).sum())),
        load=riders.load,
        attended=riders.attended.astype(np.int64),
        foes=_foes(problem),
        room=room,
        most=room.max(axis=0, initial=0),
        fixed=v.fixed[kinds],
        by_distance=v.by_distance[kinds],
        rate=np.array([rate.max(), rate.min()]),
        attendant=np.array([v.attendant_fixed, v.attendant_by_hour]),
        stretch=v.stretch,
    )


def _least(leg: Ints) -> Ints:
    """Least time over any riders between, by Floyd and Warshall's method; NO_ROUTE where there is no way."""
    riders = len(leg)
    far = np.iinfo(np.int64).max // 4
    least = np.where(leg[:, :riders] >= 0, leg[:, :riders], far)
    for via in range(riders):
        least = np.minimum(least, least[:, via, None] + least[None, via])
    return np.where(least < far, least, NO_ROUTE)


def _foes(problem: RoutingProblem) -> Ints:
    foes = [1 << rider for rider in range(problem.size)]
    for one, other in problem.riders.apart.tolist():
        foes[one] |= 1 << other
        foes[other] |= 1 << one
    for rider in np.flatnonzero(problem.riders.alone).tolist():
        foes[rider] = (1 << problem.size) - 1
        foes = [bits | 1 << rider for bits in foes]
    return np.array(foes, dtype=np.int64)


def _near(ground: Ground, number: int) -> Ints:
    """Riders remembered at each: the nearest by time, those apart from somebody, and all at no time's distance.

    Without the last, a route could go round for ever among riders at one place.
    """
    riders = len(ground.limit)
    far = np.iinfo(np.int64).max // 4
    away = np.where(ground.least >= 0, ground.least, far)
    away = np.minimum(away, away.T)
    order = np.argsort(away, axis=1, kind="stable")
    kept = away == 0
    np.put_along_axis(kept, order[:, :number], True, axis=1)
    kept |= np.bitwise_count(ground.foes.astype(np.uint64)) > 1
    return np.array([sum(1 << rider for rider in range(riders) if row[rider]) for row in kept], dtype=np.int64)


def _last_time(ground: Ground) -> int:
    return int(ground.limit.max(initial=0))


def _every_leg_takes_time(ground: Ground) -> bool:
    return bool((ground.leg != 0).all())
