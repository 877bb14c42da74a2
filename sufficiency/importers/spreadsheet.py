"""Any table of any shape to one of the input tables, by a map that a person confirmed."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from sufficiency.errors import Fault, InputRejected
from sufficiency.importers.imported import Count, Imported, Mapped, Source
from sufficiency.importers.mapping import SheetMap
from sufficiency.importers.sheets import BETWEEN, read_sheet
from sufficiency.tables.cells import misfit, read_cell, unread
from sufficiency.tables.dates import ISO
from sufficiency.tables.grid import Grid
from sufficiency.tables.headings import plain_words
from sufficiency.tables.table import Column


def read_spreadsheet(path: Path, how: SheetMap) -> Imported:
    """The rows of a sheet as rows of the table its map names. Raises InputRejected where the sheet is not as mapped."""
    dates = how.dates or ISO
    grid = read_sheet(path, how.sheet, how.header_row, dates)
    places = _places(grid, how)
    work = _Reading(grid, how, dates)
    for number, row in zip(grid.numbers, grid.rows, strict=True):
        work.take(number, row, places)
    count = Count(f"rows for {how.table.name}", len(grid.rows), len(work.rows), work.rejected, work.duplicates)
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    source = Source(path.name, digest, f"a table of {how.table.name}")
    rows = tuple(row for _, row in work.rows.values())
    faults = (*grid.warnings, *work.faults)
    return Imported((source,), {how.table.name: rows}, (count,), tuple(_mapped(grid, how)), faults)


def _places(grid: Grid, how: SheetMap) -> dict[str, int]:
    """Where the heading of each mapped column stands. Raises InputRejected for one that is not there, or twice."""
    words = [plain_words(heading) for heading in grid.header]
    faults = []
    for name, heading in how.columns.items():
        standing = words.count(plain_words(heading))
        if standing != 1:
            message = (
                f"is mapped to {name}, but stands {'nowhere' if not standing else 'more than once'} in the headings"
            )
            remedy = "Correct the map, or the headings of the file."
            faults.append(grid.origin.fault(how.header_row, heading[:60], "HEADING", message, remedy))
    if faults:
        raise InputRejected(faults)
    return {name: words.index(plain_words(heading)) for name, heading in how.columns.items()}


class _Reading:
    """The rows read so far, by key; and what was wrong with others."""

    def __init__(self, grid: Grid, how: SheetMap, dates: str) -> None:
        self.origin, self.how, self.dates, self.width = grid.origin, how, dates, len(grid.header)
        self.codes = {
            name: {plain_words(word): code for word, code in words.items()} for name, words in how.values.items()
        }
        self.rows: dict[tuple[str, ...], tuple[int, Mapping[str, str]]] = {}
        self.faults: list[Fault] = []
        self.rejected = self.duplicates = 0

    def take(self, number: int, row: tuple[str, ...], places: Mapping[str, int]) -> None:
        cells, wrong = self._cells(number, row, places)
        key = tuple(cells.get(name, "") for name in self.how.table.key)
        earlier = self.rows.get(key)
        if not wrong and earlier and earlier[1] == cells:
            self.duplicates += 1
            return
        if not wrong and earlier:
            message = f"says otherwise than row {earlier[0]}, which has the same {' and '.join(self.how.table.key)}"
            words = ("CONTRADICTS", message, "Keep the row that is right.")
            wrong = [self.origin.fault(number, self._heading(self.how.table.key[0]), *words)]
        if wrong:
            self.rejected += 1
            self.faults += wrong
        else:
            self.rows[key] = number, cells

    def _cells(
        self, number: int, row: tuple[str, ...], places: Mapping[str, int]
    ) -> tuple[dict[str, str], list[Fault]]:
        """The row as the table writes it, and what does not fit."""
        if len(row) > self.width:
            message = f"has {len(row)} cells under {self.width} headings, so its cells cannot be told apart"
            remedy = "Put quotation marks round a cell that holds a comma."
            return {}, [self.origin.fault(number, "", "RAGGED_ROW", message, remedy)]
        cells, wrong = {}, []
        for name, text in self._texts(row, places):
            column = self.how.table.column(name)
            value = read_cell(column, text, self.dates)
            if unread(value):
                words = misfit(column, text, self.dates)
                wrong.append(self.origin.fault(number, self._heading(name), *words))
            else:
                cells[name] = column.kind.write(value, ISO) if text else ""
        return cells, wrong

    def _texts(self, row: tuple[str, ...], places: Mapping[str, int]) -> Iterator[tuple[str, str]]:
        for name, at in places.items():
            text = row[at] if at < len(row) else ""
            yield name, self._coded(self.how.table.column(name), text)
        yield from self.how.always.items()

    def _coded(self, column: Column, text: str) -> str:
        codes = self.codes.get(column.name)
        if not codes or not text:
            return text
        if column.kind.name != "list of codes" or plain_words(text) in codes:
            return codes.get(plain_words(text), text)
        return "|".join(codes.get(plain_words(part), part.strip()) for part in BETWEEN.split(text) if part.strip())

    def _heading(self, name: str) -> str:
        return self.how.columns.get(name, name)


def _mapped(grid: Grid, how: SheetMap) -> Iterator[Mapped]:
    """Every heading with what became of it, the columns that are always the same, and required ones that none gives."""
    by_heading = {plain_words(heading): name for name, heading in how.columns.items()}
    for heading in grid.header:
        name = by_heading.get(plain_words(heading), "")
        words = len(how.values.get(name, ()))
        says = "not read" if not name else f"by code; words mapped: {words}" if words else "as it is"
        if heading:
            yield Mapped(heading[:60], f"{how.table.name}.{name}" if name else "-", says)
    for name, text in how.always.items():
        yield Mapped("-", f"{how.table.name}.{name}", f'always "{text}"')
    for column in how.table.columns:
        if column.required and column.name not in how.columns and column.name not in how.always:
            yield Mapped("-", f"{how.table.name}.{column.name}", "not given: stays as it is, or is to be filled in")
