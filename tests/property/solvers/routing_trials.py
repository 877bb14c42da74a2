"""Small routing problems drawn at random, and every route and every answer of them by trying them all.

Nothing here uses the solvers' own equations: times, room and prices are worked out again.
"""

import functools
import itertools
import math

import numpy as np
from scipy.optimize import linprog

from solvers.routing import NO_LIMIT, NO_ROUTE, Riders, RoutingProblem, Vehicles


def random_problem(rng, size, limited=False):
    """Riders in a square of 20 km, some in wheelchairs, attended, alone or apart; some ways missing."""
    at = rng.integers(0, 20_000, size=(size + 1, 2))
    straight = np.sqrt(((at[:, None] - at[None]) ** 2).sum(axis=2))
    metres = (straight * rng.uniform(1.2, 1.5, size=straight.shape)).astype(np.int64)
    tenths = (metres / rng.uniform(40, 80)).astype(np.int64)
    missing = rng.random(metres.shape) < 0.08
    metres[missing], tenths[missing] = NO_ROUTE, NO_ROUTE
    wheelchair = rng.random(size) < 0.25
    pairs = [pair for pair in itertools.combinations(range(size), 2) if rng.random() < 0.06]
    riders = Riders(
        load=np.stack([~wheelchair, wheelchair], axis=1).astype(np.int64),
        boarding=np.where(wheelchair, 40, rng.integers(0, 20, size=size)),
        limit=rng.choice([250, 450, 750], size=size),
        attended=rng.random(size) < 0.25,
        alone=rng.random(size) < 0.1,
        apart=np.array(pairs, dtype=np.int64).reshape(-1, 2),
    )
    number = rng.integers(0, 3, size=4) if limited else np.full(4, NO_LIMIT)
    vehicles = Vehicles(
        room=np.array([[2, 0], [4, 0], [3, 1], [8, 2]]),
        number=number.astype(np.int64),
        fixed=rng.integers(500, 5_000, size=4),
        by_distance=rng.integers(50, 300, size=4),
        stretch=1_609_344,
        attendant_fixed=int(rng.integers(0, 1_000)),
        attendant_by_hour=int(rng.integers(0, 2_000)),
    )
    return RoutingProblem(riders, vehicles, tenths, metres)


def every_route(problem):
    """(riders as a set, kind, pence) of each route there can be: each set, each kind, at the best order."""
    cheapest = {}
    for stops in _orders(problem, ()):
        for kind, pence in _prices(problem, stops):
            key = (frozenset(stops), kind)
            cheapest[key] = min(pence, cheapest.get(key, math.inf))
    return [(riders, kind, pence) for (riders, kind), pence in cheapest.items()]


def relaxed(problem, routes):
    """The least price of routes driven in part, each rider brought once in all; None where it cannot be."""
    if not routes:
        return None
    once = np.array([[rider in riders for riders, _, _ in routes] for rider in range(problem.size)], dtype=float)
    kinds = np.array([[own == kind for _, own, _ in routes] for kind in range(problem.kinds)], dtype=float)
    number, price = problem.vehicles.number.astype(float), [pence for _, _, pence in routes]
    found = linprog(price, A_ub=kinds, b_ub=number, A_eq=once, b_eq=np.ones(problem.size))
    return found.fun if found.status == 0 else None


def optimum(problem, routes):
    """The least price of whole routes, by trying every partition; infinity where there is none."""
    beginning = {rider: [route for route in routes if min(route[0]) == rider] for rider in range(problem.size)}

    @functools.cache
    def rest(left, number):
        if not left:
            return 0
        first = min(left)
        return min(
            (
                pence + rest(left - riders, tuple(n - (k == kind) for k, n in enumerate(number)))
                for riders, kind, pence in beginning[first]
                if riders <= left and number[kind] > 0
            ),
            default=math.inf,
        )

    return rest(frozenset(range(problem.size)), tuple(problem.vehicles.number.tolist()))


def _orders(problem, aboard):
    """Every order of riders within their limits, from the last picked up to the first."""
    riders = problem.riders
    for rider in set(range(problem.size)) - set(aboard):
        stops = (rider, *aboard)
        pairs = {tuple(sorted(pair)) for pair in itertools.combinations(stops, 2)}
        if pairs & set(map(tuple, riders.apart.tolist())) or (len(stops) > 1 and riders.alone[list(stops)].any()):
            continue
        if _minutes(problem, stops) <= riders.limit[rider]:
            yield stops
            yield from _orders(problem, stops)


def _minutes(problem, stops):
    ways = [problem.tenths[a, b] for a, b in itertools.pairwise((*stops, problem.size))]
    return math.inf if NO_ROUTE in ways else sum(ways) + sum(problem.riders.boarding[stop] for stop in stops)


def _prices(problem, stops):
    vehicles, riders = problem.vehicles, problem.riders
    metres = sum(int(problem.metres[a, b]) for a, b in itertools.pairwise((*stops, problem.size)))
    attended = any(riders.attended[stop] for stop in stops)
    taken = [sum(int(riders.load[stop, room]) for stop in stops) for room in range(riders.load.shape[1])]
    taken[0] += attended
    pay = vehicles.attendant_fixed + vehicles.attendant_by_hour * int(_minutes(problem, stops)) // 600
    for kind in range(problem.kinds):
        if all(held <= room for held, room in zip(taken, vehicles.room[kind].tolist(), strict=True)):
            way = int(vehicles.by_distance[kind]) * metres * 1_000 // vehicles.stretch
            yield kind, int(vehicles.fixed[kind]) + way + pay * attended
