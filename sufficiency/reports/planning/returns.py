"""Tables of national returns as rows, on the terminal, and as one CSV file or workbook."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Group
from rich.text import Text

from sufficiency.domain.returns_asked import ReturnLine, ReturnTable
from sufficiency.errors import StoreTrouble, UsageError
from sufficiency.reports.csv_file import write_csv
from sufficiency.reports.plain_table import PlainTable, plain_table
from sufficiency.tables.write import new_workbook

SUFFIXES = (".csv", ".xlsx")
NOT_TOLD = "not told"
NOTE = "Note"
TOO_LONG = ("Provision of the area",)
"""Headings of labels that files have and a terminal has no room for."""

LONGEST_NAME = 31
"""Characters that Excel allows in the name of a sheet."""


def returns_rows(tables: Sequence[ReturnTable]) -> list[Mapping[str, object]]:
    """One row for each line: its table, labels, figures by year (None where they cannot be told) and note."""
    return [
        {"table": table.name, "title": table.title, "row": " / ".join(line.labels)}
        | dict(zip(table.years, line.figures, strict=True))
        | {"note": line.note}
        for table in tables
        for line in table.lines
    ]


def returns_shown(tables: Sequence[ReturnTable]) -> Group:
    """Every table as people read it; notes stand below the table that has them."""
    return Group(*(part for table in tables for part in _shown(table)))


def _shown(table: ReturnTable) -> tuple[PlainTable, Text]:
    kept = [at for at, heading in enumerate(table.headings) if heading not in TOO_LONG]
    shown = plain_table(*(table.headings[at] for at in kept), *(f"#{year.split(' ')[0]}" for year in table.years))
    shown.title, shown.title_justify = f"{table.name}  {table.title}", "left"
    for line in table.lines:
        shown.add_text(
            *(line.labels[at] for at in kept), *("-" if figure is None else str(figure) for figure in line.figures)
        )
    return shown, Text("".join(f"{_of(line)}{line.note}\n" for line in _first_of_each_note(table)))


def _of(line: ReturnLine) -> str:
    return f"{line.labels[-1]}: " if None in line.figures else ""


def _first_of_each_note(table: ReturnTable) -> list[ReturnLine]:
    return list({line.note: line for line in reversed(table.lines) if line.note}.values())[::-1]


def write_returns(path: Path, tables: Sequence[ReturnTable]) -> Path:
    """Write a new file, CSV or workbook by its suffix, whole or not at all.

    Raises UsageError for another suffix, StoreTrouble where there is such a file or it cannot be written.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise UsageError(f"{path.name} is neither .csv nor .xlsx; say which by the file's name.")
    if path.exists():
        raise StoreTrouble(f"{path} is there already; give a new name.")
    part = path.with_name(f".{path.name}.part")
    try:
        (_write_csv if path.suffix.lower() == ".csv" else _write_xlsx)(part, tables)
        part.rename(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise StoreTrouble(f"{path} could not be written: {error.strerror or error}.") from None
    return path


def _write_csv(path: Path, tables: Sequence[ReturnTable]) -> None:
    width = max(len(table.headings) for table in tables)
    years = list(dict.fromkeys(year for table in tables for year in table.years))
    names = next(table.headings for table in tables if len(table.headings) == width)
    rows = []
    for table in tables:
        for line in table.lines:
            figures = dict(zip(table.years, line.figures, strict=True))
            cells = ["" if figures.get(year) is None else int(figures[year] or 0) for year in years]
            rows.append([table.name, table.title, *line.labels, *[""] * (width - len(line.labels)), *cells, line.note])
    write_csv(path, ["Table", "Title", *names, *years, NOTE], rows)


def _write_xlsx(path: Path, tables: Sequence[ReturnTable]) -> None:
    """A sheet for each table; a figure that cannot be told is said so in words."""
    with new_workbook(path) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        for table in tables:
            _sheet(book.add_worksheet(table.name[:LONGEST_NAME]), table, bold)


def _sheet(sheet: Any, table: ReturnTable, bold: Any) -> None:
    sheet.write_string(0, 0, table.title, bold)
    for column, heading in enumerate((*table.headings, *table.years, NOTE)):
        sheet.write_string(2, column, heading, bold)
    sheet.set_column(0, len(table.headings) - 1, 28)
    sheet.set_column(len(table.headings), len(table.headings) + len(table.years) - 1, 16)
    sheet.set_column(len(table.headings) + len(table.years), len(table.headings) + len(table.years), 60)
    for row, line in enumerate(table.lines, start=3):
        for column, label in enumerate(line.labels):
            sheet.write_string(row, column, label)
        for column, figure in enumerate(line.figures, start=len(table.headings)):
            if figure is None:
                sheet.write_string(row, column, NOT_TOLD)
            else:
                sheet.write_number(row, column, figure)
        sheet.write_string(row, len(table.headings) + len(table.years), line.note)
