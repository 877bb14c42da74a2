"""A table as raw text: where it came from, its header and its rows, numbered as Excel shows them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from sufficiency.errors import Fault, InputRejected
from sufficiency.guards.limits import CELL, TABLE_CELLS, Limit
from sufficiency.guards.refusal import RIGHT_FILE


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


def grid_of(
    origin: Origin, records: Iterable[Sequence[str]], warnings: tuple[Fault, ...] = (), most: Limit = TABLE_CELLS
) -> Grid:
    """A grid of records whose first is the header; rows without any text are left out.

    Raises ``InputRejected`` at the first cell that is too long, or when there are more cells than ``most``.
    """
    known: dict[str, str] = {}
    filled = []
    for number, record in enumerate(within_limits(origin, records, most), start=1):
        row = list(map(str.strip, record))
        if any(row):
            filled.append((number, tuple(map(known.setdefault, row, row))))  # a text that recurs is kept once
    if max(map(len, known), default=0) > CELL.most:
        _refuse_long_cell(origin, filled)
    header = filled.pop(0)[1] if filled and filled[0][0] == 1 else ()
    return Grid(origin, header, tuple(n for n, _ in filled), tuple(row for _, row in filled), warnings)


def within_limits(
    origin: Origin, records: Iterable[Sequence[str]], most: Limit = TABLE_CELLS
) -> Iterator[Sequence[str]]:
    """The same records. Raises ``InputRejected`` when they hold more cells than ``most``."""
    cells = 0
    for number, record in enumerate(records, start=1):
        cells += len(record) or 1
        if cells > most.most:
            message = f"goes on beyond this row to more than {most.most:,} {most.of}"
            raise InputRejected([origin.fault(number, "", "TOO_BIG", message, RIGHT_FILE)])
        yield record


def _refuse_long_cell(origin: Origin, filled: Sequence[tuple[int, tuple[str, ...]]]) -> None:
    message = f"has more than {CELL.most:,} {CELL.of}"
    number = next(number for number, row in filled if max(map(len, row)) > CELL.most)
    raise InputRejected([origin.fault(number, "", "TOO_LONG", message, RIGHT_FILE)])
