"""A road network from an OpenStreetMap extract (.osm.pbf).

Nodes are junctions, ends of ways and, along a way, one point in about every hundred metres, so that a
home on a long country road finds the road beside it. Lengths are measured along every point of the
way. Turn restrictions and ferries are left out; gates are taken to open. Choose an extract that reaches
well beyond the area of interest: a route that leaves the extract is not found.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import osmium
from numpy.typing import NDArray
from osmium.filter import KeyFilter
from osmium.osm import Node, NodeRefList, Way

from geodata.connected import keep_connected
from geodata.errors import UnreadableNetwork
from geodata.network import Edges, RoadNetwork, make_network
from geodata.osm_tags import Driving, closes_road, driving
from geodata.points import IntArray, whole_metres
from geodata.projection import FloatArray, to_grid

SPACING_METRES = 100
REMEDY = "Give an OpenStreetMap extract (.osm.pbf) that holds roads."


@dataclass(slots=True)
class _Ways:
    """Drivable ways end to end: a point for each row, and how each way is driven."""

    node: list[int] = field(default_factory=list)
    longitude: list[float] = field(default_factory=list)
    latitude: list[float] = field(default_factory=list)
    size: list[int] = field(default_factory=list)
    rule: list[Driving] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Lines:
    """The same as arrays: ``way`` is the way of each point, ``along`` its metres from the way's start."""

    node: IntArray
    way: IntArray
    easting: FloatArray
    northing: FloatArray
    along: FloatArray


def read_osm(path: Path, peak_percent: int = 100) -> RoadNetwork:
    """Return the drivable network of an extract, without its stray parts.

    ``peak_percent`` stretches every time: 100 is free-flowing, 130 takes three tenths longer.
    Raises UnreadableNetwork where the file is not an extract or holds no road.
    """
    if not path.is_file():
        raise UnreadableNetwork(f"{path.name}: not found. {REMEDY}")
    try:
        ways, vintage = _read(path)
    except RuntimeError as error:
        raise UnreadableNetwork(f"{path.name}: not readable ({error}). {REMEDY}") from error
    if not ways.node:
        raise UnreadableNetwork(f"{path.name}: no road that can be driven. {REMEDY}")
    lines = _lines(ways)
    rows = np.flatnonzero(_kept(lines))
    node, first = np.unique(lines.node[rows], return_index=True)
    edges = _edges(lines, rows, np.searchsorted(node, lines.node[rows]), ways.rule)
    easting, northing = (whole_metres(axis[rows][first]) for axis in (lines.easting, lines.northing))
    network = make_network(node, easting, northing, edges, path.name, vintage)
    return keep_connected(replace(network, peak_percent=peak_percent))


def _read(path: Path) -> tuple[_Ways, str]:
    """Return the drivable ways and the day the extract was made."""
    reader = osmium.FileProcessor(str(path)).with_locations().with_filter(KeyFilter("highway", "barrier"))
    ways, closed = _Ways(), set[int]()
    for item in reader:
        if isinstance(item, Node) and closes_road(dict(item.tags)):
            closed.add(item.id)
        elif isinstance(item, Way) and (rule := driving(dict(item.tags))):
            for piece in _pieces(item.nodes, closed):
                _append(ways, piece, rule)
    stamp = reader.header.get("osmosis_replication_timestamp", "")
    return ways, stamp[:10] or "not stated"


def _pieces(nodes: NodeRefList, closed: set[int]) -> Iterator[list[tuple[int, float, float]]]:
    """Yield the way as unbroken runs of (node, longitude, latitude), split where it is closed."""
    piece: list[tuple[int, float, float]] = []
    for node in nodes:
        if node.ref in closed or not node.location.valid():
            yield piece
            piece = []
        else:
            piece.append((node.ref, node.lon, node.lat))
    yield piece


def _append(ways: _Ways, piece: list[tuple[int, float, float]], rule: Driving) -> None:
    if len(piece) < 2:
        return
    for node, longitude, latitude in piece:
        ways.node.append(node)
        ways.longitude.append(longitude)
        ways.latitude.append(latitude)
    ways.size.append(len(piece))
    ways.rule.append(rule)


def _lines(ways: _Ways) -> _Lines:
    way = np.repeat(np.arange(len(ways.size)), ways.size)
    easting, northing = to_grid(np.array(ways.longitude), np.array(ways.latitude))
    step = np.zeros(len(way))
    step[1:] = np.sqrt(np.diff(easting) ** 2 + np.diff(northing) ** 2)
    starts = np.cumsum([0, *ways.size[:-1]])
    step[starts] = 0.0
    along = np.cumsum(step)
    along -= along[starts][way]
    return _Lines(np.array(ways.node, dtype=np.int64), way, easting, northing, along)


def _kept(lines: _Lines) -> NDArray[np.bool_]:
    """Return which points become nodes: junctions, ends of ways, and one in about every hundred metres."""
    _, which, times = np.unique(lines.node, return_inverse=True, return_counts=True)
    kept: NDArray[np.bool_] = times[which] > 1
    begins = np.append(True, lines.way[1:] != lines.way[:-1])
    ends = np.append(begins[1:], True)
    stretch = np.floor(lines.along / SPACING_METRES)
    kept |= begins | ends
    kept[1:] |= stretch[1:] != stretch[:-1]
    return kept


def _edges(lines: _Lines, rows: IntArray, place: IntArray, rules: list[Driving]) -> Edges:
    """Return the edges between consecutive kept points of each way, in the directions it allows."""
    way = lines.way[rows]
    here = np.flatnonzero(way[1:] == way[:-1])
    metres = np.maximum(whole_metres(lines.along[rows][here + 1] - lines.along[rows][here]), 1)
    mph = np.array([rule.mph for rule in rules])[way[here]]
    forward = np.array([rule.forward for rule in rules])[way[here]]
    backward = np.array([rule.backward for rule in rules])[way[here]]
    start, end = place[here], place[here + 1]
    return Edges(
        np.concatenate([start[forward], end[backward]]),
        np.concatenate([end[forward], start[backward]]),
        np.concatenate([metres[forward], metres[backward]]),
        np.concatenate([mph[forward], mph[backward]]),
    )
