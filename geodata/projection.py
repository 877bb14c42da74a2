"""Longitude and latitude (WGS 84) to metres of the British National Grid and back.

The transformation is written out rather than looked up, so that the answer does not depend on which
grid files a machine happens to have: Helmert "OSGB36 to WGS 84 (6)" (EPSG:1314, about 2 m; Ordnance
Survey, A Guide to Coordinate Systems in Great Britain) and the National Grid projection (EPSG:27700).
"""

from functools import cache

import numpy as np
import pyproj
from numpy.typing import NDArray

from geodata.points import IntArray

FloatArray = NDArray[np.float64]

GRID_TO_WGS84 = (
    "+proj=pipeline "
    "+step +inv +proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy "
    "+step +proj=push +v_3 "
    "+step +proj=cart +ellps=airy "
    "+step +proj=helmert +x=446.448 +y=-125.157 +z=542.06 +rx=0.15 +ry=0.247 +rz=0.842 +s=-20.489 "
    "+convention=position_vector "
    "+step +inv +proj=cart +ellps=WGS84 "
    "+step +proj=pop +v_3 "
    "+step +proj=unitconvert +xy_in=rad +xy_out=deg"
)


@cache
def _transformer() -> pyproj.Transformer:
    return pyproj.Transformer.from_pipeline(GRID_TO_WGS84)


def to_wgs84(easting: IntArray | FloatArray, northing: IntArray | FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return (longitude, latitude) in degrees of positions in metres; arrays of one shape."""
    longitude, latitude = _transformer().transform(np.asarray(easting, float), np.asarray(northing, float))
    return np.asarray(longitude), np.asarray(latitude)


def to_grid(longitude: FloatArray, latitude: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return (easting, northing) in metres, unrounded, of positions in degrees; arrays of one shape."""
    easting, northing = _transformer().transform(
        np.asarray(longitude, float), np.asarray(latitude, float), direction="INVERSE"
    )
    return np.asarray(easting), np.asarray(northing)
