"""The answer's arrays read back as children and places."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from solvers.allocation import (
    Answer,
    Effects,
    conflicts,
    tied_options,
    value_of_one_more,
    value_with_ancestors,
)
from solvers.allocation import Conflict as UnitConflict
from solvers.allocation.check import places_used
from sufficiency.domain.round import Conflict, Option
from sufficiency.domain.run import Alternative, GroupKey, Level, LimitUse, Move
from sufficiency.problems.allocation import Posed
from sufficiency.problems.levels import ORDER


def seats(posed: Posed, answer: Answer) -> Mapping[str, Option | None]:
    """Every free child and the option recommended, None for no place; in the order of the round."""
    return {
        ref: posed.options[option] if option >= 0 else None
        for ref, option in zip(posed.refs, answer.option.tolist(), strict=True)
    }


def levels_reached(posed: Posed, answer: Answer) -> tuple[Level, ...]:
    """Every level with its value and proven bound, places settled by override included."""
    reached = zip(posed.levels, answer.values, answer.bounds, posed.settled, strict=True)
    return tuple(
        Level(spec.name, spec.says, spec.unit, value + own, bound + own) for spec, value, bound, own in reached
    )


def alternatives(posed: Posed, answer: Answer, effects: Effects) -> tuple[Alternative, ...]:
    """Every option not recommended, with the exact change of every level and the children who would move."""
    chosen = set(answer.option.tolist())
    current = {ref: None if option is None else option.group for ref, option in seats(posed, answer).items()}
    known: dict[tuple[int, int], Move] = {}
    found = []
    for index, option in enumerate(posed.options):
        if index in chosen:
            continue
        if not effects.reachable[index]:
            found.append(Alternative(option.child_ref, option.group, feasible=False))
            continue
        moves = tuple(_move(posed, current, known, at) for at in effects.chain(index))
        change = tuple(int(value) for value in effects.change[index])
        found.append(Alternative(option.child_ref, option.group, True, change, moves))
    return tuple(sorted(found, key=lambda a: (a.child_ref, a.group)))


def _move(
    posed: Posed, current: Mapping[str, GroupKey | None], known: dict[tuple[int, int], Move], at: tuple[int, int]
) -> Move:
    """A unit going to an option, or to none (-1); the same few moves make up the effects of many options."""
    if at not in known:
        ref, option = posed.refs[at[0]], at[1]
        known[at] = Move(ref, current[ref], posed.options[option].group if option >= 0 else None)
    return known[at]


def limit_uses(posed: Posed, answer: Answer, *, priced: bool) -> tuple[LimitUse, ...]:
    """Every limit with its places, what is used (fixed placements included) and what one more place would change.

    Where the answer is not the flow's, what one more place would change is not known: ``priced`` is False.
    """
    used = places_used(posed.problem, answer.option)
    alone = with_above = np.zeros((len(posed.limits), 0), dtype=np.int64)
    if priced:
        alone, with_above = value_of_one_more(posed.problem, answer), value_with_ancestors(posed.problem, answer)
    return tuple(
        LimitUse(
            limit.kind,
            limit.urn,
            limit.provision_id,
            limit.ncy_from,
            limit.ncy_to,
            limit.name,
            limit.places,
            limit.taken + int(used[index]),
            tuple(int(value) for value in alone[index]),
            tuple(int(value) for value in with_above[index]),
        )
        for index, limit in enumerate(posed.limits)
    )


def conflicts_of(posed: Posed, answer: Answer, refs: Sequence[str]) -> dict[str, Conflict]:
    """The smallest group of children found to compete for too few places, for each of some left unplaced.

    Children in the same conflict are given the same object.
    """
    unit = {ref: index for index, ref in enumerate(posed.refs)}
    found = conflicts(posed.problem, answer, [unit[ref] for ref in refs])
    told = {one: _told(posed, one) for one in dict.fromkeys(found)}
    return {ref: told[one] for ref, one in zip(refs, found, strict=True)}


def _told(posed: Posed, found: UnitConflict) -> Conflict:
    children = tuple(sorted(posed.refs[unit] for unit in found.units.tolist()))
    return Conflict(children, tuple(found.limits.tolist()), found.places, found.by_order)


@dataclass(frozen=True, slots=True)
class Ties:
    """How many equally good answers there are at least, and how many children have a place that is one of several."""

    at_least: int
    children: int


def ties(posed: Posed, answer: Answer, effects: Effects) -> Ties:
    """Count options that would change no level at all, the published tie-break aside."""
    tied = np.bincount(posed.problem.option_unit[tied_options(posed.problem, answer, effects, (ORDER.name,))])
    return Ties(1 + int(tied.max(initial=0)), int(np.count_nonzero(tied)))
