"""Tiny maps whose answers can be worked out with a pencil."""

import numpy as np
import osmium
import pytest

from geodata.network import Edges, make_network
from geodata.points import Points
from geodata.projection import to_wgs84

EAST, NORTH = 450_000, 300_000


@pytest.fixture
def spot():
    """Named points, given in metres from a corner of the map: spot(home=(0, 100))."""

    def build(**places):
        east, north = np.array(list(places.values()), dtype=np.int64).reshape(-1, 2).T
        return Points(tuple(places), east + EAST, north + NORTH)

    return build


@pytest.fixture
def roads():
    """A network: places by number in metres from the corner, roads as (from, to, metres, mph, oneway)."""

    def build(places, stretches):
        both = [(b, a, metres, mph, oneway) for a, b, metres, mph, oneway in stretches if not oneway]
        node = np.array(list(places), dtype=np.int64)
        east, north = np.array(list(places.values()), dtype=np.int64).T
        row = {number: place for place, number in enumerate(places)}
        every = [(row[a], row[b], metres, mph) for a, b, metres, mph, _ in [*stretches, *both]]
        edges = Edges(*np.array(every, dtype=np.int64).reshape(-1, 4).T)
        return make_network(node, east + EAST, north + NORTH, edges, "drawn by hand", "2026-01-01")

    return build


@pytest.fixture
def two_banks(roads):
    """A river runs south to north at x = 500; the only bridge is 4 km north of the two landings.

    1 (0, 0) and 2 (1000, 0) face each other; 3 (0, 4000) and 4 (1000, 4000) are the bridge's ends.
    """
    places = {1: (0, 0), 2: (1000, 0), 3: (0, 4000), 4: (1000, 4000)}
    return roads(places, [(1, 3, 4000, 30, False), (3, 4, 1000, 30, False), (4, 2, 4000, 30, False)])


@pytest.fixture
def extract(tmp_path):
    """Write nodes {id: (metres east, metres north)} and ways [(node ids, tags)] as a .osm.pbf file."""

    def write(places, ways, barriers=()):
        path = tmp_path / "streets.osm.pbf"
        header = osmium.io.Header()
        header.set("osmosis_replication_timestamp", "2026-03-01T20:21:22Z")
        with osmium.SimpleWriter(str(path), header=header) as writer:
            for number, (east, north) in sorted(places.items()):
                lon, lat = to_wgs84(np.array([EAST + east]), np.array([NORTH + north]))
                tags = dict(barriers).get(number, {})
                writer.add_node(osmium.osm.mutable.Node(id=number, location=(lon[0], lat[0]), tags=tags))
            for number, (nodes, tags) in enumerate(ways, start=1):
                writer.add_way(osmium.osm.mutable.Way(id=number, nodes=nodes, tags=tags))
        return path

    return write
