"""One scenario in one future: everybody placed with the openings as they turn out, and what that costs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from scenarios.ensemble.draws import Fate, Replies, fate, put_off
from scenarios.ensemble.travel import TravelTable
from scenarios.files.scenario import Action
from scenarios.money.of_plan import money_of
from scenarios.placing.plan import Plan, still_there
from scenarios.placing.pose import Posed, Terms
from scenarios.placing.question import Question, posed
from scenarios.placing.read_back import plan_of
from scenarios.planning.demand import Demand
from scenarios.planning.segments import SEGMENTS, PlanningPhase
from scenarios.projection.cells import IntArray
from solvers.location import LocationProblem
from solvers.location.warm_start import Basis, first_basis, placed_from
from sufficiency.domain.ensemble import WHOLE_AUTHORITY, Outcome, Task
from sufficiency.domain.finance import Finance
from sufficiency.domain.need_groups import NeedGroup

Futures = Callable[[int], Demand]
"""Demand as it turns out in a draw, by its number."""

KINDS = [(need, phase) for need in NeedGroup for phase in PlanningPhase]
GROUPS = (WHOLE_AUTHORITY, *(f"{need.value} {phase.value}" for need, phase in KINDS))
"""What gaps are counted by, in the order of ``Outcome.gaps``."""


@dataclass(frozen=True, slots=True)
class Case:
    """A scenario whose openings are settled: the actions of the question are those dated and those recommended.

    Budgets and limits of openings held when it was recommended; what turns out dearer or later is not held to them.
    ``basis`` is where placing begins in every draw.
    """

    question: Question
    basis: Basis
    futures: Futures
    finance: Finance


def case_of(question: Question, settled: Sequence[Action], futures: Futures, finance: Finance) -> Case:
    """The case of a question with these actions, all ways worked out and nothing left to choose."""
    terms = Terms(tuple(settled), discount=question.terms.discount)
    travel = TravelTable.of(question.lay(terms.actions).pools, question.travel)
    closed = replace(question, travel=travel, terms=terms, options=())
    return Case(closed, first_basis(posed(closed, empty=True).problem), futures, finance)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Works out every scenario in any draw; one object for all workers. ``today`` is the authority's census date."""

    cases: Mapping[str, Case]
    replies: Replies
    today: date
    seed: int

    def __call__(self, task: Task) -> Outcome:
        """What the scenario of the task comes to in its draw."""
        case, befalls = self.cases[task.scenario], fate(self.seed, task.draw, self.replies)
        demand = case.futures(task.draw)
        meant = [put_off(action, task.later, self.today) for action in case.question.terms.actions]
        actions = tuple(befalls.befallen(action, demand.first) for action in meant)
        plan = placed_with(case, demand, actions, befalls)
        return Outcome(
            draw=task.draw,
            scenario=task.scenario,
            later=task.later,
            cost=money_of(plan, case.finance).net_present_cost,
            unmet=int(staying(plan, plan.unmet).sum()),
            gaps=gaps_of(plan),
            children=tuple(np.rint(1000 * demand.stock.sum(axis=(1, 2))).astype(np.int64).tolist()),
            capital=befalls.capital,
            delay=_years_late(meant, actions),
            refusals=befalls.refusals,
        )


def placed_with(case: Case, demand: Demand, actions: tuple[Action, ...], befalls: Fate) -> Plan:
    """Everybody of this demand placed where these actions have places, but for those that stay empty.

    Fewest child-years unmet, then least cost, whatever levels the scenario goes on to.
    """
    terms = Terms(actions, discount=case.question.terms.discount)
    asked = posed(replace(case.question, demand=demand, terms=terms), empty=True)
    problem = _with_places_unfilled(asked, befalls.unfilled)
    return plan_of(asked, placed_from(problem, case.basis), case.question.lay)


def gaps_of(plan: Plan) -> tuple[tuple[int, ...], ...]:
    """Children by year whom no place of the plan takes: in independent places bought for them, or in none."""
    by_segment = staying(plan, plan.independent + plan.unmet).sum(axis=0)
    rows = [by_segment]
    for need, phase in KINDS:
        rows.append(by_segment[[segment.need is need and segment.phase is phase for segment in SEGMENTS]])
    return tuple(tuple(row.sum(axis=0).tolist()) for row in rows)


def staying(plan: Plan, entrants: IntArray) -> IntArray:
    """Of entrants (areas, segments, years), who is there in each year."""
    areas, segments, years = entrants.shape
    holds = np.tile(plan.demand.holds, (areas, 1))
    return still_there(entrants.reshape(-1, years), holds).reshape(areas, segments, years)


def _with_places_unfilled(asked: Posed, share: float) -> LocationProblem:
    """The same with that share of the places free in every pool left empty."""
    problem, pools = asked.problem, len(asked.places.supply.pools)
    room = problem.pools.room.copy()
    room[:pools] -= share * np.maximum(room[:pools], 0.0)
    return replace(problem, pools=replace(problem.pools, room=room))


def _years_late(meant: Sequence[Action], actions: Sequence[Action]) -> int:
    late = [then.opens.starts - now.opens.starts for now, then in zip(meant, actions, strict=True)]
    return 1000 * sum(late) // len(late) if late else 0
