"""Many units enter at once: with exact prices, along arcs of reduced cost zero, without a search.

Each unit follows such arcs from its best options, depth first. Nodes from which the sink was not found are blocked
for the units after it; those units wait for the next exact prices, or for a search of their own.
Source: Ahuja, Magnanti and Orlin (1993), Network Flows, chapter 9 (the primal-dual algorithm).
"""

from solvers.allocation.engine import (
    BLOCKED,
    NONE,
    OPEN,
    SETTLED,
    UNSEEN,
    Engine,
    Search,
    augment,
    list_moves,
)
from solvers.allocation.prices import exact_prices
from solvers.allocation.problem import Ints
from solvers.compiled import compiled, inlined

EXHAUSTED = -2  # no arc out of a node is left to try


@compiled
def insert_straight(engine: Engine, pending: Ints) -> int:
    """Make prices exact, and insert each unit that then finds a way without a search; how many are left.

    Units left are moved to the front. A node from which the sink was not found is blocked for the others.
    """
    search = engine.search
    exact_prices(engine)
    search.size[2] = 0
    left = 0
    for at in range(len(pending)):
        end = _straight(engine, pending[at])
        if end != NONE:
            augment(engine, end)
        else:
            pending[left] = pending[at]
            left += 1
    for node in range(len(search.place)):
        if search.place[node] == BLOCKED:
            search.place[node] = UNSEEN
    return left


@compiled
def _straight(engine: Engine, unit: int) -> int:
    """Follow arcs of reduced cost zero from a unit's best options to the sink or a vacant place; where, or NONE."""
    net, state, _, search = engine
    sink = len(net.parent)
    _best_entry(engine, unit)
    if state.held[unit] == OPEN and _is_base(search, net.stay, unit, state.price, sink):
        search.tail[sink], search.unit[sink], search.option[sink] = NONE, unit, NONE
        return sink
    for option in range(net.start[unit], net.start[unit + 1]):
        head = net.limit[option]
        if state.held[unit] >= 0 and net.rank[option] != state.held[unit]:
            continue
        if search.place[head] == UNSEEN and _is_base(search, net.cost, option, state.price, head):
            search.tail[head], search.unit[head], search.option[head] = NONE, unit, option
            end = dive(engine, head)
            if end != NONE:
                return end
    return NONE


@inlined
def _best_entry(engine: Engine, unit: int) -> None:
    """Set ``search.base`` to the least cost, price included, at which a unit can enter."""
    net, state, _, search = engine
    base, price, held = search.base, state.price, state.held[unit]
    none = True
    for option in range(net.start[unit] - 1, net.start[unit + 1]):
        stays = option < net.start[unit]
        if (stays and held != OPEN) or (not stays and held >= 0 and net.rank[option] != held):
            continue
        head = len(net.parent) if stays else net.limit[option]
        better = none
        for w in range(0 if none else len(base)):
            cost = (net.stay[unit, w] if stays else net.cost[option, w]) + price[head, w]
            if cost != base[w]:
                better = cost < base[w]
                break
        if better:
            none = False
            for w in range(len(base)):
                base[w] = (net.stay[unit, w] if stays else net.cost[option, w]) + price[head, w]


@inlined
def _is_base(search: Search, cost: Ints, row: int, price: Ints, node: int) -> bool:
    same = True
    for w in range(len(search.base)):
        same = same and cost[row, w] + price[node, w] == search.base[w]
    return same


@inlined
def dive(engine: Engine, entry: int) -> int:
    """Depth first along arcs of reduced cost zero to the sink or a vacant place, or NONE; dead ends are blocked."""
    _, state, _, search = engine
    place, stack, tried = search.place, search.heap, search.next
    sink, size, end = len(place) - 1, 1, NONE
    stack[0], place[entry], tried[entry] = entry, SETTLED, 0
    list_moves(engine, entry)
    while size > 0 and end == NONE:
        node = stack[size - 1]
        if state.vacant[node] > 0:
            end = node
            break
        head = _next_free(engine, node, tried[node])
        tried[node] += 1
        if head == sink:
            end = sink
        elif head >= 0:
            stack[size], place[head], tried[head] = head, SETTLED, 0
            size += 1
            list_moves(engine, head)
        elif head == EXHAUSTED:
            place[node] = BLOCKED
            size -= 1
    for at in range(size):
        place[stack[at]] = UNSEEN
    return int(end)


@inlined
def _next_free(engine: Engine, node: int, turn: int) -> int:
    """Head of a limit's arc number ``turn`` if it costs nothing and is unseen, its way recorded; NONE if not."""
    net, state, arcs, search = engine
    down = turn - 1
    move = down - (net.below_start[node + 1] - net.below_start[node])
    head, unit, option, arc = NONE, NONE, NONE, arcs.start[node] + move
    if turn == 0:
        if state.used[node] < net.capacity[node]:
            head = net.parent[node]
    elif move < 0:
        if state.used[net.below[net.below_start[node] + down]] > 0:
            head = net.below[net.below_start[node] + down]
    elif move < arcs.number[node]:
        head, unit, option = arcs.head[arc], arcs.unit[arc], arcs.option[arc]
    else:
        return EXHAUSTED
    if head == NONE or search.place[head] != UNSEEN:
        return NONE
    for w in range(len(search.base)):
        cost = 0 if move < 0 else arcs.cost[arc, w]
        if cost + state.price[head, w] != state.price[node, w]:
            return NONE
    search.tail[head], search.unit[head], search.option[head] = node, unit, option
    return int(head)
