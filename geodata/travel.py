"""Travel times from the best source each pair has: given, then roads, then an estimate."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from geodata.errors import NonUniqueId, listed, repeated
from geodata.estimate import estimated_times
from geodata.network import RoadNetwork
from geodata.points import IntArray, Points
from geodata.shortest import network_times
from geodata.snap import SNAP_LIMIT_METRES, snap
from geodata.traveltimes import Basis, Source, TravelTimes

ByRoad = Callable[[RoadNetwork, Points, Points, int], TravelTimes]
"""How the matrix over the roads is had, such as ``network_times``, or ``kept_times`` of a folder."""


@dataclass(frozen=True, slots=True, eq=False)
class GivenTimes:
    """Times stated by the user, one pair a row; k rows.

    ``tenths`` is tenths of a minute, int64 (k,), at least 0; ``metres`` int64 (k,), -1 where not stated.
    Raises NonUniqueId for a pair given twice and ValueError for a negative time.
    """

    origins: tuple[str, ...]
    destinations: tuple[str, ...]
    tenths: IntArray
    metres: IntArray
    source: str
    vintage: str

    def __post_init__(self) -> None:
        pairs = [f"{o} to {d}" for o, d in zip(self.origins, self.destinations, strict=True)]
        if twice := repeated(pairs):
            raise NonUniqueId(f"given times: {listed(twice)} given twice. Keep one row for each pair.")
        if not len(pairs) == len(self.tenths) == len(self.metres):
            raise ValueError("given times: the columns differ in length")
        if (self.tenths < 0).any():
            raise ValueError("given times: minutes below zero. Leave out a pair that has no route.")


def travel_times(
    origins: Points,
    destinations: Points,
    given: GivenTimes | None = None,
    network: RoadNetwork | None = None,
    snap_limit_metres: int = SNAP_LIMIT_METRES,
    by_road: ByRoad = network_times,
) -> TravelTimes:
    """Return the times of every pair, each cell with its basis.

    A pair given is taken as given. Otherwise, where both ends lie within the limit of a road of the
    network, the roads decide: their fastest route, or no route. Otherwise the pair is estimated.
    Metres missing from a given pair come from the next source; where that has no route, by estimate.
    """
    times = estimated_times(origins, destinations)
    estimate = times
    if network is not None:
        on_road = by_road(network, origins, destinations, snap_limit_metres)
        near = (snap(points, network, snap_limit_metres).near for points in (origins, destinations))
        times = _overlaid(times, on_road, np.logical_and.outer(*near))
    if given is not None:
        times = _with_given(times, given, estimate)
    return _with_sources_in_use(times)


def ways(
    origins: Points, destinations: Points, network: RoadNetwork | None = None, given: GivenTimes | None = None
) -> tuple[IntArray, IntArray]:
    """Return (tenths of a minute, metres) from any points to any others, int64 (n, m), as ``travel_times`` does.

    Both are -1 where there is no route. The roads are prepared at the first question about a network, so that asking
    block by block (the homes of each setting) costs little more than asking at once.
    """
    times = travel_times(origins, destinations, given, network)
    return times.tenths.astype(np.int64), times.metres.astype(np.int64)


def _overlaid(below: TravelTimes, above: TravelTimes, where: NDArray[np.bool_]) -> TravelTimes:
    return TravelTimes(
        below.origins,
        below.destinations,
        np.where(where, above.tenths, below.tenths),
        np.where(where, above.metres, below.metres),
        np.where(where, above.known, below.known),
        np.where(where, above.basis, below.basis),
        np.where(where, above.metres_basis, below.metres_basis),
        (*below.sources, *above.sources),
    )


def _with_given(times: TravelTimes, given: GivenTimes, estimate: TravelTimes) -> TravelTimes:
    """Lay the given pairs over the others; pairs of other origins or destinations are passed over."""
    row_of = {name: row for row, name in enumerate(times.origins)}
    column_of = {name: column for column, name in enumerate(times.destinations)}
    pairs = zip(given.origins, given.destinations, strict=True)
    used = [k for k, (o, d) in enumerate(pairs) if o in row_of and d in column_of]
    rows = np.array([row_of[given.origins[k]] for k in used], dtype=np.int64)
    columns = np.array([column_of[given.destinations[k]] for k in used], dtype=np.int64)
    where = np.zeros(times.known.shape, dtype=bool)
    where[rows, columns] = True
    filled = _overlaid(times, estimate, where & ~times.known)
    tenths, metres = filled.tenths.copy(), filled.metres.copy()
    basis, metres_basis = filled.basis.copy(), filled.metres_basis.copy()
    tenths[rows, columns], basis[rows, columns] = given.tenths[used], Basis.GIVEN
    stated = given.metres[used] >= 0
    metres[rows[stated], columns[stated]] = given.metres[used][stated]
    metres_basis[rows[stated], columns[stated]] = Basis.GIVEN
    source = Source(Basis.GIVEN, given.source, given.vintage)
    return TravelTimes(
        times.origins, times.destinations, tenths, metres, filled.known, basis, metres_basis, (*times.sources, source)
    )


def _with_sources_in_use(times: TravelTimes) -> TravelTimes:
    used = set(np.unique([times.basis, times.metres_basis]).tolist())
    sources = sorted((s for s in times.sources if s.basis in used), key=lambda s: s.basis)
    return replace(times, sources=tuple(sources))
