"""The allocation as a readable linear programme, solved by HiGHS through PuLP: a referee, not the engine.

Sets         I units, J limits, O options; i(o) the unit of an option, J(o) its limit and every limit above
Data         c[l,o] cost of an option at a level, d[l,i] cost of no option, q[j] capacity of a limit
Decisions    x[o] in {0, 1} the option is taken;  u[i] in {0, 1} the unit takes none
Objective    lexmin over levels l of  sum_O c[l,o] x[o] + sum_I d[l,i] u[i]

The limits form a forest, so the rows are a network's and a vertex is integral; holding a level at its value
keeps the solution on a face of the same polytope. Source: Ahuja, Magnanti and Orlin (1993), Network Flows.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pulp

from solvers.allocation.problem import ROOT, Ints, Problem


@dataclass(frozen=True, slots=True)
class Model:
    """The decisions of one problem: ``take[o]`` and ``none[i]``."""

    problem: Problem
    take: tuple[pulp.LpVariable, ...]
    none: tuple[pulp.LpVariable, ...]


Row = tuple[str, pulp.LpConstraint]
Family = Callable[[Model], Iterator[Row]]


def each_unit_once(model: Model) -> Iterator[Row]:
    """A unit takes one of its options or none.

    sum_{o : i(o) = i} x[o] + u[i] = 1           for all i in I
    """
    start = model.problem.option_start
    for unit, none in enumerate(model.none):
        own = model.take[start[unit] : start[unit + 1]]
        yield f"each_unit_once_{unit}", pulp.lpSum([*own, none]) == 1


def limit_within_capacity(model: Model) -> Iterator[Row]:
    """A limit holds no more than its capacity, itself and below.

    sum_{o : j in J(o)} x[o] <= q[j]             for all j in J
    """
    below: list[list[pulp.LpVariable]] = [[] for _ in range(model.problem.limits)]
    for option, limit in enumerate(model.problem.option_limit.tolist()):
        at = limit
        while at != ROOT:
            below[at].append(model.take[option])
            at = int(model.problem.limit_parent[at])
    for limit, options in enumerate(below):
        yield f"limit_within_capacity_{limit}", pulp.lpSum(options) <= int(model.problem.limit_capacity[limit])


FORMULATION: tuple[Family, ...] = (each_unit_once, limit_within_capacity)
"""Every constraint family. Beside these, only the values reached by earlier levels are held."""


def level_total(model: Model, level: int) -> pulp.LpAffineExpression:
    """sum_O c[l,o] x[o] + sum_I d[l,i] u[i] of one level."""
    costs = [*model.problem.cost[:, level].tolist(), *model.problem.unplaced[:, level].tolist()]
    return pulp.LpAffineExpression(list(zip((*model.take, *model.none), costs, strict=True)))


def pose(problem: Problem) -> tuple[Model, pulp.LpProblem]:
    """Decisions and all rows of the formulation, without an objective."""
    programme = pulp.LpProblem("allocation", pulp.LpMinimize)
    take = tuple(programme.add_variable(f"x_{option}", cat=pulp.LpBinary) for option in range(problem.options))
    none = tuple(programme.add_variable(f"u_{unit}", cat=pulp.LpBinary) for unit in range(problem.units))
    model = Model(problem, take, none)
    for family in FORMULATION:
        for name, row in family(model):
            programme += row, name
    return model, programme


@dataclass(frozen=True, slots=True, eq=False)
class Refereed:
    """What the referee found: an option per unit (-1 for none) and the exact total of every level it solved."""

    option: Ints
    values: tuple[int, ...]


def solve_milp(problem: Problem, levels: Sequence[int] | None = None) -> Refereed:
    """Solve jointly, level by level, each level's value held for the next.

    ``levels`` picks columns, most important first; all of them if left out. The order (``problem.ordered``) is not
    used. Raises RuntimeError where HiGHS does not prove a level.
    """
    model, programme = pose(problem)
    values = []
    for level in range(len(problem.levels)) if levels is None else levels:
        total = level_total(model, level)
        programme.setObjective(total)
        programme.solve(pulp.HiGHS(msg=False, threads=1))
        if programme.status != pulp.LpStatusOptimal:
            raise RuntimeError(f"HiGHS stopped at level {problem.levels[level]}: {pulp.LpStatus[programme.status]}")
        values.append(round(pulp.value(total)))
        programme += total <= values[-1], f"level_held_{level}"
    return Refereed(_taken(model), tuple(values))


def _taken(model: Model) -> Ints:
    option = np.full(model.problem.units, -1, dtype=np.int64)
    for at, unit in enumerate(model.problem.option_unit.tolist()):
        if pulp.value(model.take[at]) > 0.5:
            option[unit] = at
    return option
