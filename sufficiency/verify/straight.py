"""Distances as the crow flies, and the journey estimated from them where nothing better is known."""

from bisect import bisect_right
from math import isqrt

MILLISECONDS_AN_HOUR = 3_600_000
BANDS = (
    (500, 1591, 43_412),
    (1_500, 1426, 45_729),
    (2_500, 1331, 50_686),
    (4_000, 1274, 55_442),
    (6_500, 1253, 60_318),
    (10_000, 1226, 63_659),
    (16_000, 1210, 65_577),
    (30_000, 1187, 64_402),
    (3_000_000, 1187, 64_402),
)
"""As published with the estimate: straight metres, road over straight and kilometres an hour, both in thousandths."""

_STRAIGHT = (0, *(band[0] for band in BANDS))
_ROAD = (0, *(band[0] * band[1] // 1_000 for band in BANDS))
_TIME = (0, *(road * MILLISECONDS_AN_HOUR // band[2] for road, band in zip(_ROAD[1:], BANDS, strict=True)))


def metres_between(here: tuple[int, int], there: tuple[int, int]) -> int:
    """Straight line in whole metres, to the nearest."""
    squares = (here[0] - there[0]) ** 2 + (here[1] - there[1]) ** 2
    root = isqrt(squares)
    return root + (squares - root * root > root)


def estimate(straight: int) -> tuple[int, int]:
    """(Milliseconds, road metres) at a straight distance, read off between the published bands, halves up."""
    piece = min(max(bisect_right(_STRAIGHT, straight), 1), len(BANDS))
    return _read_off(straight, piece, _TIME), _read_off(straight, piece, _ROAD)


def _read_off(straight: int, piece: int, values: tuple[int, ...]) -> int:
    run = _STRAIGHT[piece] - _STRAIGHT[piece - 1]
    rise = values[piece] - values[piece - 1]
    return values[piece - 1] + (2 * (straight - _STRAIGHT[piece - 1]) * rise + run) // (2 * run)
