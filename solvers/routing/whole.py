"""Of given routes, those that bring each rider once at least cost: searched by HiGHS, and proven in whole numbers.

The proof is a search of its own: the linear programme over the routes gives duals, Lagrange's bound by them is added up
in whole units over every route allowed, and where it does not rule a branch out, the branch is split: two riders ride
together or do not. Source: Ryan and Foster (1981), An integer programming approach to scheduling.
"""

import heapq
from collections.abc import Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csc_array

from solvers.routing.labels import UNITS
from solvers.routing.master import DRIVEN, Floats, Master
from solvers.routing.price import route_price
from solvers.routing.pricing import at_least
from solvers.routing.problem import Bools, Route, RoutingProblem

SEARCHED = 2_000
"""Nodes of HiGHS' search for an answer, at most; never the clock."""
BRANCHES = 400
"""Branches of the proof, at most."""


def cheapest_found(problem: RoutingProblem, routes: Sequence[Route]) -> list[Route] | None:
    """The best answer HiGHS finds among these routes, None where it finds none; nothing is proven by it."""
    rows = [row for route in routes for row in (*route.stops, problem.size + route.kind)]
    start = np.cumsum([0] + [len(route.stops) + 1 for route in routes])
    table = csc_array((np.ones(len(rows)), rows, start), shape=(problem.size + problem.kinds, len(routes)))
    most = np.append(np.ones(problem.size), problem.vehicles.number).astype(np.float64)
    least = np.append(np.ones(problem.size), np.zeros(problem.kinds)).astype(np.float64)
    found = milp(
        np.array([route_price(problem, route) for route in routes], dtype=np.float64),
        constraints=LinearConstraint(table, least, most),
        integrality=np.ones(len(routes), dtype=np.int64),
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": 0.0, "node_limit": SEARCHED},
    )
    if found.x is None:
        return None
    return [routes[at] for at in np.flatnonzero(found.x > 0.5).tolist()]


class Proof:
    """A lower bound of the answers made of given routes, and the best of them that was met on the way."""

    def __init__(self, problem: RoutingProblem, routes: Sequence[Route], penalty: int) -> None:
        self.problem = problem
        self.pence = np.array([route_price(problem, route) for route in routes], dtype=np.int64)
        self.aboard = np.zeros((len(routes), problem.size), dtype=np.int64)
        for at, route in enumerate(routes):
            self.aboard[at, list(route.stops)] = 1
        self.kind = np.array([route.kind for route in routes], dtype=np.int64)
        self.lowest = np.argmax(self.aboard, axis=1)
        self.master = Master(problem, penalty)
        self.master.add(list(zip(routes, self.pence.tolist(), strict=True)))
        self.best: list[Route] | None = None

    def run(self, least: int, known: int) -> int:
        """Pence that no answer of these routes is below; ``known`` where none is proven better than that.

        ``least`` is what is proven of them already.

        The branch with the lowest bound is split first, so that stopping leaves the best bound there is.
        """
        waiting, stuck, made = [(least, 0, np.ones(len(self.pence), dtype=np.bool_))], [known], 1
        while waiting and made < BRANCHES:
            above, _, allowed = heapq.heappop(waiting)
            bound, shares = self._relax(allowed)
            bound = max(bound, above)
            if self._is_whole(shares) and int(self.pence[shares > 0.5].sum()) < known:
                known = int(self.pence[shares > 0.5].sum())
                self.best = [self.master.routes[at] for at in np.flatnonzero(shares > 0.5).tolist()]
            if bound >= known:
                continue
            if not _is_fractional(shares).any():
                stuck.append(bound)
                continue
            for part in self._split(allowed, shares):
                heapq.heappush(waiting, (bound, made, part))
                made += 1
        return min([known, *stuck, *(bound for bound, _, _ in waiting)])

    def _relax(self, allowed: Bools) -> tuple[int, Floats]:
        """The bound of a branch, and how much of each route its linear programme drives."""
        self.master.allow(allowed)
        duals = self.master.solve()
        worth = self.pence * UNITS + duals.kind[self.kind] - self.aboard @ duals.rider
        below = np.zeros(self.problem.size, dtype=np.int64)
        np.minimum.at(below, self.lowest[allowed], worth[allowed])
        return -(-at_least(self.problem, duals, below) // UNITS), self.master.shares()

    def _is_whole(self, shares: Floats) -> bool:
        """Whether these are whole routes that bring each rider."""
        return not _is_fractional(shares).any() and bool((self.aboard[shares > 0.5].sum(axis=0) == 1).all())

    def _split(self, allowed: Bools, shares: Floats) -> tuple[Bools, Bools]:
        """Two riders together or not; where no two are in doubt, one route driven or not."""
        together = (self.aboard * shares[:, None]).T @ self.aboard
        doubt = np.minimum(together, np.abs(1 - together))
        one, other = np.unravel_index(int(np.argmax(doubt)), doubt.shape)
        if doubt[one, other] > DRIVEN:
            first, second = self.aboard[:, one], self.aboard[:, other]
            return allowed & (first == second), allowed & (first + second < 2)
        route = int(np.argmax(np.minimum(shares, 1 - shares)))
        own = np.arange(len(shares)) == route
        return allowed & (own | (self.aboard @ self.aboard[route] == 0)), allowed & ~own


def _is_fractional(shares: Floats) -> Bools:
    return np.abs(shares - np.rint(shares)) > DRIVEN
