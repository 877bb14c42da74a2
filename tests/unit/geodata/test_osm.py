"""An OpenStreetMap extract of a few streets, written here and read back."""

import pytest

from geodata.errors import UnreadableNetwork
from geodata.osm import read_osm


def roads_of(network):
    """The edges as {(from, to): (metres, mph)} by the map's node numbers."""
    edges = network.edges
    pairs = zip(network.node[edges.tail].tolist(), network.node[edges.head].tolist(), strict=True)
    return dict(zip(pairs, zip(edges.metres.tolist(), edges.mph.tolist(), strict=True), strict=True))


def test_bends_are_measured_but_are_not_nodes(extract):
    """1 - 2 - 3 turns a right angle at 2, 60 m and 30 m from its ends, 90 m in all."""
    path = extract({1: (0, 0), 2: (60, 0), 3: (60, 30)}, [([1, 2, 3], {"highway": "residential"})])
    assert roads_of(read_osm(path)) == {(1, 3): (90, 25), (3, 1): (90, 25)}


def test_a_long_road_keeps_a_node_in_every_hundred_metres(extract):
    places = {k: (45 * k, 0) for k in range(1, 12)}
    path = extract(places, [(list(places), {"highway": "unclassified"})])
    network = read_osm(path)
    assert network.node.tolist() == [1, 4, 6, 8, 10, 11]
    assert network.edges.metres.tolist() == [135, 135, 90, 90, 90, 90, 90, 90, 45, 45]


def test_crossing_ways_meet_at_their_common_node(extract):
    places = {1: (0, 50), 2: (50, 50), 3: (90, 50), 4: (50, 0), 5: (50, 90)}
    primary = {"highway": "primary", "maxspeed": "30 mph"}
    path = extract(places, [([1, 2, 3], primary), ([4, 2, 5], {"highway": "residential"})])
    roads = roads_of(read_osm(path))
    assert roads[1, 2] == (50, 27)
    assert roads[2, 5] == (40, 25)


def test_one_way_streets_and_roundabouts_run_one_way(extract):
    places = {1: (0, 0), 2: (50, 0), 3: (50, 50), 4: (0, 50)}
    ring = ([1, 2, 3, 4, 1], {"highway": "primary", "junction": "roundabout"})
    spur = ([3, 4], {"highway": "residential", "oneway": "-1"})
    roads = roads_of(read_osm(extract(places, [ring, spur, ([2, 4], {"highway": "residential"})])))
    assert (1, 2) in roads
    assert (2, 1) not in roads
    assert (4, 3) in roads


def test_footways_private_roads_and_bollards_are_not_driven(extract):
    places = {1: (0, 0), 2: (50, 0), 3: (90, 0), 4: (0, 90), 5: (50, 90), 6: (90, 90)}
    ways = [
        ([1, 4], {"highway": "residential"}),
        ([4, 5, 6], {"highway": "residential"}),
        ([1, 2, 3], {"highway": "residential"}),
        ([3, 6], {"highway": "footway"}),
        ([1, 5], {"highway": "residential", "access": "private"}),
    ]
    network = read_osm(extract(places, ways, barriers={2: {"barrier": "bollard"}}.items()))
    assert network.node.tolist() == [1, 4, 6]


def test_the_vintage_is_the_day_of_the_extract(extract):
    network = read_osm(extract({1: (0, 0), 2: (60, 0)}, [([1, 2], {"highway": "residential"})]))
    assert (network.source, network.vintage) == ("streets.osm.pbf", "2026-03-01")


def test_the_peak_factor_is_kept(extract):
    path = extract({1: (0, 0), 2: (60, 0)}, [([1, 2], {"highway": "residential"})])
    assert read_osm(path, peak_percent=125).milliseconds[0] == round(read_osm(path).milliseconds[0] * 1.25)


def test_an_extract_without_roads_is_refused(extract):
    with pytest.raises(UnreadableNetwork, match="no road that can be driven"):
        read_osm(extract({1: (0, 0), 2: (60, 0)}, [([1, 2], {"highway": "footway"})]))


def test_a_file_that_is_no_extract_is_refused(tmp_path):
    (tmp_path / "not.osm.pbf").write_text("hello")
    with pytest.raises(UnreadableNetwork, match=r"not.osm.pbf: not readable"):
        read_osm(tmp_path / "not.osm.pbf")
    with pytest.raises(UnreadableNetwork, match=r"absent.osm.pbf: not found"):
        read_osm(tmp_path / "absent.osm.pbf")
