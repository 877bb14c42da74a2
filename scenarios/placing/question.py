"""From a question to the recommended plan: posed, solved and read back."""

from collections.abc import Callable
from dataclasses import dataclass

from scenarios.files.scenario import Optimise, Option
from scenarios.placing.journeys import Travel
from scenarios.placing.places import Lay, places_of
from scenarios.placing.plan import Plan
from scenarios.placing.policy import PlacingPolicy
from scenarios.placing.pose import Posed, Terms, pose
from scenarios.placing.read_back import plan_of
from scenarios.planning.demand import Demand
from scenarios.planning.supply import Pool
from solvers.location import solve


@dataclass(frozen=True, slots=True)
class Question:
    """All that a plan rests on. ``travel`` gives the ways from the areas of the demand to these pools."""

    demand: Demand
    lay: Lay
    travel: Callable[[tuple[Pool, ...]], Travel]
    policy: PlacingPolicy
    terms: Terms
    options: tuple[Option, ...] = ()
    optimise: Optimise = Optimise()


def posed(question: Question) -> Posed:
    """The location problem. Raises Infeasible as ``pose`` does."""
    places = places_of(question.lay, question.terms.actions, question.options)
    travel = question.travel(places.supply.pools)
    return pose(question.demand, places, travel, question.policy, question.terms)


def recommended(question: Question) -> Plan:
    """The recommended plan. Raises Infeasible as ``pose`` does."""
    asked = posed(question)
    answer = solve(asked.problem, question.optimise.programme, float(question.optimise.gap) / 100)
    return plan_of(asked, answer, question.lay)
