"""Whether to commit now, or to see more of demand first: what a plan may lose or gain by being put off."""

from collections.abc import Sequence

from scenarios.ensemble.figures import Numbers, mean
from scenarios.ensemble.statistics import Costs, least_expected
from sufficiency.domain.ensemble import Waiting

SEEN = 3
"""Demand turns out low, middle or high: a third of the draws each."""
FEWEST = 10
"""Draws of each: fewer say too little."""


def value_of_waiting(now: Costs, later: Costs, seen: Numbers, years: int) -> Waiting | None:
    """The expected cost of committing now beside that of waiting, all draws counting the same.

    Commit: the scenario of least expected cost is begun now. Wait: nothing is begun for ``years``; then, by whether the
    demand ``seen`` by that year (draws) is low, middle or high, the scenario of least expected cost among such draws is
    begun, at the cost ``later`` says. So what is saved by knowing more and what is lost by being late are both in it.
    The choice is made and priced on the same draws, which makes waiting look a little better than it is.

    None where there are too few draws. Source of the idea: Dixit and Pindyck, Investment under Uncertainty (1994),
    chapter 2.
    """
    if len(seen) < SEEN * FEWEST:
        return None
    chosen: list[str] = []
    costs: list[int] = []
    for group in _thirds(seen):
        among = {name: [row[at] for at in group] for name, row in later.items()}
        best = least_expected(among)
        chosen.append(best)
        costs += among[best]
    low, middle, high = chosen
    commit = mean(now[least_expected(now)])
    return Waiting(years, commit, mean(costs), (low, middle, high))


def _thirds(seen: Numbers) -> Sequence[Sequence[int]]:
    """Numbers of the draws with low, middle and high demand, as many in each."""
    order = sorted(range(len(seen)), key=lambda at: (seen[at], at))
    return [order[len(seen) * part // SEEN : len(seen) * (part + 1) // SEEN] for part in range(SEEN)]
