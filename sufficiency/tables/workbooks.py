"""Reading the sheets of an .xlsx workbook to raw text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from sufficiency.errors import Fault, InputRejected
from sufficiency.guards.workbooks import SAVE_AGAIN, look_at_workbook
from sufficiency.tables.dates import write_date
from sufficiency.tables.grid import Grid, Origin, grid_of


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
            raise InputRejected([origin.fault(0, "", "UNREADABLE", message, SAVE_AGAIN)]) from None
        return grid_of(origin, (_texts(row, date_format) for row in values))


def open_workbook(path: Path) -> Workbook:
    """The workbook. Raises ``InputRejected`` where it is damaged, locked or would unpack beyond reason."""
    origin = Origin(path.name)
    warnings = look_at_workbook(path)
    try:
        book = CalamineWorkbook.from_path(path)
    except Exception as error:  # whatever a damaged file makes the reader raise
        message = f"is not a workbook that can be read ({type(error).__name__})"
        raise InputRejected([origin.fault(0, "", "UNREADABLE", message, SAVE_AGAIN)]) from None
    return _opened(book, origin, warnings)


def _opened(book: Any, origin: Origin, noticed: tuple[Fault, ...]) -> Workbook:
    sheets: dict[str, str] = {}
    warnings = list(noticed)
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
