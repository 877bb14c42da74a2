"""Scenarios side by side as a workbook: one sheet for each table, header frozen, plain values and no formula."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sufficiency.domain.scenario_comparison import ComparedRow
from sufficiency.reports.planning import compare
from sufficiency.reports.planning.comparison_files import PARTS, UNITS, area_rows
from sufficiency.reports.planning.page import marks
from sufficiency.reports.planning.paper import Paper
from sufficiency.reports.planning.words import financial, year_of
from sufficiency.statute.statements import RECOMMENDATION
from sufficiency.tables.write import new_workbook

Cell = str | int | float | None
Rows = Sequence[Sequence[Cell]]
SECTIONS = (compare.GAP, compare.PLACES, compare.CHILDREN, compare.TRAVEL, compare.MONEY, compare.HIGH_NEEDS)
NARROWEST, WIDEST = 8, 60


def write_book(paper: Paper, path: Path) -> None:
    """Write the workbook; the same runs give the same bytes. Raises OSError."""
    with new_workbook(path) as book:
        looks = {
            "head": book.add_format({"bold": True, "bg_color": "#E8EDF2", "text_wrap": True, "valign": "top"}),
            "text": book.add_format({"text_wrap": True, "valign": "top"}),
            "whole": book.add_format({"num_format": "#,##0", "valign": "top"}),
            "parts": book.add_format({"num_format": "#,##0.00", "valign": "top"}),
        }
        for name, header, rows in _sheets(paper):
            if rows:
                _write(book.add_worksheet(name), header, rows, looks)


def _sheets(paper: Paper) -> Iterator[tuple[str, tuple[str, ...], Rows]]:
    yield "Scenarios", ("Scenario", "Rests on", "What deviates", "Opens"), _about(paper)
    for section in SECTIONS:
        heads = ("Figure", "Of", "Year", "Unit", *paper.names, *(f"{name}, change" for name in paper.names[1:]))
        rows = [_figure(row) for row in paper.comparison.section(section)]
        yield section.capitalize(), heads, rows
    yield "What opens", _SCHEME, _schemes(paper)
    areas = area_rows(paper.comparison)
    yield "Areas", tuple(areas[0]) if areas else (), [[_plain(value) for value in row.values()] for row in areas]
    yield "High needs lines", _LINE, [*_budget_lines(paper)]
    yield "Capital pots", _POT, [*_pots(paper)]
    finance = paper.base.finance
    yield "Prices", ("Figure", "Source"), finance.sources if finance else ()


_SCHEME = ("Scenario", "What", "Kind", "Opens", "Places", "Capital, pounds", "Statutory proposal", "Staffing",
           "Why not a base")  # fmt: skip
_LINE = ("Scenario", "Section", "Line", "Year", "Pounds")
_POT = ("Scenario", "Pot", "Year", "Paid, pounds", "At base prices, pounds", "The pot holds, pounds")


def _about(paper: Paper) -> Rows:
    scenarios = zip(paper.runs, paper.comparison.opened, strict=True)
    said = (*marks(paper), RECOMMENDATION, *paper.comparison.notes)
    return [
        *((run.name, run.base, run.description, "; ".join(opened)) for run, opened in scenarios),
        *(("Note", "", line, "") for line in said),
    ]


def _figure(row: ComparedRow) -> list[Cell]:
    values = (*row.values, *row.changes[1:])
    return [row.name, row.of, year_of(row), UNITS[row.figure], *(_in_unit(row, value) for value in values)]


def _in_unit(row: ComparedRow, value: int | None) -> Cell:
    parts = PARTS.get(row.figure, 0)
    return value if value is None or not parts else value / 10**parts


def _schemes(paper: Paper) -> Rows:
    return [
        (run.name, one.name, one.kind, "not taken" if one.opens is None else one.opens, one.places,
         one.capital / 100, one.proposal, one.staffing, one.because)
        for run in paper.runs
        for one in run.schemes
    ]  # fmt: skip


def _budget_lines(paper: Paper) -> Iterator[tuple[Cell, ...]]:
    for run in paper.runs:
        budget = run.high_needs
        if budget is None:
            continue
        for line in budget.lines:
            for year, pence in zip(budget.years, line.pence, strict=True):
                yield run.name, line.section.value, line.name, str(year), pence / 100
        sums = {"Total direct": budget.direct, "Total indirect": budget.indirect, "Total": budget.total,
                "Allocation": budget.allocation, "Overspend": budget.overspend,
                "Cumulative balance": budget.balance}  # fmt: skip
        for name, amounts in sums.items():
            for year, amount in zip(budget.years, amounts, strict=True):
                yield run.name, "total", name, str(year), None if amount is None else amount / 100


def _pots(paper: Paper) -> Iterator[tuple[Cell, ...]]:
    for run in paper.runs:
        for pot in run.money.pots if run.money else ():
            first = run.money.capital_from.starts if run.money else 0
            for at, amounts in enumerate(zip(pot.cash, pot.real, pot.holds, strict=True)):
                yield run.name, pot.pot, financial(first + at), *(pence / 100 for pence in amounts)


def _plain(value: object) -> Cell:
    return value if isinstance(value, str | int | float) or value is None else str(value)


def _write(sheet: Any, header: Sequence[str], rows: Rows, looks: dict[str, Any]) -> None:
    for at, name in enumerate(header):
        widest = max(len(name), *(len(str(row[at])) for row in rows if row[at] is not None), NARROWEST)
        sheet.set_column(at, at, min(widest + 2, WIDEST))
        sheet.write_string(0, at, name, looks["head"])
    for number, row in enumerate(rows, start=1):
        for at, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(number, at, cell, looks["text"])
            elif cell is not None:
                look = None if header[at] == "Opens" else looks["whole" if isinstance(cell, int) else "parts"]
                sheet.write_number(number, at, cell, look)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(rows), len(header) - 1)
