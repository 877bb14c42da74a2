"""Scenarios side by side as files and as rows: every figure of every scenario, and its change from the base."""

from pathlib import Path

from sufficiency.domain.scenario_comparison import Comparison, Figure, Values
from sufficiency.reports.csv_file import Cell, write_csv
from sufficiency.reports.words import decimal

COMPARE, AREAS = "compare.csv", "areas.csv"
PARTS = {Figure.CHILDREN: 3, Figure.MONEY: 2, Figure.MINUTES: 1, Figure.SHARE: 1}
"""Decimals that a figure is written with; whole where none are named. A share is in percent."""
UNITS = {
    Figure.CHILDREN: "children", Figure.PLACES: "places", Figure.MONEY: "pounds", Figure.MINUTES: "minutes",
    Figure.CARBON: "grams CO2e", Figure.SHARE: "percent",
}  # fmt: skip
Row = dict[str, object]


def comparison_rows(found: Comparison) -> list[Row]:
    """A row for each figure and year, with a column for each scenario and its change from the base."""
    names = found.names
    return [
        {"section": row.section, "figure": row.name, "of": row.of, "year": row.year, "unit": UNITS[row.figure],
         **_columns(names, row.values, row.figure), **_changes(names, row.changes, row.figure)}
        for row in found.rows
    ]  # fmt: skip


def area_rows(found: Comparison) -> list[Row]:
    """A row for each area and decile: mean minutes each way and percent within the guideline, by scenario."""
    return [
        {"by": gain.by, "code": gain.code, "name": gain.name, "deprivation": gain.deprivation,
         "entrants": decimal(gain.entrants, 3),
         **_columns([f"minutes {name}" for name in found.names], gain.minutes, Figure.MINUTES),
         **_changes([f"minutes {name}" for name in found.names], gain.changes, Figure.MINUTES),
         **_columns([f"within {name}" for name in found.names], gain.within, Figure.SHARE)}
        for gain in found.gains
    ]  # fmt: skip


def comparison_document(found: Comparison) -> Row:
    """The same for machines, with what each scenario is and opens."""
    scenarios = zip(found.names, found.descriptions, found.opened, strict=True)
    return {
        "authority": found.authority,
        "first_year": found.first,
        "years": found.years,
        "scenarios": [
            {"name": name, "description": description, "opens": list(opened)} for name, description, opened in scenarios
        ],
        "figures": comparison_rows(found),
        "areas": area_rows(found),
    }


def write_comparison_files(found: Comparison, folder: Path) -> None:
    """Write both tables into a folder."""
    for name, rows in ((COMPARE, comparison_rows(found)), (AREAS, area_rows(found))):
        header = list(rows[0]) if rows else []
        write_csv(folder / name, header, ([_cell(value) for value in row.values()] for row in rows))


def _columns(names: list[str] | tuple[str, ...], values: Values, figure: Figure) -> Row:
    return {name: _written(value, figure) for name, value in zip(names, values, strict=True)}


def _changes(names: list[str] | tuple[str, ...], values: Values, figure: Figure) -> Row:
    pairs = list(zip(names, values, strict=True))[1:]
    return {f"{name} change": _written(value, figure) for name, value in pairs}


def _written(value: int | None, figure: Figure) -> str | int | None:
    if value is None or figure not in PARTS:
        return value
    return decimal(value, PARTS[figure])


def _cell(value: object) -> Cell:
    return "" if value is None else value if isinstance(value, int) else str(value)
