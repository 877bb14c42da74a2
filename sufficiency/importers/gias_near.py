"""Which special schools of other authorities lie near enough to be offered."""

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.spatial import cKDTree


def near(
    others: Sequence[Mapping[str, str]], own: Sequence[Mapping[str, str]], within_km: float
) -> tuple[Mapping[str, str], ...]:
    """Those of ``others`` at most ``within_km``, in a straight line, from the nearest of ``own``."""
    here = [point for cells in own if (point := point_of(cells))]
    there = [(cells, point) for cells in others if (point := point_of(cells))]
    if not here or not there or within_km <= 0:
        return ()
    metres = np.asarray(cKDTree(np.array(here)).query(np.array([point for _, point in there]))[0])
    return tuple(cells for (cells, _), far in zip(there, metres.tolist(), strict=True) if far <= within_km * 1000)


def point_of(cells: Mapping[str, str]) -> tuple[int, int] | None:
    """Easting and northing in metres, where the register gives both."""
    east, north = cells.get("Easting", ""), cells.get("Northing", "")
    if east.isascii() and east.isdigit() and north.isascii() and north.isdigit() and int(east) and int(north):
        return int(east), int(north)
    return None
