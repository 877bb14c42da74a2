"""The decisions of ``formulation`` as columns of a matrix: where each stands, its ends, what it adds to each level.

Beside x, y, u, z and w stands e[g,t], the entrants of group g: all arcs into one pool whose customers have the same
hold. What pools hold is written in e, which has a hundredth of the entries that it would have in x.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from solvers.location.problem import NONE, Bools, Floats, Ints, LocationProblem
from solvers.location.sums import opening_costs, place_periods, worths

Number = TypeVar("Number", np.float64, np.int64, np.bool_)

UNIT = {"unmet": 1.0, "cost": 1e7, "minutes": 1e3, "equity": 1.0, "carbon": 1e6}
"""What a level is counted in, so that no coefficient is large."""


@dataclass(frozen=True, eq=False)
class Columns:
    """The columns of a problem: numbers of each kind in the order x, y, u, e, z, w; each [.., t] laid out by rows."""

    problem: LocationProblem

    @cached_property
    def groups(self) -> tuple[Ints, Ints, Ints]:
        """The group of each arc [a]; the pool of each group and a customer that shows its hold [g]."""
        arcs = self.problem.arcs
        _, profile = np.unique(self.problem.customers.hold, axis=0, return_inverse=True)
        key = arcs.pool * (profile.max(initial=0) + 1) + profile.reshape(-1)[arcs.customer]
        _, first, group = np.unique(key, return_index=True, return_inverse=True)
        return group.reshape(-1), arcs.pool[first], arcs.customer[first]

    @cached_property
    def starts(self) -> dict[str, int]:
        """The first column of each kind, and under "end" their number."""
        customers, _, arcs, options = self.problem.size
        numbers = {"x": arcs, "y": customers, "u": customers, "e": len(self.groups[1]), "z": options}
        starts, at = {}, 0
        for kind, number in numbers.items():
            starts[kind], at = at, at + number * self.problem.periods
        return {**starts, "w": at, "end": at + 1}

    def part(self, columns: NDArray[Number], kind: str) -> NDArray[Number]:
        """The values of one kind [.., t]."""
        kinds = list(self.starts)
        first, after = self.starts[kind], self.starts[kinds[kinds.index(kind) + 1]]
        return columns[first:after].reshape(-1, self.problem.periods)

    def objective(self, level: str) -> Floats:
        """What each column adds to a level, in its ``UNIT``."""
        problem, customers, arcs = self.problem, self.problem.customers, self.problem.arcs
        costs = np.zeros(self.starts["end"])
        many = place_periods(problem)
        if level == "unmet":
            self.part(costs, "u")[:] = many
        elif level == "equity":
            costs[self.starts["w"]] = 1.0
        else:
            inside, outside, weight = {
                "cost": (arcs.price, customers.outside_price, worths(problem)),
                "minutes": (arcs.tenths, customers.outside_tenths, many),
                "carbon": (arcs.grams, customers.outside_grams, many),
            }[level]
            self.part(costs, "x")[:] = inside[:, None] * weight[arcs.customer]
            self.part(costs, "y")[:] = outside[:, None] * weight
            if level == "cost":
                self.part(costs, "z")[:] = opening_costs(problem)
        return costs / UNIT[level]

    def upper(self) -> Floats:
        """The most each column can be."""
        problem, most = self.problem, np.full(self.starts["end"], np.inf)
        entrants = problem.customers.entrants
        for kind, limit in (("x", entrants[problem.arcs.customer]), ("y", entrants), ("u", entrants)):
            self.part(most, kind)[:] = limit
        self.part(most, "z")[:] = may_open(problem)
        return most

    def lower(self) -> Floats:
        """The least each column can be."""
        least = np.zeros(self.starts["end"])
        forced = self.problem.options.forced
        at = np.flatnonzero(forced != NONE)
        self.part(least, "z")[at, forced[at]] = 1.0
        return least

    def grid(self, kind: str) -> Ints:
        """Where the columns of one kind stand [.., t]."""
        return self.part(np.arange(self.starts["end"]), kind)


def may_open(problem: LocationProblem) -> Bools:
    """Whether an option may open in a period [o, t], or is forced to."""
    forced = problem.options.forced[:, None]
    return np.where(forced == NONE, problem.options.allowed, np.arange(problem.periods) == forced)
