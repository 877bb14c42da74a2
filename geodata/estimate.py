"""Travel times without a road network: the straight line, stretched, and marked as estimated."""

import numpy as np

from geodata.points import IntArray, Points, straight_metres
from geodata.traveltimes import Basis, Source, TravelTimes, times_from

CALIBRATION = (
    # straight metres, road / straight in thousandths, road kilometres an hour in thousandths
    (500, 1591, 43_412),
    (1_500, 1426, 45_729),
    (2_500, 1331, 50_686),
    (4_000, 1274, 55_442),
    (6_500, 1253, 60_318),
    (10_000, 1226, 63_659),
    (16_000, 1210, 65_577),
    (30_000, 1187, 64_402),
)
"""At the middle of each distance band, 22,348 pairs of 150 Rutland postcodes: the median of road distance
over straight distance, and the speed over the road. Source: OpenStreetMap, Rutland, 20 July 2022
(c) OpenStreetMap contributors, ODbL 1.0. The speeds rest on assumed speeds for each class of road in
a rural county, not on measured traffic: in towns and at peak times journeys take longer."""

SOURCE = Source(
    Basis.ESTIMATED,
    "straight line x circuity by distance, speeds assumed, calibrated on OpenStreetMap roads of Rutland; "
    "takes no account of rivers or of traffic",
    "2022-07-20",
)

HORIZON_METRES = 3_000_000
"""Beyond the last band the last ratio and speed hold, out to further than Britain is long."""


def _knots() -> tuple[IntArray, IntArray, IntArray]:
    """Return straight metres, road metres and milliseconds at the ends of each straight piece."""
    last = CALIBRATION[-1]
    bands = np.array([*CALIBRATION, (HORIZON_METRES, last[1], last[2])], dtype=np.int64)
    road = bands[:, 0] * bands[:, 1] // 1_000
    times = road * 3_600_000 // bands[:, 2]
    first = np.zeros(1, dtype=np.int64)
    straight, road, times = (np.concatenate([first, axis]) for axis in (bands[:, 0], road, times))
    return straight, road, times


STRAIGHT, ROAD, MILLISECONDS = _knots()


def estimated_times(origins: Points, destinations: Points) -> TravelTimes:
    """Return estimated driving times: the same both ways, never falling as distance grows."""
    straight = straight_metres(
        origins.easting[:, None], origins.northing[:, None], destinations.easting, destinations.northing
    )
    times, metres = between(straight, MILLISECONDS), between(straight, ROAD)
    return times_from(origins.ids, destinations.ids, times, metres, SOURCE)


def between(straight: IntArray, values: IntArray) -> IntArray:
    """Return ``values`` read off at the straight distances, in whole numbers, halves rounded up."""
    piece = np.clip(np.searchsorted(STRAIGHT, straight, side="right"), 1, len(STRAIGHT) - 1)
    run = STRAIGHT[piece] - STRAIGHT[piece - 1]
    rise = values[piece] - values[piece - 1]
    step = (2 * (straight - STRAIGHT[piece - 1]) * rise + run) // (2 * run)
    return np.asarray(values[piece - 1] + step, dtype=np.int64)
