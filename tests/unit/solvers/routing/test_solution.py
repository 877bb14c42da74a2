"""Mornings done by hand: which vehicle brings whom, and what it costs."""

import pytest

from solvers.routing import Route, Routes, RoutingProblem, insert_all, total_price
from solvers.routing.solution import solve, solve_many
from tests.fixtures.mornings import BUS, TAXI, VAN, morning

ITERATIONS = 200


def found(problem: RoutingProblem) -> tuple[set[tuple[int, tuple[int, ...]]], int]:
    routes = solve(problem, seed=1, iterations=ITERATIONS)
    assert routes.unserved == ()
    return {(route.kind, route.stops) for route in routes.routes}, total_price(problem, routes)


def test_two_on_a_line_share_a_taxi_the_farther_first():
    assert found(morning([3, 8])) == ({(TAXI, (1, 0))}, 2_000 + 800)


def test_a_wheelchair_takes_the_van_and_another_rides_along():
    assert found(morning([3, 8], wheelchairs=[1])) == ({(VAN, (1, 0))}, 3_000 + 800)


def test_whoever_rides_alone_has_a_vehicle_of_their_own():
    assert found(morning([3, 8], alone=[0])) == ({(TAXI, (0,)), (TAXI, (1,))}, 2_000 + 300 + 2_000 + 800)


def test_a_pair_kept_apart_takes_two_vehicles_and_a_third_rider_joins_the_one_that_passes():
    kinds, price = found(morning([3, 8, 7], apart=[(0, 1)]))
    assert kinds == {(TAXI, (0,)), (TAXI, (1, 2))}
    assert price == 2_000 + 300 + 2_000 + 800


def test_three_kept_apart_from_each_other_take_three_vehicles():
    kinds, _ = found(morning([3, 8, 7], apart=[(0, 1), (0, 2), (1, 2)]))
    assert {stops for _, stops in kinds} == {(0,), (1,), (2,)}


def test_an_attendant_takes_a_seat_so_that_a_taxi_holds_one_rider_more():
    kinds, price = found(morning([8], attended=[0]))
    ride = 17 * 3_000 // 60  # one minute to board, sixteen on the way
    assert (kinds, price) == ({(TAXI, (0,))}, 2_000 + 800 + 1_000 + ride)
    kinds, _ = found(morning([8, 8], attended=[0]))
    assert kinds == {(TAXI, (0,)), (TAXI, (1,))}


def test_two_who_need_an_attendant_share_one_where_that_is_cheaper():
    kinds, price = found(morning([10, 10], attended=[0, 1]))
    apart = 2 * (2_000 + 1_000 + 1_000 + 21 * 50)
    together = 5_000 + 2_000 + 1_000 + 22 * 50
    assert together < apart
    assert [kind for kind, _ in kinds] == [BUS]
    assert price == together


def test_a_limit_of_time_aboard_forces_a_second_vehicle():
    both = 1 + 2 * 5 + 1 + 2 * 3
    assert found(morning([3, 8], limit=both))[0] == {(TAXI, (1, 0))}
    assert found(morning([3, 8], limit=both - 1))[0] == {(TAXI, (0,)), (TAXI, (1,))}


def test_where_the_cheap_vehicles_run_out_the_dearer_are_used():
    kinds, _ = found(morning([3, 8], alone=[0, 1], number=(1, 1, 0)))
    assert {kind for kind, _ in kinds} == {TAXI, VAN}


def test_whom_no_vehicle_brings_is_unserved_and_the_others_are_brought():
    problem = morning([3, 40], limit=30)
    assert solve(problem, seed=1, iterations=ITERATIONS) == Routes((Route(TAXI, (0,)),), (1,))


def test_with_too_few_vehicles_as_many_as_can_be_are_brought():
    problem = morning([3, 8, 5], alone=[1], number=(1, 0, 0))
    assert solve(problem, seed=1, iterations=ITERATIONS) == Routes((Route(TAXI, (2, 0)),), (1,))


def test_one_limit_holds_vehicles_with_and_without_attendants_together():
    problem = morning([3, 8], attended=[0], number=(1, 1, 0))
    kinds = sorted(route.kind for route in solve(problem, seed=1, iterations=ITERATIONS).routes)
    assert kinds == [TAXI, VAN]


@pytest.mark.parametrize("number", [(0, 0, 0), (1, 1, 1)])
def test_a_morning_without_riders_has_no_routes(number):
    assert solve(morning([], number=number), seed=1) == Routes(())


def test_progress_is_told_up_to_the_end_of_the_search():
    told: list[tuple[int, int]] = []
    solve(morning([3, 8, 5]), 1, 10, lambda done, of: told.append((done, of)))
    assert told == [(done, 10) for done in range(6)]  # it ends after half of them without a better answer


def test_the_same_seed_gives_the_same_routes_whatever_the_number_of_workers_and_their_hashing():
    problems = [morning([3, 8, 5, 11, 7], attended=[1]), morning([2, 9, 4], wheelchairs=[2]), morning([6])]
    alone = solve_many(problems, seed=3, workers=1, iterations=ITERATIONS)
    assert solve_many(problems, seed=3, workers=2, iterations=ITERATIONS) == alone
    assert [solve(problem, 3, ITERATIONS) for problem in problems] == list(alone)


def test_insertion_finds_the_routes_of_two_on_a_line_by_itself():
    assert insert_all(morning([3, 8])) == Routes((Route(TAXI, (1, 0)),))
