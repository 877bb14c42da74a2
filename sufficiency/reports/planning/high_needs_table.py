"""A published high needs table worked out again from its lines, and every printed figure held against that."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from rich.console import Group, RenderableType
from rich.text import Text

from sufficiency.domain.finance import Section
from sufficiency.domain.published_budget import PublishedBudget, Sum
from sufficiency.reports.plain_table import plain_table
from sufficiency.reports.words import decimal

SUMS: Mapping[Sum, str] = {
    "direct": "Total direct",
    "indirect": "Total indirect",
    "total": "Total direct and indirect",
    "overspend": "Overspend",
}
ALLOCATION = "Allocation"


@dataclass(frozen=True, slots=True)
class Check:
    """One printed figure: ``found`` is what the lines give, blank where nothing can be worked out to hold it to."""

    what: str
    column: str
    printed: str
    found: str

    @property
    def reconciles(self) -> bool | None:
        """Whether what is printed is what the lines give; None where there is nothing to hold it to."""
        return self.printed == self.found if self.found else None


@dataclass(frozen=True, slots=True)
class HighNeedsTable:
    """The table again: its lines, the sums of them (pence by column), the checks of what is printed, and remarks."""

    budget: PublishedBudget
    sums: Mapping[Sum, tuple[int, ...]]
    checks: tuple[Check, ...]
    remarks: tuple[str, ...]

    @property
    def broken(self) -> tuple[Check, ...]:
        """Printed figures that do not reconcile."""
        return tuple(check for check in self.checks if check.reconciles is False)


def high_needs_table(budget: PublishedBudget) -> HighNeedsTable:
    """Direct, indirect, total and overspend from the lines and the allocation, to the penny."""
    direct, indirect = (
        tuple(sum(line.pence[at] for line in budget.lines if line.section is section) for at in _places(budget))
        for section in (Section.DIRECT, Section.INDIRECT)
    )
    total = tuple(map(sum, zip(direct, indirect, strict=True)))
    overspend = tuple(spent - given for spent, given in zip(total, budget.allocation, strict=True))
    sums: dict[Sum, tuple[int, ...]] = {
        "direct": direct, "indirect": indirect, "total": total, "overspend": overspend,
    }  # fmt: skip
    checks = (*_printed_sums(budget, sums), *_printed_growth(budget, sums))
    return HighNeedsTable(budget, sums, checks, tuple(_remarks(budget)))


def growth(budget: PublishedBudget, pence: Sequence[int]) -> tuple[Decimal | None, ...]:
    """Percent more than in the year before, unrounded; None where there is no earlier year or nothing to grow from."""
    before = [_before(budget, at) for at in _places(budget)]
    return tuple(
        None if then is None or not pence[then] else 100 * (Decimal(now) / pence[then] - 1)
        for now, then in zip(pence, before, strict=True)
    )


def _places(budget: PublishedBudget) -> range:
    return range(len(budget.columns))


def _before(budget: PublishedBudget, at: int) -> int | None:
    """The column of the latest earlier year; the next column where headings do not say years."""
    year = budget.years[at]
    if year is None or None in budget.years:
        return at + 1 if at + 1 < len(budget.columns) else None
    earlier = [(other, place) for place, other in enumerate(budget.years) if other is not None and other < year]
    return max(earlier)[1] if earlier else None


def _printed_sums(budget: PublishedBudget, sums: Mapping[Sum, tuple[int, ...]]) -> Iterator[Check]:
    for name, printed in budget.printed.items():
        for column, said, found in zip(budget.columns, printed, sums[name], strict=True):
            yield Check(SUMS[name], column, amount(said), amount(found))


def _printed_growth(budget: PublishedBudget, sums: Mapping[Sum, tuple[int, ...]]) -> Iterator[Check]:
    for name, printed in budget.growth.items():
        found = growth(budget, sums[name])
        for column, said, real in zip(budget.columns, printed, found, strict=True):
            if said is not None:
                step = Decimal(1).scaleb(min(0, int(said.as_tuple().exponent)))
                again = "" if real is None else str(real.quantize(step, ROUND_HALF_UP))
                yield Check(_growth_of(name), column, str(said), again)


def _remarks(budget: PublishedBudget) -> Iterator[str]:
    for at, column in enumerate(budget.columns):
        then, year = _before(budget, at), budget.years[at]
        earlier = budget.years[then] if then is not None else None
        if then is not None and year is not None and earlier is not None and year - earlier > 1:
            yield (
                f"{heading(column)} stands next to {heading(budget.columns[then])}, {year - earlier} years earlier: "
                "either a year is missing, and growth is of several years, or a heading is wrong."
            )
        elif year is None:
            yield f"{heading(column)} names no financial year; it is taken to follow the column after it."


def heading(column: str) -> str:
    """``Forecast 2022-23`` for ``Forecast_2022_23``."""
    return re.sub(r"(\d{4})_(\d{2})", r"\1-\2", column).replace("_", " ")


def _growth_of(name: Sum) -> str:
    return f"Growth of {SUMS[name].lower()}, %"


def amount(pence: int) -> str:
    """An amount as printed, thousands marked; pence only where there are some."""
    whole = f"{abs(pence) // 100:,}" + ("" if pence % 100 == 0 else f".{abs(pence) % 100:02d}")
    return f"-{whole}" if pence < 0 else whole


# for people and machines --------------------------------------------------------------------------------------------


def high_needs_rows(table: HighNeedsTable) -> list[dict[str, object]]:
    """Every line and sum as a row; growth after the sums."""
    columns = table.budget.columns
    rows: list[tuple[str, str, list[int | float | None]]] = [
        (line.section.value, line.name, list(map(_number, line.pence))) for line in table.budget.lines
    ]
    rows += [(_section(name), SUMS[name], list(map(_number, table.sums[name]))) for name in SUMS]
    rows.insert(-1, ("total", ALLOCATION, list(map(_number, table.budget.allocation))))
    for name in ("direct", "indirect", "total"):
        percents = growth(table.budget, table.sums[name])
        rows.append((_section(name), _growth_of(name), [None if p is None else float(round(p, 1)) for p in percents]))
    return [
        {"section": section, "line": name, **dict(zip(columns, cells, strict=True))} for section, name, cells in rows
    ]


def high_needs_document(table: HighNeedsTable) -> dict[str, object]:
    """The rows, every printed figure with what the lines give, and the remarks."""
    checks = [
        {"what": c.what, "column": c.column, "printed": c.printed, "from_the_lines": c.found or None,
         "reconciles": c.reconciles}
        for c in table.checks
    ]  # fmt: skip
    return {
        "source": table.budget.source,
        "rows": high_needs_rows(table),
        "checks": checks,
        "printed_figures_that_do_not_reconcile": len(table.broken),
        "remarks": list(table.remarks),
    }


def high_needs_summary(table: HighNeedsTable) -> RenderableType:
    """The table as printed, worked out again; then what does not reconcile."""
    shown = plain_table("", *(f"#{heading(column)}" for column in table.budget.columns))
    for column in shown.columns[1:]:
        column.no_wrap = False
    sections: tuple[tuple[Section, Sum], ...] = ((Section.DIRECT, "direct"), (Section.INDIRECT, "indirect"))
    for section, name in sections:
        for line in table.budget.lines:
            if line.section is section:
                shown.add_text(line.name, *map(amount, line.pence))
        shown.add_row(*(Text(cell, style="bold") for cell in _sum_row(table, name)))
    shown.add_row(*(Text(cell, style="bold") for cell in _sum_row(table, "total")))
    shown.add_text(ALLOCATION, *map(amount, table.budget.allocation))
    shown.add_row(*(Text(cell, style="bold") for cell in _sum_row(table, "overspend")))
    return Group(Text(table.budget.source, style="bold"), shown, *_found(table))


def _sum_row(table: HighNeedsTable, name: Sum) -> list[str]:
    return [SUMS[name], *map(amount, table.sums[name])]


def _found(table: HighNeedsTable) -> Iterator[RenderableType]:
    unknown = [check for check in table.checks if check.reconciles is None]
    held = len(table.checks) - len(table.broken) - len(unknown)
    if table.checks:
        yield Text(f"\n{held} of {len(table.checks)} printed figures are what the lines give.")
    for check in unknown:
        said = f"{check.what}, {heading(check.column)}: {check.printed} is printed"
        yield Text(f"{said}; there is no earlier year to hold it to.")
    if table.broken:
        wrong = plain_table("Does not reconcile", "Column", "#Printed", "#From the lines")
        for check in table.broken:
            wrong.add_text(check.what, heading(check.column), check.printed, check.found)
        yield wrong
    yield from map(Text, table.remarks)


def _section(name: Sum) -> str:
    return "total" if name == "overspend" else name


def _number(pence: int) -> int | float:
    return pence // 100 if pence % 100 == 0 else float(decimal(pence, 2))
