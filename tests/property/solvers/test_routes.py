"""On small mornings the routes found are the cheapest of all there are, and keep every promise."""

import numpy as np
import pytest

from solvers.routing import Routes, RoutingProblem, broken_promises, insert_all, total_price
from solvers.routing.solution import solve
from tests.property.solvers.routing_instances import least_price, random_morning


def standing(problem: RoutingProblem, routes: Routes) -> tuple[int, int]:
    """What counts: how many are left, then the pence."""
    return len(routes.unserved), total_price(problem, routes)


def small(seed: int):
    rng = np.random.default_rng([seed, 2])
    return random_morning(rng, int(rng.integers(1, 7)), spare=int(rng.integers(0, 3)))


@pytest.mark.parametrize("seed", range(40))
def test_no_routes_are_cheaper(seed):
    problem = small(seed)
    found = solve(problem, seed=1, iterations=1_000)
    assert broken_promises(problem, found) == ()
    assert standing(problem, found) == least_price(problem)


@pytest.mark.parametrize("seed", range(40))
def test_insertion_keeps_every_promise_and_brings_whom_it_can(seed):
    problem = random_morning(np.random.default_rng([seed, 3]), 12, spare=seed % 5)
    built = insert_all(problem)
    assert broken_promises(problem, built) == ()
    found = solve(problem, seed=1, iterations=100)
    assert standing(problem, found) <= standing(problem, built)
