"""Reading the sheets of an .xlsx workbook to raw text, after cheap guards against files that unpack without end."""

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from sufficiency.errors import Fault, InputRejected
from sufficiency.tables.csv_files import read_bytes
from sufficiency.tables.dates import write_date
from sufficiency.tables.grid import TOO_BIG, Grid, Origin, grid_of

_MOST_MEMBERS, _MOST_CELLS = 2_000, 20_000_000
_CELL = re.compile(rb"""\br=["']([A-Z]{1,3})([0-9]{1,7})["']""")
_CHUNK, _OVERLAP = 1 << 20, 32
_SAVE_AGAIN = "Open it in Excel and save it again as an .xlsx workbook without a password."


@dataclass(frozen=True, slots=True)
class Workbook:
    """An open workbook: its visible sheets by plain name, and warnings about the others."""

    file: str
    book: Any
    sheets: dict[str, str]
    warnings: tuple[Fault, ...]

    def read(self, name: str, date_format: str) -> Grid:
        """The grid of one sheet; typed dates are written in the folder's format."""
        title = self.sheets[name]
        origin = Origin(self.file, title)
        try:
            values = self.book.get_sheet_by_name(title).to_python(skip_empty_area=False)
        except Exception as error:  # whatever a damaged sheet makes the reader raise
            message = f"cannot be read ({type(error).__name__})"
            raise InputRejected([origin.fault(0, "", "UNREADABLE", message, _SAVE_AGAIN)]) from None
        return grid_of(origin, [_texts(row, date_format) for row in values])


def open_workbook(path: Path) -> Workbook:
    """The workbook. Raises ``InputRejected`` where it is damaged, locked or would unpack beyond reason."""
    origin = Origin(path.name)
    content = read_bytes(path)
    try:
        _guard(content, origin)
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    except InputRejected:
        raise
    except Exception as error:  # a damaged file makes the unpacking raise almost anything
        message = f"is not a workbook that can be read ({type(error).__name__})"
        raise InputRejected([origin.fault(0, "", "UNREADABLE", message, _SAVE_AGAIN)]) from None
    return _opened(book, origin)


def _opened(book: Any, origin: Origin) -> Workbook:
    sheets: dict[str, str] = {}
    warnings: list[Fault] = []
    for sheet in book.sheets_metadata:
        place = Origin(origin.file, sheet.name)
        plain = sheet.name.strip().casefold().replace(" ", "_")
        if sheet.visible != SheetVisibleEnum.Visible:
            words = ("HIDDEN_SHEET", "is hidden, so it was not read", "Show the sheet if it is meant to be read.")
            warnings.append(place.warning(0, "", *words))
        elif plain in sheets:
            words = ("SHEET_TWICE", f"has the same name as sheet {sheets[plain]}", "Keep one sheet of each name.")
            raise InputRejected([place.fault(0, "", *words)])
        elif sheet.typ == SheetTypeEnum.WorkSheet:
            sheets[plain] = sheet.name
    return Workbook(origin.file, book, sheets, tuple(warnings))


def _guard(content: bytes, origin: Origin) -> None:
    """Refuse what would unpack beyond reason: too many parts, too many bytes, or a sheet too large to lay out."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = archive.infolist()
        if len(members) > _MOST_MEMBERS or sum(member.file_size for member in members) > TOO_BIG:
            _refuse(origin, "unpacks to more than a workbook of tables should")
        for member in members:
            if member.filename.endswith(".xml") and "worksheets" in member.filename:
                rows, columns = _extent(archive, member)
                if rows * columns > _MOST_CELLS:
                    _refuse(origin, f"has a sheet that spans {rows} rows and {columns} columns")


def _refuse(origin: Origin, message: str) -> None:
    remedy = "Delete the empty rows and columns beyond the tables, then save it again."
    raise InputRejected([origin.fault(0, "", "TOO_BIG", message, remedy)])


def _extent(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> tuple[int, int]:
    """The furthest row and column of a sheet that any cell names, however few cells there are."""
    names: set[bytes] = set()
    furthest = 0
    tail = b""
    with archive.open(member) as part:
        while chunk := part.read(_CHUNK):
            for name, row in _CELL.findall(tail + chunk):
                names.add(name)
                furthest = max(furthest, int(row))
            tail = chunk[-_OVERLAP:]
    return furthest, max(map(_column_number, names), default=0)


def _column_number(name: bytes) -> int:
    number = 0
    for letter in name:
        number = number * 26 + letter - 64
    return number


def _texts(row: Sequence[object], date_format: str) -> list[str]:
    return [value if isinstance(value, str) else _text(value, date_format) for value in row]


def _text(value: object, date_format: str) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.15g}"
    if isinstance(value, datetime):
        return write_date(value.date(), date_format) if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return write_date(value, date_format)
    return str(value) if isinstance(value, int | time | timedelta) else ""
