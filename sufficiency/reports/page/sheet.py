"""The sheet a map is drawn on: which ground it shows, and where a point of the ground stands on it."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

WIDTH, HIGHEST = 760, 860
NEARBY = 10_000
SMALLEST = 4_000
BARS = (50_000, 20_000, 10_000, 5_000, 2_000, 1_000)
SIDES = (1_000, 2_000, 5_000, 10_000)
SQUARES_ACROSS = 45
Point = tuple[int, int]


class Box(NamedTuple):
    """West, south, east, north."""

    west: float
    south: float
    east: float
    north: float

    def meets(self, other: "Box") -> bool:
        """Whether the two overlap."""
        across = self.west < other.east and other.west < self.east
        return across and self.south < other.north and other.south < self.north

    @property
    def squares(self) -> int:
        """Metres of the side of the squares in which homes are counted, so that none is told."""
        return next((side for side in SIDES if (self.east - self.west) / side <= SQUARES_ACROSS), SIDES[-1])

    def holds(self, point: Point) -> bool:
        """Whether a point lies within or on the edge."""
        return self.west <= point[0] <= self.east and self.south <= point[1] <= self.north


class Sheet:
    """Metres on the ground (EPSG:27700) to units of the drawing, y downwards."""

    def __init__(self, around: Box) -> None:
        ground_width, ground_height = around.east - around.west, around.north - around.south
        self.scale = min(WIDTH / ground_width, HIGHEST / ground_height)
        self.height = round(ground_height * self.scale)
        self.left = around.west - (WIDTH / self.scale - ground_width) / 2
        self.top = around.north

    @property
    def bar(self) -> int:
        """Metres of the longest round scale bar that fits a third of the sheet."""
        return next((bar for bar in BARS if bar * self.scale <= WIDTH / 3), BARS[-1])

    def at(self, easting: float, northing: float) -> tuple[float, float]:
        """Where a point of the ground stands, to a tenth of a unit."""
        return round((easting - self.left) * self.scale, 1), round((self.top - northing) * self.scale, 1)


def frame(homes: Sequence[Point], sites: Sequence[Point]) -> Box:
    """Where the homes are, and the sites near them; all sites where no home is known."""
    core = _around(homes or sites, NEARBY)
    return _around([*homes, *(point for point in sites if core.holds(point))], SMALLEST / 2)


def _around(points: Iterable[Point], margin: float) -> Box:
    eastings, northings = zip(*points, strict=True)
    return Box(min(eastings) - margin, min(northings) - margin, max(eastings) + margin, max(northings) + margin)
