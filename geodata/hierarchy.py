"""Fastest routes from many nodes to many, prepared once for a network: a customisable contraction hierarchy.

Nodes are contracted in an order of least degree, and a shortcut is laid wherever one may be needed. A fastest route
then climbs and comes down: it passes a common ancestor of its two ends in the elimination tree, so the weights from
each end to its ancestors are all that has to be compared. Weights are whole numbers and so are the answers: the same
milliseconds and metres as Dijkstra's, whatever the order. The order changes the speed and nothing else.

Source: Dibbelt, Strasser and Wagner (2016), Customizable contraction hierarchies, ACM JEA 21; elimination tree:
Liu (1990), The role of elimination trees in sparse factorization; order: the multiple minimum degree of SuperLU.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array, csc_array, diags_array
from scipy.sparse.linalg import splu

from geodata import hierarchy_loops as loops
from geodata.network import RoadNetwork
from geodata.once import once_per_network
from geodata.points import IntArray
from geodata.route_weights import FAR, route_weights, taken_apart

BATCH = 64
"""Origins at a time: their labels stay in the processor's cache, and progress is told after each batch."""

Progress = Callable[[int, int], None]
"""Told (origins done, origins in all)."""


@dataclass(frozen=True, slots=True, eq=False)
class Hierarchy:
    """A network prepared for many routes: the rank of each of its n nodes, int64 (n,), and the ways up by rank.

    ``leaving`` weighs the ways to the nodes above, ``arriving`` those from them.
    """

    rank: IntArray
    leaving: loops.Ascent
    arriving: loops.Ascent

    @property
    def height(self) -> int:
        """The most ancestors that any node has, itself counted."""
        return int(self.leaving.depth.max()) + 1


def build_hierarchy(network: RoadNetwork) -> Hierarchy:
    """Return the hierarchy of a network and its times."""
    n, edges = len(network), network.edges
    rank = _least_degree_order(network)
    tail, head = rank[edges.tail], rank[edges.head]
    low, high = np.minimum(tail, head), np.maximum(tail, head)
    first, lower = _rows(n, high, low)
    parent, start, above = _shortcuts(n, first, lower)
    up, down = (np.full(len(above), FAR, dtype=np.int64) for _ in range(2))
    arc = np.searchsorted(_keys(n, start, above), low * n + high)
    weight, rising = route_weights(network), tail < head
    up[arc[rising]], down[arc[~rising]] = weight[rising], weight[~rising]
    loops.contract(start, above, up, down)
    depth = np.zeros(n, dtype=np.int64)
    loops.measure_depth(parent, depth)
    level = depth[above]
    leaving, arriving = (loops.Ascent(start, level, weights, parent, depth) for weights in (up, down))
    return Hierarchy(rank, leaving, arriving)


hierarchy_of = once_per_network(build_hierarchy)
"""The hierarchy of a network, built at the first question and shared by all that follow."""


def fastest(
    hierarchy: Hierarchy, starts: IntArray, ends: IntArray, progress: Progress | None = None
) -> tuple[IntArray, IntArray]:
    """Return (milliseconds, metres) of the fastest routes between nodes, int64 (starts, ends).

    ``starts`` and ``ends`` are rows of the network's nodes. Both answers are -1 where there is no route.
    """
    origins, row = np.unique(starts, return_inverse=True)
    destinations, column = np.unique(ends, return_inverse=True)
    goals = _climbed(hierarchy, destinations, hierarchy.arriving)
    found = np.full((len(origins), len(destinations)), FAR, dtype=np.int64)
    for first in range(0, len(origins), BATCH):
        batch = origins[first : first + BATCH]
        loops.meet(*_climbed(hierarchy, batch, hierarchy.leaving), *goals, found[first : first + BATCH])
        if progress is not None:
            progress(min(first + BATCH, len(origins)), len(origins))
    return taken_apart(found[row][:, column])


def _climbed(hierarchy: Hierarchy, nodes: IntArray, ascent: loops.Ascent) -> tuple[IntArray, IntArray]:
    """Return the weights between nodes and their ancestors, and those ancestors, by depth; int64 (nodes, height)."""
    shape = (len(nodes), hierarchy.height)
    label, chain = np.full(shape, FAR, dtype=np.int64), np.full(shape, -1, dtype=np.int64)
    loops.climb(hierarchy.rank[nodes], ascent, label, chain)
    return label, chain


def _least_degree_order(network: RoadNetwork) -> IntArray:
    """Return each node's rank: those with few neighbours left are contracted first."""
    n, edges = len(network), network.edges
    joined = coo_array((np.ones(len(edges)), (edges.tail, edges.head)), shape=(n, n)).tocsr()
    both = joined + joined.T
    matrix = csc_array(diags_array(np.asarray(both.sum(axis=1)).ravel() + 1) - both)
    options = {"SymmetricMode": True}
    factors = splu(matrix, permc_spec="MMD_AT_PLUS_A", diag_pivot_thresh=0.0, options=options)
    return factors.perm_c.astype(np.int64)


def _rows(n: int, row: IntArray, column: IntArray) -> tuple[IntArray, IntArray]:
    """Return where each row begins, int64 (n + 1,), and the distinct columns of the rows end to end."""
    pairs = np.unique(row * n + column)
    return np.searchsorted(pairs, np.arange(n + 1) * n).astype(np.int64), pairs % n


def _shortcuts(n: int, first: IntArray, lower: IntArray) -> tuple[IntArray, IntArray, IntArray]:
    """Return the tree and, end to end, the nodes above each, as in ``hierarchy_loops``."""
    parent, scratch = (np.full(n, -1, dtype=np.int64) for _ in range(2))
    loops.grow_tree(first, lower, parent, scratch)
    count, seen = np.zeros(n, dtype=np.int64), np.full(n, -1, dtype=np.int64)
    loops.count_above(first, lower, parent, seen, count)
    start = np.concatenate([[0], np.cumsum(count)]).astype(np.int64)
    above = np.empty(start[-1], dtype=np.int64)
    loops.list_above(first, lower, parent, np.full(n, -1, dtype=np.int64), start[:-1].copy(), above)
    return parent, start, above


def _keys(n: int, start: IntArray, above: IntArray) -> IntArray:
    """Return one rising number for each arc: its lower end x n + its upper end."""
    return np.repeat(np.arange(n), np.diff(start)) * n + above
