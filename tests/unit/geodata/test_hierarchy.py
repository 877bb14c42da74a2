"""The prepared network answers as Dijkstra does, on maps made for it to go wrong."""

import numpy as np
import pytest

from geodata import dijkstra
from geodata.county_size import county_size_roads, river_east, side_metres
from geodata.hierarchy import BATCH, build_hierarchy, fastest

RING = {number: (round(900 * np.cos(number)), round(900 * np.sin(number))) for number in range(1, 7)}


@pytest.fixture(scope="module")
def county():
    return county_size_roads(seed=3, nodes=4_000)


def all_pairs(network):
    """(milliseconds, metres) between all nodes, by hierarchy and by referee."""
    every = np.arange(len(network))
    return fastest(build_hierarchy(network), every, every), dijkstra.fastest(network, every, every)


def test_a_one_way_ring_is_driven_the_long_way_round(roads):
    ring = roads(RING, [(k, k % 6 + 1, 1000, 30, True) for k in RING])
    (_, metres), _ = all_pairs(ring)
    assert metres.tolist() == [[1000 * ((end - start) % 6) for end in range(6)] for start in range(6)]


def test_pieces_that_do_not_join_have_no_route(roads):
    ours, referee = all_pairs(roads(RING, [(1, 2, 500, 30, False), (3, 4, 500, 30, True), (4, 5, 500, 30, False)]))
    assert np.array_equal(ours, referee)
    assert ours[0][3, 2] == -1  # one-way from 3 to 4
    assert ours[0][0, 5] == -1  # nothing leads to 6


def test_one_node_alone_reaches_itself(roads):
    times, metres = fastest(build_hierarchy(roads({1: (0, 0)}, [])), np.array([0]), np.array([0]))
    assert (times.tolist(), metres.tolist()) == ([[0]], [[0]])


def test_no_origins_or_no_destinations_give_an_empty_answer(two_banks):
    hierarchy, none, one = build_hierarchy(two_banks), np.array([], dtype=np.int64), np.array([1])
    assert fastest(hierarchy, none, one)[0].shape == (0, 1)
    assert fastest(hierarchy, one, none)[0].shape == (1, 0)


def test_routes_near_twelve_hours_are_told_as_dijkstra_tells_them(roads):
    """193,121 m at 10 miles an hour take just under twelve hours, a metre more just over."""
    places = {1: (0, 0), 2: (0, 1000), 3: (0, 2000), 4: (0, 3000)}
    long = [(1, 2, 193_122, 10, False), (2, 3, 193_000, 10, False), (3, 4, 100, 10, False), (1, 4, 10**9, 1, False)]
    ours, referee = all_pairs(roads(places, long))
    assert np.array_equal(ours, referee)
    assert ours[1].tolist()[1] == [-1, 0, 193_000, 193_100]


def test_a_made_up_county_equals_dijkstra_and_repeats_are_answered_in_place(county):
    rng = np.random.default_rng(5)
    starts, ends = rng.integers(0, len(county), 300), rng.integers(0, len(county), 40)
    starts[:3], ends[:3] = starts[5], starts[7]
    assert np.array_equal(fastest(build_hierarchy(county), starts, ends), dijkstra.fastest(county, starts, ends))


def test_progress_rises_to_the_whole(county):
    told = []
    fastest(build_hierarchy(county), np.arange(2 * BATCH + 1), np.array([0]), lambda *step: told.append(step))
    assert told == [(BATCH, 129), (2 * BATCH, 129), (129, 129)]


def test_few_bridges_make_the_other_bank_far(county):
    """Opposite places within 300 m of the river, 600 m apart at most, can be ten times as far by road."""
    side = side_metres(4_000)
    east, north = county.easting - 500_000, county.northing - 300_000
    offset = east - river_east(north, side)
    over = (offset[county.edges.tail] < 0) != (offset[county.edges.head] < 0)
    assert 2 <= len(np.unique(county.edges.tail[over] + county.edges.head[over])) <= 3
    west, opposite = np.flatnonzero((offset < 0) & (offset > -300)), np.flatnonzero((offset >= 0) & (offset < 300))
    _, metres = fastest(build_hierarchy(county), west, opposite)
    straight = np.hypot(east[west][:, None] - east[opposite], north[west][:, None] - north[opposite])
    assert (metres[straight < 600] > 6_000).any()


def test_one_seed_one_county(county):
    assert county_size_roads(seed=3, nodes=4_000).digest == county.digest
    assert county_size_roads(seed=4, nodes=4_000).digest != county.digest
    assert len(county) > 3_900


def test_a_county_too_small_for_towns_is_refused():
    with pytest.raises(ValueError, match="fewer than 1,000"):
        county_size_roads(seed=1, nodes=999)
