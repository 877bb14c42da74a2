"""The model says what its docstrings say, and says it for every family."""

from dataclasses import replace
from functools import reduce

import numpy as np
import pytest

from solvers.routing import NO_LIMIT
from solvers.routing.formulation import (
    FORMULATION,
    Model,
    all_arrive_at_once,
    alone_without_company,
    apart_in_different_vehicles,
    attendant_for_attended,
    cliques,
    each_rider_once,
    formulated,
    posed,
    room_for_everybody,
    time_aboard_within_limit,
    units_a_penny,
    vehicle_types,
    vehicles_within_number,
    ways_as_driven,
)
from tests.fixtures.mornings import morning

RULES = {"wheelchairs": [1], "attended": [0], "alone": [2], "apart": [(0, 1)], "number": (1, NO_LIMIT, 2)}
THREE = morning([3, 8, 5], limit=20, **RULES)
"""A rider with an attendant, one in a wheelchair, one alone; the first two kept apart."""
BOTH = np.stack([THREE.vehicles.number] * 2, axis=1)
EVERYBODY = np.ones(3, dtype=bool)


def before(problem=THREE, *, scarce: bool = False) -> Model:
    """The model before a family has written into it."""
    nothing = np.zeros(3, dtype=np.int64)
    return Model(problem, 500, nothing, np.zeros((5, 5), dtype=np.int64), (0, 500), BOTH, scarce, EVERYBODY, ~EVERYBODY)


def test_each_rider_is_brought_once():
    assert each_rider_once(before()).required.tolist() == [True, True, True]
    assert each_rider_once(before(scarce=True)).required.tolist() == [False, False, False]


def test_all_arrive_at_once():
    assert all_arrive_at_once(before()).arrival == (500, 500)


def test_ways_take_their_minutes_and_those_from_nowhere_none():
    tenths, metres = THREE.tenths.copy(), THREE.metres.copy()
    tenths[0, 1] = metres[0, 1] = -1
    driven = ways_as_driven(before(replace(THREE, tenths=tenths, metres=metres))).tenths
    assert driven.tolist() == [
        [0, 0, 0, 0, 0],  # from nowhere
        [0, 0, 60, 160, 100],  # from the destination
        [0, 60, 0, 501, 40],  # beyond the horizon: no way to the second rider
        [0, 160, 100, 0, 60],
        [0, 100, 40, 60, 0],
    ]


def test_time_aboard_is_a_window_for_boarding():
    assert time_aboard_within_limit(before()).earliest.tolist() == [300, 300, 300]  # 500 - 20 minutes


def test_room_of_each_kind_and_a_seat_for_the_attendant():
    model = room_for_everybody(before())
    assert [taken.tolist() for taken in model.taken] == [[1, 0, 1], [0, 1, 0]]
    assert [held.tolist() for held in model.held] == [[[2, 1], [1, 0], [5, 4]], [[0, 0], [1, 1], [0, 0]]]
    seatless = replace(THREE, vehicles=replace(THREE.vehicles, room=np.array([[0, 1], [1, 1], [5, 0]])))
    assert room_for_everybody(before(seatless)).number[0].tolist() == [1, 0]  # no seat, so never with an attendant


def test_the_attended_ride_only_where_an_attendant_does():
    model = attendant_for_attended(before())
    assert [taken.tolist() for taken in model.taken] == [[1, 0, 0]]
    assert model.held[0].tolist() == [[0, 3], [0, 3], [0, 3]]


def test_one_alone_fills_the_vehicle():
    model = alone_without_company(before())
    assert model.taken[0].tolist() == [1, 1, 3]
    assert set(model.held[0].ravel().tolist()) == {3}


def test_a_pair_apart_cannot_both_ride():
    model = apart_in_different_vehicles(before())
    assert [taken.tolist() for taken in model.taken] == [[1, 1, 0]]
    assert set(model.held[0].ravel().tolist()) == {1}


def test_vehicles_within_their_number():
    assert vehicles_within_number(before()).number.tolist() == [[1, 1], [3, 3], [2, 2]]
    assert vehicles_within_number(before(morning([3, 8, 5]))).number[:, 1].tolist() == [0, 0, 0]


@pytest.mark.parametrize("family", [attendant_for_attended, alone_without_company, apart_in_different_vehicles])
def test_a_rule_that_nobody_asks_for_takes_no_room_in_the_model(family):
    assert family(before(morning([3, 8, 5]))).taken == ()


def test_no_family_is_left_out_and_each_states_its_equation():
    assert {f.__name__ for f in FORMULATION} == {
        "all_arrive_at_once", "alone_without_company", "apart_in_different_vehicles", "attendant_for_attended",
        "each_rider_once", "room_for_everybody", "time_aboard_within_limit", "vehicles_within_number", "ways_as_driven",
    }  # fmt: skip
    assert all(" for all " in f.__doc__ for f in FORMULATION)
    whole = formulated(THREE, BOTH, EVERYBODY, scarce=False)
    again = reduce(lambda model, family: family(model), FORMULATION, whole)
    assert len(again.taken) == 2 * len(whole.taken)  # every dimension comes from a family


def test_what_pyvrp_is_given_is_the_model():
    model = formulated(THREE, BOTH, EVERYBODY, scarce=False)
    data, rate = posed(model), units_a_penny(THREE)
    assert [client.pickup for client in data.clients()] == [list(row) for row in np.stack(model.taken, axis=1).tolist()]
    assert [client.tw_early for client in data.clients()] == model.earliest.tolist()
    depot = data.depot(1)
    assert (depot.tw_early, depot.tw_late) == (model.horizon, model.horizon)
    assert vehicle_types(model) == [(0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (2, 1)]
    taxi, attended = data.vehicle_type(0), data.vehicle_type(1)
    assert (taxi.fixed_cost, attended.fixed_cost) == (round(2_000 * rate), round(3_000 * rate))
    assert (taxi.unit_duration_cost, attended.unit_duration_cost) == (0, rate * 3_000 // 600)
    assert data.distance_matrix(taxi.profile)[2, 1] == round(300 * rate)  # three kilometres at £1
    assert data.distance_matrix(data.vehicle_type(4).profile)[2, 1] == round(600 * rate)


def test_an_attendants_tenth_of_a_minute_is_a_whole_number_of_units():
    for hour in (0, 1_001, 1_400, 2_800):
        rate = units_a_penny(replace(THREE, vehicles=replace(THREE.vehicles, attendant_by_hour=hour)))
        assert (rate * hour / 600).denominator == 1
        assert 9 <= rate <= 11


def test_cliques_cover_every_pair_and_hold_nobody_who_may_meet():
    pairs = np.array([(0, 1), (0, 2), (1, 2), (2, 3)])
    assert [group.tolist() for group in cliques(5, pairs)] == [[1, 1, 1, 0, 0], [0, 0, 1, 1, 0]]
