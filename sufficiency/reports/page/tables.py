"""Tables as the page lays them out: a caption, named columns, and cells that are already words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

SHOWN = 3_000
"""Rows of one table that the page shows at most: more is a file to search, not a page to read."""


@dataclass(frozen=True, slots=True)
class Column:
    """A heading; ``number`` aligns its cells to the right."""

    name: str
    number: bool = False


@dataclass(frozen=True, slots=True)
class PageTable:
    """One table. The first cell of each row is its heading; ``stacked`` lays rows out as cards on a narrow screen."""

    ident: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    stacked: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing with the table of the same facts. ``svg`` is blank where no drawing could be made."""

    ident: str
    title: str
    svg: str
    table: PageTable


def table(
    ident: str, caption: str, columns: Sequence[str], rows: Iterable[Sequence[object]], *, stacked: bool = False
) -> PageTable:
    """A table from names and values; a column named ``#Places`` holds numbers and is headed ``Places``."""
    heads = tuple(Column(name.lstrip("#"), name.startswith("#")) for name in columns)
    return PageTable(ident, caption, heads, tuple(tuple(str(cell) for cell in row) for row in rows), stacked)


def shown(table: PageTable, file: str) -> PageTable:
    """The table as the page shows it: where it is too long, its first rows, and a caption that says where all are."""
    if len(table.rows) <= SHOWN:
        return table
    caption = f"{table.caption}; the first {SHOWN:,} of {len(table.rows):,}, all of them in {file}"
    return replace(table, caption=caption, rows=table.rows[:SHOWN])
