"""Where a fault stands in a sheet: from the row and the column it names to cells."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from sufficiency.errors import Fault
from sufficiency.tables.authority import ALIASES
from sufficiency.tables.header import plain

Cell = tuple[int, int]
"""Row and column, counted from 1 as Excel does."""

_HEADER = 1
_BY_NUMBER = re.compile(r"\(column ([0-9]{1,5})\)")


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet with its headings and its width, which the library counts anew whenever it is asked."""

    sheet: Worksheet
    headings: tuple[str, ...]

    def value(self, cell: Cell) -> Any:
        """What stands in a cell."""
        return self.sheet.cell(*cell).value

    def filled(self, row: int) -> Iterator[Cell]:
        """The cells of a row as far as the last filled one."""
        columns = range(1, len(self.headings) + 1)
        last = max((at for at in columns if self.value((row, at)) not in (None, "")), default=0)
        return ((row, at) for at in columns[:last])


def layout_of(sheet: Worksheet) -> Layout:
    """The layout of a sheet; headings are the texts of row 1, as wide as the widest row."""
    values = next(sheet.iter_rows(max_row=_HEADER, values_only=True), ())
    return Layout(sheet, tuple("" if value is None else str(value).strip() for value in values))


def cells_of(fault: Fault, layout: Layout) -> tuple[Cell, ...]:
    """The cells a fault names: none for a whole sheet, the filled ones of a row where it names no column.

    A heading that is missing is the cell after the last one.
    """
    if not fault.row:
        return tuple(_values_of_key(fault.column, layout)) if fault.column else ()
    if not fault.column:
        return tuple(layout.filled(fault.row))
    found = tuple((fault.row, at) for at in _columns(fault.column, layout.headings))
    if found or fault.row != _HEADER:
        return found
    return ((_HEADER, 1 + len(tuple(layout.filled(_HEADER)))),)


def _columns(name: str, headings: tuple[str, ...]) -> Iterator[int]:
    """The columns under a heading, or under each heading of a key such as ``child_ref+rank``."""
    wanted = {plain(part) for part in name.split("+")} | {plain(name)}
    by_number = _BY_NUMBER.fullmatch(name)
    for at, heading in enumerate(headings, start=1):
        if plain(heading) in wanted - {""} or heading[:40] == name or (by_number and at == int(by_number[1])):
            yield at


def _values_of_key(key: str, layout: Layout) -> Iterator[Cell]:
    """The value cells of one key, where the sheet is one of keys and values."""
    if [plain(heading) for heading in layout.headings[:2]] == ["key", "value"]:
        for row, (name,) in enumerate(layout.sheet.iter_rows(max_col=1, values_only=True), start=1):
            if name and ALIASES.get(str(name).strip(), str(name).strip()) == key:
                yield row, 2
