"""Real roads and real postcodes: Rutland, whose largest water has no bridge."""

import networkx
import numpy as np
import pytest

from geodata import dijkstra
from geodata.errors import UnknownPostcode
from geodata.hierarchy import build_hierarchy, fastest
from geodata.osm import read_osm
from geodata.points import Points, straight_metres
from geodata.postcode_files import read_postcodes
from geodata.shortest import network_times
from geodata.snap import snap
from geodata.travel import travel_times
from geodata.traveltimes import Basis

# Road metres and minutes by a second extraction of the same map, made apart from this one: junction nodes
# only, so that its ends lie up to 150 m elsewhere, and networkx for the route.
ACROSS_WATER = (
    ("LE15 8BG", "LE15 8HB", 11_920, 11.9),
    ("LE15 8TH", "LE15 8HB", 11_610, 11.4),
    ("LE15 8TH", "LE15 8AB", 7_560, 6.7),
    ("LE15 8TH", "PE9 3RY", 14_870, 12.7),
    ("LE15 8AB", "LE15 8HB", 12_670, 11.6),
)
ON_LAND = (
    ("LE15 6FY", "LE15 9SN", 10_040, 8.9),
    ("LE15 7AW", "LE15 6QT", 8_670, 8.8),
    ("LE15 8NW", "PE9 3RL", 6_730, 7.9),
    ("LE15 7JR", "LE15 6HA", 3_910, 5.4),
    ("LE15 8AJ", "LE15 8RR", 14_870, 13.1),
    ("LE15 6PH", "LE15 9EF", 11_920, 11.7),
    ("LE15 7QR", "PE9 3SS", 16_310, 13.0),
    ("LE15 7SL", "LE15 7TD", 15_740, 17.7),
    ("LE15 8PF", "LE15 6QD", 9_870, 8.4),
    ("LE15 9NZ", "PE9 4HA", 21_890, 19.4),
    ("LE15 7FF", "LE15 7HX", 6_510, 8.1),
    ("LE15 9AJ", "LE15 9EP", 7_110, 7.5),
    ("PE9 4DF", "LE15 7FX", 20_130, 17.2),
    ("LE15 6FJ", "PE9 4JD", 20_190, 17.6),
    ("LE15 6BY", "PE9 3SY", 17_840, 14.7),
    ("LE15 7BQ", "LE15 8PB", 18_870, 17.5),
    ("LE15 9QA", "LE15 6RG", 11_260, 10.7),
    ("LE15 6BB", "LE15 7DF", 7_720, 7.6),
    ("LE15 7PJ", "LE15 8ES", 25_060, 22.8),
    ("LE15 6GH", "LE15 8QS", 3_640, 4.3),
)
PSEUDO = ("ZZ99 3VZ", "ZZ99 3WZ", "XX1 1XX", "BX1 1LT", "BF1 3AA")


@pytest.fixture(scope="module")
def network(open_data):
    return read_osm(open_data / "roads" / "rutland-2022-07-20.osm.pbf")


@pytest.fixture(scope="module")
def table(open_data):
    return read_postcodes(open_data / "postcodes" / "codepoint_open_2022_LE_and_LLR.csv.gz")


@pytest.fixture(scope="module")
def homes(table, network):
    """150 postcodes within 300 m of a Rutland road, spread evenly over the list."""
    live = np.flatnonzero(table.status == 0)
    every = Points(tuple(c.decode() for c in table.codes[live].tolist()), table.easting[live], table.northing[live])
    near = np.flatnonzero(snap(every, network, limit_metres=300).near)
    near = near[np.linspace(0, len(near) - 1, 150).astype(int)]
    return Points(tuple(every.ids[row] for row in near.tolist()), every.easting[near], every.northing[near])


def pair(table, start, end):
    """The two postcodes as points."""
    return tuple(table.locate([postcode]).points for postcode in (start, end))


@pytest.mark.parametrize(("start", "end", "metres", "minutes"), ACROSS_WATER + ON_LAND)
def test_fixed_pairs_agree_with_a_second_extraction(network, table, start, end, metres, minutes):
    times = travel_times(*pair(table, start, end), network=network)
    assert times.basis.item() == Basis.NETWORK
    assert times.metres.item() == pytest.approx(metres, rel=0.05)
    assert times.minutes(start, end) == pytest.approx(minutes, abs=1.0)


@pytest.mark.parametrize(("start", "end"), [row[:2] for row in ACROSS_WATER])
def test_across_rutland_water_the_road_goes_round(network, table, start, end):
    """The straight line, and the estimate made from it, would cross the water."""
    here, there = pair(table, start, end)
    straight = straight_metres(here.easting, here.northing, there.easting, there.northing)
    times = travel_times(here, there, network=network)
    assert times.metres.item() > 2.5 * straight.item()
    assert times.metres.item() > 1.8 * travel_times(here, there).metres.item()


@pytest.mark.parametrize("postcode", PSEUDO)
def test_a_pseudo_postcode_has_no_distance(table, postcode):
    with pytest.raises(UnknownPostcode, match=f"pseudo: {postcode}"):
        table.locate(["LE15 6AL", postcode]).raise_unless_all_located()


def test_every_time_equals_networkx_exactly(network, homes):
    """150 starts to 5 ends: the milliseconds of the fastest route and the metres of the shortest such."""
    starts, ends = snap(homes, network).node, snap(homes, network).node[::30]
    times, metres = fastest(build_hierarchy(network), starts, ends)
    back = network.to_networkx().reverse(copy=False)
    room = 10**9
    for column, end in enumerate(network.node[ends].tolist()):
        both = networkx.single_source_dijkstra_path_length(
            back, end, weight=lambda a, b, edge: edge["milliseconds"] * room + edge["metres"]
        )
        expected = [divmod(both[node], room) for node in network.node[starts].tolist()]
        assert list(zip(times[:, column].tolist(), metres[:, column].tolist(), strict=True)) == expected


def test_150_by_150_postcodes_equal_dijkstra_exactly(network, homes):
    """Minutes and metres of all 22,500 pairs; the two furthest apart are half an hour by car."""
    nodes = snap(homes, network).node
    times, metres = fastest(build_hierarchy(network), nodes, nodes)
    expected_times, expected_metres = dijkstra.fastest(network, nodes, nodes)
    assert np.array_equal(times, expected_times)
    assert np.array_equal(metres, expected_metres)
    assert 1_500_000 < times.max() < 2_100_000


def test_the_network_is_most_of_what_the_map_holds(network):
    """The same extract has 861 km of road for cars; private roads, drives and stray ends are left out."""
    graph = network.to_networkx()
    kilometres = sum(d["metres"] for a, b, d in graph.edges(data=True) if a < b or not graph.has_edge(b, a)) / 1000
    assert 700 < kilometres < 861
    assert network.dropped.nodes < 0.05 * len(network)
    assert (network.vintage, networkx.is_strongly_connected(graph)) == ("2022-07-20", True)


def test_estimates_are_about_right_for_the_county_they_were_calibrated_on(network, homes):
    by_road, estimated = network_times(network, homes, homes), travel_times(homes, homes)
    apart = by_road.tenths > 30
    ratio = np.median(estimated.tenths[apart] / by_road.tenths[apart])
    assert 0.85 < ratio < 1.15
