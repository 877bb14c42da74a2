"""Ways on foot: a network of everything that people may walk, and the shortest distance along it.

The distance is measured along mapped ways from the point of each nearest to a position, with a straight line in
between. It is not an assessment of safety, of the gates of a building or of what a person can manage: a path that is
missing from the map makes it longer, one that is mapped but closed makes it shorter.
"""

from dataclasses import replace
from pathlib import Path

import numpy as np

from geodata.connected import keep_connected
from geodata.network import Edges, RoadNetwork, make_network
from geodata.osm_foot import WALK_MPH
from geodata.points import IntArray, Points
from geodata.shortest import network_times
from geodata.snap import SNAP_LIMIT_METRES

FASTEST_ON_FOOT = 60
"""Where a file of roads gives speeds and no classes, a road of more miles an hour is taken for a motorway."""


def read_walking(path: Path) -> RoadNetwork:
    """Return the ways on foot of an extract (.osm.pbf), of OS Open Roads (.gpkg) or of a folder of two tables.

    An extract holds footpaths; the other two hold roads alone, so that a distance along them may be too long.
    Raises UnreadableNetwork and WrongCrs as the readers do.
    """
    if path.suffix == ".pbf":
        from geodata.osm import ON_FOOT, read_osm  # noqa: PLC0415  each file needs only its own library

        return read_osm(path, travel=ON_FOOT)
    if path.suffix == ".gpkg":
        from geodata.open_roads import read_open_roads, walking  # noqa: PLC0415

        return read_open_roads(path, rule_of=walking)
    from geodata.road_tables import read_edges  # noqa: PLC0415

    return walked_roads(read_edges(path, source=path.name, vintage=""))


def walked_roads(network: RoadNetwork) -> RoadNetwork:
    """Return the roads of a network as walked: both ways, at one speed, motorways and stray parts left out."""
    edges = network.edges.take(np.flatnonzero(network.edges.mph <= FASTEST_ON_FOOT))
    both = Edges(
        np.concatenate([edges.tail, edges.head]),
        np.concatenate([edges.head, edges.tail]),
        np.concatenate([edges.metres, edges.metres]),
        np.full(2 * len(edges), WALK_MPH, dtype=np.int64),
    )
    walked = make_network(network.node, network.easting, network.northing, both, network.source, network.vintage)
    return replace(keep_connected(walked), peak_percent=100)


def walking_metres(
    origins: Points, destinations: Points, network: RoadNetwork, snap_limit_metres: int = SNAP_LIMIT_METRES
) -> IntArray:
    """Return the shortest walk along a network of ways on foot, in metres with the legs to it; int64 (n, m).

    -1 where either end is beyond the snap limit, the ways do not join them, or the walk takes over twelve hours.
    """
    return network_times(network, origins, destinations, snap_limit_metres).metres.astype(np.int64)
