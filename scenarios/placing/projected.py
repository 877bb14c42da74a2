"""The demand that a scenario rests on: as expected under its assumptions, by steps, and against places."""

from dataclasses import replace
from functools import partial

from scenarios.files.scenario import DemandAssumptions
from scenarios.gap.gaps import gaps
from scenarios.placing.whole_run import Projected
from scenarios.planning.demand import Demand
from scenarios.projection.history import History
from scenarios.projection.stated import ScenarioDemand
from scenarios.projection.told import need_steps

DRAWS = 100
"""Futures that gaps at P50 and P80 are told from."""


def projected(history: History, stated: DemandAssumptions, years: int, seed: int) -> Projected:
    """Demand of so many years; ``seed`` is of the futures drawn."""
    told = ScenarioDemand(history, stated, seed)
    draws = [first_years(told.drawn(number), years) for number in range(DRAWS)]
    last = history.first.starts + years
    return Projected(
        demand=first_years(told.expected(), years),
        steps=tuple(row for row in need_steps(history, stated) if row.year < last),
        gaps=partial(gaps, draws=draws),
        seed=seed,
    )


def first_years(demand: Demand, years: int) -> Demand:
    """The same for so many years alone."""
    return replace(
        demand,
        stock=demand.stock[:years],
        entrants=demand.entrants[:years],
        holds=demand.holds[:, :years],
        remaining=demand.remaining[:, :years],
    )
