"""Areas: named polygons in metres, which one a point lies in, and outlines light enough for a map."""

from dataclasses import dataclass
from pathlib import Path

import geopandas
import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.errors import NonUniqueId, UnreadableAreas, WrongCrs, listed, repeated
from geodata.points import Points

NATIONAL_GRID = "EPSG:27700"
REMEDY = "Give polygons as GeoJSON, GeoPackage or GeoParquet with a column of unique names."


@dataclass(frozen=True, slots=True, eq=False)
class Areas:
    """Polygons with unique names, sorted by name; ``shapes`` holds n shapely polygons in metres."""

    ids: tuple[str, ...]
    shapes: NDArray[np.object_]


def read_areas(path: Path, id_column: str) -> Areas:
    """Return the areas of a file, named by one of its columns.

    Raises UnreadableAreas where it is not a file of polygons with that column, WrongCrs where it does
    not say which coordinates it uses and NonUniqueId for a name given twice.
    """
    try:
        frame = geopandas.read_parquet(path) if path.suffix == ".parquet" else geopandas.read_file(path)
    except (OSError, ValueError, RuntimeError) as error:
        raise UnreadableAreas(f"{path.name}: not readable ({error}). {REMEDY}") from error
    if not isinstance(frame, geopandas.GeoDataFrame) or id_column not in frame.columns:
        raise UnreadableAreas(f"{path.name}: no polygons with a column {id_column}. {REMEDY}")
    if frame.crs is None:
        raise WrongCrs(f"{path.name}: no coordinate system stated. Save the file with one (EPSG:27700 or 4326).")
    frame = frame[frame.geometry.notna()].to_crs(NATIONAL_GRID)
    names = [str(name) for name in frame[id_column]]
    if twice := repeated(names):
        raise NonUniqueId(f"{path.name}: {listed(twice)} named more than once in {id_column}. Keep one polygon each.")
    order = sorted(range(len(names)), key=names.__getitem__)
    return Areas(tuple(names[row] for row in order), np.asarray(frame.geometry.array)[order])


def area_of(points: Points, areas: Areas) -> tuple[str | None, ...]:
    """Return the area each point lies in, None outside them all; on a border, the first by name."""
    tree = shapely.STRtree(areas.shapes)
    point, area = tree.query(shapely.points(points.easting, points.northing), predicate="intersects")
    first = np.full(len(points), len(areas.ids), dtype=np.int64)
    np.minimum.at(first, point, area)
    return tuple(areas.ids[row] if row < len(areas.ids) else None for row in first.tolist())


def outlines(areas: Areas, tolerance_metres: int) -> dict[str, tuple[NDArray[np.float64], ...]]:
    """Return each area's rings, outer and inner, as arrays (points, 2) of metres.

    Borders between neighbours are simplified once, so that they still meet: no detail smaller than
    about the tolerance stays.
    """
    simple = shapely.coverage_simplify(areas.shapes, tolerance_metres)
    return {name: _rings(shape) for name, shape in zip(areas.ids, simple, strict=True)}


def _rings(shape: shapely.Geometry) -> tuple[NDArray[np.float64], ...]:
    parts = shapely.get_parts(shape)
    return tuple(shapely.get_coordinates(ring) for part in parts for ring in shapely.get_rings(part))
