"""One scenario from its question to its whole answer: the plan, bases first, the money, and the rows that are kept."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from scenarios.files.scenario import AS_IS, Action, Scenario
from scenarios.money.high_needs import high_needs
from scenarios.money.of_plan import finance_of, money_of
from scenarios.placing.bases_first import Answer, bases_first
from scenarios.placing.of_scenario import Roads, budget_rows, premises_of, question_of, scheme_rows
from scenarios.placing.plan import Plan, in_millionths
from scenarios.placing.question import Question, recommended
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


Known = dict[tuple[Hashable, ...], Plan]
"""Plans recommended before, by all that they rest on besides the input folder."""


def as_is() -> Scenario:
    """Settings and provision as the input folder has them, demand as expected, no policy of its own."""
    return Scenario(
        AS_IS, AS_IS, "Settings and provision as the input folder has them; nothing opens and nothing closes."
    )


def money_as_is(inputs: Inputs, projected: Projected, roads: Roads, known: Known) -> Money:
    """The money of leaving everything as it is: costs of every scenario are counted from its first year."""
    question = question_of(inputs, as_is(), projected.demand, roads)
    return money_of(answering(as_is(), projected.seed, known)(question, ()), inputs.finance)


def answering(scenario: Scenario, seed: int, known: Known) -> Answer:
    """How questions of a scenario are answered: what was answered before is not worked out again."""

    def answer(question: Question, forced: Sequence[Action]) -> Plan:
        terms, options = question.terms, question.options
        chosen = (options, terms.budgets, terms.openings, question.optimise) if options or terms.actions else ()
        context = (scenario.demand, scenario.policy, terms.discount, seed, len(question.demand.years))
        key = (*context, terms.actions, *chosen, tuple(forced))
        if key not in known:
            known[key] = recommended(question, forced)
        return known[key]

    return answer


def scenario_run(
    inputs: Inputs, scenario: Scenario, projected: Projected, roads: Roads, since: Money, known: Known
) -> ScenarioRun:
    """The run. Raises Infeasible as ``recommended`` does."""
    question = question_of(inputs, scenario, projected.demand, roads)
    answer = answering(scenario, projected.seed, known)
    plan, finance = answer(question, ()), finance_of(scenario, inputs.finance)
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
        bases_first=bases_first(question, plan, answer),
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
