"""Bases first: what would be left if no special school places were added, and then only for what is left.

Plans for local reform are judged by whether need is met in specialist bases before special schools grow, and ask why it
cannot be. Source: quality framework of local SEND reform plans, as reported in March 2026.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from scenarios.files.scenario import Action, ActionKind, Scheme
from scenarios.placing.flows import TO_INDEPENDENT, TO_NOWHERE, flows_of
from scenarios.placing.plan import Plan
from scenarios.placing.policy import SPECIALS
from scenarios.placing.question import Question, recommended
from sufficiency.domain.planning_results import THOUSANDTHS, BasesFirst, Counterfactual

S = TypeVar("S", bound=Scheme)
Answer = Callable[[Question, Sequence[Action]], Plan]
"""The plan recommended for a question, some options opening whatever they cost."""


def bases_first(question: Question, plan: Plan, answer: Answer = recommended) -> BasesFirst:
    """The plan's counterfactual. Children are counted in child-years of the plan's years.

    Where the scenario adds no special school places, that is the plan itself. ``answer`` is how a question is answered.
    """
    special = {pool.urn for pool in plan.supply.pools if pool.type in SPECIALS}
    schemes: list[Scheme] = [*question.terms.actions, *question.options]
    dropped = _with_dependants([one.name for one in schemes if _adds_special(one, special)], schemes)
    if not dropped:
        return BasesFirst(_as_told(plan), met=True)
    terms = replace(question.terms, actions=_without(question.terms.actions, dropped))
    alone = answer(replace(question, terms=terms, options=_without(question.options, dropped)), ())
    met = _not_placed(alone) <= _not_placed(plan) + THOUSANDTHS
    chosen = alone.actions[len(terms.actions) :]
    if met or not chosen or not any(option.name in dropped for option in question.options):
        return BasesFirst(_as_told(alone), met)
    return BasesFirst(_as_told(alone), met, _as_told(answer(question, chosen)))


def _adds_special(scheme: Scheme, special: set[int]) -> bool:
    if scheme.kind in (ActionKind.NEW_BUILD, ActionKind.SATELLITE):
        return True
    return scheme.kind is ActionKind.EXPANSION and scheme.urn in special


def _with_dependants(names: Iterable[str], schemes: Sequence[Scheme]) -> frozenset[str]:
    """These and all that rests on one of them."""
    found = frozenset(names)
    more = found | {scheme.name for scheme in schemes if found & set(scheme.requires)}
    return found if more == found else _with_dependants(more, schemes)


def _without(schemes: Sequence[S], names: frozenset[str]) -> tuple[S, ...]:
    return tuple(scheme for scheme in schemes if scheme.name not in names)


def _as_told(plan: Plan) -> Counterfactual:
    taken = tuple(option for option in plan.options if option.opens is not None)
    return Counterfactual(taken, plan.levels, _child_years(plan, TO_INDEPENDENT), _child_years(plan, TO_NOWHERE))


def _not_placed(plan: Plan) -> int:
    return _child_years(plan, TO_INDEPENDENT) + _child_years(plan, TO_NOWHERE)


def _child_years(plan: Plan, where: int) -> int:
    flows = flows_of(plan)
    return int(flows.there[flows.pool == where].sum())
