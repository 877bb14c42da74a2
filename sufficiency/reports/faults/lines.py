"""The error table: one line for each fault, with what is there, what to do, and an example of a right value."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from sufficiency.errors import Fault
from sufficiency.reports.faults.places import Cell, Layout, cells_of, layout_of
from sufficiency.reports.faults.value_class import value_class
from sufficiency.tables.catalogue import BY_NAME
from sufficiency.tables.dates import ISO
from sufficiency.tables.header import plain
from sufficiency.tables.kinds import DATE
from sufficiency.tables.table import Column

HEADINGS = (
    "Kind", "File", "Sheet", "Row", "Column", "Cell", "What is there", "Problem", "How to fix",
    "Example of a right value", "Code",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ErrorLine:
    """One fault with the cells it marks, what kind of value is there, and a right value ('' where none is known)."""

    fault: Fault
    cells: tuple[Cell, ...]
    there: str
    example: str

    def texts(self) -> tuple[str | int, ...]:
        """The line under ``HEADINGS``; the row is '' for a whole file or sheet."""
        fault = self.fault
        return (
            fault.severity.capitalize(), fault.file, fault.sheet, fault.row or "", fault.column, self.cell(),
            self.there, fault.message, fault.remedy, self.example, fault.rule,
        )  # fmt: skip

    def cell(self) -> str:
        """The cells as Excel names them: ``C14``, or ``A14:F14`` for a row."""
        names = [f"{get_column_letter(column)}{row}" for row, column in self.cells]
        whole_row = len(names) > 1 and not self.fault.column
        return f"{names[0]}:{names[-1]}" if whole_row else ", ".join(names)


def error_lines(
    faults: Sequence[Fault],
    sheets: Mapping[tuple[str, str], Worksheet],
    columns: Mapping[str, Column],
    date_format: str = ISO,
) -> tuple[ErrorLine, ...]:
    """The lines of faults: errors before warnings, structure before rows, otherwise as given.

    ``sheets`` are the source's by file and sheet, where it could be opened; ``columns`` are those that the source's
    headings stand for, for a source that is no input table.
    """
    ordered = sorted(faults, key=lambda fault: (fault.severity != "error", fault.row > 1))
    layouts = {place: layout_of(sheet) for place, sheet in sheets.items()}
    return tuple(_line(fault, layouts.get((fault.file, fault.sheet)), columns, date_format) for fault in ordered)


def _line(fault: Fault, layout: Layout | None, columns: Mapping[str, Column], date_format: str) -> ErrorLine:
    column = columns.get(fault.column) or _column(fault)
    example = _example(column, date_format) if column else ""
    if layout is None:
        return ErrorLine(fault, (), "blank" if fault.rule == "BLANK" else "", example)
    cells = cells_of(fault, layout)
    return ErrorLine(fault, cells, _there(fault, layout, cells, column), example)


def _there(fault: Fault, layout: Layout, cells: Iterable[Cell], column: Column | None) -> str:
    """What stands in the one cell of a fault; '' for a heading, a row, or a key of several columns."""
    if fault.rule == "BLANK":
        return "blank"
    match tuple(cells):
        case ((row, at),) if fault.row != 1:
            return value_class(layout.value((row, at)), fault, column)
    return ""


def _column(fault: Fault) -> Column | None:
    """The column of an input table that the fault names."""
    table = BY_NAME.get(plain(fault.sheet or PurePath(fault.file).stem))
    return next((column for column in table.columns if column.name == fault.column), None) if table else None


def _example(column: Column, date_format: str) -> str:
    example = column.example or column.kind.example
    return DATE.write(DATE.parse(example, ISO), date_format) if column.kind == DATE else example
