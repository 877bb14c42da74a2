"""Fastest routes without preparation (SciPy's Dijkstra): the referee of the hierarchy.

Source: Dijkstra (1959), A note on two problems in connexion with graphs.
"""

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from geodata.network import RoadNetwork
from geodata.points import IntArray
from geodata.route_weights import FAR, LONGEST, route_weights, taken_apart

BATCH = 64
"""Destinations searched at a time, which bounds memory: 64 x nodes x 8 bytes."""


def fastest(network: RoadNetwork, starts: IntArray, ends: IntArray) -> tuple[IntArray, IntArray]:
    """Return (milliseconds, metres) of the fastest routes between nodes, int64 (starts, ends).

    ``starts`` and ``ends`` are rows of the network's nodes. Both answers are -1 where there is no route.
    The search runs from the destinations backwards, each searched once.
    """
    edges = network.edges
    weight = np.minimum(route_weights(network), FAR).astype(np.float64)
    turned = csr_array((weight, (edges.head, edges.tail)), shape=(len(network), len(network)))
    distinct, column = np.unique(ends, return_inverse=True)
    found = np.empty((len(starts), len(distinct)))
    for first in range(0, len(distinct), BATCH):
        batch = distinct[first : first + BATCH]
        found[:, first : first + BATCH] = dijkstra(turned, indices=batch, limit=LONGEST)[:, starts].T
    return taken_apart(found[:, column])
