"""How far one gets: the part of a road network within so many minutes of a place, as a layer for a map.

Reach is by road to the place, one-way streets and all, and is drawn as a band about the roads reached. Roads end at
the last node within the limit, so a layer never shows more than is reached.
"""

from collections.abc import Sequence

import geopandas
import numpy as np
import shapely
from numpy.typing import NDArray

from geodata import dijkstra
from geodata.areas import NATIONAL_GRID
from geodata.hierarchy import Progress
from geodata.network import RoadNetwork
from geodata.points import IntArray, Points
from geodata.snap import SNAP_LIMIT_METRES, snap

GUIDELINE_MINUTES = (45, 75)
BAND_METRES = 250
"""Land this near to a road reached counts as reached."""

MILLISECONDS_A_MINUTE = 60_000


def catchments(
    network: RoadNetwork,
    places: Points,
    minutes: Sequence[int] = GUIDELINE_MINUTES,
    band_metres: int = BAND_METRES,
    progress: Progress | None = None,
) -> geopandas.GeoDataFrame:
    """Return the land from which each place is reached within each number of minutes.

    One row for a place and a limit: place, minutes, kilometres (of road within it, each direction counted) and
    geometry (EPSG:27700); empty for a place further than the snap limit from every road.
    """
    snapped = snap(places, network, SNAP_LIMIT_METRES)
    times, _ = dijkstra.fastest(network, np.arange(len(network)), snapped.node)
    drawn: dict[bytes, tuple[float, shapely.Geometry]] = {}
    rows = []
    for column, place in enumerate(places.ids):
        arrival = times[:, column] + snapped.milliseconds[column]
        reached = (times[:, column] >= 0) & snapped.near[column]
        for limit in sorted(minutes):
            within = reached & (arrival <= limit * MILLISECONDS_A_MINUTE)
            which = np.packbits(within).tobytes()
            if which not in drawn:
                drawn[which] = _covered(network, within, band_metres)
            rows.append((place, limit, *drawn[which]))
        if progress is not None:
            progress(column + 1, len(places))
    columns = ["place", "minutes", "kilometres", "geometry"]
    return geopandas.GeoDataFrame(rows, columns=columns, geometry="geometry", crs=NATIONAL_GRID)


def _covered(network: RoadNetwork, within: NDArray[np.bool_], band_metres: int) -> tuple[float, shapely.Geometry]:
    """Return the kilometres of road with both ends within, and the band about them and about lone nodes."""
    edges = network.edges
    inside = np.flatnonzero(within[edges.tail] & within[edges.head])
    places = np.stack([network.easting, network.northing], axis=1)
    ends = _ends(edges.tail, edges.head, inside)
    lone = np.setdiff1d(np.flatnonzero(within), ends)
    roads = shapely.get_parts(shapely.line_merge(shapely.multilinestrings(shapely.linestrings(places[ends]))))
    band = shapely.buffer(np.concatenate([roads, shapely.points(places[lone])]), band_metres, quad_segs=2)
    return int(edges.metres[inside].sum()) / 1_000, shapely.union_all(band)


def _ends(tail: IntArray, head: IntArray, rows: IntArray) -> IntArray:
    """Return the two ends of each road once, whichever way it is driven, int64 (k, 2)."""
    pairs = np.stack([np.minimum(tail[rows], head[rows]), np.maximum(tail[rows], head[rows])], axis=1)
    return np.unique(pairs, axis=0).astype(np.int64)
