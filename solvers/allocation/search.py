"""One unit enters along a shortest augmenting path with vector costs, found by Dijkstra's method.

Prices (a lower bound of the way on to the sink) keep every arc's reduced cost at or above zero; the search stops
at the sink and raises the prices of the nodes it settled.
Source: Ahuja, Magnanti and Orlin (1993), Network Flows, chapter 9 (successive shortest paths).
"""

from solvers.allocation.engine import (
    CLOSED,
    NONE,
    OPEN,
    SETTLED,
    UNSEEN,
    Engine,
    Search,
    augment,
    forget,
    hold_class,
    list_moves,
    offer,
    settle,
)
from solvers.allocation.problem import Ints
from solvers.compiled import compiled, inlined

WANDERED = 2  # searches over this many times all nodes pay for exact prices


@inlined
def _offer_entry(engine: Engine, unit: int) -> None:
    """Offer an entering unit's options, and staying unplaced where its class is open."""
    net, state, _, search = engine
    for w in range(len(search.base)):
        search.base[w] = -net.stay[unit, w]
    sink, held = len(net.parent), state.held[unit]
    if held == OPEN and offer(search, state.price, net.stay, unit, sink):
        search.tail[sink], search.unit[sink], search.option[sink] = NONE, unit, NONE
    for option in range(net.start[unit], net.start[unit + 1]):
        head = net.limit[option]
        if search.place[head] <= SETTLED or (held >= 0 and net.rank[option] != held):
            continue
        if offer(search, state.price, net.cost, option, head):
            search.tail[head], search.unit[head], search.option[head] = NONE, unit, option


@inlined
def offer_forest(engine: Engine, node: int) -> None:
    """Offer the free arcs of the forest: up where there is room, down where a limit is in use."""
    net, state, _, search = engine
    used, place = state.used, search.place
    for at in range(net.below_start[node] - 1, net.below_start[node + 1]):
        up = at < net.below_start[node]
        head = net.parent[node] if up else net.below[at]
        passable = used[node] < net.capacity[node] if up else used[head] > 0
        if passable and place[head] > SETTLED and offer(search, state.price, net.free, 0, head):
            search.tail[head], search.unit[head], search.option[head] = node, NONE, NONE


@inlined
def offer_moves(engine: Engine, node: int) -> None:
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
        if offer(search, price, cost, arc, head):
            search.tail[head], search.unit[head], search.option[head] = node, arcs.unit[arc], arcs.option[arc]


@inlined
def _shortest_path(engine: Engine, unit: int) -> int:
    """Label nodes from an entering unit outwards until the sink or a vacant place is settled; NONE if out of reach."""
    net, state, _, search = engine
    _offer_entry(engine, unit)
    while search.size[0] > 0:
        node = settle(search)
        if node == len(net.parent) or state.vacant[node] > 0:
            return node
        for w in range(len(search.base)):
            search.base[w] = search.label[node, w] - state.price[node, w]
        offer_forest(engine, node)
        list_moves(engine, node)
        offer_moves(engine, node)
    return NONE


@inlined
def _reprice(engine: Engine, end: int) -> None:
    """Raise the price of every settled node by what it was nearer than the end of the way."""
    search, price = engine.search, engine.state.price
    for at in range(search.size[1]):
        node = search.seen[at]
        if search.place[node] == SETTLED:
            for w in range(len(search.base)):
                price[node, w] += search.label[end, w] - search.label[node, w]


@inlined
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
def insert(engine: Engine, pending: Ints, close: bool) -> int:
    """Insert units in turn until all are in or searches have wandered; how many are in, or NONE.

    NONE says that a unit that must be placed cannot be. With ``close`` each unit keeps, from then on, to the
    class it has reached, and searches may wander; costs must then be the ranks.
    """
    for at in range(len(pending)):
        unit = pending[at]
        if not close and engine.search.size[2] > WANDERED * len(engine.search.place):
            return at
        end = _shortest_path(engine, unit)
        if end == NONE:
            return NONE
        augment(engine, end)
        if close:
            hold_class(engine, unit)
            _close(engine.search)
        else:
            _reprice(engine, end)
        forget(engine.search)
    return len(pending)
