"""The bound of routes agrees with a linear programme over every route there is, and never passes the optimum."""

import math

import numpy as np
import pytest

from solvers.routing.bound import lower_bound
from solvers.routing.price import route_price

from .routing_trials import every_route, optimum, random_problem, relaxed

CLOSE = 1e-6


def trial(seed, size, limited):
    problem = random_problem(np.random.default_rng([seed, size, limited]), size, limited)
    return problem, every_route(problem)


@pytest.mark.parametrize("limited", [False, True], ids=["enough vehicles", "few vehicles"])
def test_agrees_with_every_route_and_never_passes_the_optimum(limited):
    raised = impossible = 0
    for seed in range(60):
        problem, routes = trial(seed, 3 + seed % 5, limited)
        bound, whole, part = lower_bound(problem), optimum(problem, routes), relaxed(problem, routes)
        assert bound.complete
        assert bound.pence <= whole or not bound.possible
        assert (bound.optimum is not None) == (whole < math.inf)
        if part is None:
            impossible += 1
            continue
        assert bound.possible
        assert bound.linear == math.ceil(part - CLOSE)
        if bound.optimum is not None:
            raised += bound.linear < bound.pence
            assert bound.pence == whole == sum(route_price(problem, route) for route in bound.optimum.routes)
            assert sorted(stop for route in bound.optimum.routes for stop in route.stops) == list(range(problem.size))
    assert raised > 1
    assert impossible > 5


@pytest.mark.parametrize("near", [1, 3])
def test_how_many_riders_are_remembered_at_first_changes_nothing(near):
    for seed in range(8):
        problem, _ = trial(seed, 9, limited=False)
        few, all_riders = lower_bound(problem, near=near), lower_bound(problem, near=9)
        assert (few.linear, few.pence) == (all_riders.linear, all_riders.pence)


def test_with_too_few_labels_the_bound_is_lower_and_says_so():
    lower = 0
    for seed in range(12):
        problem, _ = trial(seed, 7, limited=False)
        bound, whole = lower_bound(problem, labels=8), lower_bound(problem)
        assert bound.pence <= whole.pence
        assert bound.complete or bound.optimum is None
        lower += not bound.complete
    assert lower > 3


def test_leaving_riders_out_is_the_problem_without_them():
    for seed in range(10):
        problem, routes = trial(seed, 6, limited=False)
        rest = [(riders, kind, pence) for riders, kind, pence in routes if not riders & {1, 4}]
        alone = [(frozenset({rider}), 0, 0) for rider in (1, 4)]
        expected = relaxed(problem, rest + alone)
        bound = lower_bound(problem, unserved=(4, 1))
        assert (expected is None) is not bound.possible
        if expected is not None:
            assert bound.linear == math.ceil(expected - CLOSE)
        if bound.optimum is not None:
            assert bound.optimum.unserved == (1, 4)
            assert sorted(stop for route in bound.optimum.routes for stop in route.stops) == [0, 2, 3, 5]
