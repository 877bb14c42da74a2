"""Where children live: areas with their homes and how many people of each age they hold."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import isqrt

from sufficiency.domain.places import Place
from sufficiency.synthetic.draws import Draws


@dataclass(frozen=True, slots=True)
class Area:
    """A town, village or census area: its homes, and its people by single year of age from 0."""

    homes: tuple[Place, ...]
    people: tuple[int, ...]


class Homes:
    """Draws homes: an area by its people of the age, then any home in it."""

    def __init__(self, areas: Sequence[Area]) -> None:
        self._areas = [area for area in areas if area.homes]
        self._totals: dict[int, list[int]] = {}

    def draw(self, draws: Draws, age: int) -> Place:
        """Return the home of one child of that age (on 31 August before the academic year)."""
        if age not in self._totals:
            self._totals[age] = list(accumulate(area.people[age] for area in self._areas))
        totals = self._totals[age]
        area = self._areas[bisect_right(totals, draws.below(totals[-1]))]
        return draws.one_of(area.homes)


def metres_between(one: Place, other: Place) -> int:
    """Straight-line whole metres between two places that have points."""
    east = (one.easting or 0) - (other.easting or 0)
    north = (one.northing or 0) - (other.northing or 0)
    return isqrt(east * east + north * north)
