"""The fastest route by road, on maps small enough to check by hand."""

import dataclasses

import pytest

from geodata.errors import NoRoute
from geodata.shortest import network_times

SQUARE = {1: (0, 0), 2: (0, 1000), 3: (1000, 1000), 4: (1000, 0)}


def test_a_one_way_street_makes_the_return_longer(roads, spot):
    """1 to 2 is one-way; back is round three sides of the square."""
    streets = [(1, 2, 1000, 30, True), (2, 3, 1000, 30, False), (3, 4, 1000, 30, False), (4, 1, 1000, 30, False)]
    network, ends = roads(SQUARE, streets), spot(south=(0, 0), north=(0, 1000))
    times = network_times(network, ends, ends)
    assert times.metres.tolist() == [[0, 1000], [3000, 0]]
    assert times.tenths.tolist() == [[0, 12], [37, 0]]
    assert times.minutes("south", "north") == 1.2


def test_near_across_the_river_is_far_by_road(two_banks, spot):
    here, there = spot(landing=(0, 0)), spot(opposite=(1000, 0), bridge=(1000, 4000))
    assert network_times(two_banks, here, there).metres.tolist() == [[9000, 5000]]


def test_an_island_has_no_route_and_holds_no_value(roads, spot):
    network = roads({**SQUARE, 8: (6000, 0), 9: (6000, 900)}, [(1, 2, 1000, 30, False), (8, 9, 900, 30, False)])
    times = network_times(network, spot(town=(0, 0), isle=(6000, 0)), spot(pier=(6000, 900)))
    assert times.known.tolist() == [[False], [True]]
    assert times.tenths.tolist() == [[-1], [11]]
    assert times.metres.tolist() == [[-1], [900]]
    with pytest.raises(NoRoute, match="No route from town to pier"):
        times.minutes("town", "pier")


def test_a_point_beyond_the_limit_of_every_road_has_no_route(two_banks, spot):
    times = network_times(two_banks, spot(moor=(-1001, 0), edge=(-1000, 0)), spot(landing=(0, 0)))
    assert times.known.tolist() == [[False], [True]]
    closer = network_times(two_banks, spot(edge=(-1000, 0)), spot(landing=(0, 0)), snap_limit_metres=999)
    assert not closer.known.any()


def test_the_fastest_route_may_be_the_longer_one_and_metres_follow_it(roads, spot):
    bypass = [(1, 4, 1000, 10, False), (1, 2, 1000, 60, False), (2, 3, 1000, 60, False), (3, 4, 1000, 60, False)]
    times = network_times(roads(SQUARE, bypass), spot(a=(0, 0)), spot(b=(1000, 0)))
    assert times.metres.tolist() == [[3000]]
    assert times.tenths.tolist() == [[19]]


def test_of_two_equally_fast_routes_the_shorter_is_measured(roads, spot):
    """2,000 m at 40 takes exactly as long as 1,000 m at 20."""
    ways = [(1, 2, 1000, 40, False), (2, 3, 1000, 40, False), (1, 4, 500, 20, False), (4, 3, 500, 20, False)]
    assert network_times(roads(SQUARE, ways), spot(a=(0, 0)), spot(b=(1000, 1000))).metres.tolist() == [[1000]]


def test_the_legs_to_the_road_are_part_of_the_way(two_banks, spot):
    """100 m and 200 m of lane at 10 miles an hour, 4,000 m of road at 30."""
    times = network_times(two_banks, spot(farm=(-100, 0)), spot(mill=(-200, 4000)))
    assert times.metres.tolist() == [[4300]]
    assert times.tenths.tolist() == [[61]]


def test_two_points_at_one_node_go_straight_to_each_other(two_banks, spot):
    times = network_times(two_banks, spot(a=(-300, 0), b=(-300, 40)), spot(c=(-300, 0)))
    assert times.metres.tolist() == [[0], [40]]


def test_peak_traffic_stretches_the_roads(two_banks, spot):
    busy = dataclasses.replace(two_banks, peak_percent=150)
    times = network_times(busy, spot(landing=(0, 0)), spot(bridge=(0, 4000)))
    assert times.tenths.tolist() == [[75]]
    assert times.sources[0].text == "fastest route on drawn by hand, peak factor 1.50"


def test_no_daily_journey_is_longer_than_twelve_hours(roads, spot):
    far = roads({1: (0, 0), 2: (0, 1000), 3: (0, 2000)}, [(1, 2, 190_000, 10, False), (2, 3, 12_000, 10, False)])
    times = network_times(far, spot(a=(0, 0)), spot(b=(0, 1000), c=(0, 2000)))
    assert times.known.tolist() == [[True, False]]


def test_many_destinations_are_searched_in_batches_and_repeats_share_a_search(roads, spot):
    """A straight road of 150 nodes, 100 m apart, and two destinations at each."""
    places = {number: (0, 100 * number) for number in range(150)}
    network = roads(places, [(k, k + 1, 100, 30, False) for k in range(149)])
    ends = spot(**{f"{side}{k}": (0, 100 * k) for side in "ab" for k in range(150)})
    times = network_times(network, spot(start=(0, 0)), ends)
    assert times.metres[0].tolist() == [100 * k for k in range(150)] * 2
