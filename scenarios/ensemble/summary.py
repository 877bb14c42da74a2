"""An ensemble summed up."""

from collections.abc import Mapping, Sequence

from scenarios.ensemble import statistics
from scenarios.ensemble.run import Finished
from scenarios.ensemble.waiting import value_of_waiting
from sufficiency.domain.ensemble import Ensemble, Outcome, Waiting

Cases = Mapping[tuple[str, int], Sequence[Outcome]]


def summary(finished: Finished, groups: Sequence[str], years: Sequence[int], seed: int) -> Ensemble | None:
    """What all finished draws say; None before the first of them is. ``groups`` and ``years`` are those of the gaps."""
    if not finished.draws:
        return None
    rows = {name: row for (name, later), row in finished.outcomes.items() if not later}
    costs = {name: [outcome.cost for outcome in row] for name, row in rows.items()}
    return Ensemble(
        seed=seed,
        wanted=finished.wanted,
        draws=finished.draws,
        outlooks=statistics.outlooks(rows),
        regrets=statistics.regret_rows(rows),
        shortfalls=tuple(one for name, row in rows.items() for one in statistics.shortfalls(name, row, groups, years)),
        drivers=tuple(one for name, row in rows.items() for one in statistics.drivers(name, row)),
        least_expected=statistics.least_expected(costs),
        least_regret=statistics.least_regret(costs),
        foresight=statistics.foresight(costs),
        waiting=_waiting(finished.outcomes),
    )


def _waiting(cases: Cases) -> Waiting | None:
    """Demand seen is that of the first scenario; what has nothing to begin costs the same whenever it is chosen."""
    if not (years := max(later for _, later in cases)):
        return None
    rows = {name: row for (name, later), row in cases.items() if not later}
    now = {name: [outcome.cost for outcome in row] for name, row in rows.items()}
    put_off = {name: [outcome.cost for outcome in cases.get((name, years), row)] for name, row in rows.items()}
    seen = [outcome.children[years] for outcome in next(iter(rows.values()))]
    return value_of_waiting(now, put_off, seen, years)
