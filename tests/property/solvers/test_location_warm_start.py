"""Placed again from the basis of a first answer: the same values as from nothing, whatever came before."""

from dataclasses import replace

import numpy as np
import pytest

from solvers.location import LocationProblem, Options, solve
from solvers.location.check import broken_promises
from solvers.location.warm_start import first_basis, placed_from
from tests.property.solvers.location_instances import random_problem

SEEDS = range(25)


def without_options(rng: np.random.Generator, periods: int = 3) -> LocationProblem:
    """A random problem in which nothing can be opened."""
    problem = random_problem(rng, periods)
    none = np.zeros(0, dtype=np.int64)
    options = Options(
        allowed=np.zeros((0, periods), dtype=np.bool_), forced=none, capital=problem.options.capital[:0],
        capital_from=0, fixed=problem.options.fixed[:0], group=none, requires=none, adds_option=none, adds_pool=none,
        adds_places=problem.options.adds_places[:0],
    )  # fmt: skip
    return replace(problem, options=options)


def otherwise(problem: LocationProblem, rng: np.random.Generator) -> LocationProblem:
    """The same with other entrants, some cohorts with nobody in them, and other room."""
    entrants = np.round(rng.random(problem.customers.entrants.shape) * 6, 1) * rng.integers(0, 2, (4, 1))
    room = problem.pools.room + np.round(rng.normal(0, 3, problem.pools.room.shape), 1)
    customers, pools = replace(problem.customers, entrants=entrants), replace(problem.pools, room=room)
    return replace(problem, customers=customers, pools=pools)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_values_are_those_of_an_answer_from_nothing(seed):
    rng = np.random.default_rng(seed)
    problem = without_options(rng)
    basis = first_basis(problem)
    for other in (problem, otherwise(problem, rng), otherwise(problem, rng)):
        found, expected = placed_from(other, basis), solve(other, ("unmet", "cost"), gap=0.0)
        assert not list(broken_promises(other, found))
        for level, its in zip(found.levels, expected.levels, strict=True):
            assert level.value == pytest.approx(its.value, rel=1e-6, abs=1e-6)


def test_an_answer_does_not_depend_on_those_before_it():
    rng = np.random.default_rng(1)
    problem = without_options(rng)
    basis, others = first_basis(problem), [otherwise(problem, rng) for _ in range(4)]
    forwards = [placed_from(one, basis).placed for one in others]
    backwards = [placed_from(one, basis).placed for one in reversed(others)]
    assert all(np.array_equal(a, b) for a, b in zip(forwards, reversed(backwards), strict=True))


def test_the_basis_of_another_problem_is_left_aside():
    rng = np.random.default_rng(1)
    basis, other = first_basis(without_options(rng)), without_options(rng, periods=2)
    expected = solve(other, ("unmet", "cost"), gap=0.0)
    assert placed_from(other, basis).levels[1].value == pytest.approx(expected.levels[1].value)


def test_options_are_refused():
    rng = np.random.default_rng(1)
    basis = first_basis(without_options(rng))
    with pytest.raises(ValueError, match="there are options"):
        placed_from(random_problem(rng), basis)
