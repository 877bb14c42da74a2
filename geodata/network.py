"""A road network as arrays: nodes in metres, one-way edges with length and speed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geodata.errors import NonUniqueId, UnreadableNetwork, listed
from geodata.points import IntArray, check_on_grid

if TYPE_CHECKING:
    import networkx

METRES_A_MILE_TIMES_1000 = 1_609_344
MILLISECONDS_AN_HOUR = 3_600_000
FASTEST_MPH = 100


def milliseconds(metres: IntArray, mph: IntArray | int, peak_percent: int = 100) -> IntArray:
    """Return the time to drive ``metres`` at ``mph``, in whole milliseconds, halves rounded up.

    ``peak_percent`` stretches the time: 100 is free-flowing traffic, 130 takes three tenths longer.
    Integer arithmetic throughout, so that every machine gives the same answer.
    """
    above = metres * (1_000 * MILLISECONDS_AN_HOUR // 100) * peak_percent
    below = METRES_A_MILE_TIMES_1000 * np.asarray(mph, dtype=np.int64)
    return np.asarray((2 * above + below) // (2 * below), dtype=np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Edges:
    """One-way stretches of road between nodes; all int64 of shape (m,).

    ``tail`` and ``head`` are rows of the node arrays; ``metres`` is at least 1; ``mph`` is 1 to 100.
    """

    tail: IntArray
    head: IntArray
    metres: IntArray
    mph: IntArray

    def __len__(self) -> int:
        return len(self.tail)

    def take(self, rows: IntArray) -> Edges:
        """Return the edges of these rows, in this order."""
        return Edges(self.tail[rows], self.head[rows], self.metres[rows], self.mph[rows])


@dataclass(frozen=True, slots=True)
class Dropped:
    """What was left out of a network because it could not be driven to and from the rest."""

    nodes: int = 0
    metres: int = 0


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class RoadNetwork:
    """Roads one can drive.

    ``node`` holds the source's numbers in rising order, ``easting`` and ``northing`` metres: int64 (n,).
    ``edges`` are sorted by tail, then head, with one edge for a pair: the quickest. ``peak_percent``
    stretches every time (100 is free-flowing, the least). ``source`` and ``vintage`` say what was read and of when.
    Built by ``make_network``.
    """

    node: IntArray
    easting: IntArray
    northing: IntArray
    edges: Edges
    source: str
    vintage: str
    peak_percent: int = 100
    dropped: Dropped = Dropped()

    def __post_init__(self) -> None:
        if self.peak_percent < 100:
            raise ValueError("road network: peak_percent below 100 would drive faster than free-flowing traffic")

    def __len__(self) -> int:
        return len(self.node)

    @property
    def milliseconds(self) -> IntArray:
        """The time along each edge, int64 (m,)."""
        return milliseconds(self.edges.metres, self.edges.mph, self.peak_percent)

    @property
    def first_edge(self) -> IntArray:
        """Where each node's edges begin, int64 (n + 1,): with head and metres, the network as CSR."""
        return np.searchsorted(self.edges.tail, np.arange(len(self) + 1)).astype(np.int64)

    @property
    def digest(self) -> str:
        """A fingerprint of everything that times depend on, the same on every machine."""
        arrays = (self.node, self.easting, self.northing, self.edges.tail, self.edges.head)
        fingerprint = hashlib.sha256(f"{len(self)} {len(self.edges)} {self.peak_percent}".encode("ascii"))
        for array in (*arrays, self.edges.metres, self.edges.mph):
            fingerprint.update(np.ascontiguousarray(array, dtype="<i8").tobytes())
        return fingerprint.hexdigest()

    def to_networkx(self) -> networkx.DiGraph[int]:
        """Return the same network as a networkx graph.

        Nodes carry easting and northing; edges carry metres, seconds and (exact) milliseconds.
        """
        import networkx  # noqa: PLC0415 - slow to load, and few callers want it

        graph: networkx.DiGraph[int] = networkx.DiGraph(source=self.source, vintage=self.vintage)
        for node, east, north in zip(self.node.tolist(), self.easting.tolist(), self.northing.tolist(), strict=True):
            graph.add_node(node, easting=east, northing=north)
        tails, heads = self.node[self.edges.tail].tolist(), self.node[self.edges.head].tolist()
        times = self.milliseconds.tolist()
        for tail, head, metres, time in zip(tails, heads, self.edges.metres.tolist(), times, strict=True):
            graph.add_edge(tail, head, metres=metres, seconds=time / 1_000, milliseconds=time)
        return graph


def make_network(
    node: IntArray, easting: IntArray, northing: IntArray, edges: Edges, source: str, vintage: str
) -> RoadNetwork:
    """Return a network of these nodes and edges: nodes in rising order, the quickest edge for a pair.

    Edges from a node to itself are left out. Raises NonUniqueId for a node given twice, WrongCrs for
    one off the grid and UnreadableNetwork for lengths or speeds out of range or an empty network.
    """
    order = np.argsort(node, kind="stable")
    place = np.empty(len(node), dtype=np.int64)
    place[order] = np.arange(len(node))
    node, easting, northing = node[order], easting[order], northing[order]
    _check_nodes(node, easting, northing, source)
    _check_edges(edges, source)
    moved = Edges(place[edges.tail], place[edges.head], edges.metres, edges.mph)
    return RoadNetwork(node, easting, northing, _quickest(moved), source, vintage)


def _check_nodes(node: IntArray, easting: IntArray, northing: IntArray, source: str) -> None:
    if not len(node):
        raise UnreadableNetwork(f"{source}: no road that can be driven. Check that it is a road extract.")
    if (twice := node[1:][node[1:] == node[:-1]]).size:
        raise NonUniqueId(f"{source}: node {listed(map(str, twice.tolist()))} given twice. Keep one row for each.")
    check_on_grid(lambda row: f"node {node[row]}", easting, northing)


def _check_edges(edges: Edges, source: str) -> None:
    if (edges.metres < 1).any():
        raise UnreadableNetwork(f"{source}: a road shorter than one metre. Give lengths in metres, at least 1.")
    if ((edges.mph < 1) | (edges.mph > FASTEST_MPH)).any():
        raise UnreadableNetwork(f"{source}: a speed outside 1 to {FASTEST_MPH}. Give speeds in miles an hour.")


def _quickest(edges: Edges) -> Edges:
    """Return one edge for each pair of nodes, the quickest and then the shortest, in order."""
    rows = np.flatnonzero(edges.tail != edges.head)
    edges = edges.take(rows)
    times = milliseconds(edges.metres, edges.mph)
    ordered = edges.take(np.lexsort((edges.metres, times, edges.head, edges.tail)))
    first = np.ones(len(ordered), dtype=bool)
    first[1:] = (ordered.tail[1:] != ordered.tail[:-1]) | (ordered.head[1:] != ordered.head[:-1])
    return ordered.take(np.flatnonzero(first))
