"""The exact effect of every possible override, and of one more place, in one pass over the residual network.

Forcing unit i into option o changes the totals by  c[o] - c[now] + D(limit of o -> limit of i's seat),  D the
lexicographically shortest distance in the residual network (to the sink where i is unplaced): everyone else then
moves along that path, and nothing better is possible. One run of Dijkstra's method from each limit prices all
overrides into it. With an order, the same distances over the long vector of ``decision`` are those of solving the
ordered programme again with i's place settled first.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from solvers.allocation.decision import Rows, decision
from solvers.allocation.problem import Bools, Ints, Problem
from solvers.allocation.residual import NONE, Residual, distances, residual
from solvers.allocation.solution import Answer

UNREACHED = -2
Int32s = NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Effects:
    """What each override would do.

    change     [m, L] exact change of each level's total; zero for the option taken
    reachable  [m]    False where no arrangement has the unit there
    unchanged  [m]    True where the order's part of the decision stays the same as well
    """

    change: Ints
    reachable: Bools
    unchanged: Bools
    _problem: Problem
    _seat: Ints
    _residual: Residual
    _via: Int32s

    def chain(self, option: int) -> list[tuple[int, int]]:
        """The units that move if an option is forced, the forced one first: (unit, option) with -1 for none.

        Raises ValueError for an option that is not reachable.
        """
        if not self.reachable[option]:
            raise ValueError(f"option {option} cannot be forced: it is not reachable")
        unit = int(self._problem.option_unit[option])
        held = int(self._seat[unit])
        if held == option:
            return []
        at = self._residual.sink if held == NONE else int(self._problem.option_limit[held])
        via = self._via[self._problem.option_limit[option]]
        moves: list[tuple[int, int]] = []
        while via[at] >= 0:
            arc = int(via[at])
            if self._residual.unit[arc] != NONE:
                moves.append((int(self._residual.unit[arc]), int(self._residual.option[arc])))
            at = int(np.searchsorted(self._residual.first, arc, side="right")) - 1
        return [(unit, option), *reversed(moves)]


def override_effects(problem: Problem, answer: Answer) -> Effects:
    """The effect of every override. Raises NotOptimal for an answer that is not the best there is."""
    words = decision(problem)
    network = residual(problem, answer.option, words)
    target = np.full(problem.units, network.sink, dtype=np.int64)
    placed = answer.option != NONE
    target[placed] = problem.option_limit[answer.option[placed]]
    step = words.step(np.arange(problem.options), answer.option)
    sparse = step.rows
    delta, unchanged = step.levels, np.zeros(problem.options, dtype=np.bool_)
    via = np.full((problem.limits, problem.limits + 1), UNREACHED, dtype=np.int32)
    reachable = np.zeros(problem.options, dtype=np.bool_)
    for limit, into in _options_by_limit(problem):
        label, via[limit] = _from(network, limit)
        label += network.potential
        label -= network.potential[limit]
        end = target[problem.option_unit[into]]
        reachable[into] = via[limit, end] != UNREACHED
        delta[into] += label[end, words.order_words :]
        nonzero = np.count_nonzero(label[:, : words.order_words], axis=1)
        _find_undone(sparse, into, label, nonzero, end, unchanged)
    taken = answer.option[placed]
    delta[taken], reachable[taken], unchanged[taken] = 0, True, True
    delta[~reachable] = 0
    change = words.level_vectors(delta)
    return Effects(change, reachable, unchanged & reachable, problem, answer.option, network, via)


@njit(cache=True)
def _find_undone(sparse: Rows, into: Ints, way: Ints, nonzero: Ints, end: Ints, undone: Bools) -> None:
    """Mark each step of ``into``, a row of a sparse matrix's arrays, that its way to its end undoes word for word.

    ``way`` [k + 1, V] has so many words that are not zero [k + 1] to each end; ``end`` is by position in ``into``.
    """
    first, word, value = sparse
    for at in range(len(into)):
        step = into[at]
        same = nonzero[end[at]] == first[step + 1] - first[step]
        for entry in range(first[step], first[step + 1]):
            same = same and way[end[at], word[entry]] == -value[entry]
        undone[step] = same


def value_of_one_more(problem: Problem, answer: Answer) -> Ints:
    """Exact change of the level totals [k, L] if one limit alone held one more: zero or an improvement."""
    return _gains(problem, answer, problem.parent_or_sink)


def value_with_ancestors(problem: Problem, answer: Answer) -> Ints:
    """Exact change of the level totals [k, L] for one more place at a limit that counts against nothing above it."""
    return _gains(problem, answer, np.full(problem.limits, problem.limits))


def tied_options(problem: Problem, answer: Answer, effects: Effects, tie_break_levels: tuple[str, ...] = ()) -> Bools:
    """Options not taken [m] whose override changes no level and nothing of the order: equally good answers.

    ``tie_break_levels`` are levels that only settle ties and do not count.
    """
    counted = [level for level, name in enumerate(problem.levels) if name not in tie_break_levels]
    same: Bools = effects.reachable & effects.unchanged & ~np.any(effects.change[:, counted], axis=1)
    same[answer.option[answer.option != NONE]] = False
    return same


def _options_by_limit(problem: Problem) -> Iterator[tuple[int, Ints]]:
    """Each limit that options use, with those options."""
    order = np.argsort(problem.option_limit, kind="stable")
    bounds = np.searchsorted(problem.option_limit[order], np.arange(problem.limits + 1))
    for limit in range(problem.limits):
        if bounds[limit] < bounds[limit + 1]:
            yield limit, order[bounds[limit] : bounds[limit + 1]]


def _from(network: Residual, node: int) -> tuple[Ints, Ints]:
    """Reduced distances [N, W] from a node and the arc each node is reached by [N]; zero where out of reach."""
    label = np.zeros((network.sink + 1, network.reduced.shape[1]), dtype=np.int64)
    via = np.zeros(network.sink + 1, dtype=np.int64)
    distances(network.first, network.head, network.reduced, node, label, via)
    return label, via


def _gains(problem: Problem, answer: Answer, source: Ints) -> Ints:
    """Level changes [k, L] along the way from each limit's source to it, where the whole decision gains by it."""
    words = decision(problem)
    network = residual(problem, answer.option, words)
    gain = np.zeros((problem.limits, network.reduced.shape[1]), dtype=np.int64)
    for node in np.unique(source).tolist():
        label, via = _from(network, node)
        limits = np.flatnonzero((source == node) & (via[: problem.limits] != UNREACHED))
        gain[limits] = label[limits] + network.potential[limits] - network.potential[node]
    first = np.argmax(gain != 0, axis=1)
    gain[gain[np.arange(len(gain)), first] > 0] = 0
    return words.level_vectors(gain[:, words.order_words :])
