"""What is built, and when it is paid for."""

from scenarios.files.scenario import Action
from sufficiency.domain.finance import CapitalSpend, Works
from sufficiency.domain.years import FinancialYear


def works_of(action: Action) -> Works:
    """The capital of an action by financial year, the last being that in which it opens, and its running cost."""
    last = action.opens.starts
    first = last - len(action.phasing) + 1
    spend = zip(range(first, last + 1), shared(action.capital, action.phasing), strict=True)
    capital = tuple(CapitalSpend(action.pot, FinancialYear(year), pence) for year, pence in spend if pence)
    return Works(action.name, action.opens, capital, action.running)


def shared(pence: int, percents: tuple[int, ...]) -> tuple[int, ...]:
    """Whole pence in these shares, adding up to all of it: each year makes up what was owed until then."""
    owed = [pence * sum(percents[: at + 1]) // 100 for at in range(len(percents))]
    return tuple(now - before for before, now in zip((0, *owed), owed, strict=False))
