"""Proposing the map of a spreadsheet from its headings and the words in its columns of codes; a person confirms it."""

from pathlib import Path

from sufficiency.importers.mapping import TABLES, SheetMap
from sufficiency.importers.sheets import BETWEEN, read_sheet
from sufficiency.tables.cells import read_cell, unread
from sufficiency.tables.dates import ISO
from sufficiency.tables.grid import Grid
from sufficiency.tables.headings import code_for, headings_of, plain_words
from sufficiency.tables.table import Column, Table

MOST_WORDS, LONGEST_WORD = 60, 60
"""A column of codes has few words, and short ones; another column is not one, and its words are not written out."""

COMMENTS = (
    "Proposed from the headings of {file}. Nothing was read by it yet.",
    "Look it through: every heading beside its column, every word beside its code, how dates are written.",
    "Take out what is not meant to be read. [always] gives a column the same text in every row.",
)
"""What stands at the head of a proposed map."""

_CODED = ("code", "list of codes")


def propose(path: Path, table_name: str = "", sheet: str = "", header_row: int = 1) -> SheetMap:
    """The likeliest map: of the table named, else of the one that most headings are known for.

    Raises InputRejected where the sheet cannot be read.
    """
    grid = read_sheet(path, sheet, header_row)
    tables = [TABLES[table_name]] if table_name else list(TABLES.values())
    table = max(tables, key=lambda one: len(_columns(one, grid)))
    columns = _columns(table, grid)
    title = grid.origin.sheet
    values = {
        name: words
        for name, heading in columns.items()
        if table.column(name).kind.name in _CODED and (words := _words(table, table.column(name), grid, heading))
    }
    return SheetMap(table, columns, title, header_row, values=values)


def _columns(table: Table, grid: Grid) -> dict[str, str]:
    """The heading of each column that one is known for; each heading once, a column's own name before its others."""
    free = {plain_words(heading): heading for heading in grid.header if plain_words(heading)}
    found = {}
    for known in (_own_name, headings_of):
        for column in table.columns:
            if column.name not in found and (match := known(table, column) & free.keys()):
                found[column.name] = free.pop(min(match))
    return {column.name: found[column.name] for column in table.columns if column.name in found}


def _own_name(_: Table, column: Column) -> frozenset[str]:
    return frozenset((plain_words(column.name),))


def _words(table: Table, column: Column, grid: Grid, heading: str) -> dict[str, str]:
    """The words of a column that are not its codes already, with the code each stands for, or blank."""
    at = grid.header.index(heading)
    written = sorted({row[at] for row in grid.rows if at < len(row) and row[at]})
    if column.kind.name == "list of codes":
        written = sorted({part.strip() for text in written for part in BETWEEN.split(text) if part.strip()})
    words = {text: code_for(table, column, text) for text in written if unread(read_cell(column, text, ISO))}
    return words if len(words) <= MOST_WORDS and all(len(text) <= LONGEST_WORD for text in words) else {}
