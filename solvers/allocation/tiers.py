"""The ordered programme: tier after tier, each unit is promised a class and keeps it.

For each tier in turn: the most units placed, then the most at rank 0, then at rank 1, and so on; ties within
the tier go unit by unit in numbering order. A later tier may move an earlier unit among options of the class
it holds, never out of it.
"""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import TypeAlias

import numpy as np
from numba import njit

from solvers.allocation.engine import (
    CLOSED,
    NONE,
    OPEN,
    SETTLED,
    UNPLACED,
    UNSEEN,
    Network,
    Search,
    State,
    augment,
    forget,
    insert,
    unseat,
)
from solvers.allocation.problem import Ints, Problem
from solvers.allocation.setup import empty_search, empty_state, network, word_bounds
from solvers.allocation.words import Layout, layout

CHUNK = 1000  # units between two reports of progress

Together: TypeAlias = tuple[Network, State, Search]


def promised_classes(problem: Problem, progress: Callable[[int], None]) -> Ints:
    """Class each unit is promised [n]; UNPLACED for none. ``progress`` hears how many units are done."""
    alone = network(problem, problem.rank[:, None].copy(), np.full((problem.units, 1), problem.classes))
    state = empty_state(problem.units, problem.limits, 1)
    search = empty_search(problem.limits, 1)
    counts = _count_layout(problem)
    together = _together(problem, state, search, counts.width)
    for first, last, several in _runs(problem.tier):
        if several:
            _settle_tier(problem, together, counts, (first, last))
        else:
            insert(alone, state, search, (first, last), True)
            forget(search)
        progress(last)
    return state.held


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


def _count_layout(problem: Problem) -> Layout:
    """Words for a tier's counts: unplaced, then one count a class; a path moves each of its units once."""
    largest = int(np.bincount(np.unique(problem.tier, return_inverse=True)[1]).max()) if problem.units else 0
    moves = min(largest, len(np.unique(problem.option_limit)) + 2)
    return layout(word_bounds([moves] * (1 + problem.classes)))


def _together(problem: Problem, state: State, search: Search, width: int) -> Together:
    """The same seats and closed nodes, with room for a tier's counts as costs."""
    cost = np.zeros((problem.options, width), dtype=np.int64)
    stay = np.zeros((problem.units, width), dtype=np.int64)
    price = np.zeros((problem.limits + 1, width), dtype=np.int64)
    scratch = empty_search(problem.limits, width)._replace(place=search.place)
    return network(problem, cost, stay), state._replace(price=price), scratch


def _settle_tier(problem: Problem, together: Together, counts: Layout, span: tuple[int, int]) -> None:
    """Place a tier of several units, then fix each one's class; costs and prices are cleared after it."""
    net, state, search = together
    units = slice(*span)
    options = np.arange(problem.option_start[span[0]], problem.option_start[span[1]])
    level = problem.rank[options] + 1
    word, bit = np.array(counts.word)[level], np.int64(1) << np.array(counts.shift)[level]
    net.cost[options, word] = -bit
    net.stay[units, 0] = np.int64(1) << counts.shift[0]
    insert(net, state, search, span, False)
    _fix_classes(net, state, search, span)
    net.cost[options] = 0
    net.stay[units] = 0
    state.price[:] = 0
    forget(search)


@njit(cache=True)
def _fix_classes(net: Network, state: State, search: Search, span: tuple[int, int]) -> None:
    """Give each unit of a tier, in turn, its best class at no cost to the counts or the units before it."""
    for unit in range(span[0], span[1]):
        tried = NONE
        while True:
            tried = _next_class(net, state, unit, tried)
            if tried == NONE or _exchange(net, state, search, span, (unit, tried)):
                break
        state.held[unit] = UNPLACED if state.seat[unit] == NONE else net.rank[state.seat[unit]]


@njit(cache=True)
def _next_class(net: Network, state: State, unit: int, tried: int) -> int:
    """The best class after ``tried`` that is better than the one a unit has, or NONE."""
    best = NONE
    for option in range(net.start[unit], net.start[unit + 1]):
        rank = net.rank[option]
        if rank > tried and (best == NONE or rank < best):
            best = rank
    if best != NONE and state.seat[unit] != NONE and best >= net.rank[state.seat[unit]]:
        return NONE
    return best


@njit(cache=True)
def _exchange(net: Network, state: State, search: Search, span: tuple[int, int], wish: tuple[int, int]) -> bool:
    """Move a unit to a class along arcs of reduced cost zero that lead to the place it gives up, if any do."""
    unit, rank = wish
    sink = len(net.parent)
    old = state.seat[unit]
    target = sink if old == NONE else net.limit[old]
    closed = np.flatnonzero(search.place == CLOSED)
    _forget_all(search, closed)
    _leave(net, state, search, unit)
    state.held[unit] = rank
    _reach_options(net, state, search, unit, NONE)
    state.held[unit] = OPEN
    at = 0
    while at < search.size[1] and search.place[target] == UNSEEN:
        node = search.seen[at]
        if node == sink:
            _reach_from_sink(net, state, search, span, unit)
        else:
            _reach(net, state, search, node)
        at += 1
    found = bool(search.place[target] != UNSEEN)
    if found:
        unseat(net, state, unit)
        augment(net, state, search, target)
    forget(search)
    for node in closed:
        search.place[node] = CLOSED
    return found


@njit(cache=True)
def _forget_all(search: Search, closed: Ints) -> None:
    """Make every node unseen: one with no way to the sink may still lead to the place a unit gives up."""
    forget(search)
    for node in closed:
        search.place[node] = UNSEEN


@njit(cache=True)
def _leave(net: Network, state: State, search: Search, unit: int) -> None:
    """Set ``search.base`` to what a unit's leaving its seat, at the price of its limit, is worth."""
    option = state.seat[unit]
    for w in range(len(search.base)):
        if option == NONE:
            search.base[w] = -net.stay[unit, w]
        else:
            search.base[w] = -net.cost[option, w] - state.price[net.limit[option], w]


@njit(cache=True)
def _mark(search: Search, node: int, tail: int, unit: int, option: int) -> None:
    if search.place[node] != UNSEEN:
        return
    search.place[node] = SETTLED
    search.seen[search.size[1]] = node
    search.size[1] += 1
    search.tail[node] = tail
    search.unit[node] = unit
    search.option[node] = option


@njit(cache=True)
def _reach_options(net: Network, state: State, search: Search, unit: int, tail: int) -> None:
    """Mark the limits a unit can move to at reduced cost zero."""
    held = state.held[unit]
    for option in range(net.start[unit], net.start[unit + 1]):
        if held >= 0 and net.rank[option] != held:
            continue
        free = True
        for w in range(len(search.base)):
            head_price = state.price[net.limit[option], w]
            free = free and search.base[w] + net.cost[option, w] + head_price == 0
        if free:
            _mark(search, net.limit[option], tail, unit, option)


@njit(cache=True)
def _reach_along(net: Network, state: State, search: Search, tail: int, head: int) -> None:
    for w in range(len(search.base)):
        if state.price[tail, w] != state.price[head, w]:
            return
    _mark(search, head, tail, NONE, NONE)


@njit(cache=True)
def _reach(net: Network, state: State, search: Search, node: int) -> None:
    """Mark what one step of reduced cost zero leads to from a limit."""
    sink = len(net.parent)
    if state.used[node] < net.capacity[node]:
        _reach_along(net, state, search, node, net.parent[node])
    for at in range(net.child_start[node], net.child_start[node + 1]):
        if state.used[net.child[at]] > 0:
            _reach_along(net, state, search, node, net.child[at])
    unit = state.first[node]
    while unit != NONE:
        _leave(net, state, search, unit)
        free = state.held[unit] == OPEN
        for w in range(len(search.base)):
            free = free and search.base[w] + net.stay[unit, w] == 0
        if free:
            _mark(search, sink, node, unit, NONE)
        _reach_options(net, state, search, unit, node)
        unit = state.after[unit]


@njit(cache=True)
def _reach_from_sink(net: Network, state: State, search: Search, span: tuple[int, int], mover: int) -> None:
    """Mark what one step of reduced cost zero leads to from the sink: a root in use, or an unplaced unit."""
    sink = len(net.parent)
    for at in range(net.child_start[sink], net.child_start[sink + 1]):
        if state.used[net.child[at]] > 0:
            _reach_along(net, state, search, sink, net.child[at])
    for unit in range(span[0], span[1]):
        if unit != mover and state.seat[unit] == NONE and state.held[unit] == OPEN:
            _leave(net, state, search, unit)
            _reach_options(net, state, search, unit, sink)
