"""The slow way to price an override: take the unit and its place out, and solve what is left again."""

import numpy as np

from solvers.allocation import Problem, solve


def with_unit_forced(problem: Problem, option: int) -> tuple[int, ...] | None:
    """Level totals when a unit is forced into an option and all else is best; None where there is no place."""
    left = without_unit(problem, option)
    if left is None:
        return None
    return tuple(int(v) + int(c) for v, c in zip(solve(left).values, problem.cost[option], strict=True))


def without_unit(problem: Problem, option: int) -> Problem | None:
    """The problem without the option's unit, and with its place taken."""
    unit = int(problem.option_unit[option])
    capacity, at = problem.limit_capacity.copy(), int(problem.option_limit[option])
    while at >= 0:
        capacity[at] -= 1
        at = int(problem.limit_parent[at])
    if (capacity < 0).any():
        return None
    others = problem.option_unit != unit
    counts = np.delete(np.diff(problem.option_start), unit)
    return Problem(
        option_start=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        option_limit=problem.option_limit[others],
        limit_parent=problem.limit_parent,
        limit_capacity=capacity,
        cost=problem.cost[others],
        unplaced=np.delete(problem.unplaced, unit, axis=0),
        levels=problem.levels,
        tier=np.delete(problem.tier, unit),
        rank=problem.rank[others],
        ordered=problem.ordered,
    )
