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

from solvers.allocation.check import places_used
from solvers.allocation.decision import Decision
from solvers.allocation.problem import ROOT, Ints, Problem

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
    tail, head, unit, to, cost = _cheapest(*_every_arc(problem, option, words))
    nodes = problem.limits + 1
    potential = np.zeros((nodes, cost.shape[1]), dtype=np.int64)
    if not _relax(tail, head, cost, potential):
        raise NotOptimal("the answer can be improved: the residual network has a cycle below zero")
    reduced = cost + potential[tail] - potential[head]
    first = np.concatenate([[0], np.cumsum(np.bincount(tail, minlength=nodes))])
    return Residual(first, head, unit, to, reduced, potential)


def _every_arc(problem: Problem, option: Ints, words: Decision) -> tuple[Ints, Ints, Ints, Ints, Ints]:
    sink, width = problem.limits, words.option.shape[1]
    placed = np.flatnonzero(option != NONE)
    seat = np.where(option != NONE, problem.option_limit[np.maximum(option, 0)], sink) if problem.options else option
    now = words.none.copy()
    now[placed] = words.option[option[placed]]
    others = np.flatnonzero(option[problem.option_unit] != np.arange(problem.options))
    mover = problem.option_unit[others]
    used = places_used(problem, option)
    limits = np.arange(problem.limits)
    above = np.where(problem.limit_parent == ROOT, sink, problem.limit_parent)
    up, down = used < problem.limit_capacity, used > 0
    free = np.count_nonzero(up) + np.count_nonzero(down)
    nobody = np.full(free, NONE)
    return (
        np.concatenate([seat[mover], seat[placed], limits[up], above[down]]),
        np.concatenate([problem.option_limit[others], np.full(len(placed), sink), above[up], limits[down]]),
        np.concatenate([mover, placed, nobody]),
        np.concatenate([others, np.full(len(placed), NONE), nobody]),
        np.concatenate(
            [words.option[others] - now[mover], words.none[placed] - now[placed], np.zeros((free, width), np.int64)]
        ),
    )


def _cheapest(tail: Ints, head: Ints, unit: Ints, to: Ints, cost: Ints) -> tuple[Ints, Ints, Ints, Ints, Ints]:
    """Of the arcs between the same two nodes the cheapest, then that of the unit numbered first; sorted by tail."""
    by_importance = [unit, *(cost[:, w] for w in reversed(range(cost.shape[1]))), head, tail]
    order = np.lexsort(by_importance)
    tail, head = tail[order], head[order]
    new = np.ones(len(order), dtype=bool)
    new[1:] = (tail[1:] != tail[:-1]) | (head[1:] != head[:-1])
    kept = order[new]
    return tail[new], head[new], unit[kept], to[kept], np.ascontiguousarray(cost[kept])


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
