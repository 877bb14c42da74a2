"""Exact prices: for every limit the cost of the shortest way on to the sink, by one search backwards from it.

The search of an entering unit raises prices only where it went. Elsewhere they fall behind, and later searches
wander. Prices made exact lead straight to the sink until the places they lead to are taken.
"""

from solvers.allocation.engine import SETTLED, UNSEEN, Engine, forget, list_moves, offer, settle
from solvers.compiled import compiled, inlined


@compiled
def exact_prices(engine: Engine) -> None:
    """Set every price to the distance to the sink, or to a vacant place, whose own price stands.

    Limits that cannot reach it are given a way there beyond all others, so that their prices fit together too.
    """
    _, state, _, search = engine
    sink = len(search.place) - 1
    _turn(engine)
    for node in range(sink):
        for w in range(len(search.base)):
            search.credit[node, w] = -state.price[node, w]
    search.base[:] = 0
    _offer_into(engine, sink)
    _offer_vacant(engine)
    _settle_all(engine)
    for w in range(len(search.base)):
        search.base[w] = engine.net.far[w]
    for node in range(sink):
        if search.place[node] == UNSEEN:
            offer(search, search.credit, engine.net.free, 0, node)
    _settle_all(engine)
    for at in range(search.size[1]):
        node = search.seen[at]
        for w in range(len(search.base)):
            state.price[node, w] += search.label[node, w]
    forget(search)


@inlined
def _offer_vacant(engine: Engine) -> None:
    """Offer every limit with a vacant place, at its own price."""
    _, state, _, search = engine
    for node in range(len(state.vacant)):
        if state.vacant[node] > 0:
            for w in range(len(search.base)):
                search.base[w] = state.price[node, w]
            offer(search, search.credit, engine.net.free, 0, node)


@inlined
def _settle_all(engine: Engine) -> None:
    search, price = engine.search, engine.state.price
    while search.size[0] > 0:
        node = settle(search)
        for w in range(len(search.base)):
            search.base[w] = search.label[node, w] + price[node, w]
        _offer_into(engine, node)


@inlined
def _turn(engine: Engine) -> None:
    """List every move anew where it must be, and copy them in order of the node they lead to."""
    _, _, arcs, search = engine
    sink, start = len(search.place) - 1, arcs.into_start
    start[:] = 0
    for node in range(sink):
        list_moves(engine, node)
        for arc in range(arcs.start[node], arcs.start[node] + arcs.number[node]):
            start[arcs.head[arc] + 1] += 1
    for node in range(sink + 1):
        start[node + 1] += start[node]
    for node in range(sink):
        for arc in range(arcs.start[node], arcs.start[node] + arcs.number[node]):
            at = start[arcs.head[arc]]
            arcs.into[at] = node
            for w in range(len(search.base)):
                arcs.into_cost[at, w] = arcs.cost[arc, w]
            start[arcs.head[arc]] += 1
    for node in range(sink, -1, -1):
        start[node + 1] = start[node]
    start[0] = 0


@inlined
def _offer_into(engine: Engine, node: int) -> None:
    """Offer the tails of all arcs into a node; ``search.base`` is the way from it to the sink."""
    net, state, arcs, search = engine
    used, place, label, credit = state.used, search.place, search.label, search.credit
    sink, cost, way = len(place) - 1, arcs.into_cost, search.base[0]
    if node != sink and used[node] > 0 and net.parent[node] != sink and place[net.parent[node]] > SETTLED:
        offer(search, credit, net.free, 0, net.parent[node])
    for at in range(net.below_start[node], net.below_start[node + 1]):
        below = net.below[at]
        if used[below] < net.capacity[below] and place[below] > SETTLED:
            offer(search, credit, net.free, 0, below)
    for at in range(arcs.into_start[node], arcs.into_start[node + 1]):
        tail = arcs.into[at]
        if place[tail] == UNSEEN or (place[tail] > SETTLED and way + cost[at, 0] + credit[tail, 0] <= label[tail, 0]):
            offer(search, credit, cost, at, tail)
