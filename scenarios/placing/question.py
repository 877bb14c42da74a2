"""From a question to the recommended plan: posed, solved and read back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from scenarios.files.scenario import Action, Optimise, Option
from scenarios.placing.places import Choice, Lay, places_of
from scenarios.placing.plan import Plan
from scenarios.placing.policy import PlacingPolicy
from scenarios.placing.pose import Posed, Terms, pose
from scenarios.placing.read_back import plan_of
from scenarios.placing.travel import Travel
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
    optimise: Optimise = field(default_factory=Optimise)


def posed(question: Question, *, empty: bool = False) -> Posed:
    """The location problem; ``empty`` and what it raises as for ``pose``."""
    places = places_of(question.lay, question.terms.actions, question.options)
    travel = question.travel(places.supply.pools)
    return pose(question.demand, places, travel, question.policy, question.terms, empty=empty)


def recommended(question: Question, forced: Sequence[Action] = ()) -> Plan:
    """The recommended plan; options among ``forced`` open as those actions do, whatever it costs.

    Raises Infeasible as ``pose`` does.
    """
    asked = posed(question)
    if forced:
        asked = with_forced(asked, forced)
    answer = solve(asked.problem, question.optimise.programme, float(question.optimise.gap) / 100)
    return plan_of(asked, answer, question.lay)


def with_forced(asked: Posed, forced: Sequence[Action]) -> Posed:
    """The same problem, options opening as these actions do."""
    options = asked.problem.options
    opens = options.forced.copy()
    for action in forced:
        rows = (at for at, row in enumerate(asked.rows) if _is(asked.places.choices[row.choice], action))
        opens[next(rows)] = action.opens.starts - asked.demand.first.starts
    return replace(asked, problem=replace(asked.problem, options=replace(options, forced=opens)))


def _is(choice: Choice, action: Action) -> bool:
    may = choice.option.earliest <= action.opens <= choice.option.latest
    return may and choice.option.name == action.name and choice.size.places == action.places
