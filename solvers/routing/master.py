"""Which of the routes found so far to drive: the linear programme of column generation, and the same in whole routes.

Sets         I riders, R routes found, V kinds of vehicle; i in r, a[i,r] times, and kind v(r)
Data         c[r] pence of a route, q[v] vehicles of a kind, M pence, many times the price of any answer
Decisions    x[r] >= 0 the route is driven;  u[i] >= 0 the rider is left out
Objective    min sum_R c[r] x[r] + M sum_I u[i]
Rows         sum_R a[i,r] x[r] + u[i] = 1     for all i in I
             sum_{r : v(r) = v} x[r] <= q[v]  for all v in V
"""

from collections.abc import Sequence

import highspy
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csc_array

from solvers.routing.labels import UNITS
from solvers.routing.problem import Ints, Route, RoutingProblem

Floats = NDArray[np.float64]
DRIVEN = 1e-6
NODES = 20_000
"""Nodes of the search for whole routes, at most; never the clock."""


class Master:
    """The linear programme in HiGHS, begun again from its last basis whenever routes are added."""

    def __init__(self, problem: RoutingProblem, penalty: int) -> None:
        self.problem = problem
        self.penalty = penalty
        self.routes: list[Route] = []
        self._known: dict[Route, int] = {}
        self._highs = _quiet()
        for _ in range(problem.size):
            self._highs.addRow(1.0, 1.0, 0, [], [])
        for number in problem.vehicles.number.tolist():
            self._highs.addRow(-highspy.kHighsInf, float(number), 0, [], [])
        for rider in range(problem.size):
            self._highs.addCol(float(penalty), 0.0, highspy.kHighsInf, 1, [rider], [1.0])

    def add(self, routes: Sequence[tuple[Route, int]]) -> int:
        """Take in routes with their pence; return how many are new."""
        new = [(route, pence) for route, pence in routes if route not in self._known]
        for route, pence in new:
            self._known[route] = len(self.routes)
            self.routes.append(route)
            riders, times = np.unique(np.array(route.stops), return_counts=True)
            rows = np.append(riders, self.problem.size + route.kind).astype(np.int32)
            values = np.append(times, 1).astype(np.float64)
            self._highs.addCol(float(pence), 0.0, highspy.kHighsInf, len(rows), rows, values)
        return len(new)

    def drop(self, routes: Sequence[Route]) -> None:
        """Drive these no more."""
        for route in routes:
            self._highs.changeColBounds(self.problem.size + self._known[route], 0.0, 0.0)

    def solve(self) -> tuple[Ints, Ints]:
        """Duals in whole units: what each rider brings, and what a vehicle of each kind takes (never below nought)."""
        self._highs.run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise RuntimeError(f"HiGHS stopped: {self._highs.getModelStatus()}")
        dual = np.array(self._highs.getSolution().row_dual)
        most = np.where(np.arange(len(dual)) < self.problem.size, self.penalty, self.penalty * self.problem.size)
        units = np.rint(np.clip(dual, -most, most) * UNITS).astype(np.int64)
        return units[: self.problem.size], np.maximum(-units[self.problem.size :], 0)

    def value(self) -> float:
        """Pence of the last solution."""
        return float(self._highs.getInfo().objective_function_value)

    def driven(self) -> list[Route]:
        """Routes of the last solution, whole or in part."""
        part = np.array(self._highs.getSolution().col_value)[self.problem.size :]
        return [self.routes[at] for at in np.flatnonzero(part > DRIVEN).tolist()]


def whole_routes(problem: RoutingProblem, routes: Sequence[tuple[Route, int]]) -> list[Route] | None:
    """The cheapest of these routes, with their pence, that bring each rider once; None where none do or were found."""
    rows = [row for route, _ in routes for row in (*route.stops, problem.size + route.kind)]
    start = np.cumsum([0] + [len(route.stops) + 1 for route, _ in routes])
    table = csc_array((np.ones(len(rows)), rows, start), shape=(problem.size + problem.kinds, len(routes)))
    most = np.append(np.ones(problem.size), problem.vehicles.number).astype(np.float64)
    least = np.append(np.ones(problem.size), np.zeros(problem.kinds)).astype(np.float64)
    found = milp(
        np.array([pence for _, pence in routes], dtype=np.float64),
        constraints=LinearConstraint(table, least, most),
        integrality=np.ones(len(routes), dtype=np.int64),
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": 0.0, "node_limit": NODES},
    )
    if found.x is None:
        return None
    return [routes[at][0] for at in np.flatnonzero(found.x > 0.5).tolist()]


def _quiet() -> highspy.Highs:
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    return highs
