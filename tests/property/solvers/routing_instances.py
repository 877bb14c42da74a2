"""Random small mornings, and the least price of them found by trying everything; every draw is seeded."""

from dataclasses import replace
from functools import cache
from itertools import compress, permutations, product

import numpy as np

from solvers.routing import NO_LIMIT, Newcomers, Riders, Route, Routes, RoutingProblem, Vehicles, total_price
from solvers.routing import broken_promises as recount


def random_morning(rng: np.random.Generator, riders: int, *, spare: int = NO_LIMIT) -> RoutingProblem:
    """A morning on directed ways, some of them wanting, with every rule; ``spare`` vehicles of the first kind."""
    at = rng.integers(0, 12_000, size=(riders + 1, 2))
    straight = np.abs(at[:, None] - at[None]).sum(axis=2)
    metres = straight + rng.integers(0, 3_000, size=straight.shape)
    tenths = metres // 60 + rng.integers(0, 30, size=straight.shape)
    wanting = rng.random(straight.shape) < 0.05
    for ways in (metres, tenths):
        ways[wanting] = -1
        np.fill_diagonal(ways, 0)
    wheelchair = rng.random(riders) < 0.25
    pairs = [(i, j) for i in range(riders) for j in range(i + 1, riders) if rng.random() < 0.1]
    return RoutingProblem(
        riders=Riders(
            load=np.stack([1 - wheelchair, wheelchair], axis=1).astype(np.int64),
            boarding=np.where(wheelchair, 40, 20),
            limit=rng.choice([250, 450, 750], size=riders),
            attended=rng.random(riders) < 0.2,
            alone=rng.random(riders) < 0.1,
            apart=np.array(pairs, dtype=np.int64).reshape(-1, 2),
        ),
        vehicles=Vehicles(
            room=np.array([[3, 0], [2, 1], [6, 2]]),
            number=np.array([spare, NO_LIMIT, 2]),
            fixed=np.array([2_000, 3_500, 5_500]),
            by_distance=np.array([160, 210, 260]),
            stretch=1_609_344,
            attendant_fixed=500,
            attendant_by_hour=1_400,
        ),
        tenths=tenths,
        metres=metres,
    )


def one_out(problem: RoutingProblem) -> tuple[RoutingProblem, Newcomers]:
    """The problem without its last rider, and that rider as a newcomer."""
    last, r = problem.size - 1, problem.riders
    kept = np.delete(np.arange(problem.size + 1), last)
    together = r.apart[:, 1] == last
    fields = ("load", "boarding", "limit", "attended", "alone")
    before = {name: getattr(r, name)[:last] for name in fields}
    own = {name: getattr(r, name)[last:] for name in fields}
    met = np.stack([np.zeros(together.sum(), dtype=np.int64), r.apart[together, 0]], axis=1)
    tenths, metres = (ways[np.ix_(kept, kept)] for ways in (problem.tenths, problem.metres))
    newcomers = Newcomers(
        Riders(**own, apart=met),
        problem.tenths[last:-1, kept],
        problem.metres[last:-1, kept],
        problem.tenths[:last, last:-1],
        problem.metres[:last, last:-1],
    )
    return replace(problem, riders=Riders(**before, apart=r.apart[~together]), tenths=tenths, metres=metres), newcomers


def allowed(problem: RoutingProblem, route: Route) -> bool:
    """Whether one route alone breaks no promise but those about who is missing."""
    others = tuple(rider for rider in range(problem.size) if rider not in route.stops)
    return not recount(problem, Routes((route,), others))


def least_price(problem: RoutingProblem) -> tuple[int, int]:
    """Riders left and pence of the best routes, fewest left first: all partitions, orders and kinds tried."""

    @cache
    def cheapest(stops: tuple[int, ...], kind: int) -> int | None:
        ways = (Route(kind, order) for order in permutations(stops))
        return min((total_price(problem, Routes((r,))) for r in ways if allowed(problem, r)), default=None)

    def rest(riders: tuple[int, ...], vehicles: tuple[int, ...]) -> tuple[int, int]:
        if not riders:
            return 0, 0
        first, others = riders[0], riders[1:]
        left, pence = rest(others, vehicles)
        found = [(left + 1, pence)]
        for chosen in product((True, False), repeat=len(others)):
            group = (first, *compress(others, chosen))
            after = tuple(compress(others, (not taken for taken in chosen)))
            for kind in (k for k in range(problem.kinds) if vehicles[k]):
                price = cheapest(group, kind)
                if price is not None:
                    fewer = tuple(number - (k == kind) for k, number in enumerate(vehicles))
                    left, pence = rest(after, fewer)
                    found.append((left, pence + price))
        return min(found)

    return rest(tuple(range(problem.size)), tuple(problem.vehicles.number.tolist()))
