"""The input folder as plain rows of text: one CSV per table, or one workbook with a sheet per table.

Deliberately naive: a header in lower case with underscores, cells stripped of blanks, nothing else understood.
"""

import csv
import hashlib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from sys import intern

from python_calamine import CalamineWorkbook

Row = dict[str, str]
TABLES = (
    "children", "preferences", "settings", "provision", "consultations", "travel", "passengers", "pickup_points",
    "vehicles",
)  # fmt: skip
FACTS = ("authority.toml", "rates.toml")
LISTS = ("assumed", "side.mix")
_RUNS_AS_FORMULA = tuple("=+-@|%\t\r\uff1d\uff0b\uff0d\uff20")


class Unreadable(Exception):
    """A file or a cell cannot be read; the message names file, row and column, never what the cell holds."""


def table(folder: Path, name: str) -> list[Row]:
    """Rows of one table, empty where the folder has none."""
    path = folder / f"{name}.csv"
    if path.is_file():
        return _csv_rows(path)
    workbook = workbook_of(folder)
    return _sheet_rows(workbook, name) if workbook else []


def rows_of(path: Path) -> list[Row]:
    """Rows of one CSV of a run folder, empty where it is missing."""
    return _csv_rows(path) if path.is_file() else []


@dataclass(frozen=True, slots=True)
class LongTable:
    """Rows of one CSV of a run folder, read from the file each time they are gone through: there may be a million."""

    path: Path

    def __iter__(self) -> Iterator[Row]:
        """Each row; none where the file is missing. Raises Unreadable."""
        return _csv_records(self.path) if self.path.is_file() else iter(())


def facts(folder: Path, name: str) -> dict[str, object]:
    """``authority.toml`` or ``rates.toml`` as nested plain values, empty where the folder has none."""
    path = folder / name
    if path.is_file():
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    workbook = workbook_of(folder)
    return _stated(_sheet_rows(workbook, path.stem) if workbook else [])


def workbook_of(folder: Path) -> Path | None:
    """The one workbook that stands for the CSVs, if there is one."""
    found = sorted(path for path in folder.glob("*.xlsx") if not path.name.startswith("~$"))
    return found[0] if found else None


def digest(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def digests(folder: Path) -> tuple[tuple[str, str], ...]:
    """Name and SHA-256 of every file of a folder, by name."""
    files = sorted(path for path in folder.glob("*") if path.is_file() and not path.name.startswith("."))
    return tuple((path.name, digest(path)) for path in files)


def _csv_rows(path: Path) -> list[Row]:
    return list(_csv_records(path))


def _csv_records(path: Path) -> Iterator[Row]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from _records(csv.reader(file))
    except (UnicodeDecodeError, csv.Error) as error:
        raise Unreadable(f"{path.name}: not a UTF-8 table") from error


def _sheet_rows(workbook: Path, name: str) -> list[Row]:
    book = CalamineWorkbook.from_path(str(workbook))
    sheet = next((found for found in book.sheet_names if _header(found) == name), None)
    if sheet is None:
        return []
    cells = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    return list(_records([_text(cell) for cell in row] for row in cells))


def _records(rows: Iterator[list[str]]) -> Iterator[Row]:
    header = [_header(name) for name in next(rows, [])]
    for cells in rows:
        values = [intern(_plain(cell.strip())) for cell in cells]
        if any(values):
            yield dict(zip(header, values + [""] * (len(header) - len(values)), strict=False))


def _header(name: str) -> str:
    return name.strip().lower().replace(" ", "_")


def _plain(cell: str) -> str:
    """Takes off the apostrophe that keeps a spreadsheet from running text as a formula."""
    return cell[1:].replace("\\|", "|") if cell[:1] == "'" and cell[1:2] in _RUNS_AS_FORMULA else cell


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _stated(rows: list[Row]) -> dict[str, object]:
    """A sheet of keys and values as the TOML file it stands for; a key without a value is not stated."""
    given: dict[str, list[str]] = {}
    for row in rows:
        if row["value"]:
            given.setdefault(row["key"], []).append(_toml_value(row["key"], row["value"]))
    return tomllib.loads("\n".join(
        f"{key} = [{', '.join(values)}]" if key in LISTS else f"{key} = {values[0]}" for key, values in given.items()
    ))  # fmt: skip


def _toml_value(key: str, text: str) -> str:
    if key == "side.mix":
        need, _space, most = text.partition(" ")
        return f'{{need = "{need.upper()}", most = {int(most)}}}'
    if text.lower() in ("yes", "no"):
        return "true" if text.lower() == "yes" else "false"
    try:
        tomllib.loads(f"value = {text}")
    except tomllib.TOMLDecodeError:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return text
