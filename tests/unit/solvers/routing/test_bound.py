"""The bound of routes on instances whose answer is known by hand."""

from dataclasses import replace

import numpy as np
import pytest

from solvers.routing import NO_LIMIT, NO_ROUTE, Riders, Route, RoutingProblem, Vehicles
from solvers.routing.bound import lower_bound


def on_a_road(kilometres, **changed):
    """Riders on one straight road to the destination, a minute a kilometre; a pound a kilometre, ten a vehicle of 4."""
    at, size = np.array([*kilometres, 0]), len(kilometres)
    away = np.abs(at[:, None] - at[None, :])
    riders = Riders(
        load=np.ones((size, 1), dtype=np.int64),
        boarding=np.zeros(size, dtype=np.int64),
        limit=np.full(size, 600),
        attended=np.zeros(size, dtype=np.bool_),
        alone=np.zeros(size, dtype=np.bool_),
        apart=np.zeros((0, 2), dtype=np.int64),
    )
    vehicles = Vehicles(
        room=np.array([[4]]), number=np.array([NO_LIMIT]), fixed=np.array([1_000]), by_distance=np.array([100]),
        stretch=1_000_000, attendant_fixed=500, attendant_by_hour=1_200,
    )  # fmt: skip
    own = {name: value for name, value in changed.items() if hasattr(riders, name)}
    theirs = {name: value for name, value in changed.items() if hasattr(vehicles, name)}
    return RoutingProblem(replace(riders, **own), replace(vehicles, **theirs), away * 10, away * 1_000)


def test_four_on_one_road_share_a_vehicle():
    bound = lower_bound(on_a_road([30, 20, 10, 5]))
    assert (bound.pence, bound.complete, bound.possible) == (1_000 + 3_000, True, True)
    assert bound.optimum.routes == (Route(0, (0, 1, 2, 3)),)


def test_an_attendant_takes_a_seat_and_is_paid_from_the_first_boarding():
    problem = on_a_road([30, 20, 10], attended=np.array([False, True, False]))
    assert lower_bound(problem).pence == 1_000 + 3_000 + 500 + 600
    fuller = on_a_road([30, 20, 10, 5], attended=np.array([False, True, False, False]))
    # five seats are one too many: the nearest is brought alone; in parts of routes it would be cheaper
    bound = lower_bound(fuller)
    assert bound.linear < bound.pence == (1_000 + 3_000 + 500 + 600) + (1_000 + 500)


def test_riders_apart_and_alone_ride_apart_and_alone():
    pair = np.array([[0, 1]])
    assert lower_bound(on_a_road([30, 20, 10], apart=pair)).pence == 4_000 + 3_000
    alone = np.array([False, True, False])
    assert lower_bound(on_a_road([30, 20, 10], alone=alone)).pence == 4_000 + 3_000


def test_a_limit_to_the_time_aboard_cuts_a_route():
    slow = np.full(3, 50)
    assert lower_bound(on_a_road([30, 20, 10], boarding=slow)).pence == 4_000
    # the first would be aboard 30 + 3 x 5 = 45 minutes; picked up second, there are 10 kilometres more
    tight = np.array([449, 600, 600])
    assert lower_bound(on_a_road([30, 20, 10], boarding=slow, limit=tight)).pence == 4_000 + 1_000


def test_nobody_can_serve_whom_no_way_leads_from():
    problem = on_a_road([30, 20])
    problem.tenths[1, :], problem.metres[1, :] = NO_ROUTE, NO_ROUTE
    assert not lower_bound(problem).possible
    assert lower_bound(problem, unserved=(1,)).pence == 4_000


def test_a_rider_whose_only_way_leads_by_another_is_served():
    problem = on_a_road([30, 20])
    problem.tenths[0, 2], problem.metres[0, 2] = NO_ROUTE, NO_ROUTE
    assert lower_bound(problem).optimum.routes == (Route(0, (0, 1)),)


def test_too_few_vehicles_are_told():
    assert not lower_bound(on_a_road([5, 4, 3, 2, 1], number=np.array([1]))).possible
    assert lower_bound(on_a_road([5, 4, 3, 2, 1], number=np.array([2]))).pence == 1_500 + 1_100


def test_nobody_to_serve_costs_nothing():
    assert lower_bound(on_a_road([])).pence == 0
    assert lower_bound(on_a_road([3]), unserved=(0,)).optimum.unserved == (0,)


def test_too_many_riders_and_prices_beyond_whole_numbers_are_refused():
    with pytest.raises(ValueError, match="more than 62"):
        lower_bound(on_a_road(range(1, 64)))
    with pytest.raises(ValueError, match="too much for sums"):
        lower_bound(on_a_road([1, 2], fixed=np.array([10**12])))
