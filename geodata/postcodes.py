"""Postcodes to points, and what became of each one that has none: never a zero."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from geodata.errors import MalformedPostcode, UnknownPostcode, listed
from geodata.points import IntArray, Points

SHAPE = re.compile(r"(?:[A-Z]{1,2}[0-9][A-Z0-9]?|GIR)[0-9][A-Z]{2}")
"""A postcode without its space: outward part, then a figure and two letters."""

NOT_ON_THE_GROUND = re.compile(r"ZZ|XX|BX|BF[0-9]|GIR")
"""Outward parts with no place on the ground: ZZ99 (no fixed abode, overseas, not known; ONS and NHS
pseudo-postcodes), XX (returns), BX (large organisations), BF (forces post), GIR."""

OTHER_GRIDS = re.compile(r"BT|JE|GY")
"""Areas whose coordinates in national files are on another grid (Irish Grid) or absent."""


class Verdict(StrEnum):
    """What became of a postcode that was looked up."""

    LOCATED = "located"
    TERMINATED = "terminated"
    UNKNOWN = "unknown"
    MALFORMED = "malformed"
    PSEUDO = "pseudo"
    NO_LOCATION = "no location"


REMEDIES: Mapping[Verdict, str] = {
    Verdict.UNKNOWN: "check the spelling, or use a newer postcode file",
    Verdict.MALFORMED: "write it as LE15 6AB, with figures 0 and 1 and not letters O and I",
    Verdict.PSEUDO: "it stands for no address; give easting and northing",
    Verdict.NO_LOCATION: "the file knows it but not where it is; give easting and northing",
}

LIVE, ENDED, NOWHERE = np.uint8(0), np.uint8(1), np.uint8(2)


def normalise(postcode: str) -> str:
    """Return the postcode in capitals with one space before its last three characters.

    Raises MalformedPostcode for text that has not the shape of a postcode.
    """
    return _spaced(_packed(postcode))


def _packed(postcode: str) -> str:
    packed = "".join(postcode.split()).upper()
    if not SHAPE.fullmatch(packed):
        raise MalformedPostcode(f"{postcode!r} is not a postcode: {REMEDIES[Verdict.MALFORMED]}.")
    return packed


def _spaced(packed: str) -> str:
    return f"{packed[:-3]} {packed[-3:]}"


@dataclass(frozen=True, slots=True, eq=False)
class Located:
    """The answer to a look-up of n postcodes.

    ``points`` holds each distinct postcode found, named as normalised and in sorted order; ``index`` is
    int64 (n,), the row of each asked postcode in ``points`` or -1; ``verdicts`` has one entry for each.
    A terminated postcode is located: its place is known, but it should be reported.
    """

    asked: tuple[str, ...]
    verdicts: tuple[Verdict, ...]
    index: IntArray
    points: Points

    def named(self, verdict: Verdict) -> tuple[str, ...]:
        """Return the distinct postcodes with this verdict as they were written, sorted."""
        pairs = zip(self.asked, self.verdicts, strict=True)
        return tuple(sorted({postcode for postcode, found in pairs if found == verdict}))

    def counts(self) -> dict[Verdict, int]:
        """Return how many of the asked postcodes met each verdict."""
        found = Counter(self.verdicts)
        return {verdict: found[verdict] for verdict in Verdict}

    def raise_unless_all_located(self) -> None:
        """Raise UnknownPostcode naming every postcode that has no point, with what to do."""
        faults = [
            f"{verdict}: {listed(names)} ({remedy})"
            for verdict, remedy in REMEDIES.items()
            if (names := self.named(verdict))
        ]
        if faults:
            raise UnknownPostcode("Postcodes that cannot be put on the map. " + "; ".join(faults) + ".")


@dataclass(frozen=True, slots=True, eq=False)
class PostcodeTable:
    """Every postcode of a file, about 16 bytes each.

    ``codes`` is a sorted array of bytes (n,), capitals without the space; ``easting`` and ``northing``
    are int32 (n,) in metres; ``status`` is uint8 (n,): 0 live, 1 terminated, 2 no location.
    ``source`` names the file.
    """

    codes: NDArray[np.bytes_]
    easting: NDArray[np.int32]
    northing: NDArray[np.int32]
    status: NDArray[np.uint8]
    source: str

    def __len__(self) -> int:
        return len(self.codes)

    def locate(self, postcodes: Iterable[str]) -> Located:
        """Return the points of the postcodes that have one and, by name, those that have none."""
        asked = tuple(postcodes)
        packed = [_packed_or_empty(postcode) for postcode in asked]
        rows = self._rows(packed)
        verdicts = tuple(self._verdict(code, row) for code, row in zip(packed, rows.tolist(), strict=True))
        found = np.array([v in (Verdict.LOCATED, Verdict.TERMINATED) for v in verdicts], dtype=bool)
        distinct, place = np.unique(rows[found], return_inverse=True)
        index = np.full(len(asked), -1, dtype=np.int64)
        index[found] = place
        names = tuple(_spaced(code.decode("ascii")) for code in self.codes[distinct].tolist())
        points = Points(names, self.easting[distinct].astype(np.int64), self.northing[distinct].astype(np.int64))
        return Located(asked, verdicts, index, points)

    def _rows(self, packed: list[str]) -> IntArray:
        """Return the row of each code, -1 where the table has none."""
        if not len(self.codes) or not packed:
            return np.full(len(packed), -1, dtype=np.int64)
        wanted = np.array(packed).astype(self.codes.dtype)
        row = np.minimum(np.searchsorted(self.codes, wanted), len(self.codes) - 1)
        return np.where(self.codes[row] == wanted, row, -1).astype(np.int64)

    def _verdict(self, packed: str, row: int) -> Verdict:
        if not packed:
            return Verdict.MALFORMED
        if NOT_ON_THE_GROUND.match(packed):
            return Verdict.PSEUDO
        if row < 0:
            return Verdict.UNKNOWN
        by_status = (Verdict.LOCATED, Verdict.TERMINATED, Verdict.NO_LOCATION)
        return by_status[int(self.status[row])]


def _packed_or_empty(postcode: str) -> str:
    try:
        return _packed(postcode)
    except MalformedPostcode:
        return ""
