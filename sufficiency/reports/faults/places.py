"""Where a fault stands in a sheet: from the row and the column it names to cells."""

import re
from collections.abc import Iterator

from openpyxl.worksheet.worksheet import Worksheet

from sufficiency.errors import Fault
from sufficiency.tables.authority import ALIASES
from sufficiency.tables.header import plain

Cell = tuple[int, int]
"""Row and column, counted from 1 as Excel does."""

_HEADER = 1
_BY_NUMBER = re.compile(r"\(column ([0-9]{1,5})\)")


def cells_of(fault: Fault, sheet: Worksheet) -> tuple[Cell, ...]:
    """The cells a fault names: none for a whole sheet, the filled ones of a row where it names no column."""
    if not fault.row:
        return tuple(_values_of_key(fault.column, sheet)) if fault.column else ()
    if not fault.column:
        return tuple((fault.row, at) for at in range(1, _width(sheet, fault.row) + 1))
    found = tuple((fault.row, at) for at in _columns(fault.column, sheet))
    if found:
        return found
    return ((_HEADER, _width(sheet, _HEADER) + 1),) if fault.row == _HEADER else ()


def _columns(name: str, sheet: Worksheet) -> Iterator[int]:
    """The columns under a heading, or under each heading of a key such as ``child_ref+rank``."""
    wanted = {plain(part) for part in name.split("+")} | {plain(name)}
    by_number = _BY_NUMBER.fullmatch(name)
    for at, heading in enumerate(_row(sheet, _HEADER), start=1):
        if plain(heading) in wanted - {""} or heading[:40] == name or (by_number and at == int(by_number[1])):
            yield at


def _values_of_key(key: str, sheet: Worksheet) -> Iterator[Cell]:
    """The value cells of one key, where the sheet is one of keys and values."""
    if [plain(heading) for heading in _row(sheet, _HEADER)[:2]] == ["key", "value"]:
        for row, (name,) in enumerate(sheet.iter_rows(max_col=1, values_only=True), start=1):
            if name and ALIASES.get(str(name).strip(), str(name).strip()) == key:
                yield row, 2


def _row(sheet: Worksheet, number: int) -> list[str]:
    """The texts of one row; a cell that was never filled is not made by looking at it."""
    (values,) = sheet.iter_rows(min_row=number, max_row=number, values_only=True)
    return ["" if value is None else str(value).strip() for value in values]


def _width(sheet: Worksheet, number: int) -> int:
    """The last filled column of a row."""
    return max((at for at, text in enumerate(_row(sheet, number), start=1) if text), default=0)
