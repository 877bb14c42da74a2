"""What the routes would cost less without one child: by hand, and against pricing what is left over again."""

from dataclasses import replace

import numpy as np
import pytest

from solvers.routing import Route, Routes, broken_promises, insert_all, total_price
from sufficiency.domain.places import Place
from sufficiency.domain.transport import Aboard, SettingTransport, VehicleRoute
from sufficiency.problems.transport.spared import spared, with_spared
from tests.fixtures.mornings import BUS, TAXI, VAN, morning
from tests.property.solvers.routing_instances import random_morning


def test_those_left_ride_in_the_cheapest_kind_that_holds_them():
    # The bus from kilometre 3 is 50 + 3 x 2 = 56 pounds. Two in a taxi: 22 from kilometre 2, 23 from kilometre 3.
    assert spared(morning([3, 2, 1]), Routes((Route(BUS, (0, 1, 2)),))) == ((3_400, 3_300, 3_300),)


def test_the_last_one_spares_the_whole_route():
    assert spared(morning([3]), Routes((Route(TAXI, (0,)),))) == ((2_300,),)


def test_the_one_who_needs_the_attendant_spares_the_attendant_too():
    # With an attendant for 9 minutes the bus is 56 + 10 + 4.50; without the first child two ride in a taxi at 22.
    # Without the second the attendant still rides, for 8 minutes, and takes a seat: 56 + 10 + 4 in the bus.
    [(first, second, _)] = spared(morning([3, 2, 1], attended=[0]), Routes((Route(BUS, (0, 1, 2)),)))
    assert (first, second) == (7_050 - 2_200, 50)


def test_a_cheaper_kind_counts_only_where_one_is_to_be_had():
    routes = Routes((Route(TAXI, (0, 1)), Route(BUS, (2, 3, 4))))
    five = [5, 4, 3, 2, 1]
    assert spared(morning(five), routes)[1] == (3_400, 3_300, 3_300)
    assert spared(morning(five, number=(1, 9, 9)), routes)[1] == (200, 0, 0), "the only taxi runs already"


def test_nothing_is_spared_where_no_way_leads_past_the_one_who_leaves():
    problem = morning([3, 2, 1])
    tenths, metres = problem.tenths.copy(), problem.metres.copy()
    tenths[0, 2] = metres[0, 2] = -1
    assert spared(replace(problem, tenths=tenths, metres=metres), Routes((Route(BUS, (0, 1, 2)),)))[0][1] == 0


def test_nothing_is_spared_where_the_way_past_takes_too_long():
    problem = morning([3, 2, 1], limit=9)
    tenths = problem.tenths.copy()
    tenths[0, 2] = 60
    assert spared(replace(problem, tenths=tenths), Routes((Route(BUS, (0, 1, 2)),)))[0][1] == 0


@pytest.mark.parametrize("seed", range(20))
def test_what_is_spared_is_the_difference_of_two_prices(seed):
    """Each rider taken off; the cheapest of all kinds that keep every promise, by the recount of routes."""
    problem = random_morning(np.random.default_rng([seed, 7]), 10, spare=seed % 3)
    built = insert_all(problem)
    before = total_price(problem, built)
    for number, (route, found) in enumerate(zip(built.routes, spared(problem, built), strict=True)):
        for at, day in enumerate(found):
            assert day == max(0, before - cheapest_without(problem, built, number, route.stops[at], before))


def cheapest_without(problem, built, number, leaves, otherwise):
    """Pence of all routes once somebody left one of them; what they cost now where nothing else can run."""
    others = [route for at, route in enumerate(built.routes) if at != number]
    rest = tuple(stop for stop in built.routes[number].stops if stop != leaves)
    unserved = tuple(sorted((*built.unserved, leaves)))
    tried = [[*others, Route(kind, rest)] for kind in range(problem.kinds)] if rest else [others]
    answers = [Routes(tuple(sorted(routes, key=lambda route: route.stops)), unserved) for routes in tried]
    return min((total_price(problem, one) for one in answers if not broken_promises(problem, one)), default=otherwise)


def test_every_child_of_a_plan_carries_it():
    seats = tuple(Aboard(ref, 10, 10, Place()) for ref in ("C-1", "C-2"))
    route = VehicleRoute(900001, 1, "van", False, seats, 3_000, 80, 3_300, 0)
    setting = SettingTransport(900001, (), 3_300, (route,))
    [told] = with_spared(setting, morning([3, 2]), Routes((Route(VAN, (0, 1)),))).routes
    assert [seat.spared for seat in told.aboard] == [1_100, 1_000], "33 less 22 pounds, 33 less 23, both by taxi"
