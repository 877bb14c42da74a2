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

SQUARE_METRES = 3_000
MILLISECONDS_A_MINUTE = 60_000
NONE: IntArray = np.zeros(0, dtype=np.int64)


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
    bands = _Bands(network, band_metres)
    rows = []
    for column, place in enumerate(places.ids):
        arrival = times[:, column] + snapped.milliseconds[column]
        reached = (times[:, column] >= 0) & snapped.near[column]
        for limit in sorted(minutes):
            within = reached & (arrival <= limit * MILLISECONDS_A_MINUTE)
            rows.append((place, limit, _kilometres(network, within), bands.about(within)))
        if progress is not None:
            progress(column + 1, len(places))
    columns = ["place", "minutes", "kilometres", "geometry"]
    return geopandas.GeoDataFrame(rows, columns=columns, geometry="geometry", crs=NATIONAL_GRID)


def _kilometres(network: RoadNetwork, within: NDArray[np.bool_]) -> float:
    """Return the kilometres of road with both ends within."""
    edges = network.edges
    return int(edges.metres[within[edges.tail] & within[edges.head]].sum()) / 1_000


class _Bands:
    """Bands about parts of a network, drawn square by square: a square reached in the same way is drawn once."""

    def __init__(self, network: RoadNetwork, band_metres: int) -> None:
        self._at = np.stack([network.easting, network.northing], axis=1)
        self._band = band_metres
        self._ends = _ends(network.edges.tail, network.edges.head, np.arange(len(network.edges)))
        _, square = np.unique(self._at // SQUARE_METRES, axis=0, return_inverse=True)
        self._roads_of = _rows_by(square.ravel()[self._ends[:, 0]])
        self._nodes_of = _rows_by(square.ravel())
        self._drawn: dict[tuple[int, bytes, bytes], shapely.Geometry] = {}

    def about(self, within: NDArray[np.bool_]) -> shapely.Geometry:
        """Return the band about the roads with both ends within, and about lone nodes."""
        inside = within[self._ends[:, 0]] & within[self._ends[:, 1]]
        lone = within.copy()
        lone[self._ends[inside]] = False
        return shapely.union_all([self._square(number, inside, lone) for number in self._nodes_of])

    def _square(self, number: int, inside: NDArray[np.bool_], lone: NDArray[np.bool_]) -> shapely.Geometry:
        roads, nodes = self._roads_of.get(number, NONE), self._nodes_of[number]
        which = (number, np.packbits(inside[roads]).tobytes(), np.packbits(lone[nodes]).tobytes())
        if which not in self._drawn:
            lines = shapely.multilinestrings(shapely.linestrings(self._at[self._ends[roads[inside[roads]]]]))
            parts = shapely.get_parts(shapely.line_merge(lines))
            shapes = np.concatenate([parts, shapely.points(self._at[nodes[lone[nodes]]])])
            self._drawn[which] = shapely.union_all(shapely.buffer(shapes, self._band, quad_segs=2))
        return self._drawn[which]


def _rows_by(group: IntArray) -> dict[int, IntArray]:
    """Return the rows of each group."""
    order = np.argsort(group, kind="stable")
    groups, first = np.unique(group[order], return_index=True)
    return dict(zip(groups.tolist(), np.split(order, first[1:]), strict=True))


def _ends(tail: IntArray, head: IntArray, rows: IntArray) -> IntArray:
    """Return the two ends of each road once, whichever way it is driven, int64 (k, 2)."""
    pairs = np.stack([np.minimum(tail[rows], head[rows]), np.maximum(tail[rows], head[rows])], axis=1)
    return np.unique(pairs, axis=0).astype(np.int64)
