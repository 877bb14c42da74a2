"""Matching a header to the columns of a table; everything wrong with it is structural."""

import re
from dataclasses import dataclass

from sufficiency.errors import Fault
from sufficiency.tables.grid import Grid
from sufficiency.tables.table import Table

_GAPS = re.compile(r"[\s_\-]+")
_OTHER_DELIMITERS = {";": "semicolons", "\t": "tabs", "|": "bars"}


@dataclass(frozen=True, slots=True)
class Header:
    """Where each known column stands in a row; ``width`` is the number of headed cells."""

    places: dict[str, int]
    width: int


def plain(name: str) -> str:
    """A column name without capitals, and with one underscore for spaces and dashes."""
    return _GAPS.sub("_", name.strip().casefold()).strip("_")


def match(table: Table, grid: Grid) -> tuple[Header, list[Fault]]:
    """The header and its faults: errors for what is missing or doubled, warnings for what is not known."""
    names = [plain(name) for name in grid.header]
    known = {column.name for column in table.columns}
    if fault := _not_a_header(table, grid, known):
        return Header({}, 0), [fault]
    places = {name: names.index(name) for name in names if name in known}
    faults = _doubled(grid, names, known) + _missing(table, grid, names) + _unknown(table, grid, names, known)
    return Header(places, len(names)), faults


def _not_a_header(table: Table, grid: Grid, known: set[str]) -> Fault | None:
    """The one fault to report where the first row is no header at all."""
    if not grid.header:
        message, remedy = "has no header in row 1", f"Put the column names in row 1: {_required(table)}."
        return grid.origin.fault(1 if grid.rows else 0, "", "NO_HEADER", message, remedy)
    for mark, words in _OTHER_DELIMITERS.items():
        if len(known & {plain(name) for name in ",".join(grid.header).split(mark)}) > 1:
            message, remedy = f"separates its columns by {words}, not commas", "Save it as CSV separated by commas."
            return grid.origin.fault(1, "", "SEPARATOR", message, remedy)
    if not known & {plain(name) for name in grid.header}:
        # Row 1 may be a child's row then, so nothing of it is quoted.
        message, remedy = "has no column of this table in row 1", f"Put the column names in row 1: {_required(table)}."
        return grid.origin.fault(1, "", "NO_HEADER", message, remedy)
    return None


def _required(table: Table) -> str:
    return ", ".join(column.name for column in table.columns if column.required)


def _doubled(grid: Grid, names: list[str], known: set[str]) -> list[Fault]:
    return [
        grid.origin.fault(1, name, "COLUMN_TWICE", "stands in the header more than once", "Keep one of the columns.")
        for name in dict.fromkeys(names)
        if name in known and names.count(name) > 1
    ]


def _missing(table: Table, grid: Grid, names: list[str]) -> list[Fault]:
    remedy = "Add the column; the header must be row 1."
    lost = [column.name for column in table.columns if column.required and column.name not in names]
    faults = [grid.origin.fault(1, name, "COLUMN_MISSING", "is missing from the header", remedy) for name in lost]
    for group in table.either:
        if not set(group) & set(names):
            message = f"is missing from the header, and so is {' and '.join(group[1:])}"
            faults.append(grid.origin.fault(1, group[0], "COLUMN_MISSING", message, "Add one of the columns to row 1."))
    return faults


def _unknown(table: Table, grid: Grid, names: list[str], known: set[str]) -> list[Fault]:
    remedy = (
        f"Nothing to do if it is not meant to be read; the columns read are {', '.join(c.name for c in table.columns)}."
    )
    faults = []
    for place, name in enumerate(names):
        if name in known or not any(place < len(row) and row[place] for row in grid.rows):
            continue
        shown = grid.header[place][:40] or f"(column {place + 1})"
        faults.append(
            grid.origin.warning(1, shown, "COLUMN_UNKNOWN", "is not a column of this table; not read", remedy)
        )
    return faults
