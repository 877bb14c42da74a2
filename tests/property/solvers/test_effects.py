"""The one-pass price of every override and of every place is that of solving again, to the last unit of every level."""

from dataclasses import replace

import numpy as np
import pytest

from solvers.allocation import (
    Problem,
    override_effects,
    solve,
    tied_options,
    value_of_one_more,
    value_with_ancestors,
)
from solvers.allocation.check import places_used, totals

from .instances import random_problem
from .resolving import with_unit_forced


def instance(seed: int, *, ordered: bool) -> tuple[np.random.Generator, Problem]:
    """Deep trees, tiers of several units, indifference: all that could make the two ways differ."""
    rng = np.random.default_rng([seed, 21, ordered])
    sizes = {"units": (2, 16), "limits": (2, 9), "tiers": (1, 9), "classes": (1, 5)}
    drawn = {name: int(rng.integers(*span)) for name, span in sizes.items()}
    return rng, random_problem(rng, **drawn, capacity=3, ordered=ordered)


@pytest.mark.parametrize("ordered", [False, True], ids=["joint", "ordered"])
def test_every_override_is_priced_as_if_solved_again(ordered):
    pairs = 0
    for seed in range(110):
        rng, problem = instance(seed, ordered=ordered)
        answer = solve(problem)
        effects = override_effects(problem, answer)
        for option in rng.permutation(problem.options)[:8].tolist():
            pairs += 1
            again = with_unit_forced(problem, option)
            assert effects.reachable[option] == (again is not None)
            if again is None:
                continue
            assert tuple(effects.change[option] + answer.values) == again
            assert_chain_does_it(problem, answer, effects, option)
    assert pairs >= 500


def assert_chain_does_it(problem, answer, effects, option):
    """Carrying out the moves gives a feasible arrangement with exactly the totals promised."""
    seats = answer.option.copy()
    for unit, to in effects.chain(option):
        seats[unit] = to
    assert seats[problem.option_unit[option]] == option
    assert (places_used(problem, seats) <= problem.limit_capacity).all()
    assert (totals(problem, seats) == effects.change[option] + answer.values).all()


@pytest.mark.parametrize("ordered", [False, True], ids=["joint", "ordered"])
def test_one_more_place_is_worth_what_solving_again_gives(ordered):
    for seed in range(60):
        _, problem = instance(seed, ordered=ordered)
        answer = solve(problem)
        worth = value_of_one_more(problem, answer)
        for limit in range(problem.limits):
            more = problem.limit_capacity.copy()
            more[limit] += 1
            again = solve(replace(problem, limit_capacity=more)).values
            assert tuple(worth[limit] + answer.values) == again


def test_a_place_that_counts_against_nothing_above_is_worth_at_least_as_much():
    for seed in range(60):
        _, problem = instance(seed, ordered=False)
        answer = solve(problem)
        alone, beside = value_of_one_more(problem, answer), value_with_ancestors(problem, answer)
        assert all(tuple(b) <= tuple(a) for a, b in zip(alone.tolist(), beside.tolist(), strict=True))


def test_ties_are_counted_where_two_units_want_the_same_and_neither_minds():
    problem = Problem(
        option_start=np.array([0, 2, 4]),
        option_limit=np.array([0, 1, 0, 1]),
        limit_parent=np.array([-1, -1]),
        limit_capacity=np.array([1, 1]),
        cost=np.array([[0, 2], [0, 0], [0, 1], [0, 0]]),
        unplaced=np.array([[1, 0], [1, 0]]),
        levels=("unplaced", "order"),
        tier=np.array([0, 0]),
        rank=np.zeros(4, dtype=np.int64),
        ordered=False,
    )
    answer = solve(problem)
    effects = override_effects(problem, answer)
    assert not tied_options(problem, answer, effects).any()
    assert tied_options(problem, answer, effects, ("order",)).sum() == 2
