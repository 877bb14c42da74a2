"""Who walks where: paths and both directions of every street, but no motorway."""

import networkx
import numpy as np
import pytest

from geodata.osm_foot import closes_path, walking
from geodata.points import Points
from geodata.road_tables import write_edges
from geodata.walking import read_walking, walked_roads, walking_metres

PLACES = {1: (0, 0), 2: (0, 900), 3: (900, 900), 4: (900, 0)}
ROUND = [([1, 2, 3, 4], {"highway": "residential"})]


def across(*tags):
    """The three sides of a square, and straight ways from 1 to 4 with these tags."""
    return [*ROUND, *(([1, 4], tag) for tag in tags)]


@pytest.mark.parametrize(
    ("tags", "walked"),
    [
        ({"highway": "footway"}, True),
        ({"highway": "path"}, True),
        ({"highway": "steps"}, True),
        ({"highway": "bridleway"}, True),
        ({"highway": "pedestrian"}, True),
        ({"highway": "cycleway"}, True),
        ({"highway": "track"}, True),
        ({"highway": "service", "service": "alley"}, True),
        ({"highway": "trunk"}, True),
        ({"highway": "footway", "foot": "no"}, False),
        ({"highway": "cycleway", "foot": "no"}, False),
        ({"highway": "footway", "access": "private"}, False),
        ({"highway": "track", "access": "private", "foot": "permissive"}, True),
        ({"highway": "trunk", "motorroad": "yes"}, False),
        ({"highway": "motorway"}, False),
        ({"highway": "motorway_link", "foot": "yes"}, False),
        ({"highway": "construction"}, False),
    ],
)
def test_a_way_is_walked_where_the_map_lets_people(extract, spot, tags, walked):
    """900 m straight across where that may be walked, else 2,700 m round the other three sides."""
    network = read_walking(extract(PLACES, across(tags)))
    assert walking_metres(spot(home=(0, 0)), spot(gate=(900, 0)), network).item() == (900 if walked else 2700)


def test_one_way_streets_are_walked_both_ways(extract, spot):
    network = read_walking(extract(PLACES, across({"highway": "residential", "oneway": "yes"})))
    ends = spot(home=(0, 0), gate=(900, 0))
    assert walking_metres(ends, ends, network).tolist() == [[0, 900], [900, 0]]


@pytest.mark.parametrize(
    ("node", "closed"),
    [
        ({"barrier": "bollard"}, False),
        ({"barrier": "stile"}, False),
        ({"barrier": "gate"}, False),
        ({"barrier": "gate", "access": "private"}, True),
        ({"barrier": "gate", "access": "private", "foot": "yes"}, False),
        ({"barrier": "wall"}, True),
        ({"highway": "crossing"}, False),
    ],
)
def test_gates_and_stiles_are_passed_and_walls_are_not(node, closed):
    assert closes_path(node) == closed


def test_walking_is_equally_fast_on_every_way():
    assert {walking({"highway": name}).mph for name in ("trunk", "steps", "footway", "service")} == {3}


def test_the_legs_to_the_path_are_walked_too(extract, spot):
    network = read_walking(extract(PLACES, ROUND))
    assert walking_metres(spot(home=(-30, 0)), spot(gate=(0, 940)), network).item() == 30 + 900 + 40


def test_no_way_is_minus_one(extract, spot):
    network = read_walking(extract(PLACES, ROUND))
    assert walking_metres(spot(farm=(-1001, 0)), spot(gate=(0, 900)), network).tolist() == [[-1]]


def test_a_folder_of_roads_is_walked_both_ways_and_not_along_its_motorway(roads, spot, tmp_path):
    """Straight across at 65 miles an hour is a motorway; the one-way ring of the other sides is walked both ways."""
    sides = [(1, 2, 900, 30, True), (2, 3, 900, 60, True), (3, 4, 900, 20, True)]
    write_edges(roads(PLACES, [*sides, (1, 4, 900, 65, False)]), tmp_path)
    network = read_walking(tmp_path)
    ends = spot(home=(0, 0), gate=(900, 0))
    assert walking_metres(ends, ends, network).tolist() == [[0, 2700], [2700, 0]]
    assert (network.peak_percent, set(network.edges.mph.tolist())) == (100, {3})


def test_on_the_made_up_county_the_walk_is_the_shortest_way_by_metres(roads):
    """Against networkx by metres alone, on a net of a hundred crossings with lengths of its own."""
    rng = np.random.default_rng(4)
    places = {10 * x + y: (100 * x, 100 * y) for x in range(10) for y in range(10)}
    joins = [(n, m) for n in places for m in (n + 10, n + 1) if m in places and (m != n + 1 or m % 10)]
    network = walked_roads(roads(places, [(a, b, int(rng.integers(100, 900)), 30, False) for a, b in joins]))
    every = Points(tuple(map(str, network.node.tolist())), network.easting, network.northing)
    expected = dict(networkx.all_pairs_dijkstra_path_length(network.to_networkx(), weight="metres"))
    table = [[expected[start][end] for end in network.node.tolist()] for start in network.node.tolist()]
    assert walking_metres(every, every, network).tolist() == table
