"""A scenario as the question of a plan, and the facts that its run is kept with."""

from dataclasses import dataclass, replace
from functools import partial
from math import floor

from geodata.network import RoadNetwork
from geodata.shortest import network_times
from geodata.travel import ByRoad
from scenarios.files.scenario import Action, Budget, Option, Scenario, Scheme
from scenarios.money.of_plan import finance_of
from scenarios.money.shares import grown
from scenarios.placing.journeys import travel_of, ways
from scenarios.placing.plan import Plan
from scenarios.placing.policy import PlacingPolicy
from scenarios.placing.pose import Terms
from scenarios.placing.question import Question
from scenarios.placing.sharing import Shared, taken_by_neighbours
from scenarios.placing.travel import Travel
from scenarios.planning.demand import Area, Demand
from scenarios.planning.supply import Pool
from scenarios.supply.laid_out import laying_of
from sufficiency.domain.finance import Finance, Section
from sufficiency.domain.inputs import Inputs
from sufficiency.domain.planning_results import BudgetRow, PlanPremises, SchemeRow
from sufficiency.domain.years import FinancialYear


@dataclass(frozen=True, slots=True)
class Roads:
    """How the ways of a plan are had: over these roads, by this engine; estimated where there are none."""

    network: RoadNetwork | None
    by_road: ByRoad = network_times


def question_of(inputs: Inputs, scenario: Scenario, demand: Demand, roads: Roads) -> Question:
    """The question that a scenario asks of a projected demand."""
    finance = finance_of(scenario, inputs.finance)
    travel, neighbours = inputs.authority.travel, scenario.policy.neighbours
    limit = travel.limit if scenario.policy.travel_limit is None else scenario.policy.travel_limit
    laid = laying_of(inputs, neighbours, len(demand.entrants), demand.areas)
    return Question(
        demand=demand,
        lay=Shared(laid, taken_by_neighbours(neighbours, demand)) if neighbours else laid,
        travel=partial(travel_to, inputs, demand.areas, roads, limit),
        policy=PlacingPolicy(
            limit=limit,
            guideline_primary=travel.guideline_primary,
            guideline_secondary=travel.guideline_secondary,
            finance=finance,
            base_first=scenario.policy.base_first,
            independent=scenario.policy.independent,
        ),
        terms=Terms(
            actions=scenario.actions,
            budgets=capital_budgets(finance, FinancialYear(demand.first.starts)),
            openings=scenario.optimise.openings,
            discount=finance.discount,
        ),
        options=scenario.options,
        optimise=scenario.optimise,
    )


def capital_budgets(finance: Finance, first: FinancialYear) -> tuple[Budget, ...]:
    """What capital pots hold, at the prices that works are stated at: by the time a pot may be spent they are dearer.

    Rounded down, so that what is paid is never more than the pot. ``first`` is the financial year the plan begins in.
    """
    base = finance.price_base or first
    return tuple(
        Budget(
            line.name,
            line.year.starts,
            floor(line.pence / grown(finance.capital_inflation, line.year.starts - base.starts)),
        )
        for line in finance.budgets
        if line.section is Section.CAPITAL
    )


def travel_to(inputs: Inputs, areas: tuple[Area, ...], roads: Roads, limit: int, pools: tuple[Pool, ...]) -> Travel:
    """The ways to pools, priced; ``limit`` is the longest allowed, in minutes."""
    return travel_of(ways(areas, pools, roads.network, roads.by_road), inputs.rates, inputs.fleet, limit)


def premises_of(inputs: Inputs, question: Question, seed: int) -> PlanPremises:
    """What the plan is made under."""
    authority, policy = inputs.authority, question.policy
    return PlanPremises(
        authority=authority.name,
        la_code=authority.la_code,
        synthetic=authority.synthetic,
        assumed=authority.assumed,
        limit=policy.limit,
        guideline_primary=policy.guideline_primary,
        guideline_secondary=policy.guideline_secondary,
        base_first=policy.base_first,
        estimated="roads" not in dict(authority.sources),
        seed=seed,
    )


def budget_rows(question: Question) -> tuple[BudgetRow, ...]:
    """The budgets held to, by pot and year."""
    rows = [BudgetRow(budget.pot, budget.year, budget.pence) for budget in question.terms.budgets]
    return tuple(sorted(rows, key=lambda row: (row.pot, row.year)))


def scheme_rows(question: Question, plan: Plan) -> tuple[SchemeRow, ...]:
    """Dated actions, then options, each in order of name; options that are taken as what they become."""
    dated = sorted(question.terms.actions, key=lambda action: action.name)
    taken = {action.name: action for action in plan.actions[len(dated) :]}
    options = sorted(question.options, key=lambda option: option.name)
    rows = [_scheme(action, action, action.opens.starts, action.opens.starts) for action in dated]
    return (*rows, *(_option(option, taken.get(option.name)) for option in options))


def _option(option: Option, taken: Action | None) -> SchemeRow:
    shown = taken or option.chosen(option.earliest, option.sizes[0])
    row = _scheme(option, shown, option.earliest.starts, option.latest.starts)
    return replace(row, dated=False, opens=taken.opens.starts if taken else None)


def _scheme(scheme: Scheme, action: Action, earliest: int, latest: int) -> SchemeRow:
    return SchemeRow(
        name=scheme.name,
        kind=scheme.kind.value,
        dated=True,
        opens=action.opens.starts,
        earliest=earliest,
        latest=latest,
        urn=scheme.urn,
        provision_id=scheme.provision_id,
        lead_urn=scheme.lead_urn,
        needs=tuple(need.value for need in scheme.needs),
        ncy_from=scheme.ncy_from,
        ncy_to=scheme.ncy_to,
        approved=scheme.approved.isoformat(),
        lead_months=scheme.lead_months,
        places=action.places,
        ramp_up=tuple(map(str, scheme.ramp_up)),
        capital=action.capital,
        pot=scheme.pot,
        phasing=tuple(map(str, scheme.phasing)),
        running=scheme.running,
        place_cost=scheme.place_cost,
        top_up=scheme.top_up,
        site=scheme.site,
        requires=scheme.requires,
        proposal=action.proposal,
        staffing=scheme.staffing,
        because=scheme.because,
    )
