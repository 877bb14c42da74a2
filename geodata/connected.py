"""The part of a network that can be driven to and from."""

from dataclasses import replace

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from geodata.network import Dropped, Edges, RoadNetwork
from geodata.points import IntArray

ISLAND_METRES = 50_000
"""A part with this much road (each direction counted) is an island where people live, and is kept: a
point on it belongs to it and has no route ashore. Smaller parts are car parks, closed estates and
roads cut off by the edge of an extract."""


def keep_connected(network: RoadNetwork, island_metres: int = ISLAND_METRES) -> RoadNetwork:
    """Return the network without its stray parts, and how much was dropped.

    Kept are the largest strongly connected component (every node reaches every other) and any other
    with at least ``island_metres`` of road. Equal sizes: the one with the lowest node is the largest.
    """
    component = _components(network)
    edges = network.edges
    inside = component[edges.tail] == component[edges.head]
    metres = np.bincount(component[edges.tail[inside]], edges.metres[inside], minlength=component.max() + 1)
    kept = metres >= island_metres
    kept[np.argmax(np.bincount(component))] = True
    return _only(network, np.flatnonzero(kept[component]), np.flatnonzero(inside & kept[component[edges.tail]]))


def _components(network: RoadNetwork) -> IntArray:
    """Return each node's strongly connected component, numbered by its lowest node."""
    edges, n = network.edges, len(network)
    graph = coo_array((np.ones(len(edges)), (edges.tail, edges.head)), shape=(n, n))
    _, label = connected_components(graph.tocsr(), directed=True, connection="strong")
    _, first, inverse = np.unique(label, return_index=True, return_inverse=True)
    return np.argsort(np.argsort(first))[inverse].astype(np.int64)


def _only(network: RoadNetwork, nodes: IntArray, edge_rows: IntArray) -> RoadNetwork:
    place = np.full(len(network), -1, dtype=np.int64)
    place[nodes] = np.arange(len(nodes))
    kept = network.edges.take(edge_rows)
    dropped = Dropped(len(network) - len(nodes), int(network.edges.metres.sum() - kept.metres.sum()))
    return replace(
        network,
        node=network.node[nodes],
        easting=network.easting[nodes],
        northing=network.northing[nodes],
        edges=Edges(place[kept.tail], place[kept.head], kept.metres, kept.mph),
        dropped=dropped,
    )
