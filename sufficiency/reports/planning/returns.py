"""Tables of national returns as rows, on the terminal, and as one CSV file or workbook, for a declared audience."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from rich.console import Group
from rich.text import Text

from sufficiency.domain.returns_asked import ReturnLine, ReturnTable
from sufficiency.errors import StoreTrouble, UsageError
from sufficiency.reports.audience import Audience
from sufficiency.reports.csv_file import write_csv
from sufficiency.reports.disclosure import HIDDEN, public_count
from sufficiency.reports.disclosure import NOTE as PUBLIC_NOTE
from sufficiency.reports.plain_table import PlainTable, plain_table
from sufficiency.tables.write import new_workbook

SUFFIXES = (".csv", ".xlsx")
NOT_TOLD = "not told"
NOTE, FOR = "Note", "Audience"
AUDIENCES: Mapping[Audience, str] = {
    Audience.AUTHORITY: "For the authority and whom it owes the return: exact numbers, small ones among them. "
    "Not for publication.",
    Audience.PUBLIC: f"For the public. {PUBLIC_NOTE}",
}
"""Whom a return may be for, and what each file of it says at the top."""
COUNTED_AGAIN = ("5.1", "6", "7")
"""Tables of the reform plan that count the children of its tables 7.1 to 7.7 again, by age, provision and need."""
TOO_LONG = ("Provision of the area",)
"""Headings of labels that files have and a terminal has no room for."""

LONGEST_NAME = 31
"""Characters that Excel allows in the name of a sheet."""


def for_audience(tables: Sequence[ReturnTable], audience: Audience) -> tuple[ReturnTable, ...]:
    """The tables as an audience may have them: for the public, counts of 1 to 7 hidden and the rest rounded to 5.

    Within what is left no child is counted in two cells, so nothing hidden can be worked out from other cells; tables
    that count the same children again are left out for the public. Raises UsageError for the panel.
    """
    if audience not in AUDIENCES:
        raise UsageError(f"A return is for one of these: {', '.join(AUDIENCES)}.")
    if audience is not Audience.PUBLIC:
        return tuple(tables)
    return tuple(
        replace(table, lines=tuple(replace(line, figures=tuple(map(_public, line.figures))) for line in table.lines))
        for table in tables
        if table.name not in COUNTED_AGAIN
    )


def _public(figure: int | str | None) -> int | str | None:
    if not isinstance(figure, int):
        return figure
    shown = public_count(figure)
    return HIDDEN if shown is None else shown


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


def write_returns(path: Path, tables: Sequence[ReturnTable], audience: Audience = Audience.AUTHORITY) -> Path:
    """Write a new file for an audience, CSV or workbook by its suffix, whole or not at all; it says whom it is for.

    Raises UsageError for another suffix or the panel, StoreTrouble where there is such a file or it cannot be written.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise UsageError(f"{path.name} is neither .csv nor .xlsx; say which by the file's name.")
    if path.exists():
        raise StoreTrouble(f"{path} is there already; give a new name.")
    part = path.with_name(f".{path.name}.part")
    try:
        (_write_csv if path.suffix.lower() == ".csv" else _write_xlsx)(part, for_audience(tables, audience), audience)
        part.rename(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise StoreTrouble(f"{path} could not be written: {error.strerror or error}.") from None
    return path


def _write_csv(path: Path, tables: Sequence[ReturnTable], audience: Audience) -> None:
    width = max(len(table.headings) for table in tables)
    years = list(dict.fromkeys(year for table in tables for year in table.years))
    names = next(table.headings for table in tables if len(table.headings) == width)
    rows = []
    for table in tables:
        for line in table.lines:
            figures = dict(zip(table.years, line.figures, strict=True))
            cells = ["" if (figure := figures.get(year)) is None else figure for year in years]
            labels = [*line.labels, *[""] * (width - len(line.labels))]
            rows.append([table.name, table.title, *labels, *cells, line.note, audience])
    write_csv(path, ["Table", "Title", *names, *years, NOTE, FOR], rows)


def _write_xlsx(path: Path, tables: Sequence[ReturnTable], audience: Audience) -> None:
    """A sheet for each table, with whom it is for; a figure that cannot be told is said so in words."""
    with new_workbook(path) as book:
        bold, right = book.add_format({"bold": True, "bottom": 1}), book.add_format({"align": "right"})
        for table in tables:
            sheet = book.add_worksheet(table.name[:LONGEST_NAME])
            sheet.write_string(1, 0, AUDIENCES[audience])
            _sheet(sheet, table, bold, right)


def _sheet(sheet: Any, table: ReturnTable, bold: Any, right: Any) -> None:
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
            if isinstance(figure, int):
                sheet.write_number(row, column, figure)
            else:
                sheet.write_string(row, column, NOT_TOLD if figure is None else figure, right)
        sheet.write_string(row, len(table.headings) + len(table.years), line.note)
