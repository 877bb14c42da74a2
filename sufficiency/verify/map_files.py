"""The one thing shared with the rest of the product: reading a postcode table and a road file.

Everything worked out from them (nearest road, fastest route, estimate) is worked out again in this package.
"""

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from geodata.network import RoadNetwork

Point = tuple[int, int]


def postcode_points(path: Path, postcodes: Collection[str]) -> dict[str, Point]:
    """Grid point of each postcode the table places, in whole metres. Raises as the reader does."""
    from geodata.postcode_files import read_postcodes  # noqa: PLC0415  a large library that few rounds need

    asked = sorted(postcodes)
    located = read_postcodes(path).locate(asked)
    points = list(zip(located.points.easting.tolist(), located.points.northing.tolist(), strict=True))
    return {postcode: points[row] for postcode, row in zip(asked, located.index.tolist(), strict=True) if row >= 0}


class Mapped(NamedTuple):
    """Node positions by row; each way as (from, to, metres, miles an hour), one way."""

    at: tuple[Point, ...]
    ways: tuple[tuple[int, int, int, int], ...]


def driven_ways(path: Path) -> Mapped:
    """The roads of an extract, of OS Open Roads, or of a folder of two tables. Raises as the reader does."""
    from geodata.roads import read_roads  # noqa: PLC0415

    return _plain(read_roads(path))


def walked_ways(path: Path) -> Mapped:
    """The ways on foot of the same files. Raises as the reader does."""
    from geodata.walking import read_walking  # noqa: PLC0415

    return _plain(read_walking(path))


def _plain(network: "RoadNetwork") -> Mapped:
    edges = network.edges
    columns = (edges.tail.tolist(), edges.head.tolist(), edges.metres.tolist(), edges.mph.tolist())
    at = tuple(zip(network.easting.tolist(), network.northing.tolist(), strict=True))
    return Mapped(at, tuple(zip(*columns, strict=True)))
