"""What national returns ask of a demand projection: planning areas, tables and rows, in the words of the templates.

Sources and dates: ``returns/SOURCES.md``.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class ScapArea:
    """One planning area of the SEND forecast: its code, phase (primary, secondary) and type of provision."""

    code: str
    phase: str
    type: str
    label: str


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """One row of a return: its labels, a figure for each year, and why one is wanting in a note.

    A figure is None where it cannot be told, and a mark in words where it may not be shown.
    """

    labels: tuple[str, ...]
    figures: tuple[int | str | None, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReturnTable:
    """One table of a return: its number or short name, title, headings of its labels and of its years."""

    name: str
    title: str
    headings: tuple[str, ...]
    years: tuple[str, ...]
    lines: tuple[ReturnLine, ...]


@cache
def scap_areas() -> tuple[ScapArea, ...]:
    """Planning areas, in order of code."""
    return tuple(
        ScapArea(row["scap_planning_area"], row["phase"], row["provision_type_code"], row["provision_type"])
        for row in _rows("scap.csv")
    )


@cache
def reform_plan_rows(table: str) -> tuple[str, ...]:
    """Labels of a table of the reform plan, in its order."""
    return tuple(row["label"] for row in _rows("reform_plan.csv") if row["table"] == table)


@cache
def reform_plan_title(table: str) -> str:
    """The title of a table of the reform plan."""
    return next(row["title"] for row in _rows("reform_plan.csv") if row["table"] == table)


@cache
def dsg_plan_labels(dimension: str) -> tuple[str, ...]:
    """Labels of the placement sheets (``placement_sheet``) or of the age groups (``age_group``), in their order."""
    return tuple(row["label"] for row in _rows("dsg_plan.csv") if row["dimension"] == dimension)


def _rows(name: str) -> list[dict[str, str]]:
    text = (files("sufficiency.domain") / "returns" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
