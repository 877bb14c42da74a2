"""Driving ways between the places where children board, and from them to the settings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from geodata.network import RoadNetwork
from geodata.points import Points
from geodata.travel import ways
from solvers.routing import NO_ROUTE
from solvers.routing.problem import Ints
from sufficiency.domain.places import Place
from sufficiency.domain.run import Journey
from sufficiency.domain.transport import Traveller


@dataclass(frozen=True, slots=True, eq=False)
class Ways:
    """Where the ways come from: the roads, where a network is named, and the journeys to settings.

    ``journeys`` are by (reference, URN), from where the child boards; absent where there is no route.
    """

    network: RoadNetwork | None
    journeys: Mapping[tuple[str, int], Journey]

    def between(self, ones: Sequence[Traveller], others: Sequence[Traveller]) -> tuple[Ints, Ints]:
        """Tenths and metres [n, m] from where some board to where others do, ``NO_ROUTE`` where there is none."""
        if not ones or not others:
            return np.zeros((len(ones), len(others)), dtype=np.int64), np.zeros(
                (len(ones), len(others)), dtype=np.int64
            )
        return ways(_points([t.board for t in ones]), _points([t.board for t in others]), self.network)

    def to_setting(self, travellers: Sequence[Traveller]) -> tuple[Ints, Ints]:
        """Tenths and metres [n] from each traveller to the setting, ``NO_ROUTE`` where there is none."""
        found = [self.journeys.get((t.ref, t.urn)) for t in travellers]
        tenths = np.array([NO_ROUTE if way is None else way.tenths for way in found], dtype=np.int64)
        metres = np.array([NO_ROUTE if way is None else way.metres for way in found], dtype=np.int64)
        return tenths, metres

    def square(self, travellers: Sequence[Traveller]) -> tuple[Ints, Ints]:
        """Tenths and metres [n + 1, n + 1] between travellers to one setting and, last, the setting."""
        n = len(travellers)
        arrays = []
        for inner, last in zip(self.between(travellers, travellers), self.to_setting(travellers), strict=True):
            whole = np.full((n + 1, n + 1), NO_ROUTE, dtype=np.int64)
            whole[:n, :n], whole[:n, n] = inner, last
            arrays.append(whole)
        return arrays[0], arrays[1]


def _points(places: Sequence[Place]) -> Points:
    easting = np.array([place.easting for place in places], dtype=np.int64)
    northing = np.array([place.northing for place in places], dtype=np.int64)
    return Points(tuple(map(str, range(len(places)))), easting, northing)
