"""Which of the routes found so far to drive, in whole or in part: the linear programme of column generation.

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

from solvers.routing.labels import UNITS
from solvers.routing.pricing import Duals
from solvers.routing.problem import Bools, Route, RoutingProblem

Floats = NDArray[np.float64]
DRIVEN = 1e-6


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

    def allow(self, allowed: Bools) -> None:
        """Let these routes be driven, and no others."""
        first, count = self.problem.size, len(allowed)
        columns = np.arange(first, first + count, dtype=np.int32)
        most = np.where(allowed, highspy.kHighsInf, 0.0)
        self._highs.changeColsBounds(count, columns, np.zeros(count), most)

    def solve(self) -> Duals:
        """The best duals, rounded to whole units. Raises RuntimeError where HiGHS does not find them."""
        self._highs.run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise RuntimeError(f"HiGHS stopped: {self._highs.getModelStatus()}")
        dual = np.array(self._highs.getSolution().row_dual)
        most = self.penalty * self.problem.size
        units = np.rint(np.clip(dual, -most, most) * UNITS).astype(np.int64)
        return Duals(units[: self.problem.size], np.maximum(-units[self.problem.size :], 0))

    def value(self) -> float:
        """Pence of the last solution."""
        return float(self._highs.getInfo().objective_function_value)

    def shares(self) -> Floats:
        """How much of each route the last solution drives."""
        return np.array(self._highs.getSolution().col_value)[self.problem.size :]

    def driven(self) -> list[Route]:
        """Routes of the last solution, whole or in part."""
        return [self.routes[at] for at in np.flatnonzero(self.shares() > DRIVEN).tolist()]


def _quiet() -> highspy.Highs:
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    return highs
