"""Capital by pot and financial year: what is spent, at the prices of its year, and what each pot holds."""

from collections import Counter
from collections.abc import Sequence

from scenarios.money.shares import grown, whole_parts
from sufficiency.domain.finance import Finance, PotSpend, Section, Works
from sufficiency.domain.years import FinancialYear


def pots_of(
    works: Sequence[Works], finance: Finance, base: FinancialYear, years: range
) -> tuple[FinancialYear, tuple[PotSpend, ...]]:
    """The first financial year and every pot, over ``years`` and whatever lies before or after them.

    Spending grows at the inflation of capital from ``base`` on. The pots of a year add up to its total.
    """
    spent: Counter[tuple[str, int]] = Counter()
    for spend in (spend for one in works for spend in one.capital):
        spent[spend.pot, spend.year.starts] += spend.pence
    held: Counter[tuple[str, int]] = Counter()
    for line in finance.budgets:
        if line.section is Section.CAPITAL:
            held[line.name, line.year.starts] += line.pence
    names = sorted({name for name, _ in (*spent, *held)})
    shown = range(min([years.start, *(year for _, year in spent)]), max([years.stop, *(y + 1 for _, y in spent)]))
    cash = [
        whole_parts([spent[name, year] * grown(finance.capital_inflation, year - base.starts) for name in names])
        for year in shown
    ]
    return FinancialYear(shown.start), tuple(
        PotSpend(
            name,
            cash=tuple(of_year[at] for of_year in cash),
            real=tuple(spent[name, year] for year in shown),
            holds=tuple(held[name, year] for year in shown),
        )
        for at, name in enumerate(names)
    )
