"""What can be wrong with places, roads and times; every message says what, where and what to do."""

from collections.abc import Iterable, Sequence

SHOWN = 10


class GeodataError(ValueError):
    """A fault in the places, roads or times handed in."""


class NoRoute(GeodataError):
    """A time was asked for where no route exists."""


class UnknownPostcode(GeodataError):
    """Postcodes that cannot be put on the map."""


class MalformedPostcode(UnknownPostcode):
    """Text that is not a postcode at all."""


class WrongCrs(GeodataError):
    """Coordinates that are not metres of the British National Grid."""


class NonUniqueId(GeodataError):
    """Two things carry the same identifier."""


class UnreadableNetwork(GeodataError):
    """A road file that cannot be read as a network."""


class UnreadablePostcodes(GeodataError):
    """A postcode file that cannot be read as a table of postcodes."""


class UnreadableAreas(GeodataError):
    """An area file that cannot be read as named polygons."""


def listed(names: Iterable[str]) -> str:
    """Return the names as text, the first ten in full and the rest counted."""
    every = list(names)
    rest = len(every) - SHOWN
    return ", ".join(every[:SHOWN]) + (f" and {rest} more" if rest > 0 else "")


def repeated(names: Sequence[str]) -> list[str]:
    """Return the names that occur more than once, sorted."""
    seen: set[str] = set()
    twice: set[str] = set()
    for name in names:
        (twice if name in seen else seen).add(name)
    return sorted(twice)
