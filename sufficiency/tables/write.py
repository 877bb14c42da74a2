"""Writing tables so that they read back as they were: CSV and TOML files, or one workbook.

Rows are mappings by column name. A value is a domain value (a date, whole tenths of a minute, whole pence, a tuple of
codes, a yes or no) or text, which is written as it stands; a missing one or None is blank. CSV files are UTF-8,
lines end with a line feed, and words that a spreadsheet would take for a formula get an apostrophe before
them, which the loader takes away again.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from sufficiency.domain.inputs import Inputs
from sufficiency.tables import (
    areas,
    authority,
    budgets,
    children,
    consultations,
    finance,
    passengers,
    pickup_points,
    plans,
    population,
    preferences,
    provision,
    rates,
    settings,
    travel,
    vehicles,
)
from sufficiency.tables.catalogue import BY_NAME, TABLES
from sufficiency.tables.dates import ISO
from sufficiency.tables.table import Column, Table

Row = Mapping[str, Any]

_BARE = ("whole number", "minutes", "money", "date", "academic year", "percent")
"""Kinds that TOML writes without quotation marks."""

_PARTS_OF_ONE = {"whole number": 1, "URN": 1, "minutes": 10, "money": 100, "percent": 100}
"""Kinds that a workbook holds as numbers, and into how many parts their values cut one."""

_INERT = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
"""How workbooks are written: text stays text, and no part of one passes through the folder of temporary files."""

_SOME_DAY = datetime(2000, 1, 1)
"""The day that every workbook says it was made, so that the same tables are the same bytes."""

Cell = tuple[Column | None, Any]
"""A column and a value of it; no column for a heading."""


def rows_of(inputs: Inputs) -> dict[str, list[dict[str, Any]]]:
    """The rows of every table that read back as these inputs; a keyed table is one row."""
    return {
        "authority": [authority.row_of(inputs.authority)],
        "children": [children.row_of(case) for case in inputs.cases],
        "preferences": [preferences.row_of(wish) for wish in inputs.preferences],
        "settings": [settings.row_of(setting) for setting in inputs.settings],
        "provision": [provision.row_of(group) for group in inputs.provisions],
        "consultations": [consultations.row_of(asked) for asked in inputs.consultations],
        "travel": [travel.row_of(journey) for journey in inputs.travel],
        "passengers": [passengers.row_of(passenger) for passenger in inputs.passengers],
        "pickup_points": [pickup_points.row_of(point) for point in inputs.pickup_points],
        "areas": [areas.row_of(area) for area in inputs.areas],
        "plans": [plans.row_of(plan) for plan in inputs.plans],
        "population": [population.row_of(count) for count in inputs.population],
        "vehicles": [] if "vehicles" in inputs.fleet.assumed else [vehicles.row_of(v) for v in inputs.fleet.vehicles],
        "rates": [rates.row_of(inputs.rates, inputs.fleet, inputs.depth)],
        "budgets": [budgets.row_of(line) for line in inputs.finance.budgets],
        "finance": [finance.row_of(inputs.finance)],
    }


def write_folder(folder: Path, inputs: Inputs) -> None:
    """Write the inputs as an input folder that loads to the same inputs."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in rows_of(inputs).items():
        write_table(folder, BY_NAME[name], rows, inputs.authority.date_format)


def write_table(
    folder: Path, table: Table, rows: Iterable[Row], date_format: str = ISO, *, marked: bool = False
) -> Path:
    """Write one table into a folder and return its file: every column of a CSV, or the keys given of a TOML file.

    A ``marked`` CSV says at its start that it is UTF-8, which Excel needs to show accents.
    """
    path = folder / table.file_name
    encoding = "utf-8-sig" if marked and not table.keyed else "utf-8"
    with path.open("w", encoding=encoding, newline="") as file:
        if table.keyed:
            file.write(toml_text(table, next(iter(rows))))
            return path
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(column.name for column in table.columns)
        lines.writerows(
            [text_of(column, row.get(column.name), date_format) for column in table.columns] for row in rows
        )
    return path


def text_of(column: Column, value: Any, date_format: str = ISO) -> str:
    """The text of one cell."""
    if value is None:
        return ""
    if isinstance(value, str) and column.kind.name != "text":
        return str(value)
    return column.kind.write(value, date_format)


def toml_text(table: Table, keys: Row) -> str:
    """The keys given, those of no section first, sections in the order of the statement."""
    sections: dict[str, list[str]] = {"": []}
    for column in table.columns:
        section, _, name = column.name.rpartition(".")
        value = keys.get(column.name)
        if value not in (None, "", ()):
            sections.setdefault(section, []).append(f"{name} = {_toml_value(column, value)}")
    blocks = ["\n".join(([f"[{name}]"] if name else []) + lines) for name, lines in sections.items() if lines]
    return "\n\n".join(blocks) + "\n"


def _toml_value(column: Column, value: Any) -> str:
    if column.repeats:
        return "[" + ", ".join(_toml_scalar(column, part) for part in value) + "]"
    return _toml_scalar(column, value)


def _toml_scalar(column: Column, value: Any) -> str:
    text = text_of(column, value)
    if column.kind.name == "need and number":
        need, most = text.split()
        return f'{{ need = "{need}", most = {most} }}'
    if column.kind.name == "yes or no":
        return "true" if text == "yes" else "false"
    return text if column.kind.name in _BARE else json.dumps(text, ensure_ascii=False)


@contextmanager
def new_workbook(path: Path) -> Iterator[xlsxwriter.Workbook]:
    """A workbook that is written when the block ends; text is never a formula or a link. Raises OSError."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, _INERT) as book:
        book.set_properties({"created": _SOME_DAY})
        yield book
    path.write_bytes(content.getvalue())


def write_xlsx(path: Path, tables: Mapping[str, Iterable[Row]]) -> None:
    """Write tables, by name, as the sheets of one workbook; keyed tables become sheets of keys and values."""
    with new_workbook(path) as book:
        dates = book.add_format({"num_format": "yyyy-mm-dd"})
        for table in TABLES:
            if table.name in tables:
                sheet = book.add_worksheet(table.name)
                lines = _pairs(table, tables[table.name]) if table.keyed else _lines(table, tables[table.name])
                for number, line in enumerate(lines):
                    for place, cell in enumerate(line):
                        write_cell(sheet, (number, place), cell, (dates, None))


def _lines(table: Table, rows: Iterable[Row]) -> Iterable[list[Cell]]:
    yield [(None, column.name) for column in table.columns]
    for row in rows:
        yield [(column, row.get(column.name)) for column in table.columns]


def _pairs(table: Table, rows: Iterable[Row]) -> Iterable[list[Cell]]:
    yield [(None, "key"), (None, "value")]
    keys = next(iter(rows))
    for column in table.columns:
        value = keys.get(column.name)
        for part in (value or ()) if column.repeats else (value,):
            if part not in (None, ""):
                yield [(None, column.name), (column, part)]


def write_cell(sheet: Any, place: tuple[int, int], cell: Cell, styles: tuple[Any, Any] = (None, None)) -> None:
    """Write one cell: dates and numbers keep their type, everything else is text.

    ``styles`` are the formats of dates and of the rest.
    """
    column, value = cell
    date_style, style = styles
    if isinstance(value, date):
        sheet.write_datetime(*place, value, date_style)
    elif column is None:
        sheet.write_string(*place, value, style)
    elif column.kind.name in _PARTS_OF_ONE and isinstance(value, int):
        sheet.write_number(*place, value / _PARTS_OF_ONE[column.kind.name], style)
    elif text := text_of(column, value):
        sheet.write_string(*place, text, style)
