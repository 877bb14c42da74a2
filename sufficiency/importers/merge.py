"""Rows of an import laid into a table that may be there already, so that no person's change is lost unsaid.

Three versions of each row are compared, over the columns the import gives: as it stands, as the last import of this
kind brought it, and as the source says now. Columns that the import does not give are the authority's and stay.

    stands as the source says            nothing to do
    source as it was last time           a person changed or removed the row: that stands
    stands as it was brought last time   the source changed: the row follows it
    neither                              a conflict: reported, unless the source is to replace it
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sufficiency.errors import Fault
from sufficiency.importers.record import Brought
from sufficiency.tables.dates import ISO
from sufficiency.tables.grid import Grid
from sufficiency.tables.header import plain
from sufficiency.tables.kinds import DATE
from sufficiency.tables.table import Table

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of the rows of one table. ``kept``: a person's change stands; ``gone``: not in the source now."""

    table: str
    added: int = 0
    followed: int = 0
    unchanged: int = 0
    kept: int = 0
    gone: int = 0

    @property
    def any(self) -> bool:
        """Whether the file has to be written."""
        return bool(self.added or self.followed)


@dataclass(frozen=True, slots=True)
class Merged:
    """A table after an import: header and rows to write, what changed, what was brought, and the conflicts."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    change: Change
    brought: Brought
    conflicts: tuple[Fault, ...]


def merge(table: Table, standing: Grid | None, given: Sequence[Row], last: Brought, settings: "Merging") -> Merged:
    """Lay the rows given into the table as it stands (None: it is not there)."""
    columns = tuple(column.name for column in table.columns if any(column.name in row for row in given))
    work = _Work(table, standing, columns, last, settings)
    for row in given:
        work.lay(row)
    return work.merged()


@dataclass(frozen=True, slots=True)
class Merging:
    """How to merge: the date format of the folder, and whether the source replaces what stands against it."""

    date_format: str = ISO
    replace: bool = False


def canonical(table: Table, row: Row, date_format: str) -> dict[str, str]:
    """The cells that hold anything, each as its kind writes it; as they stand where they do not fit."""
    cells = {}
    for column in table.columns:
        if text := row.get(column.name, ""):
            try:
                cells[column.name] = column.kind.write(column.kind.parse(text, date_format), ISO)
            except ValueError:
                cells[column.name] = text
    return cells


def _fingerprint(cells: Mapping[str, str], columns: Sequence[str]) -> str:
    said = json.dumps([[name, cells[name]] for name in sorted(columns) if name in cells])
    return hashlib.sha256(said.encode()).hexdigest()[:16]


class _Work:
    """One table while an import is laid into it."""

    def __init__(
        self, table: Table, standing: Grid | None, columns: tuple[str, ...], last: Brought, settings: Merging
    ) -> None:
        self.table, self.columns, self.last, self.settings = table, columns, last, settings
        self.origin = standing.origin if standing else None
        known = tuple(column.name for column in table.columns)
        self.header = standing.header if standing and standing.header else known
        names = tuple(plain(name) for name in self.header)
        self.header += tuple(name for name in columns if name not in names)
        self.names = names + tuple(name for name in columns if name not in names)
        rows = standing.rows if standing else ()
        self.numbers = list(standing.numbers if standing else ())
        self.rows = [dict(zip(self.names, row, strict=False)) for row in rows]
        self.place: dict[str, int] = {}
        for at, row in enumerate(self.rows):
            self.place.setdefault(self._key(row, settings.date_format), at)
        self.brought: dict[str, str] = {}
        self.conflicts: list[Fault] = []
        self.count = dict.fromkeys(("added", "followed", "unchanged", "kept"), 0)

    def _key(self, row: Row, date_format: str) -> str:
        cells = canonical(self.table, row, date_format)
        return "|".join(cells.get(name, "") for name in self.table.key)

    def lay(self, row: Row) -> None:
        key = self._key(row, ISO)
        says = canonical(self.table, row, ISO)
        said = self.brought[key] = _fingerprint(says, self.columns)
        as_last_time = self.last.rows.get(key) == said
        at = self.place.get(key)
        if at is None:
            if as_last_time and not self.settings.replace:
                self.count["kept"] += 1
            else:
                self._add(key, row)
            return
        stands = canonical(self.table, self.rows[at], self.settings.date_format)
        if _fingerprint(stands, self.columns) == said:
            self.count["unchanged"] += 1
        elif self.settings.replace or self.last.rows.get(key) == _fingerprint(stands, self.last.columns):
            self.rows[at] |= self._texts(row)
            self.count["followed"] += 1
        elif as_last_time:
            self.count["kept"] += 1
        else:
            self._conflict(at, [name for name in self.columns if stands.get(name) != says.get(name)])

    def _add(self, key: str, row: Row) -> None:
        self.place[key] = len(self.rows)
        self.rows.append(self._texts(row))
        self.count["added"] += 1

    def _texts(self, row: Row) -> dict[str, str]:
        """The cells to write, dates in the folder's own format."""
        return {name: self._dated(name, row.get(name, "")) for name in self.columns}

    def _dated(self, name: str, text: str) -> str:
        kind = self.table.column(name).kind
        return kind.write(kind.parse(text, ISO), self.settings.date_format) if kind == DATE and text else text

    def _conflict(self, at: int, columns: Sequence[str]) -> None:
        assert self.origin is not None
        message = (
            f"the source says otherwise in {', '.join(columns)}, and this row was not brought by an import as it is"
        )
        remedy = "Correct the row, or import again with --replace to let the source stand in every row it holds."
        self.conflicts.append(self.origin.fault(self.numbers[at], columns[0], "CONFLICT", message, remedy))

    def merged(self) -> Merged:
        gone = sum(key in self.place and key not in self.brought for key in self.last.rows)
        rows = tuple(tuple(row.get(name, "") for name in self.names) for row in self.rows)
        change = Change(self.table.name, **self.count, gone=gone)
        return Merged(self.header, rows, change, Brought(self.columns, self.brought), tuple(self.conflicts))
