"""What a stretch of road weighs when routes are compared: its milliseconds and its metres together, as one number.

Milliseconds x 2^21 + metres: the fastest route is found, among equals the shortest, and one search gives both
exactly. Routes of up to twelve hours keep the number below 2^53, where whole numbers are exact in double precision
too, and at no more than 100 miles an hour keep the metres below 2^21.
"""

import numpy as np
from numpy.typing import NDArray

from geodata.network import RoadNetwork
from geodata.points import IntArray

METRES_ROOM = 2**21
LONGEST_MILLISECONDS = 12 * 3_600_000
"""Half a day at the wheel is no daily journey: a longer route counts as none."""

LONGEST = LONGEST_MILLISECONDS * METRES_ROOM
FAR = 2**60
"""Stands for no route: twice as much still fits into 64 bits."""


def route_weights(network: RoadNetwork) -> IntArray:
    """Return the weight of each edge, int64 (m,); FAR for one that takes longer than the longest route."""
    times = network.milliseconds
    return np.where(times > LONGEST_MILLISECONDS, FAR, times % FAR * METRES_ROOM + network.edges.metres)


def taken_apart(weight: IntArray | NDArray[np.float64]) -> tuple[IntArray, IntArray]:
    """Return (milliseconds, metres) of routes of this weight, int64; both -1 above the longest."""
    exact = np.where(weight <= LONGEST, weight, -1).astype(np.int64)
    return np.where(exact < 0, -1, exact // METRES_ROOM), np.where(exact < 0, -1, exact % METRES_ROOM)
