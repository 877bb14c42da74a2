"""Every promise that routes can break is found, and the price is what pencil and paper say."""

from dataclasses import replace

import numpy as np
import pytest

from solvers.routing import Route, Routes, RoutingProblem, broken_promises, total_price
from tests.fixtures.mornings import BUS, TAXI, VAN, morning

KEPT = Routes((Route(TAXI, (0,)), Route(TAXI, (1, 2))))
BUS_FOR_ALL = Routes((Route(BUS, (1, 2, 0)),))

BROKEN = {
    "a rider stands twice": (
        morning([3, 8, 5]), Routes((Route(TAXI, (0, 1)), Route(TAXI, (1, 2)))), "rider 1 stands 2"
    ),
    "a rider is missing": (morning([3, 8, 5]), Routes((Route(TAXI, (1, 2)),)), "rider 0 stands 0"),
    "a rider rides and is left": (morning([3, 8, 5]), replace(KEPT, unserved=(2,)), "rider 2 stands 2"),
    "a rider is unknown": (morning([3]), Routes((Route(TAXI, (0, 7)),)), "rider 7 does not exist"),
    "a kind is unknown": (morning([3]), Routes((Route(9, (0,)),)), "kind 9"),
    "a route is empty": (morning([3]), Routes((Route(TAXI, ()), Route(TAXI, (0,)))), "brings nobody"),
    "too many sit": (morning([3, 8, 5]), Routes((Route(TAXI, (1, 2, 0)),)), "takes 3 of room 0, more than 2"),
    "no place for a wheelchair": (morning([3], wheelchairs=[0]), Routes((Route(TAXI, (0,)),)), "takes 1 of room 1"),
    "no seat for the attendant": (
        morning([3, 8], attended=[0]), Routes((Route(TAXI, (1, 0)),)), "takes 3 of room 0, more than 2"
    ),
    "too long aboard": (morning([3, 8], limit=17), Routes((Route(TAXI, (1, 0)),)), "aboard for 180 tenths"),
    "company for one alone": (morning([3, 8], alone=[1]), Routes((Route(TAXI, (1, 0)),)), "who rides alone"),
    "together though apart": (morning([3, 8], apart=[(0, 1)]), Routes((Route(TAXI, (1, 0)),)), "kept apart"),
    "too many vehicles": (
        morning([3, 8], number=(1, 0, 0)), Routes((Route(TAXI, (0,)), Route(TAXI, (1,)))), "2 vehicles of kind 0"
    ),
    "out of order": (morning([3, 8, 5]), Routes(KEPT.routes[::-1]), "not in the order"),
}  # fmt: skip


@pytest.mark.parametrize(("problem", "routes", "words"), BROKEN.values(), ids=BROKEN)
def test_a_broken_promise_is_told(problem: RoutingProblem, routes: Routes, words: str):
    assert any(words in fault for fault in broken_promises(problem, routes))


def test_routes_that_keep_every_promise_have_no_fault():
    assert broken_promises(morning([3, 8, 5]), KEPT) == ()
    assert broken_promises(morning([3, 8, 5]), BUS_FOR_ALL) == ()
    assert broken_promises(morning([3, 8], wheelchairs=[1]), Routes((Route(VAN, (1, 0)),))) == ()


def test_a_way_that_is_not_there_is_told_and_has_no_price():
    problem = morning([3, 8])
    tenths, metres = problem.tenths.copy(), problem.metres.copy()
    tenths[1, 0] = metres[1, 0] = -1
    problem, routes = replace(problem, tenths=tenths, metres=metres), Routes((Route(TAXI, (1, 0)),))
    assert broken_promises(problem, routes) == ("route 0 goes from 1 to 0, where no way is",)
    with pytest.raises(ValueError, match="without a way"):
        total_price(problem, routes)


def test_the_price_rounds_distance_and_pay_down_by_themselves():
    problem = morning([3], attended=[0])
    vehicles = replace(problem.vehicles, by_distance=np.array([99, 0, 0]), stretch=1_609_344, attendant_by_hour=1_001)
    problem = replace(problem, vehicles=vehicles)
    distance, pay = 99 * 3_000_000 // 1_609_344, 1_001 * 70 // 600
    assert total_price(problem, Routes((Route(TAXI, (0,)),))) == 2_000 + distance + 1_000 + pay
