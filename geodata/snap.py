"""The nearest road to each point."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from geodata.network import RoadNetwork, milliseconds
from geodata.once import once_per_network
from geodata.points import IntArray, Points, straight_metres

SNAP_MPH = 10
"""Speed between a point and its road, in a straight line: a drive, a lane, a private road."""

SNAP_LIMIT_METRES = 1_000
"""A point further than this from a road is not on this network."""

EQUALLY_NEAR = 8
"""How many nodes may be equally near to a point before the choice among them is the tree's."""


@dataclass(frozen=True, slots=True, eq=False)
class Snapped:
    """Where n points join a network.

    ``node`` is the row of the nearest node, ``metres`` the straight distance to it, int64 (n,);
    ``near`` is False beyond the limit, bool (n,). ``points`` are the points themselves.
    """

    points: Points
    node: IntArray
    metres: IntArray
    near: NDArray[np.bool_]

    @property
    def milliseconds(self) -> IntArray:
        """The time between each point and its node, int64 (n,)."""
        return milliseconds(self.metres, SNAP_MPH)

    @property
    def far(self) -> tuple[str, ...]:
        """The names of the points beyond the limit."""
        return tuple(self.points.ids[row] for row in np.flatnonzero(~self.near).tolist())

    def further_than(self, metres: int) -> tuple[tuple[str, int], ...]:
        """Return the points this far from their road, or further, and how far: the furthest first, then by name."""
        rows = np.flatnonzero(self.metres >= metres).tolist()
        told = [(self.points.ids[row], int(self.metres[row])) for row in rows]
        return tuple(sorted(told, key=lambda point: (-point[1], point[0])))


def snap(points: Points, network: RoadNetwork, limit_metres: int = SNAP_LIMIT_METRES) -> Snapped:
    """Return the nearest node of the network to each point; of equally near ones, the one with the lowest number."""
    node = _nearest(points, network)
    metres = straight_metres(points.easting, points.northing, network.easting[node], network.northing[node])
    return Snapped(points, node, metres, metres <= limit_metres)


def _nearest(points: Points, network: RoadNetwork) -> IntArray:
    """Return the row of the nearest node, by exact squared distance among the few that the tree finds nearest."""
    among = min(EQUALLY_NEAR, len(network))
    _, found = _tree(network).query(np.column_stack([points.easting, points.northing]), k=among)
    rows = np.asarray(found, dtype=np.int64).reshape(len(points), among)
    across, up = network.easting[rows] - points.easting[:, None], network.northing[rows] - points.northing[:, None]
    squares = across * across + up * up
    nearest = squares == squares.min(axis=1, keepdims=True)
    return np.asarray(np.where(nearest, rows, len(network)).min(axis=1), dtype=np.int64)


@once_per_network
def _tree(network: RoadNetwork) -> cKDTree:
    return cKDTree(np.column_stack([network.easting, network.northing]))
