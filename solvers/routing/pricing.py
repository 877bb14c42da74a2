"""Which routes are worth more than they cost: labels asked with one worth of riders after another."""

from dataclasses import dataclass, replace

import numpy as np

from solvers.routing.labels import (
    ATTENDED,
    BEFORE,
    EVERY,
    EXACT,
    KIND,
    LOAD,
    MEMORY,
    METRES,
    NONE,
    OVERFLOWN,
    RIDER,
    TIME,
    UNITS,
    VALUE,
    WORTH,
    Ground,
    Pool,
    Worth,
    grow,
    look_onward,
    room_for_labels,
)
from solvers.routing.price import MILLIMETRES, TENTHS_AN_HOUR
from solvers.routing.problem import NO_ROUTE, Ints, Route, RoutingProblem

MORE = 4
"""All routes below a ceiling may take so many times the labels of one pricing: they are compared with few others."""
PARTS = 32
EACH = 12
"""Routes returned at most for each first rider."""
WORTHLESS = -(UNITS >> 12)
"""A route that gains less than this part of a penny is not worth another round."""


@dataclass(frozen=True, slots=True, eq=False)
class Duals:
    """In units: what each rider is worth [n], and what a vehicle of each kind takes beside its price [v], >= 0."""

    rider: Ints
    kind: Ints


@dataclass(frozen=True, slots=True)
class Priced:
    """Routes worth taking in, the best first, and what the duals prove.

    ``proven`` is a lower bound of any answer in units (``at_least``, a class being the routes with one first rider).
    None where labels were dropped that nothing dominates. Where labels ran over there are no routes, and the bound is
    that of routes that forget every rider at once, a class being the routes with one last rider.
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
    pool = room_for_labels(MORE * max(labels, problem.size + 1), last, ground)
    return Pricing(problem, kinds, ground, _near(ground, near), np.zeros(shape, dtype=np.int64), pool)


def price_out(pricing: Pricing, duals: Duals, drop: int) -> Priced:
    """Routes whose price is below their riders' worth plus what their kind takes."""
    count = _grow(pricing, duals, drop)
    if count == OVERFLOWN:
        return Priced((), _forgetful(pricing, duals), overflown=True)
    label = pricing.pool.label[:count]
    below = np.zeros(pricing.problem.size, dtype=np.int64)
    np.minimum.at(below, label[:, RIDER], label[:, WORTH])
    proven = at_least(pricing.problem, duals, below) if drop == EXACT else None
    return Priced(_best(pricing, label), proven)


def at_least(problem: RoutingProblem, duals: Duals, below: Ints) -> int:
    """Lagrange's bound in units: the riders' worth, less what limited kinds take for all their vehicles, and ``below``.

    ``below`` [n] is at most nought: the least price less worth of any route of a class, of which an answer has one.
    """
    number = problem.vehicles.number.tolist()
    taken = sum(most * units for most, units in zip(number, duals.kind.tolist(), strict=True))
    least: int = sum(duals.rider.tolist()) - taken + sum(below.tolist())
    return least


def every_route(pricing: Pricing, duals: Duals, ceiling: int) -> list[Route] | None:
    """The cheapest order of each set of riders whose price less worth is below a ceiling (units), in each kind.

    None where that takes more labels than there is room for.
    """
    remembered = replace(pricing, near=np.full(pricing.problem.size, (1 << pricing.problem.size) - 1))
    count = _grow(remembered, duals, EVERY, ceiling)
    if count == OVERFLOWN:
        return None
    label, ground, routes = pricing.pool.label[:count], pricing.ground, []
    for own, kind in enumerate(pricing.kinds.tolist()):
        seats = label[:, LOAD:] + np.outer(label[:, ATTENDED], np.arange(label.shape[1] - LOAD) == 0)
        way = ground.by_distance[own] * label[:, METRES] * MILLIMETRES // ground.stretch
        pay = ground.attendant[0] + ground.attendant[1] * label[:, TIME] // TENTHS_AN_HOUR
        price = ground.fixed[own] + way + pay * label[:, ATTENDED]
        worth = price * UNITS + duals.kind[kind] - label[:, VALUE]
        found = np.flatnonzero((seats <= ground.room[own]).all(axis=1) & (worth < ceiling))
        found = found[np.lexsort((price[found], label[found, MEMORY]))]
        _, first = np.unique(label[found, MEMORY], return_index=True)
        routes += [Route(kind, _stops(label, at)) for at in found[first].tolist()]
    return routes


def _forgetful(pricing: Pricing, duals: Duals) -> int:
    """The bound of routes that forget every rider at once, by the part of the duals for which it is best."""
    parts = (Duals(duals.rider * part // PARTS, duals.kind * part // PARTS) for part in range(PARTS + 1))
    return max(at_least(pricing.problem, part, _gain(pricing, part)) for part in parts)


def _gain(pricing: Pricing, duals: Duals) -> Ints:
    """Units below nought, at most, of a route with each last rider: its price alone, and what it could gain onward.

    The rider's price is here the fixed sum and its way at the cheapest rate; whatever follows costs that rate at least.
    """
    ground, last, worth = pricing.ground, pricing.problem.size, _worth(pricing, duals, 0)
    riders = np.flatnonzero((ground.leg[:, last] >= 0) & (ground.leg[:, last] <= ground.limit))
    fixed = int((ground.fixed * UNITS + worth.kind).min(initial=np.iinfo(np.int64).max // 4))
    way = ground.rate[1] * ground.metres[riders, last] * MILLIMETRES // ground.stretch * UNITS
    onward = worth.onward[riders, ground.leg[riders, last]]
    below = np.zeros(last, dtype=np.int64)
    below[riders] = np.minimum(0, fixed + way - duals.rider[riders] + onward - UNITS)
    return below


def _worth(pricing: Pricing, duals: Duals, ceiling: int) -> Worth:
    """Duals as the labels take them, and what can be gained onward by them."""
    worth = Worth(duals.rider, duals.kind[pricing.kinds], pricing.near, pricing.onward, ceiling)
    if (pricing.ground.leg != 0).all():
        look_onward(pricing.ground, worth)
    else:
        pricing.onward[:] = -int(np.maximum(duals.rider, 0).sum()) - UNITS
    return worth


def _grow(pricing: Pricing, duals: Duals, drop: int, ceiling: int = 0) -> int:
    """Labels by these duals, dropped in a way, up to a ceiling."""
    room = len(pricing.pool.label) if drop == EVERY else len(pricing.pool.label) // MORE
    pool = pricing.pool._replace(label=pricing.pool.label[:room])
    return grow(pricing.ground, _worth(pricing, duals, ceiling), pool, drop)


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
    return Route(int(pricing.kinds[label[at, KIND]]), _stops(label, at))


def _stops(label: Ints, at: int) -> tuple[int, ...]:
    stops = []
    while at != NONE:
        stops.append(int(label[at, RIDER]))
        at = int(label[at, BEFORE])
    return tuple(stops)


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
