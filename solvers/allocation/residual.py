"""The residual network of an answer over its limits, and exact shortest distances in it.

A node is a limit, or the sink (the last); a unit of flow at a limit has just arrived there. Arcs, each the cheapest
of its kind between its two nodes:
  up        limit to what is above it, where it has room                                     costs nothing
  down      what is above to a limit in use                                                  costs nothing
  move      limit to limit, a unit seated at the first going to its option at the second
  leave     limit to sink, a unit seated there staying unplaced
  enter     sink to limit, an unplaced unit taking its option there
An answer is optimal just when no cycle of these arcs is below zero: potentials then make every arc's cost zero or more.
Source: Ahuja, Magnanti and Orlin (1993), Network Flows, chapters 3, 5 and 9.
"""

from dataclasses import dataclass

import numpy as np
from numba import njit
from scipy.sparse import csr_array

from solvers.allocation.check import places_used
from solvers.allocation.decision import Decision, Rows, Step
from solvers.allocation.problem import Ints, Problem

NONE = -1
NEVER = 2**62


class NotOptimal(ValueError):
    """The answer can be improved: its residual network has a cycle below zero."""


@dataclass(frozen=True, slots=True, eq=False)
class Residual:
    """Arcs by tail in CSR over k + 1 nodes; ``reduced`` [A, W] is zero or more, ``potential`` is [k + 1, W].

    ``unit`` and ``option`` say whose move an arc is: NONE for up and down, option NONE for leaving.
    """

    first: Ints
    head: Ints
    unit: Ints
    option: Ints
    reduced: Ints
    potential: Ints

    @property
    def sink(self) -> int:
        """The last node."""
        return len(self.first) - 2


def residual(problem: Problem, option: Ints, words: Decision) -> Residual:
    """The residual network of an answer under its decision words. Raises NotOptimal."""
    tail, head, unit, to, step = _every_arc(problem, option, words)
    kept = _cheapest(tail, head, unit, step)
    tail, head = tail[kept], head[kept]
    cost = np.hstack([step.order[kept].toarray(), step.levels[kept]])
    nodes = problem.limits + 1
    potential = np.zeros((nodes, cost.shape[1]), dtype=np.int64)
    if not _relax(tail, head, cost, potential):
        raise NotOptimal("the answer can be improved: the residual network has a cycle below zero")
    cost += potential[tail]
    cost -= potential[head]
    first = np.concatenate([[0], np.cumsum(np.bincount(tail, minlength=nodes))])
    return Residual(first, head, unit[kept], to[kept], cost, potential)


def _every_arc(problem: Problem, option: Ints, words: Decision) -> tuple[Ints, Ints, Ints, Ints, Step]:
    """Tail, head, unit, option and cost of every arc: units' moves, then those that cost nothing."""
    sink = problem.limits
    to = np.concatenate([problem.option_limit, np.full(problem.units, sink)])
    taken = words.taken(option)
    move = np.setdiff1d(np.arange(len(to)), taken, assume_unique=True)
    mover = words.unit[move]
    used = places_used(problem, option)
    limits, above = np.arange(sink), problem.parent_or_sink
    up, down = used < problem.limit_capacity, used > 0
    free = int(np.count_nonzero(up) + np.count_nonzero(down))
    nobody = np.full(free, NONE)
    return (
        np.concatenate([to[taken[mover]], limits[up], above[down]]),
        np.concatenate([to[move], above[up], limits[down]]),
        np.concatenate([mover, nobody]),
        np.concatenate([np.where(move < problem.options, move, NONE), nobody]),
        _and_nothing(words.step(move, option), free),
    )


def _and_nothing(step: Step, more: int) -> Step:
    """The same with so many more that add nothing."""
    starts, words, values = step.rows
    starts = np.append(starts, np.full(more, len(values)))
    order = csr_array((values, words, starts), shape=(len(starts) - 1, step.order.shape[1]))
    nothing = np.zeros((more, step.levels.shape[1]), dtype=np.int64)
    return Step(order, np.concatenate([step.levels, nothing]))


def _cheapest(tail: Ints, head: Ints, unit: Ints, step: Step) -> Ints:
    """Of the arcs between the same two nodes the cheapest, then that of the unit numbered first; sorted by tail."""
    order = np.lexsort([unit, head, tail])
    new = np.ones(len(order), dtype=bool)
    new[1:] = (np.diff(tail[order]) != 0) | (np.diff(head[order]) != 0)
    start = np.append(np.flatnonzero(new), len(order))
    kept = np.empty(len(start) - 1, dtype=np.int64)
    _take_least(order, start, step.rows, step.levels, kept)
    return kept


@njit(cache=True)
def _take_least(order: Ints, start: Ints, sparse: Rows, levels: Ints, kept: Ints) -> None:
    """The first of the least arcs of each stretch of ``order``."""
    for stretch in range(len(kept)):
        kept[stretch] = order[start[stretch]]
        for at in range(start[stretch] + 1, start[stretch + 1]):
            if _less(sparse, levels, order[at], kept[stretch]):
                kept[stretch] = order[at]


@njit(cache=True)
def _less(sparse: Rows, levels: Ints, a: int, b: int) -> bool:
    """Whether row a comes before row b: words of the order, given as a sparse matrix's arrays, then of the levels."""
    first, word, value = sparse
    at, to = first[a], first[b]
    while at < first[a + 1] and to < first[b + 1] and word[at] == word[to] and value[at] == value[to]:
        at += 1
        to += 1
    more_a, more_b = at < first[a + 1], to < first[b + 1]
    if more_a and (not more_b or word[at] < word[to]):
        return bool(value[at] < 0)
    if more_b and (not more_a or word[to] < word[at]):
        return bool(value[to] > 0)
    if more_a:
        return bool(value[at] < value[to])
    for w in range(levels.shape[1]):
        if levels[a, w] != levels[b, w]:
            return bool(levels[a, w] < levels[b, w])
    return False


@njit(cache=True)
def _relax(tail: Ints, head: Ints, cost: Ints, potential: Ints) -> bool:
    """Shortest distances from a start joined to every node at no cost; False if there is a cycle below zero."""
    width = cost.shape[1]
    for _ in range(len(potential) + 1):
        changed = False
        for arc in range(len(tail)):
            a, b = tail[arc], head[arc]
            for w in range(width):
                through = potential[a, w] + cost[arc, w]
                if through != potential[b, w]:
                    if through < potential[b, w]:
                        changed = True
                        for v in range(width):
                            potential[b, v] = potential[a, v] + cost[arc, v]
                    break
        if not changed:
            return True
    return False


@njit(cache=True)
def _before(label: Ints, a: int, b: int) -> bool:
    for w in range(label.shape[1]):
        if label[a, w] != label[b, w]:
            return bool(label[a, w] < label[b, w])
    return a < b


@njit(cache=True)
def _raise(label: Ints, heap: Ints, place: Ints, node: int) -> None:
    at = place[node]
    while at > 0:
        up = (at - 1) >> 1
        if not _before(label, node, heap[up]):
            break
        heap[at] = heap[up]
        place[heap[at]] = at
        at = up
    heap[at] = node
    place[node] = at


@njit(cache=True)
def _take(label: Ints, heap: Ints, place: Ints, size: int) -> int:
    """Take the nearest node off the heap, which then holds ``size``."""
    top, node, at = heap[0], heap[size], 0
    while 2 * at + 1 < size:
        down = 2 * at + 1
        if down + 1 < size and _before(label, heap[down + 1], heap[down]):
            down += 1
        if not _before(label, heap[down], node):
            break
        heap[at] = heap[down]
        place[heap[at]] = at
        at = down
    if size > 0:
        heap[at] = node
        place[node] = at
    return int(top)


@njit(cache=True)
def distances(first: Ints, head: Ints, reduced: Ints, source: int, label: Ints, via: Ints) -> None:
    """Dijkstra's method from one node: ``label`` [N, W] in reduced costs, ``via`` [N] the arc in or -2 for no way."""
    nodes, width = len(via), reduced.shape[1]
    heap, place = np.empty(nodes, dtype=np.int64), np.full(nodes, -1, dtype=np.int64)
    via[:] = -2
    label[source] = 0
    via[source] = -1
    heap[0], place[source], size = source, 0, 1
    while size > 0:
        size -= 1
        node = _take(label, heap, place, size)
        place[node] = -2
        for arc in range(first[node], first[node + 1]):
            to = head[arc]
            if place[to] == -2:
                continue
            if via[to] != -2:
                nearer = False
                for w in range(width):
                    through = label[node, w] + reduced[arc, w]
                    if through != label[to, w]:
                        nearer = through < label[to, w]
                        break
                if not nearer:
                    continue
            else:
                heap[size], place[to] = to, size
                size += 1
            for w in range(width):
                label[to, w] = label[node, w] + reduced[arc, w]
            via[to] = arc
            _raise(label, heap, place, to)
