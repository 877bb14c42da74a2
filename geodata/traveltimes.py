"""The matrix of travel times: minutes and metres from each origin to each destination."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from geodata.errors import NonUniqueId, NoRoute, listed, repeated
from geodata.points import IntArray

MILLISECONDS_A_TENTH = 6_000


class Basis(IntEnum):
    """Where a cell comes from."""

    NONE = 0
    GIVEN = 1
    NETWORK = 2
    ESTIMATED = 3

    @property
    def label(self) -> str:
        """The word shown beside a time."""
        return ("no route", "given", "network", "estimated")[self]


@dataclass(frozen=True, slots=True)
class Source:
    """What the cells of one basis rest on: a sentence, and the date of the data."""

    basis: Basis
    text: str
    vintage: str


@dataclass(frozen=True, slots=True, eq=False)
class TravelTimes:
    """Driving times from n origins to m destinations.

    ``tenths``         tenths of a minute, int32 (n, m)
    ``metres``         metres along the same route, int32 (n, m)
    ``known``          False where there is no route, bool (n, m); such cells hold -1 and mean nothing
    ``basis``          where the minutes come from, int8 (n, m) of ``Basis``, NONE where there is no route
    ``metres_basis``   the same for the metres: minutes may be given without them
    ``sources``        what each basis in use rests on

    Raises NonUniqueId for a repeated origin or destination, ValueError where the arrays disagree.
    """

    origins: tuple[str, ...]
    destinations: tuple[str, ...]
    tenths: NDArray[np.int32]
    metres: NDArray[np.int32]
    known: NDArray[np.bool_]
    basis: NDArray[np.int8]
    metres_basis: NDArray[np.int8]
    sources: tuple[Source, ...]

    def __post_init__(self) -> None:
        if twice := [*repeated(self.origins), *repeated(self.destinations)]:
            raise NonUniqueId(f"travel times: {listed(twice)} named more than once. Keep one of each.")
        if self.known.shape != (len(self.origins), len(self.destinations)):
            raise ValueError("travel times: the arrays are not origins by destinations")
        reached = (self.tenths >= 0, self.metres >= 0, self.basis > 0, self.metres_basis > 0)
        if not all(np.array_equal(present, self.known) for present in reached):
            raise ValueError("travel times: a cell has a value without a route, or a route without a value")

    def minutes(self, origin: str, destination: str) -> float:
        """Return the minutes of one pair, to a tenth; raise NoRoute where there is none."""
        row, column = self.origins.index(origin), self.destinations.index(destination)
        if not self.known[row, column]:
            raise NoRoute(f"No route from {origin} to {destination}. Give its minutes, or leave the pair out.")
        return int(self.tenths[row, column]) / 10

    def count(self, basis: Basis) -> int:
        """Return how many cells rest on this basis."""
        return int(np.count_nonzero(self.basis == basis))

    def rows(self) -> Iterator[tuple[str, str, str, int, str]]:
        """Yield (origin, destination, minutes to a tenth, metres, basis of the minutes) where known."""
        for row, column in np.argwhere(self.known).tolist():
            whole, tenth = divmod(int(self.tenths[row, column]), 10)
            basis = Basis(int(self.basis[row, column])).label
            metres = int(self.metres[row, column])
            yield self.origins[row], self.destinations[column], f"{whole}.{tenth}", metres, basis


def times_from(
    origins: tuple[str, ...],
    destinations: tuple[str, ...],
    milliseconds: IntArray,
    metres: IntArray,
    source: Source,
) -> TravelTimes:
    """Return the matrix of one source; int64 (n, m), -1 in both arrays where there is no route.

    Minutes are rounded to the nearest tenth, halves up.
    """
    known = milliseconds >= 0
    tenths = (milliseconds + MILLISECONDS_A_TENTH // 2) // MILLISECONDS_A_TENTH
    basis = np.where(known, source.basis, Basis.NONE).astype(np.int8)
    return TravelTimes(
        origins,
        destinations,
        np.where(known, tenths, -1).astype(np.int32),
        np.where(known, metres, -1).astype(np.int32),
        known,
        basis,
        basis.copy(),
        (source,),
    )
