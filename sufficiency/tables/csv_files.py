"""Reading a CSV file to raw text, whatever wrote it: UTF-8 or UTF-16 with a mark, or an old Windows code page."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from sufficiency.guards.limits import TABLE_BYTES, TABLE_CELLS, Limit
from sufficiency.guards.refusal import refusal
from sufficiency.guards.text import Text, look_at_text, refuse_long_lines
from sufficiency.tables.grid import Grid, Origin, grid_of, within_limits


def read_csv(path: Path, size: Limit = TABLE_BYTES, cells: Limit = TABLE_CELLS) -> Grid:
    """The grid of a CSV file. Raises ``InputRejected`` with the one fault that stopped the reading."""
    text = look_at_text(path, limit=size)
    return grid_of(Origin(path.name), _records(text, cells), text.warnings, cells)


def read_records(path: Path, size: Limit = TABLE_BYTES, cells: Limit = TABLE_CELLS) -> Iterator[Sequence[str]]:
    """Every record as it stands in the file, the header first. Raises as ``read_csv`` does."""
    return within_limits(Origin(path.name), _records(look_at_text(path, limit=size), cells), cells)


def _records(text: Text, most: Limit) -> Iterator[list[str]]:
    refuse_long_lines(text, most)
    read = 0
    try:
        with text.open() as stream:
            for record in csv.reader(stream, strict=True):
                read += 1
                yield record
    except csv.Error as error:
        message = f"has a quotation mark that is not closed, or stands inside a cell ({error}), at or after this row"
        remedy = "Write a quotation mark inside a cell twice, and put one at each end of that cell."
        raise refusal(text.name, "BROKEN_QUOTES", message, remedy, read + 1) from None
