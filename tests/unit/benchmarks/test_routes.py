"""The benchmark of routes: its mornings are what they say, its second opinion agrees, its recount is right."""

from pathlib import Path

import numpy as np
import pytest
import pyvrp

from benchmarks.cases import routes
from benchmarks.instances import cvrplib, morning_or_tools, mornings
from solvers.routing import broken_promises, total_price
from solvers.routing.solution import solve
from tests.fixtures.mornings import morning


def test_the_same_size_gives_the_same_mornings_with_every_rule_in_them():
    first, second = (mornings.build("200x3", nodes=2_000) for _ in range(2))
    assert sum(problem.size for problem in first) == 200
    for one, other in zip(first, second, strict=True):
        assert np.array_equal(one.tenths, other.tenths)
        assert np.array_equal(one.riders.limit, other.riders.limit)
        assert np.array_equal(one.riders.apart, other.riders.apart)
        rules = (one.riders.attended, one.riders.alone, one.riders.load[:, 1], one.riders.apart)
        assert all(np.any(rule) for rule in rules)


def test_or_tools_finds_the_same_price_on_a_morning_with_every_rule():
    problem = morning([3, 8, 5, 7, 9], wheelchairs=[1], attended=[0, 2], alone=[4], apart=[(2, 3)])
    second = morning_or_tools.solve(problem, seconds=1)
    assert broken_promises(problem, second) == ()
    assert total_price(problem, second) == total_price(problem, solve(problem, 1, 500))


def test_or_tools_holds_the_number_of_vehicles():
    second = morning_or_tools.solve(morning([3, 8], attended=[0], number=(1, 1, 0)), seconds=1)
    assert sorted(route.kind for route in second.routes) == [0, 1]


def test_what_is_absent_is_said_in_words(tmp_path: Path):
    assert "cvrplib_x" in routes.missing(routes.THREE, tmp_path / "absent")
    assert routes.missing(routes.THREE, tmp_path) is None
    assert routes.missing(routes.AUTHORITY) is None


@pytest.mark.usefixtures("shared")
def test_the_best_known_routes_cost_what_is_published():
    one = cvrplib.read("X-n101-k25")
    best = pyvrp.read_solution(cvrplib.FOLDER / "X-n101-k25.sol", one.data)
    visits = [[at.idx for at in route if at.is_client()] for route in best.routes()]
    assert cvrplib.recounted(one.data, visits) == (one.best_known, [])
    assert cvrplib.recounted(one.data, visits[1:])[1] == ["not every client is visited once"]
    assert "a vehicle is overfull" in cvrplib.recounted(one.data, [visits[0] + visits[1], *visits[2:]])[1]
