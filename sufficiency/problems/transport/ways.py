"""Driving ways between the places where children board, and from them to the settings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from solvers.routing import NO_ROUTE
from solvers.routing.problem import Ints
from sufficiency.domain.places import Place
from sufficiency.domain.run import Journey
from sufficiency.domain.transport import Traveller


@dataclass(frozen=True, slots=True, eq=False)
class Ways:
    """Ways between n boarding places, and journeys from children to settings.

    ``row`` is the row of a grid point; ``tenths`` and ``metres`` are int64 [n, n], ``NO_ROUTE`` where there is none.
    ``journeys`` are by (reference, URN), absent where there is no route.
    """

    row: Mapping[tuple[int, int], int]
    tenths: Ints
    metres: Ints
    journeys: Mapping[tuple[str, int], Journey]

    def square(self, travellers: Sequence[Traveller]) -> tuple[Ints, Ints]:
        """Tenths and metres [n + 1, n + 1] between travellers to one setting and, last, the setting."""
        n = len(travellers)
        rows = self.rows([t.board for t in travellers])
        tenths, metres = (np.full((n + 1, n + 1), NO_ROUTE, dtype=np.int64) for _ in range(2))
        tenths[:n, :n], metres[:n, :n] = self.tenths[np.ix_(rows, rows)], self.metres[np.ix_(rows, rows)]
        for at, traveller in enumerate(travellers):
            if (way := self.journeys.get((traveller.ref, traveller.urn))) is not None:
                tenths[at, n], metres[at, n] = way.tenths, way.metres
        return tenths, metres

    def rows(self, places: Sequence[Place]) -> Ints:
        """The rows of boarding places [k]."""
        return np.array([self.row[point(place)] for place in places], dtype=np.int64)


def point(place: Place) -> tuple[int, int]:
    """The grid point of a place that has one; ValueError otherwise."""
    if place.easting is None or place.northing is None:
        raise ValueError("a boarding place has no point")
    return place.easting, place.northing
