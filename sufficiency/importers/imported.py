"""What every importer hands over: rows of the input tables, and where each record of the source went."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sufficiency.errors import Fault

Rows = tuple[Mapping[str, str], ...]
"""Rows of one input table as text by column name, written as a person would write them in the table's file."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file that was read: its name, the digest of its bytes, and what it was taken for."""

    file: str
    sha256: str
    taken_for: str


@dataclass(frozen=True, slots=True)
class Count:
    """Where the records of one kind went: seen = accepted + rejected + duplicates.

    ``seen`` is counted by the reader before anything is judged, the other three as each record is judged.
    Raises ValueError where they do not add up: then a record was lost, and nothing may be written.
    """

    records: str
    seen: int
    accepted: int
    rejected: int
    duplicates: int

    def __post_init__(self) -> None:
        if self.seen != self.accepted + self.rejected + self.duplicates:
            raise ValueError(
                f"{self.records}: {self.seen} seen, but {self.accepted} accepted, {self.rejected} rejected and "
                f"{self.duplicates} duplicates; a record was lost"
            )


@dataclass(frozen=True, slots=True)
class Mapped:
    """One line of the mapping report: what in the source became which column, and what happened to it there."""

    source: str
    column: str
    says: str


@dataclass(frozen=True, slots=True)
class Imported:
    """All that an import found.

    tables   rows by name of input table; a keyed table (authority, rates) is one row of keys and values
    counts   where every record of the source went
    mapped   the mapping report, in order of the source
    faults   errors, one at least for every rejected record, and warnings; errors block, warnings do not
    """

    sources: tuple[Source, ...]
    tables: Mapping[str, Rows]
    counts: tuple[Count, ...]
    mapped: tuple[Mapped, ...]
    faults: tuple[Fault, ...] = field(default=())
