"""What lies in an input folder: one file for each table, or one workbook for all of them."""

from dataclasses import dataclass
from pathlib import Path

from sufficiency.errors import Fault, InputRejected
from sufficiency.files.whole_folder import recover
from sufficiency.tables.catalogue import TABLES
from sufficiency.tables.grid import Origin
from sufficiency.tables.table import Table
from sufficiency.tables.workbooks import Workbook, open_workbook

_DATA = (".csv", ".tsv", ".xls", ".xlsm", ".xlsb", ".ods", ".toml")
_START = "Start from the blank folder: sufficiency data template FOLDER."


@dataclass(frozen=True, slots=True)
class Folder:
    """The files of a folder by plain name, and the workbook where there is one."""

    path: Path
    files: dict[str, Path]
    workbook: Workbook | None

    def file_of(self, table: Table) -> Path | None:
        """The plain file of a table."""
        return self.files.get(table.file_name)

    def sheet_of(self, table: Table) -> Workbook | None:
        """The workbook, where it has a sheet for the table."""
        return self.workbook if self.workbook and table.name in self.workbook.sheets else None

    def missing(self, table: Table) -> Fault:
        """The fault of a table that is nowhere."""
        if self.workbook and not table.keyed:
            words = ("SHEET_MISSING", f"has no sheet named {table.name}", _START)
            return Origin(self.workbook.file, table.name).fault(0, "", *words)
        return Origin(table.file_name).fault(0, "", "FILE_MISSING", "is not in the folder", _START)


def open_folder(path: Path) -> Folder:
    """The folder. Raises ``InputRejected`` where it is none, or where two files claim one name."""
    here = Origin(path.name or ".")
    recover(path)
    if not path.is_dir():
        message = "is a file, not a folder" if path.exists() else "does not exist"
        raise InputRejected([here.fault(0, "", "NOT_A_FOLDER", message, "Give the folder that holds the tables.")])
    try:
        entries = sorted(path.iterdir())
    except OSError as error:
        message = f"cannot be listed ({error.strerror})"
        raise InputRejected([here.fault(0, "", "UNREADABLE", message, "Check that you may open it.")]) from None
    files = _by_plain_name([entry for entry in entries if not entry.name.startswith(("~$", "."))])
    books = [file for name, file in files.items() if name.endswith(".xlsx")]
    if len(books) > 1:
        message, remedy = "is one of several workbooks in the folder", "Keep the one that holds this round."
        raise InputRejected([Origin(book.name).fault(0, "", "SEVERAL_WORKBOOKS", message, remedy) for book in books])
    return Folder(path, files, open_workbook(books[0]) if books else None)


def _by_plain_name(entries: list[Path]) -> dict[str, Path]:
    files: dict[str, Path] = {}
    for entry in entries:
        plain = entry.name.casefold()
        if plain in files:
            message, remedy = f"has the same name as {files[plain].name} but for capitals", "Keep one of the two."
            raise InputRejected([Origin(entry.name).fault(0, "", "FILE_TWICE", message, remedy)])
        files[plain] = entry
    return files


def not_read(folder: Folder, sources: tuple[tuple[str, str], ...]) -> list[Fault]:
    """A warning for each data file and sheet that no table claims."""
    claimed = {table.file_name for table in TABLES} | {Path(path).name.casefold() for _, path in sources}
    names = ", ".join(table.name for table in TABLES)
    remedy = f"Nothing to do if it is not meant to be read; the tables are {names}."
    warnings = [
        Origin(file.name).warning(0, "", "FILE_UNKNOWN", "is not a table; not read", remedy)
        for name, file in folder.files.items()
        if name.endswith(_DATA) and name not in claimed
    ]
    if folder.workbook:
        warnings += folder.workbook.warnings
        warnings += [
            Origin(folder.workbook.file, title).warning(0, "", "SHEET_UNKNOWN", "is not a table; not read", remedy)
            for plain, title in folder.workbook.sheets.items()
            if plain not in {table.name for table in TABLES}
        ]
    return warnings
