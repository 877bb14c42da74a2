"""Which settlements of a synthetic county are joined by road, by what class, and where the two bridges are.

Neighbours are joined where no third settlement lies in the circle between them (the Gabriel graph) and the
river does not: each bank has roads of its own, and two bridges join the banks.
Source: Gabriel and Sokal (1969), A new statistical approach to geographic variation analysis.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra, minimum_spanning_tree

from geodata.county_places import CITY, SIDE, TOWN, Settlements
from geodata.points import IntArray

Position = tuple[IntArray, IntArray]

BRIDGE_REACHES = ((15, 45), (55, 85))
"""Each bridge's stretch of the river, in hundredths of its length from the south."""


@dataclass(frozen=True, slots=True, eq=False)
class Joins:
    """Roads between settlements ``start`` and ``end`` (rows), int64 (r,), and the class of each.

    ``bridges`` are the places where the two roads over the river cross it, int64 (2, 2).
    """

    start: IntArray
    end: IntArray
    highway: tuple[str, ...]
    bridges: IntArray


@dataclass(frozen=True, slots=True, eq=False)
class _Pairs:
    """Every pair of settlements: rows, squared distance, and which pieces of the river lie between."""

    start: IntArray
    end: IntArray
    square: IntArray
    cuts: NDArray[np.bool_]


def join(rng: np.random.Generator, places: Settlements, river: IntArray) -> Joins:
    """Return the roads between settlements."""
    pairs = _pairs(places, river)
    crossings = pairs.cuts.sum(axis=1)
    land = np.flatnonzero(crossings == 0)
    roads = np.union1d(_neighbours(places, pairs, land), _tree(places, pairs, land))
    bridges = [_bridge(places, pairs, np.flatnonzero(crossings == 1), reach) for reach in BRIDGE_REACHES]
    rows = np.concatenate([roads, bridges]).astype(np.int64)
    highway = _classes(rng, places, pairs, rows, len(bridges))
    over = np.array([_crossing(places, river, pairs, row) for row in bridges], dtype=np.int64)
    return Joins(pairs.start[rows], pairs.end[rows], highway, over)


def _pairs(places: Settlements, river: IntArray) -> _Pairs:
    start, end = np.triu_indices(len(places.names), k=1)
    east, north = places.east, places.north
    square = (east[start] - east[end]) ** 2 + (north[start] - north[end]) ** 2
    a = (east[start, None], north[start, None])
    b = (east[end, None], north[end, None])
    up, down = (river[:-1, 0], river[:-1, 1]), (river[1:, 0], river[1:, 1])
    river_apart = (_turn(a, b, up) >= 0) != (_turn(a, b, down) >= 0)
    ends_apart = (_turn(up, down, a) >= 0) != (_turn(up, down, b) >= 0)
    return _Pairs(start.astype(np.int64), end.astype(np.int64), square, river_apart & ends_apart)


def _turn(a: Position, b: Position, c: Position) -> IntArray:
    """Return a number above zero where c lies to the left of the way from a to b; exact."""
    return np.asarray((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]), dtype=np.int64)


def _neighbours(places: Settlements, pairs: _Pairs, rows: IntArray) -> IntArray:
    """Return those pairs with no third settlement in the circle on the line between them."""
    east, north = places.east, places.north
    square = (east[:, None] - east) ** 2 + (north[:, None] - north) ** 2
    start, end = pairs.start[rows], pairs.end[rows]
    between = square[start] + square[end] < pairs.square[rows, None]
    return rows[~between.any(axis=1)]


def _tree(places: Settlements, pairs: _Pairs, rows: IntArray) -> IntArray:
    """Return the shortest set of those pairs that joins all they can join (one tree on each bank)."""
    n, every = len(places.names), len(pairs.start)
    weight = (pairs.square[rows] * every + rows).astype(np.float64)
    graph = coo_array((weight, (pairs.start[rows], pairs.end[rows])), shape=(n, n)).tocsr()
    return np.sort(minimum_spanning_tree(graph).data.astype(np.int64) % every)


def _bridge(places: Settlements, pairs: _Pairs, rows: IntArray, reach: tuple[int, int]) -> int:
    """Return the closest pair over the river whose middle lies in this stretch of it."""
    middle = (places.north[pairs.start[rows]] + places.north[pairs.end[rows]]) // 2
    near = rows[(middle >= SIDE * reach[0] // 100) & (middle < SIDE * reach[1] // 100)]
    if not len(near):
        raise ValueError("synthetic county: no two settlements face each other over the river. Ask for more.")
    return int(near[np.argmin(pairs.square[near])])


def _crossing(places: Settlements, river: IntArray, pairs: _Pairs, row: int) -> tuple[int, int]:
    """Return where the road of a pair crosses the river, to the metre."""
    piece = int(np.argmax(pairs.cuts[row]))
    start, end = int(pairs.start[row]), int(pairs.end[row])
    a = (int(places.east[start]), int(places.north[start]))
    b = (int(places.east[end]), int(places.north[end]))
    (x, y), (u, v) = river[piece].tolist(), river[piece + 1].tolist()
    above = (x - a[0]) * (v - y) - (y - a[1]) * (u - x)
    below = (b[0] - a[0]) * (v - y) - (b[1] - a[1]) * (u - x)
    return a[0] + (b[0] - a[0]) * above // below, a[1] + (b[1] - a[1]) * above // below


def _classes(
    rng: np.random.Generator, places: Settlements, pairs: _Pairs, rows: IntArray, bridges: int
) -> tuple[str, ...]:
    """Return the class of each road: primary from the city to every town and over the bridges."""
    minor = np.where(rng.integers(0, 3, size=len(rows)) == 0, "tertiary", "unclassified")
    large = np.array([kind in (CITY, TOWN) for kind in places.kinds])
    minor[large[pairs.start[rows]] | large[pairs.end[rows]]] = "secondary"
    minor[_between_towns(places, pairs, rows)] = "primary"
    minor[len(rows) - bridges :] = "primary"
    return tuple(minor.tolist())


def _between_towns(places: Settlements, pairs: _Pairs, rows: IntArray) -> NDArray[np.bool_]:
    """Return which roads lie on the shortest way from the city (row 0) to a town."""
    n = len(places.names)
    road_of = {(int(pairs.start[row]), int(pairs.end[row])): place for place, row in enumerate(rows.tolist())}
    weight = np.rint(np.sqrt(pairs.square[rows].astype(np.float64))) * 2**20 + np.arange(len(rows))
    graph = coo_array((weight, (pairs.start[rows], pairs.end[rows])), shape=(n, n)).tocsr()
    _, before = dijkstra(graph, directed=False, indices=np.zeros(1, dtype=np.int64), return_predecessors=True)
    chosen = np.zeros(len(rows), dtype=bool)
    for town in (row for row, kind in enumerate(places.kinds) if kind is TOWN):
        here = town
        while (back := int(before[0, here])) >= 0:
            chosen[road_of[min(here, back), max(here, back)]] = True
            here = back
    return chosen
