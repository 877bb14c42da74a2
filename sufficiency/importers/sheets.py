"""One sheet of any file, as text: a CSV file, or a sheet of a workbook, with its headings in whichever row they are."""

import re
from dataclasses import replace
from pathlib import Path

from sufficiency.errors import InputRejected
from sufficiency.tables.csv_files import read_csv
from sufficiency.tables.dates import ISO
from sufficiency.tables.grid import Grid, Origin
from sufficiency.tables.workbooks import open_workbook

BETWEEN = re.compile(r"[|;,/]+")
"""What stands between the words of a list in one cell; a space is part of a word."""


def read_sheet(path: Path, sheet: str = "", header_row: int = 1, dates: str = ISO) -> Grid:
    """The grid below the headings. ``dates``: how the dates that a workbook keeps as dates are to be written.

    Raises InputRejected where the file cannot be read, a workbook has several sheets and none is named, or the row of
    headings is empty.
    """
    grid = _below(_whole(path, sheet, dates), header_row)
    if not any(grid.header):
        message = "has no headings in this row"
        words = ("NO_HEADER", message, "Give the row of the headings as header_row in the map.")
        raise InputRejected([grid.origin.fault(header_row, "", *words)])
    return grid


def _whole(path: Path, sheet: str, dates: str) -> Grid:
    if path.suffix.casefold() != ".xlsx":
        return read_csv(path)
    book = open_workbook(path)
    titles = {title: plain for plain, title in book.sheets.items()}
    if not sheet and len(titles) == 1:
        sheet = next(iter(titles))
    if sheet not in titles:
        message = f"has no sheet named {sheet}" if sheet else "has several sheets"
        remedy = f'Write in the map sheet = "..." with one of: {", ".join(titles)}.'
        raise InputRejected([Origin(path.name).fault(0, "", "SHEET_MISSING", message, remedy)])
    return book.read(titles[sheet], dates)


def _below(grid: Grid, header_row: int) -> Grid:
    if header_row == 1:
        return grid
    rows = [pair for pair in zip(grid.numbers, grid.rows, strict=True) if pair[0] >= header_row]
    header = rows.pop(0)[1] if rows and rows[0][0] == header_row else ()
    return replace(grid, header=header, numbers=tuple(n for n, _ in rows), rows=tuple(row for _, row in rows))
