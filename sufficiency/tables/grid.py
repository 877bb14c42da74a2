"""A table as raw text: where it came from, its header and its rows, numbered as Excel shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sufficiency.errors import Fault

TOO_BIG = 200_000_000
"""Bytes beyond which a file is refused unread."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The file, and the sheet where it is a workbook, that a table was read from."""

    file: str
    sheet: str = ""

    def fault(self, row: int, column: str, rule: str, message: str, remedy: str) -> Fault:
        """An error at a place in this file; row 0 is the whole of it."""
        return Fault(self.file, self.sheet, row, column, rule, message, remedy)

    def warning(self, row: int, column: str, rule: str, message: str, remedy: str) -> Fault:
        """A warning at a place in this file."""
        return Fault(self.file, self.sheet, row, column, rule, message, remedy, "warning")

    def found(self, severity: Literal["error", "warning"], row: int, column: str, words: tuple[str, str, str]) -> Fault:
        """An error or a warning; ``words`` are its rule, message and remedy."""
        return Fault(self.file, self.sheet, row, column, *words, severity)


@dataclass(frozen=True, slots=True)
class Grid:
    """The header and the rows that hold anything, each with its number in Excel; cells are stripped text."""

    origin: Origin
    header: tuple[str, ...]
    numbers: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    warnings: tuple[Fault, ...] = ()


def grid_of(origin: Origin, records: Sequence[Sequence[str]], warnings: tuple[Fault, ...] = ()) -> Grid:
    """A grid of records whose first is the header; rows without any text are left out."""
    stripped = (tuple(map(str.strip, record)) for record in records)
    filled = [(number, record) for number, record in enumerate(stripped, start=1) if any(record)]
    header = filled.pop(0)[1] if filled and filled[0][0] == 1 else ()
    return Grid(origin, header, tuple(n for n, _ in filled), tuple(record for _, record in filled), warnings)
