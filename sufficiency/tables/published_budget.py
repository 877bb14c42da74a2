"""Reading a published high needs table: columns ``section`` and ``line``, then one for each year.

Sections are ``direct``, ``indirect`` and ``total``. In the first two every row is a line of the budget, but for
``PRINTED TOTAL`` and ``PRINTED YOY %`` (growth of that sum on the year before), which are kept apart and checked. Under
``total`` stand the total, the allocation and the overspend. Amounts are in one unit, the same throughout.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from sufficiency.domain.finance import BudgetLine, HighNeedsLine, Section
from sufficiency.domain.published_budget import PublishedBudget, Sum
from sufficiency.errors import Fault, InputRejected
from sufficiency.tables import kinds
from sufficiency.tables.csv_files import read_csv
from sufficiency.tables.dates import ISO
from sufficiency.tables.grid import Grid
from sufficiency.tables.kinds import Kind

ALLOCATION = "allocation"
_AMOUNT, _GROWTH = kinds.balance(1_000_000_000), kinds.percent(-100, 999)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?:[-/_](\d\d))?(?!\d)")
_SUMS: dict[str, Sum] = {"direct": "direct", "indirect": "indirect", "total": "total"}
_HEADINGS = "Begin with the columns section and line, then one column for each year."
_ROWS = "Under total give the total, the allocation and the overspend; growth is called PRINTED YOY %."

Amounts = dict[tuple[str, str], tuple[int, ...]]
"""Cells by section and kind of row: a line by its name, ``=`` a sum, ``%`` its growth."""


def read_published_budget(path: Path) -> PublishedBudget:
    """The table in a CSV file. Raises InputRejected with every fault of it."""
    grid = read_csv(path)
    if [name.casefold() for name in grid.header[:2]] != ["section", "line"] or len(grid.header) < 3:
        message = "does not begin with the columns section and line, and a year after them"
        raise InputRejected([grid.origin.fault(1, "", "NO_HEADER", message, _HEADINGS)])
    rows: Amounts = {}
    faults = [fault for row in range(len(grid.rows)) for fault in _read_row(grid, row, rows)]
    if not faults:
        faults += _missing(grid, rows)
    if faults:
        raise InputRejected(faults)
    return _table(grid, rows)


def of_budgets(budgets: tuple[BudgetLine, ...], source: str) -> PublishedBudget:
    """The same table of the budgets of an input folder, every year stated there a column; nothing is printed beside."""
    spending = [line for line in budgets if line.section is not Section.CAPITAL]
    years = sorted({line.year for line in spending})

    def by_year(section: Section, name: str | None) -> tuple[int, ...]:
        alike = [line for line in spending if line.section is section and name in (None, line.name)]
        return tuple(sum(line.pence for line in alike if line.year == year) for year in years)

    named = dict.fromkeys((line.section, line.name) for line in spending if line.section is not Section.ALLOCATION)
    return PublishedBudget(
        source,
        tuple(map(str, years)),
        tuple(year.starts for year in years),
        tuple(HighNeedsLine(section, name, by_year(section, name)) for section, name in named),
        by_year(Section.ALLOCATION, None),
    )


def _read_row(grid: Grid, at: int, rows: Amounts) -> Iterator[Fault]:
    """Adds the row to ``rows``; a fault for each cell that is none, for an unknown row and for one that is twice."""
    number, (section, name, *cells) = grid.numbers[at], grid.rows[at]
    key = _key(section.casefold(), name)
    if key is None:
        yield grid.origin.fault(number, "line", "ROW_UNKNOWN", f'"{section[:30]}, {name[:60]}" is no row of it', _ROWS)
        return
    if key in rows:
        yield grid.origin.fault(number, "line", "REPEATED", "is there already under this section", "Keep one of them.")
    kind = _GROWTH if key[1] == "%" else _AMOUNT
    read = [_cell(kind, cell) for cell in (*cells, *[""] * len(grid.header))[: len(grid.header) - 2]]
    for column, value in zip(grid.header[2:], read, strict=True):
        if value is None:
            yield grid.origin.fault(number, column, kind.rule, f"is not {kind.expects}", kind.remedy)
    rows[key] = tuple(value or 0 for value in read)


def _key(section: str, name: str) -> tuple[str, str] | None:
    plain = name.casefold()
    if section not in _SUMS or not plain:
        return None
    if plain == "printed yoy %":
        return section, "%"
    if section != "total":
        return section, "=" if plain == "printed total" else name
    return next(((section, key) for start, key in _TOTALS.items() if plain.startswith(start)), None)


_TOTALS = {"total": "=", "allocation": ALLOCATION, "overspend": "overspend"}


def _cell(kind: Kind, text: str) -> int | None:
    """The value; nought for a blank amount. None where it is none."""
    try:
        return int(kind.parse(text, ISO)) if text else 0
    except ValueError:
        return None


def _missing(grid: Grid, rows: Amounts) -> list[Fault]:
    faults = []
    if ("total", ALLOCATION) not in rows:
        faults.append(grid.origin.fault(0, "line", "NO_ALLOCATION", "has no allocation under total", _ROWS))
    if not any(section != "total" and name not in ("=", "%") for section, name in rows):
        faults.append(grid.origin.fault(0, "line", "NO_ROWS", "has no line under direct or indirect", "Add the lines."))
    return faults


def _table(grid: Grid, rows: Amounts) -> PublishedBudget:
    columns = grid.header[2:]
    printed: dict[Sum, tuple[int, ...]] = {name: rows[key, "="] for key, name in _SUMS.items() if (key, "=") in rows}
    if ("total", "overspend") in rows:
        printed["overspend"] = rows["total", "overspend"]
    return PublishedBudget(
        grid.origin.file,
        columns,
        tuple(_year(column) for column in columns),
        tuple(
            HighNeedsLine(Section(section), name, pence)
            for (section, name), pence in rows.items()
            if section != "total" and name not in ("=", "%")
        ),
        rows["total", ALLOCATION],
        printed,
        {name: _percentages(grid, key) for key, name in _SUMS.items() if (key, "%") in rows},
    )


def _percentages(grid: Grid, section: str) -> tuple[Decimal | None, ...]:
    """The printed growth with the decimals it is printed to."""
    row = next(row for row in grid.rows if _key(row[0].casefold(), row[1]) == (section, "%"))
    cells = (*row[2:], *[""] * len(grid.header))[: len(grid.header) - 2]
    return tuple(Decimal(cell) if cell else None for cell in cells)


def _year(column: str) -> int | None:
    """``Forecast 2022-23`` begins in 2022; None where no year is named, or one that does not follow on."""
    found = _YEAR.search(column)
    if not found or (found[2] and int(found[2]) != (int(found[1]) + 1) % 100):
        return None
    return int(found[1])
