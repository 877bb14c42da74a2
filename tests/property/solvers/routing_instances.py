"""Random small mornings, and the least price of them found by trying everything; every draw is seeded."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import permutations

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


def least_price(problem: RoutingProblem) -> int | None:
    """Pence of the cheapest routes that bring everybody, all partitions and orders tried; None where none does."""
    fewest = problem.vehicles.number.tolist()

    @cache
    def cheapest(stops: tuple[int, ...]) -> tuple[int | None, ...]:
        """Least price of a group by kind of vehicle."""
        return tuple(
            min((total_price(problem, Routes((r,))) for r in ways(stops, kind)), default=None)
            for kind in range(problem.kinds)
        )

    def ways(stops: tuple[int, ...], kind: int) -> Iterator[Route]:
        return (r for order in permutations(stops) if allowed(problem, r := Route(kind, order)))

    def rest(riders: tuple[int, ...], left: tuple[int, ...]) -> int | None:
        if not riders:
            return 0
        first, others = riders[0], riders[1:]
        found = []
        for mask in range(1 << len(others)):
            group = (first, *(r for b, r in enumerate(others) if mask >> b & 1))
            after = tuple(r for b, r in enumerate(others) if not mask >> b & 1)
            for kind, price in enumerate(cheapest(group)):
                if price is None or not left[kind]:
                    continue
                more = rest(after, tuple(n - (k == kind) for k, n in enumerate(left)))
                if more is not None:
                    found.append(price + more)
        return min(found, default=None)

    return rest(tuple(range(problem.size)), tuple(min(n, problem.size) for n in fewest))
