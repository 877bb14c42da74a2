"""An unplaced unit's conflict is a real one: more units than places, none of which could go elsewhere."""

from dataclasses import replace

import numpy as np

from solvers.allocation import Problem, conflicts, solve
from solvers.allocation.check import classes_taken

from .instances import random_problem


def counting(problem: Problem) -> Problem:
    """The same with the number unplaced as its most important level."""
    cost, unplaced = problem.cost.copy(), problem.unplaced.copy()
    cost[:, 0], unplaced[:, 0] = 0, 1
    return replace(problem, cost=cost, unplaced=unplaced)


def under(problem: Problem, limits: np.ndarray) -> np.ndarray:
    """Whether each option's limit stands at or under one of some limits."""
    found, at = np.zeros(problem.options, dtype=bool), problem.option_limit.copy()
    while (at >= 0).any():
        found |= np.isin(at, limits) & (at >= 0)
        at = np.where(at >= 0, problem.limit_parent[at], -1)
    return found


def test_more_units_than_places_and_nowhere_else_to_go():
    found = by_order = 0
    for seed in range(400):
        rng = np.random.default_rng([seed, 5])
        sizes = {
            "units": int(rng.integers(2, 14)),
            "limits": int(rng.integers(2, 8)),
            "classes": int(rng.integers(1, 5)),
        }
        problem = counting(random_problem(rng, **sizes, capacity=3, ordered=bool(seed % 2)))
        answer = solve(problem)
        taken = classes_taken(problem, answer.option)
        waiting = np.flatnonzero((answer.option < 0) & (np.diff(problem.option_start) > 0)).tolist()
        for unit, one in zip(waiting, conflicts(problem, answer, waiting), strict=True):
            found, by_order = found + 1, by_order + one.by_order
            assert unit in one.units
            assert len(one.units) > one.places == problem.limit_capacity[one.limits].sum()
            held = taken[problem.option_unit]
            counted = ~np.bool_(one.by_order) | (problem.rank == held) | (held == problem.classes)
            elsewhere = counted & ~under(problem, one.limits)
            assert not np.isin(problem.option_unit[elsewhere], one.units).any()
            assert problem.ordered or not one.by_order
    assert found > 500
    assert by_order > 0


def test_three_units_two_places():
    problem = Problem(
        option_start=np.array([0, 1, 2, 3, 4]),
        option_limit=np.array([0, 0, 1, 2]),
        limit_parent=np.array([3, 3, -1, -1]),
        limit_capacity=np.array([5, 5, 1, 2]),
        cost=np.zeros((4, 1), dtype=np.int64),
        unplaced=np.ones((4, 1), dtype=np.int64),
        levels=("unplaced",),
        tier=np.arange(4),
        rank=np.zeros(4, dtype=np.int64),
        ordered=True,
    )
    one = conflicts(problem, solve(problem), [2])[0]
    assert (one.units.tolist(), one.limits.tolist(), one.places, one.by_order) == ([0, 1, 2], [3], 2, False)


def test_a_place_that_only_a_preference_keeps_away():
    """Unit 0 takes the only place unit 1 could have, though it could go elsewhere to a place it ranks lower."""
    problem = Problem(
        option_start=np.array([0, 2, 3]),
        option_limit=np.array([0, 1, 0]),
        limit_parent=np.array([-1, -1]),
        limit_capacity=np.array([1, 1]),
        cost=np.zeros((3, 1), dtype=np.int64),
        unplaced=np.ones((2, 1), dtype=np.int64),
        levels=("unplaced",),
        tier=np.array([0, 1]),
        rank=np.array([0, 1, 0]),
        ordered=True,
    )
    one = conflicts(problem, solve(problem), [1])[0]
    assert (one.units.tolist(), one.limits.tolist(), one.places, one.by_order) == ([0, 1], [0], 1, True)
