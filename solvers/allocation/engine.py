"""The network of limits on which units are seated: its arrays, its heap, and who moves between which limits.

A node stands for "one more unit has arrived at this limit"; the sink is a node of its own above the roots.
From a limit with room the arrival goes up; from a full one it goes down to a limit below that is in use, or
a unit seated at the limit moves to another of its options, or becomes unplaced. Of all the units that could
move between the same two nodes only the cheapest matters: each limit keeps that list of arcs, made anew when
somebody has come or gone.

Costs are words (``solvers.allocation.words``). Everything here is compiled once and cached on disk.
"""

from typing import NamedTuple

from solvers.allocation.problem import Ints
from solvers.compiled import compiled, inlined

NONE = -1  # no unit, no option, no node
OPEN = -1  # class of a unit that may still take any option
UNPLACED = -2  # class of a unit that stays unplaced for good

UNSEEN, SETTLED, CLOSED, BLOCKED = -1, -2, -3, -4
"""Place of a node in the heap when it is not in it; no way leads from a closed node to the sink, ever."""

STALE = -1  # number of arcs of a limit whose list must be made anew


class Network(NamedTuple):
    """What does not change while units are inserted."""

    start: Ints  # [n + 1]
    limit: Ints  # [m]
    rank: Ints  # [m]
    parent: Ints  # [k] the sink, k, above a root
    capacity: Ints  # [k]
    below_start: Ints  # [k + 2]
    below: Ints  # [k] limits below each node, the sink's last
    cost: Ints  # [m, W]
    stay: Ints  # [n, W]
    free: Ints  # [1, W] zero
    far: Ints  # [W] beyond any price, for limits that lead nowhere


class State(NamedTuple):
    """Who sits where and what an arrival costs; changed in place."""

    seat: Ints  # [n] option or NONE
    held: Ints  # [n] class a unit keeps to, or OPEN, or UNPLACED
    first: Ints  # [k] first unit seated at a limit
    after: Ints  # [n] next unit seated at the same limit
    before: Ints  # [n]
    used: Ints  # [k]
    vacant: Ints  # [k] places counted as used that stand empty: an arrival takes one at the limit's price
    price: Ints  # [k + 1, W]


class Arcs(NamedTuple):
    """The cheapest move from each limit to each other node: one list a limit, moved when it outgrows its room."""

    start: Ints  # [k] where the list of each limit begins
    room: Ints  # [k] how long it may grow there
    end: Ints  # [1] where the room given out ends
    number: Ints  # [k] arcs listed, or STALE
    head: Ints  # [A]
    unit: Ints  # [A]
    option: Ints  # [A] NONE to the sink
    cost: Ints  # [A, W]
    slot: Ints  # [k + 1] scratch: where the arc to a node is while a list is made, NONE elsewhere
    into: Ints  # [A] scratch: the limits arcs leave, in order of the node they lead to
    into_start: Ints  # [k + 2] scratch: where those of each node begin
    into_cost: Ints  # [A, W] scratch


class Search(NamedTuple):
    """Scratch space of one search."""

    label: Ints  # [k + 1, W]
    base: Ints  # [W]
    heap: Ints  # [k + 1] nodes
    key: Ints  # [k + 1] first words of their labels
    place: Ints  # [k + 1]
    seen: Ints  # [k + 1] nodes in the order they were first reached
    tail: Ints  # [k + 1] where the best way to a node comes from
    unit: Ints  # [k + 1] the unit that moves on it, or NONE
    option: Ints  # [k + 1] the option it moves to, or NONE
    size: Ints  # [3] nodes in the heap, nodes seen, nodes settled since prices were last made exact
    credit: Ints  # [k + 1, W] prices with the sign turned
    next: Ints  # [k + 1] how many arcs out of a node on the way have been tried


class Engine(NamedTuple):
    """All a search works on."""

    net: Network
    state: State
    arcs: Arcs
    search: Search


@inlined
def _above(label: Ints, a: int, b: int) -> bool:
    """Whether node a, whose first word is that of node b, leaves the heap first; the sink, last, does."""
    for w in range(1, label.shape[1]):
        if label[a, w] != label[b, w]:
            return bool(label[a, w] < label[b, w])
    return a > b


@inlined
def queue(search: Search, node: int) -> None:
    """Put a node with a new label where it belongs in the heap."""
    label, heap, key, place, size = search.label, search.heap, search.key, search.place, search.size
    if place[node] == UNSEEN:
        place[node] = size[0]
        search.seen[size[1]] = node
        size[0] += 1
        size[1] += 1
    at, first = place[node], label[node, 0]
    while at > 0:
        up = (at - 1) >> 1
        if key[up] < first or (key[up] == first and not _above(label, node, heap[up])):
            break
        heap[at], key[at] = heap[up], key[up]
        place[heap[at]] = at
        at = up
    heap[at], key[at], place[node] = node, first, at


@inlined
def settle(search: Search) -> int:
    """Take the node with the least label out of the heap."""
    label, heap, key, place = search.label, search.heap, search.key, search.place
    search.size[0] -= 1
    search.size[2] += 1
    size = search.size[0]
    top, node, first = heap[0], heap[size], key[size]
    at = 0
    while 2 * at + 1 < size:
        down = 2 * at + 1
        if down + 1 < size and (
            key[down + 1] < key[down] or (key[down + 1] == key[down] and _above(label, heap[down + 1], heap[down]))
        ):
            down += 1
        if first < key[down] or (first == key[down] and not _above(label, heap[down], node)):
            break
        heap[at], key[at] = heap[down], key[down]
        place[heap[at]] = at
        at = down
    if size > 0:
        heap[at], key[at], place[node] = node, first, at
    place[top] = SETTLED
    return int(top)


@inlined
def forget(search: Search) -> None:
    """Make every node unseen again, closed ones excepted."""
    for at in range(search.size[1]):
        node = search.seen[at]
        if search.place[node] != CLOSED:
            search.place[node] = UNSEEN
    search.size[0] = 0
    search.size[1] = 0


@inlined
def offer(search: Search, price: Ints, cost: Ints, row: int, node: int) -> bool:
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


@inlined
def list_moves(engine: Engine, node: int) -> None:
    """Make the list of cheapest moves out of a limit anew, if somebody has come or gone."""
    net, state, arcs, _ = engine
    if arcs.number[node] != STALE:
        return
    sink, first = len(net.parent), arcs.end[0]
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
    for arc in range(first, first + count):
        arcs.slot[arcs.head[arc]] = NONE
    arcs.number[node] = count
    _keep_list(arcs, node, count)


@inlined
def _keep_list(arcs: Arcs, node: int, count: int) -> None:
    """Move a list just made, at the end, to its limit's room; or give it room, with some to spare, where it is."""
    first, begin = arcs.end[0], arcs.start[node]
    if count > arcs.room[node]:
        arcs.start[node], arcs.room[node] = first, 2 * count
        arcs.end[0] += 2 * count
        return
    for arc in range(count):
        arcs.head[begin + arc] = arcs.head[first + arc]
        arcs.unit[begin + arc] = arcs.unit[first + arc]
        arcs.option[begin + arc] = arcs.option[first + arc]
        for w in range(arcs.cost.shape[1]):
            arcs.cost[begin + arc, w] = arcs.cost[first + arc, w]


@inlined
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
def hold_class(engine: Engine, unit: int) -> None:
    """Bind a unit for good to the class it has."""
    net, state, arcs, _ = engine
    option = state.seat[unit]
    if option == NONE:
        state.held[unit] = UNPLACED
    else:
        state.held[unit] = net.rank[option]
        arcs.number[net.limit[option]] = STALE


@inlined
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


@inlined
def augment(engine: Engine, end: int) -> None:
    """Carry out the moves of the labelled path that ends at a node, in a vacant place if it has one."""
    net, state, _, search = engine
    sink, node = len(net.parent), end
    if end != sink and state.vacant[end] > 0:
        state.vacant[end] -= 1
    while node != NONE:
        tail = search.tail[node]
        if search.unit[node] != NONE:
            move(engine, search.unit[node], search.option[node])
        elif tail not in (NONE, sink) and net.parent[tail] == node:
            state.used[tail] += 1
        elif tail != NONE:
            state.used[node] -= 1
        node = tail
