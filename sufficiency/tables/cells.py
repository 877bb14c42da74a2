"""First pass: every cell by itself. Each distinct text of a column is read once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sufficiency.errors import Fault
from sufficiency.guards.limits import FAULTS
from sufficiency.tables.dates import expected
from sufficiency.tables.grid import Grid, Origin
from sufficiency.tables.header import Header
from sufficiency.tables.kinds import DATE, POSTCODE, REFERENCE, REFERENCES
from sufficiency.tables.table import Column, Record, Table

SHOWN = 40
CHECK_AGAIN = "Correct what they have in common, then check again."
_LOOKS_LIKE_DATE = re.compile(r"[0-9]{1,4}[-/. ][0-9A-Za-z]{1,9}[-/. ][0-9]{2,4}")
_LOOKS_LIKE_POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?\s*[0-9][A-Z]{2}", re.IGNORECASE)
_UNREAD = object()


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one table as domain values.

    An unreadable cell is absent from its record. ``doubtful`` holds the texts of rows and key cells that could not be
    read, so that a reference to one of them is not reported a second time as unknown.
    """

    table: Table
    origin: Origin
    numbers: tuple[int, ...]
    records: tuple[Record, ...]
    doubtful: frozenset[str] = frozenset()


def read_cells(table: Table, grid: Grid, header: Header, date_format: str) -> tuple[Rows, list[Fault]]:
    """The rows of a table, and a fault for every cell that does not fit its column."""
    fits = [len(row) == header.width for row in grid.rows]
    kept = [(number, row) for number, row, fit in zip(grid.numbers, grid.rows, fits, strict=True) if fit]
    lost = [(number, row) for number, row, fit in zip(grid.numbers, grid.rows, fits, strict=True) if not fit]
    faults = [_ragged(grid.origin, number, row, header.width) for number, row in lost]
    doubtful = {text for _, row in lost for text in row if text}
    numbers = tuple(number for number, _ in kept)
    columns, misfits = [], []
    for column in table.columns:
        place = header.places.get(column.name)
        texts = [row[place] for _, row in kept] if place is not None else [""] * len(kept)
        values, wrong = _read_column(column, texts, date_format, headed=place is not None)
        columns.append(values)
        misfits.append((column, texts, wrong))
        if column.name in table.key:
            doubtful |= {texts[at] for at in wrong}
    for column, texts, wrong in _nameable(misfits, grid.origin, faults):
        faults += [_misfit(column, grid.origin, numbers[at], texts[at], date_format) for at in wrong]
    return Rows(table, grid.origin, numbers, _records(table, columns), frozenset(doubtful)), faults


Misfits = tuple[Column, list[str], list[int]]
"""A column, its texts, and where among them one does not fit."""


def _nameable(misfits: list[Misfits], origin: Origin, faults: list[Fault]) -> Iterator[Misfits]:
    """All of them; or the first of each row where they are too many, which adds a fault that says so."""
    count = sum(len(wrong) for _, _, wrong in misfits)
    if count <= FAULTS.most:
        yield from misfits
        return
    message = f"has {count:,} cells that do not fit their columns; the first of each row is named"
    faults.append(origin.fault(0, "", "TOO_MANY_FAULTS", message, CHECK_AGAIN))
    named: set[int] = set()
    for column, texts, wrong in misfits:
        yield column, texts, [at for at in wrong if at not in named]
        named.update(wrong)


def _records(table: Table, columns: list[list[Any]]) -> tuple[Record, ...]:
    """One record for each row, without the cells that could not be read."""
    names = [column.name for column in table.columns]
    records = [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]
    for name, values in zip(names, columns, strict=True):
        for at, value in enumerate(values):
            if value is _UNREAD:
                del records[at][name]
    return tuple(records)


def _read_column(column: Column, texts: list[str], date_format: str, headed: bool) -> tuple[list[Any], list[int]]:
    """The values of a column and the positions of the cells that do not fit."""
    known = {text: read_cell(column, text, date_format) for text in dict.fromkeys(texts)}
    values = [known[text] for text in texts]
    if not headed or _UNREAD not in known.values():
        return values, []
    return values, [at for at, value in enumerate(values) if value is _UNREAD]


def read_cell(column: Column, text: str, date_format: str) -> Any:
    """The value of one cell; its default where blank; a mark (see ``unread``) where it does not fit."""
    if not text:
        return _UNREAD if column.required else column.default
    try:
        return column.kind.parse(text, date_format)
    except ValueError:
        return _UNREAD


def unread(value: Any) -> bool:
    """Whether the value stands for a cell that did not fit its column."""
    return value is _UNREAD


def misfit(column: Column, text: str, date_format: str) -> tuple[str, str, str]:
    """Rule, message and remedy for a cell that does not fit its column; private values are never quoted."""
    wanted = expected(date_format) if column.kind == DATE else column.kind.expects
    if not text:
        return "BLANK", f"is blank; {wanted} is needed", column.advice
    return column.kind.rule, f"{quoted(column, text)} is not {wanted}", column.advice


def quoted(column: Column, text: str) -> str:
    """The text in quotation marks, cut at forty characters; described instead where it could identify a child."""
    if column.private or column.kind in (REFERENCE, REFERENCES):
        return "a value that is not shown"
    if column.kind != POSTCODE and _LOOKS_LIKE_POSTCODE.search(text):
        return "a value that looks like a postcode"
    if column.kind != DATE and _LOOKS_LIKE_DATE.search(text):
        return "a value that looks like a date"
    shown = "".join(letter if letter.isprintable() else "?" for letter in text)
    return f'"{shown[:SHOWN]}..."' if len(shown) > SHOWN else f'"{shown}"'


def _misfit(column: Column, origin: Origin, number: int, text: str, date_format: str) -> Fault:
    return origin.fault(number, column.name, *misfit(column, text, date_format))


def _ragged(origin: Origin, number: int, row: tuple[str, ...], width: int) -> Fault:
    message = f"has {len(row)} cells under {width} headings, so its cells cannot be told apart"
    remedy = "Put quotation marks round a cell that holds a comma, and leave no cell out."
    return origin.fault(number, "", "RAGGED_ROW", message, remedy)
