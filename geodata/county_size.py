"""A made-up road network the size of a county, for tests of speed: towns, a river, few bridges, main roads.

Places are drawn close together in towns and far apart between them; each is joined to neighbours with no third
place in the circle between the two (the Gabriel graph), thinned to what roads are like, but never cut apart.
Source: Gabriel and Sokal (1969), A new statistical approach to geographic variation analysis.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import dijkstra, minimum_spanning_tree
from scipy.spatial import Delaunay, cKDTree

from geodata.connected import keep_connected
from geodata.network import Edges, RoadNetwork, make_network
from geodata.osm_tags import CLASS_MPH
from geodata.points import IntArray, straight_metres

CORNER = np.array([500_000, 300_000], dtype=np.int64)
NODES_PER_TOWN = 4_000
NODES_PER_BRIDGE = 25_000
METRES_PER_NODE = 120
"""The side of the county grows with the root of its nodes: 250,000 lie in a square of 60 km."""
IN_TOWNS = 0.6
LOCAL_KEPT = 0.6
ONE_WAY = 0.05
BEND = 1.15
HIGHWAYS = ("residential", "unclassified", "primary")


def county_size_roads(seed: int, nodes: int = 250_000) -> RoadNetwork:
    """Return a network of about so many nodes, each reachable from each other.

    The river runs south to north through the middle, crossed by one bridge for each 25,000 nodes, at least two.
    Raises ValueError below 1,000 nodes.
    """
    if nodes < 1_000:
        raise ValueError("county-size network: fewer than 1,000 nodes. Ask for more.")
    rng = np.random.Generator(np.random.PCG64(seed))
    towns, at, in_town = _places(rng, nodes)
    start, end = _roads(rng, at, max(2, nodes // NODES_PER_BRIDGE))
    metres = np.maximum(_straight(at, start, end) * BEND, 1).astype(np.int64)
    main = _main_roads(at, towns, start, end, metres)
    highway = np.where(main, 2, np.where(in_town[start] & in_town[end], 0, 1))
    mph = np.array([CLASS_MPH[name] for name in HIGHWAYS])[highway]
    back = main | (rng.random(len(start)) >= ONE_WAY)
    edges = Edges(
        np.concatenate([start, end[back]]),
        np.concatenate([end, start[back]]),
        np.concatenate([metres, metres[back]]),
        np.concatenate([mph, mph[back]]),
    )
    east, north = (at + CORNER).T
    numbers = np.arange(1, len(at) + 1)
    return keep_connected(make_network(numbers, east, north, edges, f"county-size network, seed {seed}", "synthetic"))


def river_east(north: IntArray, side: int) -> IntArray:
    """Return how far east the river runs at each height, in metres from the county's corner; it swings twice."""
    turn = (north * 2 % side) / side
    return np.asarray(side // 2 + side // 12 * np.abs(4 * np.abs(turn - 0.5) - 1), dtype=np.int64)


def side_metres(nodes: int) -> int:
    """Return the side of a county of so many nodes."""
    return int(METRES_PER_NODE * np.sqrt(nodes))


def _places(rng: np.random.Generator, nodes: int) -> tuple[IntArray, IntArray, NDArray[np.bool_]]:
    """Return town centres (t, 2), places (n, 2) in metres from the corner, and which lie in a town."""
    side = side_metres(nodes)
    towns = rng.integers(side // 20, side * 19 // 20, size=(max(4, nodes // NODES_PER_TOWN), 2))
    share = 1 / np.arange(1, len(towns) + 1) ** 0.7
    built = int(nodes * IN_TOWNS)
    which = rng.choice(len(towns), built, p=share / share.sum())
    spread = 60 * np.sqrt(np.bincount(which, minlength=len(towns)))[which]
    town = towns[which] + np.rint(rng.standard_normal((built, 2)) * spread[:, None] / 2).astype(np.int64)
    country = rng.integers(0, side, size=(nodes - built, 2))
    at, first = np.unique(np.clip(np.concatenate([town, country]), 0, side), axis=0, return_index=True)
    return towns, at, first < built


def _roads(rng: np.random.Generator, at: IntArray, bridges: int) -> tuple[IntArray, IntArray]:
    """Return the two ends of each road: thinned neighbours on each bank, and the bridges."""
    start, end = _gabriel(at)
    side = int(at.max())
    west = at[:, 0] < river_east(at[:, 1], side)
    length = _straight(at, start, end)
    over = west[start] != west[end]
    tree = _tree(len(at), start, end, length + 1)
    kept = ~over & (tree | (rng.random(len(start)) < LOCAL_KEPT))
    crossings, height = np.flatnonzero(over), at[start[over], 1]
    for bridge in range(bridges):
        wanted = side * (2 * bridge + 1) // (2 * bridges)
        kept[crossings[np.argmin(np.abs(height - wanted))]] = True
    return start[kept], end[kept]


def _gabriel(at: IntArray) -> tuple[IntArray, IntArray]:
    """Return the pairs with no third place in the circle between them."""
    corners = Delaunay(at).simplices.astype(np.int64)
    start, end, facing = (np.concatenate([corners[:, (k + j) % 3] for k in range(3)]) for j in range(3))
    a, b, c = at[start], at[end], at[facing]
    blocked = ((a - c) * (b - c)).sum(axis=1) < 0
    low, high = np.minimum(start, end), np.maximum(start, end)
    pair = low * len(at) + high
    every = np.setdiff1d(pair, pair[blocked])
    return every // len(at), every % len(at)


def _tree(n: int, start: IntArray, end: IntArray, length: IntArray) -> NDArray[np.bool_]:
    """Return which pairs are in the shortest tree that joins all places."""
    tree = minimum_spanning_tree(_graph(n, start, end, length)).tocoo()
    low, high = np.minimum(tree.row, tree.col), np.maximum(tree.row, tree.col)
    return np.isin(start * n + end, low.astype(np.int64) * n + high)


def _main_roads(at: IntArray, towns: IntArray, start: IntArray, end: IntArray, metres: IntArray) -> NDArray[np.bool_]:
    """Return which roads lie on the shortest way from a town to one of its three nearest."""
    centre = np.asarray(cKDTree(at).query(towns)[1], dtype=np.int64)
    near = np.asarray(cKDTree(towns).query(towns, k=4)[1], dtype=np.int64)
    both = _graph(len(at), np.concatenate([start, end]), np.concatenate([end, start]), np.concatenate([metres, metres]))
    on_main = set[tuple[int, int]]()
    furthest = int(at.max()) // 2
    for town, others in enumerate(near):
        found = dijkstra(both, indices=centre[town : town + 1], return_predecessors=True, limit=furthest)
        before = np.asarray(found[1], dtype=np.int64)[0]
        for other in centre[others[1:]].tolist():
            here = other
            while (previous := int(before[here])) >= 0:
                on_main.add((min(here, previous), max(here, previous)))
                here = previous
    n = len(at)
    return np.isin(start * n + end, np.array([a * n + b for a, b in sorted(on_main)], dtype=np.int64))


def _graph(n: int, start: IntArray, end: IntArray, length: IntArray) -> csr_array:
    return coo_array((length.astype(np.float64), (start, end)), shape=(n, n)).tocsr()


def _straight(at: IntArray, start: IntArray, end: IntArray) -> IntArray:
    (east, north), (other_east, other_north) = at[start].T, at[end].T
    return straight_metres(east, north, other_east, other_north)
