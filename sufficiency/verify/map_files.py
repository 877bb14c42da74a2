"""The one thing shared with the rest of the product: reading a postcode table and a road file.

Everything worked out from them (nearest road, fastest route, estimate) is worked out again in this package.
"""

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

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


def road_network(path: Path) -> "RoadNetwork":
    """The road network of an extract, of OS Open Roads, or of a folder of two tables. Raises as the reader does."""
    from geodata.roads import read_roads  # noqa: PLC0415

    return read_roads(path)
