"""Travel times by the fastest route on a road network (Dijkstra, from the destinations backwards).

An edge weighs its milliseconds and its metres together, as one number: milliseconds x 2^21 + metres.
The fastest route is found, among equals the shortest, and one search gives both exactly: routes of up
to twelve hours keep the number below 2^53, where whole numbers are exact in double precision, and at
no more than 100 miles an hour keep the metres below 2^21.
"""

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from geodata.network import RoadNetwork, milliseconds
from geodata.points import IntArray, Points, straight_metres
from geodata.snap import SNAP_LIMIT_METRES, SNAP_MPH, Snapped, snap
from geodata.traveltimes import Basis, Source, TravelTimes, times_from

METRES_ROOM = 2**21
LONGEST_MILLISECONDS = 12 * 3_600_000
"""Half a day at the wheel is no daily journey: a longer route counts as none."""

BATCH = 64
"""Destinations searched at a time, which bounds memory: 64 x nodes x 8 bytes."""


def network_times(
    network: RoadNetwork,
    origins: Points,
    destinations: Points,
    snap_limit_metres: int = SNAP_LIMIT_METRES,
) -> TravelTimes:
    """Return driving times over the network, with the legs from each point to its nearest road.

    No route where either end is beyond the snap limit or the roads do not join them.
    """
    starts = snap(origins, network, snap_limit_metres)
    ends = snap(destinations, network, snap_limit_metres)
    times, metres = fastest(network, starts.node, ends.node)
    _add_legs(times, metres, starts, ends)
    text = f"fastest route on {network.source}, peak factor {network.peak_percent / 100:.2f}"
    source = Source(Basis.NETWORK, text, network.vintage)
    return times_from(origins.ids, destinations.ids, times, metres, source)


def fastest(network: RoadNetwork, starts: IntArray, ends: IntArray) -> tuple[IntArray, IntArray]:
    """Return (milliseconds, metres) of the fastest routes between nodes, int64 (starts, ends).

    ``starts`` and ``ends`` are rows of the network's nodes. Both answers are -1 where there is no route.
    """
    graph = _reversed(network)
    distinct, column = np.unique(ends, return_inverse=True)
    weight = np.empty((len(starts), len(distinct)))
    for first in range(0, len(distinct), BATCH):
        batch = distinct[first : first + BATCH]
        found = dijkstra(graph, indices=batch, limit=LONGEST_MILLISECONDS * METRES_ROOM)
        weight[:, first : first + BATCH] = found[:, starts].T
    exact = np.where(np.isfinite(weight), weight, -1.0).astype(np.int64)[:, column]
    return np.where(exact < 0, -1, exact // METRES_ROOM), np.where(exact < 0, -1, exact % METRES_ROOM)


def _reversed(network: RoadNetwork) -> csr_array:
    """Return the network with every edge turned round, weighing milliseconds and metres together."""
    edges = network.edges
    weight = (network.milliseconds * METRES_ROOM + edges.metres).astype(np.float64)
    return csr_array((weight, (edges.head, edges.tail)), shape=(len(network), len(network)))


def _add_legs(times: IntArray, metres: IntArray, starts: Snapped, ends: Snapped) -> None:
    """Add the way to the first road and from the last one, in place; -1 where a point has no road.

    Two points at one node go straight to each other: a leg to the road and back would be longer.
    """
    legs = starts.metres[:, None] + ends.metres[None, :]
    leg_times = starts.milliseconds[:, None] + ends.milliseconds[None, :]
    row, column = np.nonzero(starts.node[:, None] == ends.node[None, :])
    here, there = starts.points, ends.points
    straight = straight_metres(here.easting[row], here.northing[row], there.easting[column], there.northing[column])
    legs[row, column], leg_times[row, column] = straight, milliseconds(straight, SNAP_MPH)
    routed = (times >= 0) & starts.near[:, None] & ends.near[None, :]
    times[:] = np.where(routed, times + leg_times, -1)
    metres[:] = np.where(routed, metres + legs, -1)
