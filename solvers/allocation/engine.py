"""Successive shortest augmenting paths on the network of limits, with vector costs.

A node stands for "one more unit has arrived at this limit"; the sink is a node of its own above the roots.
From a limit with room the arrival goes up; from a full one it goes down to a limit below that is in use, or
a unit seated at the limit moves to another of its options, or becomes unplaced. Units are inserted one at a
time along the shortest such path; prices (a lower bound of the way on to the sink) keep every arc's reduced
cost at or above zero, so each path is one run of Dijkstra's method that stops at the sink.

Costs are words (``solvers.allocation.words``). Everything here is compiled once and cached on disk.
Source: Ahuja, Magnanti and Orlin (1993), Network Flows, chapter 9 (successive shortest paths).
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from solvers.allocation.problem import Ints

Int32s = NDArray[np.int32]

NONE = -1  # no unit, no option, no node
OPEN = -1  # class of a unit that may still take any option
UNPLACED = -2  # class of a unit that stays unplaced for good

UNSEEN, SETTLED, CLOSED = -1, -2, -3
"""Place of a node in the heap when it is not in it; no way leads from a closed node to the sink, ever."""


class Network(NamedTuple):
    """What does not change while units are inserted."""

    start: Ints  # [n + 1]
    limit: Int32s  # [m]
    rank: Int32s  # [m]
    parent: Int32s  # [k] the sink, k, above a root
    capacity: Ints  # [k]
    child_start: Ints  # [k + 2]
    child: Int32s  # [k] limits below each node, the sink's last
    cost: Ints  # [m, W]
    stay: Ints  # [n, W]
    free: Ints  # [1, W] zero


class State(NamedTuple):
    """Who sits where and what an arrival costs; changed in place."""

    seat: Ints  # [n] option or NONE
    held: Ints  # [n] class a unit keeps to, or OPEN, or UNPLACED
    first: Int32s  # [k] first unit seated at a limit
    after: Int32s  # [n] next unit seated at the same limit
    before: Int32s  # [n]
    used: Ints  # [k]
    price: Ints  # [k + 1, W]


class Search(NamedTuple):
    """Scratch space of one search."""

    label: Ints  # [k + 1, W]
    base: Ints  # [W]
    heap: Int32s  # [k + 1]
    place: Int32s  # [k + 1]
    seen: Int32s  # [k + 1] nodes in the order they were first reached
    tail: Int32s  # [k + 1] where the best way to a node comes from
    unit: Int32s  # [k + 1] the unit that moves on it, or NONE
    option: Int32s  # [k + 1] the option it moves to, or NONE
    size: Ints  # [2] nodes in the heap, nodes seen


@njit(cache=True)
def _above(label: Ints, a: int, b: int) -> bool:
    """Whether node a leaves the heap before node b; the sink, the last node, first among equals."""
    for w in range(label.shape[1]):
        if label[a, w] != label[b, w]:
            return bool(label[a, w] < label[b, w])
    return a > b


@njit(cache=True)
def _rise(label: Ints, heap: Int32s, place: Int32s, node: int) -> None:
    at = place[node]
    while at > 0:
        up = (at - 1) >> 1
        if not _above(label, node, heap[up]):
            break
        heap[at] = heap[up]
        place[heap[at]] = at
        at = up
    heap[at] = node
    place[node] = at


@njit(cache=True)
def _pop(label: Ints, heap: Int32s, place: Int32s, size: int) -> int:
    """Settle the top node; ``size`` is what the heap holds afterwards."""
    top = heap[0]
    node = heap[size]
    at = 0
    while 2 * at + 1 < size:
        down = 2 * at + 1
        if down + 1 < size and _above(label, heap[down + 1], heap[down]):
            down += 1
        if not _above(label, heap[down], node):
            break
        heap[at] = heap[down]
        place[heap[at]] = at
        at = down
    if size > 0:
        heap[at] = node
        place[node] = at
    place[top] = SETTLED
    return int(top)


@njit(cache=True)
def _label(label: Ints, place: Int32s, base: Ints, arc: Ints, row: int, price: Ints, node: int) -> bool:  # noqa: PLR0913
    """Label a node with base + arc + price if that is its best so far and can still beat the sink's."""
    if place[node] <= SETTLED:
        return False
    known = node if place[node] != UNSEEN else len(place) - 1
    if place[known] != UNSEEN:
        for w in range(len(base)):
            trial = base[w] + arc[row, w] + price[node, w]
            if trial > label[known, w] or (trial == label[known, w] and w == len(base) - 1):
                return False
            if trial < label[known, w]:
                break
    for w in range(len(base)):
        label[node, w] = base[w] + arc[row, w] + price[node, w]
    return True


@njit(cache=True)
def _queue(label: Ints, heap: Int32s, place: Int32s, seen: Int32s, size: Ints, node: int) -> None:
    """Put a node with a new label where it belongs in the heap."""
    if place[node] == UNSEEN:
        place[node] = size[0]
        seen[size[1]] = node
        size[0] += 1
        size[1] += 1
    _rise(label, heap, place, node)


@njit(cache=True)
def forget(search: Search) -> None:
    """Make every node unseen again, closed ones excepted."""
    for at in range(search.size[1]):
        node = search.seen[at]
        if search.place[node] != CLOSED:
            search.place[node] = UNSEEN
    search.size[0] = 0
    search.size[1] = 0


@njit(cache=True)
def _shortest_path(net: Network, state: State, search: Search, unit: int) -> bool:  # noqa: C901, PLR0912
    """Label nodes from an entering unit outwards until the sink is settled; False if it is out of reach.

    One function, every array taken out of its tuple once: a call or a tuple access on each arc would cost
    more than the arc. A label must better the sink's, and its first word nearly always tells.
    """
    start, limit, rank, cost, stay = net.start, net.limit, net.rank, net.cost, net.stay
    parent, capacity, child_start, child = net.parent, net.capacity, net.child_start, net.child
    seat, held, first, after, used = state.seat, state.held, state.first, state.after, state.used
    label, base, heap, place, seen = search.label, search.base, search.heap, search.place, search.seen
    size, tail, by, to, price = search.size, search.tail, search.unit, search.option, state.price
    sink, width = len(parent), len(base)
    forget(search)
    node, mover = NONE, unit
    while True:
        while mover != NONE:
            for w in range(width):
                if node == NONE:
                    base[w] = -stay[mover, w]
                else:
                    base[w] = label[node, w] - price[node, w] - cost[seat[mover], w]
            keeps = held[mover]
            if keeps == OPEN and _label(label, place, base, stay, mover, price, sink):
                _queue(label, heap, place, seen, size, sink)
                tail[sink], by[sink], to[sink] = node, mover, NONE
            for option in range(start[mover], start[mover + 1]):
                head = limit[option]
                if place[head] <= SETTLED or (keeps >= 0 and rank[option] != keeps):
                    continue
                known = head if place[head] != UNSEEN else sink
                if place[known] != UNSEEN and base[0] + cost[option, 0] + price[head, 0] > label[known, 0]:
                    continue
                if _label(label, place, base, cost, option, price, head):
                    _queue(label, heap, place, seen, size, head)
                    tail[head], by[head], to[head] = node, mover, option
            mover = after[mover] if node != NONE else NONE
        if size[0] == 0:
            return False
        size[0] -= 1
        node = _pop(label, heap, place, size[0])
        if node == sink:
            return True
        for w in range(width):
            base[w] = label[node, w] - price[node, w]
        for at in range(child_start[node] - 1, child_start[node + 1]):
            up = at < child_start[node]
            head = parent[node] if up else child[at]
            passable = used[node] < capacity[node] if up else used[head] > 0
            if passable and _label(label, place, base, net.free, 0, price, head):
                _queue(label, heap, place, seen, size, head)
                tail[head], by[head], to[head] = node, NONE, NONE
        mover = first[node]


@njit(cache=True)
def _reprice(net: Network, state: State, search: Search) -> None:
    """Raise the price of every settled node by what it was nearer than the sink."""
    sink = len(net.parent)
    for at in range(search.size[1]):
        node = search.seen[at]
        if search.place[node] == SETTLED:
            for w in range(len(search.base)):
                state.price[node, w] += search.label[sink, w] - search.label[node, w]


@njit(cache=True)
def _close(net: Network, state: State, search: Search, unit: int) -> None:
    """Hold a unit's class for good, and close the nodes its search proved to lead nowhere.

    Moves within a held class cost nothing here, so a node settled nearer than the sink has no way to it,
    and none opens later: augmenting paths only run through nodes that do lead to the sink.
    """
    sink = len(net.parent)
    state.held[unit] = UNPLACED if state.seat[unit] == NONE else net.rank[state.seat[unit]]
    for at in range(search.size[1]):
        node = search.seen[at]
        if search.place[node] == SETTLED and search.label[node, 0] < search.label[sink, 0]:
            search.place[node] = CLOSED


@njit(cache=True)
def unseat(net: Network, state: State, unit: int) -> None:
    """Take a unit off the list of its limit; what the limit uses is left to the path."""
    if state.seat[unit] == NONE:
        return
    earlier, later = state.before[unit], state.after[unit]
    if earlier == NONE:
        state.first[net.limit[state.seat[unit]]] = later
    else:
        state.after[earlier] = later
    if later != NONE:
        state.before[later] = earlier
    state.seat[unit] = NONE


@njit(cache=True)
def seat(net: Network, state: State, unit: int, option: int) -> None:
    """Put a unit on the list of its new limit; NONE leaves it unplaced."""
    unseat(net, state, unit)
    if option == NONE:
        return
    limit = net.limit[option]
    state.seat[unit] = option
    state.before[unit] = NONE
    state.after[unit] = state.first[limit]
    if state.first[limit] != NONE:
        state.before[state.first[limit]] = unit
    state.first[limit] = unit


@njit(cache=True)
def augment(net: Network, state: State, search: Search, end: int) -> None:
    """Carry out the moves of the labelled path that ends at a node."""
    node = end
    while node != NONE:
        tail = search.tail[node]
        if search.unit[node] != NONE:
            seat(net, state, search.unit[node], search.option[node])
        elif node == len(net.parent) or (tail != len(net.parent) and net.parent[tail] == node):
            state.used[tail] += 1
        else:
            state.used[node] -= 1
        node = tail


@njit(cache=True)
def insert(net: Network, state: State, search: Search, span: tuple[int, int], close: bool) -> bool:
    """Insert units ``span[0]`` up to ``span[1]`` in turn; False if a unit that must be placed cannot be.

    With ``close`` each unit keeps, from then on, to the class it has reached; costs must then be the ranks.
    """
    for unit in range(span[0], span[1]):
        if state.held[unit] == UNPLACED:
            continue
        if not _shortest_path(net, state, search, unit):
            return False
        augment(net, state, search, len(net.parent))
        if close:
            _close(net, state, search, unit)
        else:
            _reprice(net, state, search)
    return True
