"""The ordered programme: tier after tier, each unit is promised a class and keeps it.

For each tier in turn: the most units placed, then the most at rank 0, then at rank 1, and so on; ties within
the tier go unit by unit in numbering order. A later tier may move an earlier unit among options of the class
it holds, never out of it.
"""

from collections.abc import Callable, Iterator
from itertools import pairwise

import numpy as np

from solvers.allocation.engine import (
    NONE,
    OPEN,
    SETTLED,
    STALE,
    UNSEEN,
    Engine,
    Search,
    augment,
    forget,
    hold_class,
    list_moves,
    move,
)
from solvers.allocation.insertion import insert_all
from solvers.allocation.problem import Ints, Problem
from solvers.allocation.search import insert
from solvers.allocation.setup import build_engine, far_words, limits_in_use, recost, word_bounds
from solvers.allocation.words import Layout, layout
from solvers.compiled import compiled

CHUNK = 1000  # units between two reports of progress


def promised_classes(problem: Problem, progress: Callable[[int], None]) -> Ints:
    """Class each unit is promised [n]; UNPLACED for none. ``progress`` hears how many units are done."""
    n, m = problem.units, problem.options
    stay = np.full((n, 1), problem.classes, dtype=np.int64)
    alone = build_engine(problem, problem.rank[:, None].copy(), stay, np.zeros(1, dtype=np.int64))
    path = _count_bounds(problem)
    counts = layout(word_bounds(path))
    zero = (np.zeros((m, counts.width), dtype=np.int64), np.zeros((n, counts.width), dtype=np.int64))
    together = recost(alone, *zero, far_words(path, counts))
    for first, last, several in _runs(problem.tier):
        if several:
            _settle_tier(problem, together, counts, (first, last))
            alone.arcs.number[:] = STALE
        else:
            insert(alone, np.arange(first, last), True)
        progress(last)
    return alone.state.held


def _runs(tier: Ints) -> Iterator[tuple[int, int, bool]]:
    """Tiers of several units, and stretches of tiers of one, as (first, last, several)."""
    bounds = np.concatenate([[0], np.flatnonzero(np.diff(tier)) + 1, [len(tier)]]).tolist()
    run = 0
    for first, last in pairwise(bounds):
        if last - first > 1 or first - run >= CHUNK:
            if run < first:
                yield run, first, False
            run = first
        if last - first > 1:
            yield first, last, True
            run = last
    if run < len(tier):
        yield run, len(tier), False


def _count_bounds(problem: Problem) -> list[int]:
    """Bounds of a path on a tier's counts (unplaced, then each class): it moves each unit of the tier once."""
    largest = int(np.bincount(np.unique(problem.tier, return_inverse=True)[1]).max()) if problem.units else 0
    moves = min(largest, limits_in_use(problem) + 2)
    return [moves] * (1 + problem.classes)


def _settle_tier(problem: Problem, engine: Engine, counts: Layout, span: tuple[int, int]) -> None:
    """Place a tier of several units, then fix each one's class; costs and prices are cleared after it."""
    net, units = engine.net, slice(*span)
    options = np.arange(problem.option_start[span[0]], problem.option_start[span[1]])
    level = problem.rank[options] + 1
    net.cost[options, np.array(counts.word)[level]] = -(np.int64(1) << np.array(counts.shift)[level])
    net.stay[units, 0] = np.int64(1) << counts.shift[0]
    engine.arcs.number[:] = STALE
    if not insert_all(engine, np.arange(*span), lambda _: None):
        raise AssertionError("a unit lost the class it was promised; please report this")
    _fix_classes(engine, *span)
    net.cost[options] = 0
    net.stay[units] = 0
    engine.state.price[:] = 0


@compiled
def _fix_classes(engine: Engine, first: int, last: int) -> None:
    """Give each unit of a tier, in turn, its best class at no cost to the counts or the units before it."""
    for unit in range(first, last):
        tried = NONE
        while True:
            tried = _next_class(engine, unit, tried)
            if tried == NONE or _exchange(engine, (first, last), unit, tried):
                break
        hold_class(engine, unit)


@compiled
def _next_class(engine: Engine, unit: int, tried: int) -> int:
    """The best class after ``tried`` that is better than the one a unit has, or NONE."""
    net, seat = engine.net, engine.state.seat[unit]
    best = NONE
    for option in range(net.start[unit], net.start[unit + 1]):
        rank = net.rank[option]
        if rank > tried and (best == NONE or rank < best):
            best = rank
    if seat != NONE and best >= net.rank[seat]:
        return NONE
    return best


@compiled
def _exchange(engine: Engine, span: tuple[int, int], unit: int, rank: int) -> bool:
    """Move a unit to a class along arcs of reduced cost zero that lead to the place it gives up, if any do."""
    net, state, _, search = engine
    sink, old = len(net.parent), state.seat[unit]
    target = sink if old == NONE else net.limit[old]
    _reach_options(engine, unit, NONE, rank)
    at = 0
    while at < search.size[1] and search.place[target] == UNSEEN:
        if search.seen[at] == sink:
            for other in range(span[0], span[1]):
                if other != unit and state.seat[other] == NONE and state.held[other] == OPEN:
                    _reach_options(engine, other, sink, OPEN)
        _reach(engine, search.seen[at])
        at += 1
    found = search.place[target] != UNSEEN
    if found:
        move(engine, unit, NONE)
        augment(engine, target)
    forget(search)
    return bool(found)


@compiled
def _mark(search: Search, node: int, tail: int, unit: int, option: int) -> None:
    if search.place[node] == UNSEEN:
        search.place[node] = SETTLED
        search.seen[search.size[1]] = node
        search.size[1] += 1
        search.tail[node], search.unit[node], search.option[node] = tail, unit, option


@compiled
def _reach_options(engine: Engine, unit: int, tail: int, rank: int) -> None:
    """Mark the limits a unit can move to, in one class or (OPEN) any, at reduced cost zero."""
    net, state, _, search = engine
    seat = state.seat[unit]
    for option in range(net.start[unit], net.start[unit + 1]):
        free = rank in (OPEN, net.rank[option])
        for w in range(len(search.base)):
            now = net.stay[unit, w] if seat == NONE else net.cost[seat, w] + state.price[net.limit[seat], w]
            free = free and net.cost[option, w] + state.price[net.limit[option], w] == now
        if free:
            _mark(search, net.limit[option], tail, unit, option)


@compiled
def _reach(engine: Engine, node: int) -> None:
    """Mark what one step of reduced cost zero leads to: up, down, or by a seated unit's move."""
    net, state, arcs, _ = engine
    sink = len(net.parent)
    if node != sink and state.used[node] < net.capacity[node]:
        _reach_along(engine, node, net.parent[node], (net.free, 0), (NONE, NONE))
    for at in range(net.below_start[node], net.below_start[node + 1]):
        if state.used[net.below[at]] > 0:
            _reach_along(engine, node, net.below[at], (net.free, 0), (NONE, NONE))
    if node != sink:
        list_moves(engine, node)
        for arc in range(arcs.start[node], arcs.start[node] + arcs.number[node]):
            _reach_along(engine, node, arcs.head[arc], (arcs.cost, arc), (arcs.unit[arc], arcs.option[arc]))


@compiled
def _reach_along(engine: Engine, tail: int, head: int, cost: tuple[Ints, int], by: tuple[int, int]) -> None:
    """Mark the head of an arc, given as a row of costs and the move it stands for, if it is free."""
    price = engine.state.price
    for w in range(price.shape[1]):
        if cost[0][cost[1], w] + price[head, w] != price[tail, w]:
            return
    _mark(engine.search, head, tail, by[0], by[1])
