"""Given first, then roads, then an estimate; every cell says which."""

import numpy as np
import pytest

from geodata.errors import NonUniqueId
from geodata.travel import GivenTimes, travel_times, ways
from geodata.traveltimes import Basis

GIVEN, NETWORK, ESTIMATED, NONE = Basis.GIVEN, Basis.NETWORK, Basis.ESTIMATED, Basis.NONE


def given(*rows):
    origins, destinations, tenths, metres = zip(*rows, strict=True)
    return GivenTimes(origins, destinations, np.array(tenths), np.array(metres), "travel.csv", "2026-09-01")


def test_without_roads_everything_is_estimated(spot):
    times = travel_times(spot(a=(0, 0)), spot(b=(1000, 0)))
    assert times.basis.tolist() == [[ESTIMATED]]


def test_across_a_river_the_roads_decide(two_banks, spot):
    """1 km across the water is 9 km by the bridge; the estimate would have said about 1.5 km."""
    here, there = spot(home=(0, 0)), spot(site=(1000, 0))
    assert travel_times(here, there).metres.item() < 2_000
    times = travel_times(here, there, network=two_banks)
    assert (times.metres.item(), times.basis.item()) == (9000, NETWORK)


def test_where_one_end_is_off_the_network_the_pair_is_estimated(two_banks, spot):
    times = travel_times(spot(home=(0, 0), away=(-9000, 0)), spot(site=(1000, 0)), network=two_banks)
    assert times.basis.tolist() == [[NETWORK], [ESTIMATED]]
    assert [source.basis for source in times.sources] == [NETWORK, ESTIMATED]


def test_no_route_on_the_network_is_not_papered_over_by_an_estimate(roads, spot):
    islands = roads(
        {1: (0, 0), 2: (0, 900), 8: (3000, 0), 9: (3000, 900)}, [(1, 2, 900, 30, False), (8, 9, 900, 30, False)]
    )
    times = travel_times(spot(a=(0, 0)), spot(b=(3000, 0)), network=islands)
    assert (times.known.item(), times.basis.item(), times.tenths.item()) == (False, NONE, -1)
    assert times.sources == ()


def test_a_given_pair_wins_over_the_roads(two_banks, spot):
    times = travel_times(
        spot(home=(0, 0), other=(0, 4000)), spot(site=(1000, 0)), given(("home", "site", 250, 8_000)), two_banks
    )
    assert times.tenths[:, 0].tolist()[0] == 250
    assert times.metres[:, 0].tolist() == [8_000, 5_000]
    assert times.basis.tolist() == [[GIVEN], [NETWORK]]


def test_metres_that_were_not_given_come_from_the_roads(two_banks, spot):
    times = travel_times(spot(home=(0, 0)), spot(site=(1000, 0)), given(("home", "site", 250, -1)), two_banks)
    assert (times.tenths.item(), times.basis.item()) == (250, GIVEN)
    assert (times.metres.item(), times.metres_basis.item()) == (9000, NETWORK)
    assert [source.basis for source in times.sources] == [GIVEN, NETWORK]


def test_a_given_time_makes_a_route_where_the_roads_have_none(roads, spot):
    """A ferry the road file does not hold: the minutes are given, the metres estimated."""
    islands = roads(
        {1: (0, 0), 2: (0, 90), 8: (4000, 0), 9: (4000, 90)}, [(1, 2, 90, 30, False), (8, 9, 90, 30, False)]
    )
    times = travel_times(spot(a=(0, 0), z=(0, 90)), spot(b=(4000, 0)), given(("a", "b", 400, -1)), islands)
    assert times.known.tolist() == [[True], [False]]
    assert times.tenths.tolist() == [[400], [-1]]
    assert times.metres.tolist() == [[5096], [-1]]
    assert times.metres_basis.tolist() == [[ESTIMATED], [NONE]]


def test_given_pairs_of_others_are_passed_over(spot):
    times = travel_times(spot(a=(0, 0)), spot(b=(1000, 0)), given(("x", "b", 1, 1), ("a", "y", 1, 1)))
    assert times.basis.tolist() == [[ESTIMATED]]
    assert [source.basis for source in times.sources] == [ESTIMATED]


def test_a_pair_given_twice_is_refused_by_name():
    with pytest.raises(NonUniqueId, match="a to b given twice"):
        given(("a", "b", 1, 1), ("a", "b", 2, 2))


def test_a_negative_time_is_refused():
    with pytest.raises(ValueError, match="minutes below zero"):
        given(("a", "b", -1, 1))


def test_ways_between_homes_follow_the_same_rules(two_banks, spot):
    """Two homes on the roads, 9 km apart by the bridge, and one 9 km away from every road, which is estimated."""
    homes = spot(west=(0, 0), east=(1000, 0), moor=(-9000, 0))
    tenths, metres = ways(homes, homes, two_banks)
    assert metres[:2, :2].tolist() == [[0, 9000], [9000, 0]]
    assert (metres[2].tolist(), tenths[2].tolist()) == ([11084, 12260, 0], [106, 116, 0])
    assert ways(homes, homes)[1][0, 1] < 2_000
    assert tenths.dtype == metres.dtype == np.int64


def test_ways_without_a_route_are_minus_one(roads, spot):
    nodes = {1: (0, 0), 2: (0, 90), 8: (4000, 0), 9: (4000, 90)}
    islands = roads(nodes, [(1, 2, 90, 30, False), (8, 9, 90, 30, False)])
    tenths, metres = ways(spot(a=(0, 0), b=(4000, 0)), spot(c=(4000, 0)), islands)
    assert (tenths.tolist(), metres.tolist()) == ([[-1], [0]], [[-1], [0]])
