"""The demand that a scenario rests on: as expected under its assumptions, by steps, and against places."""

from dataclasses import replace

from scenarios.files.scenario import Scenario
from scenarios.gap.gaps import gaps
from scenarios.placing.whole_run import Projected
from scenarios.planning.demand import Demand
from scenarios.planning.supply import Supply
from scenarios.projection.history import History
from scenarios.projection.stated import ScenarioDemand
from scenarios.projection.told import need_steps
from sufficiency.domain.inputs import Inputs
from sufficiency.domain.planning_results import GapRow

DRAWS = 100
"""Futures that the gaps of a scenario are told from."""


def projected(inputs: Inputs, history: History, scenario: Scenario, years: int, seed: int | None) -> Projected:
    """Demand of so many years. ``seed`` None takes the scenario's own, else the authority's."""
    stated = scenario.seed if seed is None else seed
    chosen = inputs.authority.seed if stated is None else stated
    told = ScenarioDemand(history, scenario.demand, chosen)
    steps = tuple(row for row in need_steps(history, scenario.demand) if row.year < history.first.starts + years)

    def against(supply: Supply) -> tuple[GapRow, ...]:
        return gaps(supply, [first_years(told.drawn(number), years) for number in range(DRAWS)])

    return Projected(first_years(told.expected(), years), steps, against, chosen)


def first_years(demand: Demand, years: int) -> Demand:
    """The same for so many years alone."""
    return replace(
        demand,
        stock=demand.stock[:years],
        entrants=demand.entrants[:years],
        holds=demand.holds[:, :years],
        remaining=demand.remaining[:, :years],
    )
