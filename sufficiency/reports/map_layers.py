"""Layers for a map: GeoPackage in metres of the National Grid, GeoJSON in degrees; the same bytes every time."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import geopandas
import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.projection import to_wgs84

DRAWN_ON = "2000-01-01T00:00:00.000Z"
"""Written as the day of change in a GeoPackage, which must hold one: the same layer is then the same bytes."""


def write_geopackage(path: Path, layers: Mapping[str, geopandas.GeoDataFrame]) -> None:
    """Write the layers, by name, into a new GeoPackage."""
    for name, layer in layers.items():
        layer.to_file(path, layer=name, driver="GPKG")
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("UPDATE gpkg_contents SET last_change = ?", (DRAWN_ON,))


def write_geojson(path: Path, layer: geopandas.GeoDataFrame) -> None:
    """Write one layer as GeoJSON (RFC 7946): longitude and latitude to six decimals, a tenth of a metre."""
    shapes = shapely.transform(np.asarray(layer.geometry.array), _degrees)
    turned = layer.set_geometry(geopandas.GeoSeries(shapes, index=layer.index, crs="EPSG:4326"))
    turned.to_file(path, driver="GeoJSON", RFC7946="YES", COORDINATE_PRECISION=6)


def _degrees(at: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.column_stack(to_wgs84(at[:, 0], at[:, 1]))
