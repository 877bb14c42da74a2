"""Solve an allocation, level by level, to a certified answer."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from solvers.allocation.engine import NONE, OPEN, UNPLACED, Engine
from solvers.allocation.insertion import insert_all
from solvers.allocation.problem import Ints, Problem
from solvers.allocation.proof import is_proven
from solvers.allocation.setup import Levels, grown, level_engine, levels_of
from solvers.allocation.shortage import fill_places, keep_places_back
from solvers.allocation.straight import insert_straight
from solvers.allocation.tiers import promised_classes
from solvers.allocation.words import unpack

Progress = Callable[[int, int], None]
"""Told how many units are done, of how many."""


@dataclass(frozen=True, eq=False)
class Resume:
    """What ``extend`` continues from: the engine as the answer left it. A value; never changed."""

    levels: Levels
    engine: Engine


@dataclass(frozen=True, eq=False)
class Answer:
    """Who takes what, and the proof.

    option     [n]        option each unit takes, -1 for none
    values     [L]        exact total of each level
    potential  [k + 1, L] price of one more arrival at each limit, the sink's (zero) last; with it every
                          residual arc's reduced cost is lexicographically at or above zero
    promised   [n]        class each unit holds, ``problem.classes`` for unplaced; meant only when ordered
    status     "optimal" when every level is proven, "stopped" when a limit on effort was met
    bounds     [L]        proven bound on each level given the levels above; the values when optimal
    """

    option: Ints
    values: tuple[int, ...]
    potential: Ints
    promised: Ints
    status: Literal["optimal", "stopped"]
    bounds: tuple[int, ...]
    resume: Resume | None = field(default=None, repr=False)


def solve(problem: Problem, progress: Progress | None = None) -> Answer:
    """The lexicographic minimum of all levels, after the order's promises when ``problem.ordered``."""
    steps = problem.units * (2 if problem.ordered else 1)

    def report(done: int) -> None:
        if progress is not None:
            progress(done, steps)

    held = np.full(problem.units, OPEN, dtype=np.int64)
    if problem.ordered:
        held = promised_classes(problem, report)
    before = steps - problem.units
    for levels in levels_of(problem):
        engine = level_engine(problem, levels)
        engine.state.held[:] = held
        all_in = insert_all(engine, np.arange(problem.units), lambda done: report(before + done))
        if all_in and is_proven(engine, levels):
            return _answer(problem, Resume(levels, engine))
    raise AssertionError("an answer is not proven by its prices; please report this")


def extend(problem: Problem, answer: Answer) -> Answer:
    """The joint answer once units were added at the end: each late unit is one more path from where it stood.

    ``problem`` has the units of the answered one first, unchanged, and the same limits. Where the answer cannot be
    continued (an ordered one, or costs past what its words hold) everything is solved again.
    """
    if answer.resume is None or problem.ordered:
        return solve(problem)
    bigger = grown(answer.resume.engine, answer.resume.levels, problem)
    if bigger is None:
        return solve(problem)
    engine, levels = bigger
    all_in = insert_all(engine, np.arange(len(answer.option), problem.units), lambda _: None)
    return _answer(problem, Resume(levels, engine)) if all_in and is_proven(engine, levels) else solve(problem)


def warm_up() -> None:
    """Compile, or load from the cache on disk, everything a solve runs, whatever its size."""
    problem = _three_for_one()
    for ordered in (False, True):
        solve(replace(problem, ordered=ordered))
    engine = level_engine(problem, levels_of(problem)[0])
    pending = keep_places_back(engine, np.arange(problem.units), 2)
    insert_straight(engine, pending)
    fill_places(engine, problem.units)


def _three_for_one() -> Problem:
    """Three units that want the one place there is."""
    one, three = np.ones(1, dtype=np.int64), np.zeros((3, 1), dtype=np.int64)
    return Problem(
        option_start=np.arange(4), option_limit=three[:, 0], limit_parent=-one, limit_capacity=one, cost=three,
        unplaced=three + 1, levels=("unplaced",), tier=three[:, 0], rank=three[:, 0], ordered=False,
    )  # fmt: skip


def _answer(problem: Problem, end: Resume) -> Answer:
    state = end.engine.state
    option, held = state.seat, state.held
    chosen = option[option != NONE]
    values = problem.cost[chosen].sum(axis=0) + problem.unplaced[option == NONE].sum(axis=0)
    if problem.ordered:
        promised = np.where(held == UNPLACED, problem.classes, held)
    else:
        promised = np.full(problem.units, problem.classes, dtype=np.int64)
        promised[option != NONE] = problem.rank[chosen]
    exact = tuple(int(value) for value in values)
    return Answer(
        option=option, values=exact, potential=unpack(state.price, end.levels.layout), promised=promised,
        status="optimal", bounds=exact, resume=None if problem.ordered else end,
    )  # fmt: skip
