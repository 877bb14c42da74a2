"""Successive shortest augmenting paths on the network of limits, with vector costs.

A node stands for "one more unit has arrived at this limit"; the sink is a node of its own above the roots.
From a limit with room the arrival goes up; from a full one it goes down to a limit below that is in use, or
a unit seated at the limit moves to another of its options, or becomes unplaced. Of all the units that could
move between the same two nodes only the cheapest matters: each limit keeps that list of arcs, made anew when
somebody has come or gone. Units are inserted one at a time along the shortest path; prices (a lower bound of
the way on to the sink) keep every arc's reduced cost at or above zero, so each path is one run of Dijkstra's
method that stops at the sink.

Costs are words (``solvers.allocation.words``). Everything here is compiled once and cached on disk.
Source: Ahuja, Magnanti and Orlin (1993), Network Flows, chapter 9 (successive shortest paths).
"""

from typing import NamedTuple

from solvers.allocation.compiled import compiled
from solvers.allocation.problem import Ints

NONE = -1  # no unit, no option, no node
OPEN = -1  # class of a unit that may still take any option
UNPLACED = -2  # class of a unit that stays unplaced for good

UNSEEN, SETTLED, CLOSED = -1, -2, -3
"""Place of a node in the heap when it is not in it; no way leads from a closed node to the sink, ever."""

STALE = -1  # number of arcs of a limit whose list must be made anew


class Network(NamedTuple):
    """What does not change while units are inserted."""

    start: Ints  # [n + 1]
    limit: Ints  # [m]
    rank: Ints  # [m]
    parent: Ints  # [k] the sink, k, above a root
    capacity: Ints  # [k]
    child_start: Ints  # [k + 2]
    child: Ints  # [k] limits below each node, the sink's last
    cost: Ints  # [m, W]
    stay: Ints  # [n, W]
    free: Ints  # [1, W] zero


class State(NamedTuple):
    """Who sits where and what an arrival costs; changed in place."""

    seat: Ints  # [n] option or NONE
    held: Ints  # [n] class a unit keeps to, or OPEN, or UNPLACED
    first: Ints  # [k] first unit seated at a limit
    after: Ints  # [n] next unit seated at the same limit
    before: Ints  # [n]
    used: Ints  # [k]
    price: Ints  # [k + 1, W]


class Arcs(NamedTuple):
    """The cheapest move from each limit to each other node, in one stretch of room a limit."""

    start: Ints  # [k + 1]
    number: Ints  # [k] arcs listed, or STALE
    head: Ints  # [A]
    unit: Ints  # [A]
    option: Ints  # [A] NONE to the sink
    cost: Ints  # [A, W]
    slot: Ints  # [k + 1] scratch: where the arc to a node is while a list is made, NONE elsewhere


class Search(NamedTuple):
    """Scratch space of one search."""

    label: Ints  # [k + 1, W]
    base: Ints  # [W]
    heap: Ints  # [k + 1]
    place: Ints  # [k + 1]
    seen: Ints  # [k + 1] nodes in the order they were first reached
    tail: Ints  # [k + 1] where the best way to a node comes from
    unit: Ints  # [k + 1] the unit that moves on it, or NONE
    option: Ints  # [k + 1] the option it moves to, or NONE
    size: Ints  # [2] nodes in the heap, nodes seen


class Engine(NamedTuple):
    """All a search works on."""

    net: Network
    state: State
    arcs: Arcs
    search: Search


@compiled
def _above(label: Ints, a: int, b: int) -> bool:
    """Whether node a leaves the heap before node b; the sink, the last node, first among equals."""
    for w in range(label.shape[1]):
        if label[a, w] != label[b, w]:
            return bool(label[a, w] < label[b, w])
    return a > b


@compiled
def queue(search: Search, node: int) -> None:
    """Put a node with a new label where it belongs in the heap."""
    label, heap, place, size = search.label, search.heap, search.place, search.size
    if place[node] == UNSEEN:
        place[node] = size[0]
        search.seen[size[1]] = node
        size[0] += 1
        size[1] += 1
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


@compiled
def settle(search: Search) -> int:
    """Take the node with the least label out of the heap."""
    label, heap, place = search.label, search.heap, search.place
    search.size[0] -= 1
    size = search.size[0]
    top, node = heap[0], heap[size]
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


@compiled
def forget(search: Search) -> None:
    """Make every node unseen again, closed ones excepted."""
    for at in range(search.size[1]):
        node = search.seen[at]
        if search.place[node] != CLOSED:
            search.place[node] = UNSEEN
    search.size[0] = 0
    search.size[1] = 0


@compiled
def _offer(search: Search, price: Ints, cost: Ints, row: int, node: int) -> bool:
    """Label a node with base + cost + its price if that is its best and can still beat the sink's label."""
    label, base, place = search.label, search.base, search.place
    known = node if place[node] != UNSEEN else len(place) - 1
    better = place[known] == UNSEEN
    for w in range(0 if better else len(base)):
        trial = base[w] + cost[row, w] + price[node, w]
        if trial != label[known, w]:
            better = trial < label[known, w]
            break
    if better:
        for w in range(len(base)):
            label[node, w] = base[w] + cost[row, w] + price[node, w]
        queue(search, node)
    return bool(better)


@compiled
def _offer_entry(engine: Engine, unit: int) -> None:
    """Offer an entering unit's options, and staying unplaced where its class is open."""
    net, state, _, search = engine
    for w in range(len(search.base)):
        search.base[w] = -net.stay[unit, w]
    sink, held = len(net.parent), state.held[unit]
    if held == OPEN and _offer(search, state.price, net.stay, unit, sink):
        search.tail[sink], search.unit[sink], search.option[sink] = NONE, unit, NONE
    for option in range(net.start[unit], net.start[unit + 1]):
        head = net.limit[option]
        if search.place[head] <= SETTLED or (held >= 0 and net.rank[option] != held):
            continue
        if _offer(search, state.price, net.cost, option, head):
            search.tail[head], search.unit[head], search.option[head] = NONE, unit, option


@compiled
def _offer_forest(engine: Engine, node: int) -> None:
    """Offer the free arcs of the forest: up where there is room, down where a limit is in use."""
    net, state, _, search = engine
    used, place = state.used, search.place
    for at in range(net.child_start[node] - 1, net.child_start[node + 1]):
        up = at < net.child_start[node]
        head = net.parent[node] if up else net.child[at]
        passable = used[node] < net.capacity[node] if up else used[head] > 0
        if passable and place[head] > SETTLED and _offer(search, state.price, net.free, 0, head):
            search.tail[head], search.unit[head], search.option[head] = node, NONE, NONE


@compiled
def _offer_moves(engine: Engine, node: int) -> None:
    """Offer the cheapest move of a seated unit to each other node."""
    _, state, arcs, search = engine
    label, place, price = search.label, search.place, state.price
    heads, cost, way, sink = arcs.head, arcs.cost, search.base[0], len(search.place) - 1
    for arc in range(arcs.start[node], arcs.start[node] + arcs.number[node]):
        head = heads[arc]
        if place[head] <= SETTLED:
            continue
        known = head if place[head] != UNSEEN else sink
        if place[known] != UNSEEN and way + cost[arc, 0] + price[head, 0] > label[known, 0]:
            continue
        if _offer(search, price, cost, arc, head):
            search.tail[head], search.unit[head], search.option[head] = node, arcs.unit[arc], arcs.option[arc]


@compiled
def list_moves(engine: Engine, node: int) -> None:
    """Make the list of cheapest moves out of a limit anew, if somebody has come or gone."""
    net, state, arcs, _ = engine
    if arcs.number[node] != STALE:
        return
    sink, first = len(net.parent), arcs.start[node]
    count, unit = 0, state.first[node]
    while unit != NONE:
        held, seated = state.held[unit], state.seat[unit]
        for option in range(net.start[unit] - 1, net.start[unit + 1]):
            leaves = option < net.start[unit]
            head = sink if leaves else net.limit[option]
            if option == seated or (held >= 0 and (leaves or net.rank[option] != held)):
                continue
            count = _list_move(engine, (first, count), head, (unit, NONE if leaves else option))
        unit = state.after[unit]
    arcs.number[node] = count
    for arc in range(first, first + count):
        arcs.slot[arcs.head[arc]] = NONE


@compiled
def _list_move(engine: Engine, room: tuple[int, int], head: int, move: tuple[int, int]) -> int:
    """List a move, or let it replace a dearer one to the same node; how many are now listed."""
    net, state, arcs, search = engine
    first, count = room
    unit, option = move
    seated, arc, cost, slot = state.seat[unit], first + count, arcs.cost, arcs.slot
    for w in range(len(search.base)):
        to = net.stay[unit, w] if option == NONE else net.cost[option, w]
        cost[arc, w] = to - net.cost[seated, w]
    listed = slot[head]
    if listed == NONE:
        listed, slot[head], count = arc, arc, count + 1
    else:
        dearer = True
        for w in range(len(search.base)):
            if cost[arc, w] != cost[listed, w]:
                dearer = cost[arc, w] > cost[listed, w]
                break
        if dearer:
            return count
        for w in range(len(search.base)):
            cost[listed, w] = cost[arc, w]
    arcs.head[listed], arcs.unit[listed], arcs.option[listed] = head, unit, option
    return count


@compiled
def _shortest_path(engine: Engine, unit: int) -> bool:
    """Label nodes from an entering unit outwards until the sink is settled; False if it is out of reach."""
    net, state, _, search = engine
    _offer_entry(engine, unit)
    while search.size[0] > 0:
        node = settle(search)
        if node == len(net.parent):
            return True
        for w in range(len(search.base)):
            search.base[w] = search.label[node, w] - state.price[node, w]
        _offer_forest(engine, node)
        list_moves(engine, node)
        _offer_moves(engine, node)
    return False


@compiled
def _reprice(engine: Engine) -> None:
    """Raise the price of every settled node by what it was nearer than the sink."""
    search, price = engine.search, engine.state.price
    sink = len(search.place) - 1
    for at in range(search.size[1]):
        node = search.seen[at]
        if search.place[node] == SETTLED:
            for w in range(len(search.base)):
                price[node, w] += search.label[sink, w] - search.label[node, w]


@compiled
def hold_class(engine: Engine, unit: int) -> None:
    """Bind a unit for good to the class it has."""
    net, state, arcs, _ = engine
    option = state.seat[unit]
    if option == NONE:
        state.held[unit] = UNPLACED
    else:
        state.held[unit] = net.rank[option]
        arcs.number[net.limit[option]] = STALE


@compiled
def _close(search: Search) -> None:
    """Close the nodes a search has proved to lead nowhere.

    Moves within a held class cost nothing here, so a node settled nearer than the sink has no way to it,
    and none opens later: augmenting paths only run through nodes that do lead to the sink.
    """
    sink = len(search.place) - 1
    for at in range(search.size[1]):
        node = search.seen[at]
        if search.place[node] == SETTLED and search.label[node, 0] < search.label[sink, 0]:
            search.place[node] = CLOSED


@compiled
def move(engine: Engine, unit: int, option: int) -> None:
    """Put a unit on the list of its new limit, NONE for none; what limits use is left to the path."""
    net, state, arcs, _ = engine
    if state.seat[unit] != NONE:
        old, earlier, later = net.limit[state.seat[unit]], state.before[unit], state.after[unit]
        arcs.number[old] = STALE
        if earlier == NONE:
            state.first[old] = later
        else:
            state.after[earlier] = later
        if later != NONE:
            state.before[later] = earlier
    state.seat[unit] = option
    if option != NONE:
        new = net.limit[option]
        arcs.number[new] = STALE
        state.before[unit], state.after[unit] = NONE, state.first[new]
        if state.first[new] != NONE:
            state.before[state.first[new]] = unit
        state.first[new] = unit


@compiled
def augment(engine: Engine, end: int) -> None:
    """Carry out the moves of the labelled path that ends at a node."""
    net, state, _, search = engine
    sink, node = len(net.parent), end
    while node != NONE:
        tail = search.tail[node]
        if search.unit[node] != NONE:
            move(engine, search.unit[node], search.option[node])
        elif tail != sink and net.parent[tail] == node:
            state.used[tail] += 1
        else:
            state.used[node] -= 1
        node = tail


@compiled
def insert(engine: Engine, first: int, last: int, close: bool) -> bool:
    """Insert units ``first`` up to ``last`` in turn; False if one that must be placed cannot be.

    With ``close`` each unit keeps, from then on, to the class it has reached; costs must then be the ranks.
    """
    for unit in range(first, last):
        if engine.state.held[unit] == UNPLACED:
            continue
        if not _shortest_path(engine, unit):
            return False
        augment(engine, len(engine.net.parent))
        if close:
            hold_class(engine, unit)
            _close(engine.search)
        else:
            _reprice(engine)
        forget(engine.search)
    return True
