"""One scenario from its question to its whole answer: the plan, bases first, the money, and the rows that are kept."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from scenarios.files.scenario import AS_IS, Optimise, Scenario
from scenarios.money.high_needs import high_needs
from scenarios.money.of_plan import finance_of, money_of
from scenarios.placing.bases_first import bases_first
from scenarios.placing.of_scenario import Roads, budget_rows, premises_of, question_of, scheme_rows
from scenarios.placing.plan import in_millionths
from scenarios.placing.question import recommended
from scenarios.placing.rows import KINDS, demand_rows, plan_rows
from scenarios.planning.demand import Demand
from scenarios.planning.supply import Supply
from sufficiency.domain.finance import Money
from sufficiency.domain.inputs import Inputs
from sufficiency.domain.planning_results import AreaName, GapRow, HoldRow, ScenarioRun, StepRow


@dataclass(frozen=True, slots=True)
class Projected:
    """Demand under a scenario: as expected, by named steps, and its gaps once places are known."""

    demand: Demand
    steps: tuple[StepRow, ...]
    gaps: Callable[[Supply], tuple[GapRow, ...]]
    seed: int


UNTIL_COST = Optimise(programme=("unmet", "cost"))


def as_is() -> Scenario:
    """Settings and provision as the input folder has them, demand as expected, no policy of its own."""
    return Scenario(
        AS_IS, AS_IS, "Settings and provision as the input folder has them; nothing opens and nothing closes."
    )


def money_as_is(inputs: Inputs, demand: Demand, roads: Roads) -> Money:
    """The money of leaving everything as it is: costs of every scenario are counted from its first year."""
    plan = recommended(question_of(inputs, as_is(), demand, roads))
    return money_of(plan, inputs.finance)


def scenario_run(inputs: Inputs, scenario: Scenario, projected: Projected, roads: Roads, since: Money) -> ScenarioRun:
    """The run. Raises Infeasible as ``recommended`` does."""
    question = question_of(inputs, scenario, projected.demand, roads)
    plan, finance = recommended(question), finance_of(scenario, inputs.finance)
    money = money_of(plan, finance)
    demand = projected.demand
    return ScenarioRun(
        name=scenario.name,
        base=scenario.base,
        description=scenario.description,
        first=demand.first.starts,
        years=len(demand.years),
        premises=premises_of(inputs, question, projected.seed),
        areas=tuple(
            AreaName(area.code, area.name, area.easting, area.northing, area.deprivation) for area in demand.areas
        ),
        demand=demand_rows(demand),
        holds=hold_rows(demand),
        steps=projected.steps,
        gap=projected.gaps(plan.supply),
        schemes=scheme_rows(question, plan),
        budgets=budget_rows(question),
        plan=plan_rows(plan, question.policy),
        bases_first=bases_first(question, plan),
        proven=plan.proven,
        repeatable=plan.repeatable,
        finance=finance,
        money=money,
        high_needs=high_needs(money, finance, since),
    )


def hold_rows(demand: Demand) -> tuple[HoldRow, ...]:
    """How long entrants of every kind stay, to the last year that any is there."""
    shares = in_millionths(demand.holds)
    return tuple(
        HoldRow(KINDS[kind], after, int(shares[kind, after])) for kind, after in np.argwhere(shares > 0).tolist()
    )
