"""The money of a scenario as plain tables: what its places, children and works cost, and the high needs budget."""

from collections.abc import Iterator
from pathlib import Path

from sufficiency.domain.finance import HighNeeds, Money
from sufficiency.domain.planning_results import ScenarioRun
from sufficiency.reports.csv_file import Cell, write_csv
from sufficiency.reports.words import decimal

MONEY, HNB = "money.csv", "hnb.csv"
MONEY_HEADER = ("year", "line", "name", "cash", "real")
HNB_HEADER = ("year", "section", "name", "amount")


def write_money(run: ScenarioRun, folder: Path) -> None:
    """Write both tables; only their headings where no money was worked out."""
    write_csv(folder / MONEY, MONEY_HEADER, _money(run.money) if run.money else ())
    write_csv(folder / HNB, HNB_HEADER, _high_needs(run.high_needs) if run.high_needs else ())


def _money(money: Money) -> Iterator[tuple[Cell, ...]]:
    """Heads by academic year, then capital by pot and financial year, each as paid and at base prices."""
    for head in money.heads:
        for at, (cash, real) in enumerate(zip(head.cash, head.real, strict=True)):
            yield money.first.starts + at, "head", head.head.value, decimal(cash, 2), decimal(real, 2)
    for pot in money.pots:
        for at, (cash, real) in enumerate(zip(pot.cash, pot.real, strict=True)):
            yield money.capital_from.starts + at, "capital", pot.pot, decimal(cash, 2), decimal(real, 2)


def _high_needs(budget: HighNeeds) -> Iterator[tuple[Cell, ...]]:
    for line in budget.lines:
        for year, pence in zip(budget.years, line.pence, strict=True):
            yield str(year), line.section.value, line.name, decimal(pence, 2)
    totals = {
        "direct": budget.direct, "indirect": budget.indirect, "total": budget.total, "allocation": budget.allocation,
        "overspend": budget.overspend, "balance": budget.balance,
    }  # fmt: skip
    for name, amounts in totals.items():
        for year, amount in zip(budget.years, amounts, strict=True):
            yield str(year), "total", name, "" if amount is None else decimal(amount, 2)
