"""Fastest routes over the roads, searched again: a heap, whole milliseconds and metres, one setting at a time.

Only the reading of the road file is shared with the rest of the product.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from pathlib import Path
from typing import NamedTuple

from sufficiency.verify.map_files import Mapped, Point, driven_ways, walked_ways
from sufficiency.verify.straight import MILLISECONDS_AN_HOUR, metres_between

Leg = tuple[int, int]
"""Milliseconds and metres."""

METRES_IN_1000_MILES = 1_609_344
JOINING_MPH = 10
JOINING_METRES = 1_000
LONGEST = 12 * MILLISECONDS_AN_HOUR
CELL = 500


@dataclass(frozen=True, slots=True)
class Roads:
    """Node positions by row; for each node the roads into it as (from, milliseconds, metres); a grid of cells."""

    at: tuple[Point, ...]
    into: Mapping[int, tuple[tuple[int, int, int], ...]]
    cells: Mapping[Point, tuple[int, ...]]


class Joined(NamedTuple):
    """Where a home or a site joins the roads: the node, and the metres and milliseconds to it."""

    node: int
    metres: int
    time: int


def drive_time(metres: int, mph: int, percent: int = 100) -> int:
    """Milliseconds to drive ``metres`` at ``mph``, stretched by ``percent``, halves up."""
    above = metres * 10 * MILLISECONDS_AN_HOUR * percent
    below = METRES_IN_1000_MILES * mph
    return (2 * above + below) // (2 * below)


def read_roads(path: Path, peak_percent: int) -> Roads:
    """Read a road file; traffic stretches every time to so many percent. Raises as the reader does."""
    return _roads(driven_ways(path), peak_percent)


def read_ways_on_foot(path: Path) -> Roads:
    """The ways on foot of the same files. Raises as the reader does."""
    return _roads(walked_ways(path), 100)


def _roads(mapped: Mapped, peak_percent: int) -> Roads:
    into: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for tail, head, metres, mph in mapped.ways:
        into[head].append((tail, drive_time(metres, mph, peak_percent), metres))
    return Roads(mapped.at, {node: tuple(roads) for node, roads in into.items()}, _grid(mapped.at))


def join(roads: Roads, point: Point) -> Joined | None:
    """The nearest node, of equally near ones the first; None where no road is near enough."""
    reach = JOINING_METRES // CELL + 1
    column, row = point[0] // CELL, point[1] // CELL
    near = [
        node
        for across in range(column - reach, column + reach + 1)
        for up in range(row - reach, row + reach + 1)
        for node in roads.cells.get((across, up), ())
    ]
    if not near:
        return None
    node = min(near, key=lambda n: ((roads.at[n][0] - point[0]) ** 2 + (roads.at[n][1] - point[1]) ** 2, n))
    metres = metres_between(roads.at[node], point)
    return Joined(node, metres, drive_time(metres, JOINING_MPH)) if metres <= JOINING_METRES else None


def fastest_to(roads: Roads, end: int, starts: Collection[int]) -> dict[int, Leg]:
    """(Milliseconds, metres) of the fastest and then shortest route from each start that has one to ``end``."""
    wanted, settled = set(starts), dict[int, Leg]()
    heap = [(0, 0, end)]
    while heap and wanted:
        time, metres, node = heappop(heap)
        if node in settled:
            continue
        if time > LONGEST:
            break
        settled[node] = (time, metres)
        wanted.discard(node)
        for tail, more_time, more_metres in roads.into.get(node, ()):
            if tail not in settled:
                heappush(heap, (time + more_time, metres + more_metres, tail))
    return {start: settled[start] for start in starts if start in settled}


def turned_round(roads: Roads) -> Roads:
    """The same roads driven the other way: the fastest route to a node is then that out of it."""
    out: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for head, ways in roads.into.items():
        for tail, time, metres in ways:
            out[tail].append((head, time, metres))
    return Roads(roads.at, {node: tuple(ways) for node, ways in out.items()}, roads.cells)


def _grid(at: tuple[Point, ...]) -> dict[Point, tuple[int, ...]]:
    cells: dict[Point, list[int]] = defaultdict(list)
    for node, (easting, northing) in enumerate(at):
        cells[easting // CELL, northing // CELL].append(node)
    return {cell: tuple(nodes) for cell, nodes in cells.items()}
