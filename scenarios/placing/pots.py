"""Capital pots, and what dated actions leave in each."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scenarios.files.scenario import Action, Budget
from scenarios.placing.places import Choice
from scenarios.placing.works import works_of
from scenarios.projection.cells import IntArray
from solvers.location import NO_LIMIT
from sufficiency.domain.years import FinancialYear
from sufficiency.errors import Fault, Infeasible


@dataclass(frozen=True, slots=True)
class Pots:
    """Capital pots by name, and pence at base prices that each holds in each year of the plan.

    ``NO_LIMIT`` where none is stated.
    """

    names: tuple[str, ...]
    holds: IntArray


def pots_of(choices: Sequence[Choice], actions: Sequence[Action], budgets: Sequence[Budget], years: range) -> Pots:
    """What dated actions leave of every budget. A pot with a budget in some year has none in the years not stated.

    Capital of years before the plan counts in its first, that of years after its last is not held to anything.

    Raises Infeasible, for every pot and year, where the actions alone take more than there is.
    """
    stated = {(budget.pot, budget.year): budget.pence for budget in budgets}
    limited = {budget.pot for budget in budgets}
    names = tuple(sorted(limited | {choice.option.pot for choice in choices}))
    holds = np.full((len(names), len(years)), NO_LIMIT, dtype=np.int64)
    for row, name in enumerate(names):
        if name in limited:
            holds[row] = [stated.get((name, year), 0) for year in years]
    for action in actions:
        for spend in works_of(action).capital:
            if spend.pot in limited and spend.year.starts < years.stop:
                holds[names.index(spend.pot), max(spend.year.starts - years.start, 0)] -= spend.pence
    over = [(names[row], years[at], -int(holds[row, at])) for row, at in np.argwhere(holds < 0).tolist()]
    if over:
        raise Infeasible([_overspent(*one) for one in over])
    return Pots(names, holds)


def _overspent(pot: str, year: int, pence: int) -> Fault:
    more = f"dated actions take £{pence / 100:,.0f} more from {pot} in {FinancialYear(year)}"
    message = f"{more} than it holds, at base prices"
    return Fault("scenarios", "", 0, f"budget {pot}", "BUDGET", message, "Raise the budget, or move an action.")
