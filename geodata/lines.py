"""Ways drawn as lines become a network: what every reader of a map of roads has in common.

Nodes are junctions, ends of ways and, along a way, one point in about every hundred metres, so that a home on a long
country road finds the road beside it. Lengths are measured along every point of the way.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geodata.network import Edges, RoadNetwork, make_network
from geodata.points import IntArray, whole_metres
from geodata.projection import FloatArray

SPACING_METRES = 100


@dataclass(frozen=True, slots=True)
class Rule:
    """How a way is travelled: along it, against it, and how fast in miles an hour."""

    forward: bool
    backward: bool
    mph: int


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """Ways end to end, a point for each row: its number, its way, and where it lies in metres; all of shape (p,).

    Points of one number are one place, where ways join. The rows of a way stand together and in its order.
    """

    node: IntArray
    way: IntArray
    easting: FloatArray
    northing: FloatArray


def network_of(lines: Lines, rules: list[Rule], source: str, vintage: str) -> RoadNetwork:
    """Return the network of ways, each travelled by its rule (one for each number of a way)."""
    along = _along(lines)
    rows = np.flatnonzero(_kept(lines, along))
    node, first = np.unique(lines.node[rows], return_index=True)
    place = np.searchsorted(node, lines.node[rows])
    edges = _edges(lines.way[rows], along[rows], place, rules)
    easting, northing = (whole_metres(axis[rows][first]) for axis in (lines.easting, lines.northing))
    return make_network(node, easting, northing, edges, source, vintage)


def _along(lines: Lines) -> FloatArray:
    """Return each point's metres from the start of its way."""
    begins = np.append(True, lines.way[1:] != lines.way[:-1])
    step = np.zeros(len(lines.way))
    step[1:] = np.sqrt(np.diff(lines.easting) ** 2 + np.diff(lines.northing) ** 2)
    step[begins] = 0.0
    along = np.cumsum(step)
    starts = np.flatnonzero(begins)
    along -= along[starts][np.cumsum(begins) - 1]
    return along


def _kept(lines: Lines, along: FloatArray) -> NDArray[np.bool_]:
    """Return which points become nodes: junctions, ends of ways, and one in about every hundred metres."""
    _, which, times = np.unique(lines.node, return_inverse=True, return_counts=True)
    kept: NDArray[np.bool_] = times[which] > 1
    begins = np.append(True, lines.way[1:] != lines.way[:-1])
    ends = np.append(begins[1:], True)
    stretch = np.floor(along / SPACING_METRES)
    kept |= begins | ends
    kept[1:] |= stretch[1:] != stretch[:-1]
    return kept


def _edges(way: IntArray, along: FloatArray, place: IntArray, rules: list[Rule]) -> Edges:
    """Return the edges between consecutive kept points of each way, in the directions it allows."""
    here = np.flatnonzero(way[1:] == way[:-1])
    metres = np.maximum(whole_metres(along[here + 1] - along[here]), 1)
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
