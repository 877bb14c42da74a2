"""From what an importer found to the input folder: whole or not at all, and no person's change lost unsaid."""

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sufficiency.errors import Fault, InputRejected, UsageError
from sufficiency.files.whole_folder import changed_folder
from sufficiency.importers.imported import Imported, Rows
from sufficiency.importers.keys import standing_keys, with_keys, write_keys
from sufficiency.importers.merge import Change, Merging, merge
from sufficiency.importers.record import Brought, read_brought, write_record
from sufficiency.tables.authority import AUTHORITY
from sufficiency.tables.catalogue import KEYED, LISTED
from sufficiency.tables.csv_files import read_csv
from sufficiency.tables.dates import DAY_FIRST, ISO
from sufficiency.tables.folder import open_folder
from sufficiency.tables.grid import Grid, Origin
from sufficiency.tables.header import match
from sufficiency.tables.load import check
from sufficiency.tables.table import Table

POSTCODES = "postcodes.parquet"
"""The file of postcodes that an import puts into the folder."""

Write = Callable[[Path], None]
"""Writes one file at the path it is given."""


@dataclass(frozen=True, slots=True)
class Landing:
    """How an import is to land.

    ``authority``, ``year`` and ``as_at`` fill ``authority.toml`` where it is not there yet: the three-figure code, the
    academic year of the places, and the date the round is as at.
    """

    replace: bool = False
    dry_run: bool = False
    authority: str = ""
    year: str = ""
    as_at: str = ""

    def keys(self) -> dict[str, str]:
        """The keys of ``authority.toml`` that were given."""
        said = {"la_code": self.authority, "academic_year": self.year, "census_date": self.as_at}
        return {name: text for name, text in said.items() if text}


@dataclass(frozen=True, slots=True)
class Landed:
    """What an import found, what it changed, and what the folder still lacks.

    ``written`` is False for a dry run, and where ``faults`` holds an error: then nothing was changed. ``lacking`` are
    the faults that ``data check`` finds in the folder afterwards.
    """

    imported: Imported
    changes: tuple[Change, ...] = ()
    files: tuple[str, ...] = ()
    lacking: tuple[Fault, ...] = ()
    conflicts: tuple[Fault, ...] = field(default=())
    written: bool = False

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What stops or should be looked at: first of the source, then against what stands in the folder."""
        return (*self.imported.faults, *self.conflicts)

    @property
    def refused(self) -> bool:
        """Whether an error stopped the import."""
        return any(fault.severity == "error" for fault in self.faults)


def land(
    imported: Imported,
    kind: str,
    folder: Path,
    landing: Landing | None = None,
    files: Mapping[str, Write] | None = None,
) -> Landed:
    """Lay what was found into the folder, which may not exist yet; ``files`` are written beside the tables by name.

    Raises StoreTrouble where the folder cannot be written, InputRejected where what stands in it cannot be read; either
    way nothing was changed.
    """
    landing = landing or Landing()
    if any(fault.severity == "error" for fault in imported.faults):
        return Landed(imported)
    try:
        with changed_folder(folder, dry_run=landing.dry_run) as stage:
            for name, write in (files or {}).items():
                (stage / name).parent.mkdir(exist_ok=True)
                write(stage / name)
            _change_keys(stage, imported, landing)
            changes = _change(stage, kind, imported, landing)
            lacking = check(stage)
    except InputRejected as rejected:
        return Landed(imported, conflicts=rejected.faults)
    return Landed(imported, changes, tuple(files or ()), lacking, (), not landing.dry_run)


def _change(stage: Path, kind: str, imported: Imported, landing: Landing) -> tuple[Change, ...]:
    """Lay the listed tables into the copy of the folder. Raises InputRejected with every conflict."""
    _refuse_workbook(stage, imported)
    about = standing_keys(stage / AUTHORITY.file_name, AUTHORITY)
    declared = about.get("date_format", (ISO,))[0]
    settings = Merging(declared if declared == DAY_FIRST else ISO, landing.replace)
    last = read_brought(stage, kind)
    merged = [
        (table, merge(table, _standing(stage, table), imported.tables[table.name], last.get(table.name, Brought()),
                      settings))
        for table in LISTED if table.name in imported.tables
    ]  # fmt: skip
    if conflicts := [fault for _, one in merged for fault in one.conflicts]:
        raise InputRejected(conflicts)
    for table, one in merged:
        if one.change.any or not (stage / table.file_name).is_file():
            _write(stage / table.file_name, one.header, one.rows)
    write_record(stage, kind, imported, {table.name: one.brought for table, one in merged})
    return tuple(one.change for _, one in merged)


def _refuse_workbook(stage: Path, imported: Imported) -> None:
    """Raise InputRejected where a workbook already holds what the import would write beside it."""
    book = open_folder(stage).workbook
    if book and (both := [name for name in imported.tables if name in book.sheets]):
        message = f"already holds {', '.join(both)}, which the import would write as files"
        remedy = "Import into a folder of CSV files, or remove those sheets from the workbook."
        raise InputRejected([Origin(book.file).fault(0, "", "TWO_SOURCES", message, remedy)])


def _standing(stage: Path, table: Table) -> Grid | None:
    """The table as it stands. Raises InputRejected where it cannot be read."""
    path = stage / table.file_name
    if not path.is_file():
        return None
    grid = read_csv(path)
    header, faults = match(table, grid) if grid.header else (None, [])
    faults = [fault for fault in faults if fault.severity == "error" and fault.rule != "COLUMN_MISSING"]
    ragged = [
        number for number, row in zip(grid.numbers, grid.rows, strict=True) if header and len(row) != header.width
    ]
    for number in ragged:
        message, remedy = "has more or fewer cells than headings", "Mend the row, then import again."
        faults.append(grid.origin.fault(number, "", "RAGGED_ROW", message, remedy))
    if faults:
        raise InputRejected(faults)
    return grid


def _write(path: Path, header: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(header)
        lines.writerows(rows)


def _change_keys(stage: Path, imported: Imported, landing: Landing) -> None:
    """Add what the import knows to the keyed files; begin ``authority.toml`` where all it must say is known."""
    for table in KEYED:
        standing = standing_keys(stage / table.file_name, table)
        given = _given(table, imported.tables.get(table.name, ()))
        if table is AUTHORITY:
            given |= {name: (said,) for name, said in landing.keys().items()}
            given = given if standing else _begun(stage, given)
        keys, faults = with_keys(table, _named(standing), given, landing.replace)
        if faults:
            raise InputRejected(faults)
        if keys != standing and (standing or _enough(table, keys)):
            write_keys(stage, table, standing, keys)


def _given(table: Table, rows: Rows) -> dict[str, tuple[str, ...]]:
    """The keys of an import; the values of a list stand on lines of their own."""
    cells = ((column, row.get(column.name, "")) for row in rows for column in table.columns)
    return {column.name: tuple(text.splitlines()) if column.repeats else (text,) for column, text in cells if text}


def _begun(stage: Path, given: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The keys of a first ``authority.toml``: a name to be written over, and the postcodes that are there already."""
    begun = {"name": (_stand_in(given["la_code"][0]),)} if "la_code" in given else {}
    if (stage / POSTCODES).is_file():
        begun["sources.postcodes"] = (POSTCODES,)
    return begun | dict(given)


def _named(standing: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The keys that stand, but for a name that only stood in for one not known yet."""
    stands_in = (_stand_in(standing.get("la_code", ("",))[0]),)
    return {key: values for key, values in standing.items() if key != "name" or values != stands_in}


def _stand_in(la_code: str) -> str:
    return f"Authority {la_code}"


def _enough(table: Table, keys: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether the file can be begun. Raises UsageError where it cannot and what is assumed would go unsaid."""
    wanting = [column.name for column in table.columns if column.required and column.name not in keys]
    if wanting and "assumed" in keys:
        message = "What is assumed is kept in authority.toml, which is not there yet"
        raise UsageError(f"{message}: give --authority CODE, --year YEAR and --as-at DATE as well.")
    return not wanting
