"""Tables as pages show them: cells that may be links or tags, columns that may be sorted by."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sufficiency.reports.page.tables import PageTable
from sufficiency.reports.words import day


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell says; ``href`` makes it a link, ``tag`` a tag of that colour (its words say the same)."""

    says: str
    href: str = ""
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """One column; ``sort`` is what the query string calls it, where the list can be put in its order."""

    name: str
    number: bool = False
    sort: str = ""


@dataclass(frozen=True, slots=True)
class ListTable:
    """One table. The first cell of a row is its heading."""

    ident: str
    caption: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[Cell, ...], ...]


def listed(ident: str, caption: str, names: Sequence[str], rows: Iterable[Sequence[Cell | str]]) -> ListTable:
    """A table from names and values; a column named ``#Places`` holds numbers."""
    heads = tuple(Head(name.lstrip("#"), name.startswith("#")) for name in names)
    return ListTable(ident, caption, heads, tuple(tuple(map(_cell, row)) for row in rows))


def from_report(table: PageTable, link: Callable[[str], str] | None = None) -> ListTable:
    """A table of the report, as it is; ``link`` gives the address for the heading of a row."""
    heads = tuple(Head(column.name, column.number) for column in table.columns)
    rows = (tuple(map(Cell, row)) for row in table.rows)
    linked = ((Cell(first.says, link(first.says)), *rest) if link else (first, *rest) for first, *rest in rows)
    return ListTable(table.ident, table.caption, heads, tuple(linked))


def moment(at: datetime) -> str:
    """``9 January 2026, 14:05``."""
    return f"{day(at.date())}, {at:%H:%M}"


def _cell(value: Cell | str) -> Cell:
    return value if isinstance(value, Cell) else Cell(value)
