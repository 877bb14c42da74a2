"""From a problem to the engine's arrays, and the proven bounds its words rest on."""

from collections.abc import Sequence

import numpy as np
from numba import njit

from solvers.allocation.engine import NONE, OPEN, UNSEEN, Network, Search, State
from solvers.allocation.problem import Ints, Problem
from solvers.allocation.words import Layout, layout, pack


def network(problem: Problem, cost: Ints, stay: Ints) -> Network:
    """The engine's network, with options' and units' costs [m, W] and [n, W] already in words."""
    k = problem.limits
    parent = problem.parent_or_sink
    return Network(
        start=problem.option_start,
        limit=problem.option_limit.astype(np.int32),
        rank=problem.rank.astype(np.int32),
        parent=parent.astype(np.int32),
        capacity=problem.limit_capacity,
        child_start=np.concatenate([[0], np.cumsum(np.bincount(parent, minlength=k + 1))]).astype(np.int64),
        child=np.argsort(parent, kind="stable").astype(np.int32),
        cost=cost,
        stay=stay,
        free=np.zeros((1, cost.shape[1]), dtype=np.int64),
    )


def empty_state(units: int, limits: int, width: int) -> State:
    """Nobody seated, every class open, every price zero."""
    return State(
        seat=np.full(units, NONE, dtype=np.int64),
        held=np.full(units, OPEN, dtype=np.int64),
        first=np.full(limits, NONE, dtype=np.int32),
        after=np.full(units, NONE, dtype=np.int32),
        before=np.full(units, NONE, dtype=np.int32),
        used=np.zeros(limits, dtype=np.int64),
        price=np.zeros((limits + 1, width), dtype=np.int64),
    )


def empty_search(limits: int, width: int) -> Search:
    """Scratch space in which no node has been seen."""
    nodes = limits + 1
    return Search(
        label=np.zeros((nodes, width), dtype=np.int64),
        base=np.zeros(width, dtype=np.int64),
        heap=np.zeros(nodes, dtype=np.int32),
        place=np.full(nodes, UNSEEN, dtype=np.int32),
        seen=np.zeros(nodes, dtype=np.int32),
        tail=np.zeros(nodes, dtype=np.int32),
        unit=np.zeros(nodes, dtype=np.int32),
        option=np.zeros(nodes, dtype=np.int32),
        size=np.zeros(2, dtype=np.int64),
    )


def path_bounds(problem: Problem) -> list[int]:
    """A bound, per level, on the cost of any path that visits no limit twice.

    Each limit with options of its own is left by at most one unit's move; with the move that enters and the
    one out of the sink, a path holds at most that many moves plus two, each of a different unit, and each
    within the spread of its unit's costs.
    """
    moves = min(problem.units, len(np.unique(problem.option_limit)) + 2)
    spread = unit_spreads(problem.option_start, problem.cost, problem.unplaced)
    if moves == 0:
        return [0] * len(problem.levels)
    largest = np.partition(spread, problem.units - moves, axis=0)[problem.units - moves :]
    return [int(total) for total in largest.sum(axis=0)]


def word_bounds(path: Sequence[int]) -> list[int]:
    """A bound, per level, on every difference of labels the engine compares.

    A price is the difference of two paths of one search, so within twice the bound of a path; a label is a
    path plus a price; the difference of two labels is within six times the bound.
    """
    return [6 * bound for bound in path]


def level_layout(problem: Problem) -> Layout:
    """The words that hold the problem's levels exactly."""
    return layout(word_bounds(path_bounds(problem)))


def level_words(problem: Problem, to: Layout) -> tuple[Ints, Ints]:
    """Costs of options and of staying unplaced, in words."""
    return pack(problem.cost, to), pack(problem.unplaced, to)


@njit(cache=True)
def unit_spreads(option_start: Ints, cost: Ints, unplaced: Ints) -> Ints:
    """Largest less smallest cost of each unit at each level [n, L], staying unplaced included."""
    low, high = unplaced.copy(), unplaced.copy()
    for unit in range(len(unplaced)):
        for option in range(option_start[unit], option_start[unit + 1]):
            for level in range(cost.shape[1]):
                low[unit, level] = min(low[unit, level], cost[option, level])
                high[unit, level] = max(high[unit, level], cost[option, level])
    return high - low
