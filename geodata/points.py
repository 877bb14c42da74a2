"""Named positions in whole metres of the British National Grid (EPSG:27700)."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geodata.errors import NonUniqueId, WrongCrs, listed, repeated

IntArray = NDArray[np.int64]

EASTING_LIMIT = 700_000
NORTHING_LIMIT = 1_300_000
LARGEST_DEGREE = 180


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """Positions with unique names.

    ``ids`` has length n; ``easting`` and ``northing`` are int64 arrays of shape (n,), in metres.
    Fractions of a metre are rounded. Raises NonUniqueId for a repeated name and WrongCrs for a
    position off the grid (degrees, another grid, or the (0, 0) that files write for "not known").
    """

    ids: tuple[str, ...]
    easting: IntArray
    northing: IntArray

    def __post_init__(self) -> None:
        if twice := repeated(self.ids):
            raise NonUniqueId(f"points: {listed(twice)} named more than once. Keep one point for each name.")
        easting, northing = whole_metres(self.easting), whole_metres(self.northing)
        if not len(self.ids) == len(easting) == len(northing):
            raise ValueError("points: ids, easting and northing differ in length")
        check_on_grid(self.ids.__getitem__, easting, northing)
        object.__setattr__(self, "easting", easting)
        object.__setattr__(self, "northing", northing)

    def __len__(self) -> int:
        return len(self.ids)


def whole_metres(values: ArrayLike) -> IntArray:
    """Return values rounded to whole metres; raise WrongCrs where one is missing."""
    numbers = np.asarray(values)
    if not np.issubdtype(numbers.dtype, np.integer):
        numbers = np.asarray(numbers, dtype=np.float64)
        if not np.isfinite(numbers).all():
            raise WrongCrs("points: a coordinate is missing or not a number. Leave such a point out.")
        numbers = np.rint(numbers)
    return numbers.astype(np.int64)


def check_on_grid(names: Callable[[int], str], easting: IntArray, northing: IntArray) -> None:
    """Raise WrongCrs naming the rows that cannot be metres of the British National Grid."""
    off = (easting < 0) | (easting > EASTING_LIMIT) | (northing < 0) | (northing > NORTHING_LIMIT)
    off |= (easting <= LARGEST_DEGREE) & (northing <= LARGEST_DEGREE)
    if off.any():
        raise WrongCrs(
            f"points: {listed(map(names, np.flatnonzero(off).tolist()))} not on the British National Grid. "
            "Give easting and northing in metres (EPSG:27700), not degrees or zeros."
        )


def straight_metres(
    easting: IntArray, northing: IntArray, other_easting: IntArray, other_northing: IntArray
) -> IntArray:
    """Return the straight-line distances in whole metres; shapes broadcast.

    The squares are exact integers and a square root is correctly rounded everywhere, so the answer is
    the same on every machine.
    """
    across, up = easting - other_easting, northing - other_northing
    return np.rint(np.sqrt((across * across + up * up).astype(np.float64))).astype(np.int64)
