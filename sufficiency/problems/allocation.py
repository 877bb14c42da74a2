"""A round as the arrays of an allocation problem, and the answer read back as children and places.

``Posed`` holds the bijection between array positions and the trade's identifiers; nothing below knows a child.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from solvers.allocation import Problem
from sufficiency.domain.ordering import Tier
from sufficiency.domain.round import LevelSpec, Limit, Option
from sufficiency.domain.run import GroupKey
from sufficiency.problems.levels import ORDER, classes, option_costs, programme, unplaced_costs
from sufficiency.problems.limits import leaf_index


@dataclass(frozen=True, slots=True)
class Question:
    """What an allocation is asked: the free cases in order, their options, the limits and how the order is used.

    ``held`` maps children whose provisional hold was released to the place they held; ``chosen`` are places settled
    by override, which count at every level though they are not the solver's to move.
    ``first`` names a level that a what-if puts first.
    """

    tiers: tuple[Tier, ...]
    options: Mapping[str, tuple[Option, ...]]
    limits: tuple[Limit, ...]
    ordered: bool
    highest_rank: int
    stated: frozenset[str]
    held: Mapping[str, GroupKey]
    chosen: tuple[Option, ...] = ()
    first: str = ""


@dataclass(frozen=True, slots=True)
class Posed:
    """The problem and its key: unit i is ``refs[i]``, option o is ``options[o]``, limit l is ``limits[l]``.

    ``settled`` is what places settled by override add to each level.
    """

    problem: Problem
    refs: tuple[str, ...]
    options: tuple[Option, ...]
    limits: tuple[Limit, ...]
    levels: tuple[LevelSpec, ...]
    settled: tuple[int, ...]


def pose(question: Question) -> Posed:
    """Arrays for the solver. Units are numbered in tier and tie-break order, options by limit within a unit."""
    everyone = [ref for tier in question.tiers for ref in tier.refs]
    seniority = {ref: len(everyone) - position for position, ref in enumerate(everyone)}
    settled_refs = {option.child_ref for option in question.chosen}
    places = [(tier.index, ref) for tier in question.tiers for ref in tier.refs if ref not in settled_refs]
    tier, refs = [index for index, _ in places], tuple(ref for _, ref in places)
    levels = programme(question.highest_rank, joint=not question.ordered, first=question.first)
    leaf = leaf_index(question.limits)
    rows = [sorted(question.options.get(ref, ()), key=lambda option: leaf[option.group]) for ref in refs]
    ranks = [classes(options) for options in rows]
    costs = [
        _option_row(question, levels, option, rank * seniority[ref])
        for ref, options, of_unit in zip(refs, rows, ranks, strict=True)
        for option, rank in zip(options, of_unit, strict=True)
    ]
    flat = tuple(option for options in rows for option in options)
    problem = Problem(
        option_start=_ints([0, *np.cumsum([len(options) for options in rows])]),
        option_limit=_ints([leaf[option.group] for option in flat]),
        limit_parent=_ints([-1 if limit.parent is None else limit.parent for limit in question.limits]),
        limit_capacity=_ints([limit.free for limit in question.limits]),
        cost=_ints(costs).reshape(len(flat), len(levels)),
        unplaced=_ints([_unplaced_row(question, levels, ref, seniority[ref]) for ref in refs]).reshape(
            len(refs), len(levels)
        ),
        levels=tuple(level.name for level in levels),
        tier=_ints(tier if question.ordered else [0] * len(refs)),
        rank=_ints([rank for of_unit in ranks for rank in of_unit]),
        ordered=question.ordered,
    )
    chosen = [_option_row(question, levels, option, 0) for option in question.chosen]
    settled = tuple(sum(row[level] for row in chosen) for level in range(len(levels)))
    return Posed(problem, refs, flat, question.limits, levels, settled)


def _option_row(question: Question, levels: Sequence[LevelSpec], option: Option, order: int) -> list[int]:
    held = question.held.get(option.child_ref)
    costs = option_costs(
        option,
        highest_rank=question.highest_rank,
        stated=option.child_ref in question.stated,
        moves_hold=held is not None and held != option.group,
    )
    return [(costs | {ORDER.name: order})[level.name] for level in levels]


def _unplaced_row(question: Question, levels: Sequence[LevelSpec], ref: str, seniority: int) -> list[int]:
    costs = unplaced_costs(
        highest_rank=question.highest_rank, stated=ref in question.stated, held=question.held.get(ref) is not None
    )
    last = question.highest_rank + 1
    return [(costs | {ORDER.name: seniority * last})[level.name] for level in levels]


def _ints(values: Sequence[object]) -> "np.ndarray[tuple[int, ...], np.dtype[np.int64]]":
    return np.array(values, dtype=np.int64)
