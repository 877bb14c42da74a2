"""Blank tables to fill in: a folder of headers, or one workbook with notes, lists to choose from and an example row.

The example rows of all tables together are a small round that loads; an officer writes over them.
"""

from datetime import date
from pathlib import Path
from typing import Any

from sufficiency.tables.catalogue import KEYED, LISTED, TABLES
from sufficiency.tables.dates import ISO
from sufficiency.tables.kinds import DATE, YES_NO
from sufficiency.tables.table import Column, Table
from sufficiency.tables.write import new_workbook, write_cell, write_table

_LAST_ROW = 20_000
"""Rows of a sheet that offer lists to choose from."""

_LONGEST = 255
"""Characters of a list, or of a message, that Excel keeps beside the cells."""

_WIDEST = 40
_YEARS = (date(1990, 1, 1), date(2099, 12, 31))


def example_row(table: Table) -> dict[str, Any]:
    """The example of every column that has one, as domain values."""
    return {
        column.name: column.kind.parse(column.example, ISO) for column in table.columns if column.example
    }  # fmt: skip


def blank_folder(folder: Path) -> tuple[Path, ...]:
    """Write the headers of every table, and the two TOML files filled with their examples; returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    keyed = [write_table(folder, table, [example_row(table)]) for table in KEYED]
    return (*keyed, *(write_table(folder, table, []) for table in LISTED))


def blank_workbook(path: Path) -> None:
    """Write one workbook: a sheet for each table with a note on every heading, lists to choose from and an example."""
    with new_workbook(path) as book:
        formats = {
            "required": book.add_format({"bold": True, "bottom": 1, "bg_color": "#DCE6F1"}),
            "optional": book.add_format({"bottom": 1, "bg_color": "#F2F2F2"}),
            "example": book.add_format({"italic": True}),
            "date": book.add_format({"italic": True, "num_format": "yyyy-mm-dd"}),
            "dates": book.add_format({"num_format": "yyyy-mm-dd"}),
        }
        for table in TABLES:
            sheet = book.add_worksheet(table.name)
            sheet.freeze_panes(1, 1)
            (_keys if table.keyed else _columns)(sheet, table, formats)


def _columns(sheet: Any, table: Table, formats: dict[str, Any]) -> None:
    example = example_row(table)
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, column.name, formats["required" if column.required else "optional"])
        sheet.write_comment(0, place, note(column), {"x_scale": 2, "y_scale": 2})
        width = max(len(column.name), len(column.example), 10) + 2
        sheet.set_column(place, place, min(width, _WIDEST), formats["dates"] if column.kind == DATE else None)
        _guide(sheet, (1, place, _LAST_ROW, place), column)
        _example(sheet, (1, place), (column, example.get(column.name)), formats)


def _keys(sheet: Any, table: Table, formats: dict[str, Any]) -> None:
    example = example_row(table)
    sheet.set_column(0, 1, 30)
    for place, name in enumerate(("key", "value")):
        sheet.write_string(0, place, name, formats["required"])
    for row, column in enumerate(table.columns, start=1):
        sheet.write_string(row, 0, column.name, formats["required" if column.required else "optional"])
        sheet.write_comment(row, 0, note(column), {"x_scale": 2, "y_scale": 2})
        _guide(sheet, (row, 1, row, 1), column)
        _example(sheet, (row, 1), (column, example.get(column.name)), formats)


def note(column: Column) -> str:
    """What an officer needs to know to fill a column."""
    lines = [f"{column.says}.", f"Write {column.kind.expects}."]
    lines.append("Required." if column.required else f"Blank: {column.blank}." if column.blank else "May be blank.")
    if column.unit != "-":
        lines.append(f"Unit: {column.unit}.")
    return "\n".join([*lines, f"Source: {column.source}."])


def _guide(sheet: Any, cells: tuple[int, int, int, int], column: Column) -> None:
    """Say what a cell wants when it is chosen; offer a column's codes; ask again where a day is no day.

    Anything else that is typed is left to the check.
    """
    guide: dict[str, Any] = {"validate": "any", "input_title": column.name[:32], "input_message": message(column)}
    choices = column.kind.choices
    if column.kind.name in ("code", YES_NO.name) and len(",".join(choices)) <= _LONGEST:
        guide |= {"validate": "list", "source": list(choices), "error_type": "warning"}
    elif column.kind == DATE:
        first, last = _YEARS
        guide |= {"validate": "date", "criteria": "between", "minimum": first, "maximum": last, "error_type": "warning"}
    sheet.data_validation(*cells, guide)


def message(column: Column) -> str:
    """The note, as far as whole lines of it fit beside a cell."""
    lines = note(column).split("\n")
    while len("\n".join(lines)) > _LONGEST and len(lines) > 1:
        lines.pop(max(range(len(lines)), key=lambda at: len(lines[at])))
    return "\n".join(lines)[:_LONGEST]


def _example(sheet: Any, place: tuple[int, int], cell: tuple[Column, Any], formats: dict[str, Any]) -> None:
    if cell[1] is not None:
        write_cell(sheet, place, cell, (formats["date"], formats["example"]))
