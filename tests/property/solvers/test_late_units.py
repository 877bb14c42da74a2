"""Late units join a solved allocation one path each, and the answer is that of solving all of them."""

import numpy as np

from solvers.allocation import Problem, broken_promises, extend, solve

from .instances import random_problem


def first_units(problem: Problem, units: int) -> Problem:
    """The problem with only its first units."""
    options = int(problem.option_start[units])
    return Problem(
        option_start=problem.option_start[: units + 1],
        option_limit=problem.option_limit[:options],
        limit_parent=problem.limit_parent,
        limit_capacity=problem.limit_capacity,
        cost=problem.cost[:options],
        unplaced=problem.unplaced[:units],
        levels=problem.levels,
        tier=problem.tier[:units],
        rank=problem.rank[:options],
        ordered=problem.ordered,
    )


def test_extending_is_solving_again():
    for seed in range(80):
        rng = np.random.default_rng([seed, 13])
        whole = random_problem(rng, units=int(rng.integers(3, 24)), limits=int(rng.integers(2, 9)), capacity=3)
        early = solve(first_units(whole, int(rng.integers(1, whole.units))))
        seats = early.option.copy()
        late = extend(whole, early)
        assert late.values == solve(whole).values
        assert broken_promises(whole, late) == []
        assert (early.option == seats).all()  # the earlier answer is a value and stays as it was


def test_an_ordered_answer_is_solved_again():
    whole = random_problem(np.random.default_rng(3), units=9, limits=4, ordered=True)
    assert extend(whole, solve(first_units(whole, 5))).values == solve(whole).values
