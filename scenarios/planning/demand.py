"""Who will need a specialist place, year by year."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sufficiency.domain.years import AcademicYear

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the authority that demand is counted by, and the point its journeys start from (EPSG:27700).

    ``deprivation`` is the decile of the English Indices of Deprivation, 1 the most deprived; None where not known.
    """

    code: str
    name: str
    easting: int
    northing: int
    deprivation: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Demand:
    """Children who need a specialist place; segments are those of ``SEGMENTS``, in that order.

    stock      (years, areas, segments)  children who need a place in that academic year, the first is ``first``
    entrants   (years, areas, segments)  of them, who chooses a place that year: new, moved in, moved up, or waiting
    holds      (segments, years)         share of entrants still in the phase so many years on; holds[:, 0] is 1
    placed     (areas, segments)         children in a place when ``first`` begins, who stay there
    remaining  (segments, years)         share of them still in the phase in each year; remaining[:, 0] is 1

    stock[t] = placed remaining[t] + sum over s <= t of entrants[s] holds[t - s]
    """

    first: AcademicYear
    areas: tuple[Area, ...]
    stock: FloatArray
    entrants: FloatArray
    holds: FloatArray
    placed: FloatArray
    remaining: FloatArray

    @property
    def years(self) -> tuple[AcademicYear, ...]:
        """Academic years of the plan."""
        return tuple(AcademicYear(self.first.starts + number) for number in range(len(self.stock)))
