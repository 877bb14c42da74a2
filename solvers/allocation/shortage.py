"""When units wait and places run short: the last places are kept back at a price, and filled when all units are in.

The last few free places of a network are far from most units, and so is the first unit worth leaving unplaced:
searches then reach everywhere. So before that the price of a place is raised, for all limits alike, by what the
unit claims whose claim is just met if as many units go unplaced as must. The claim of a unit is what it loses when
it is left unplaced, prices paid. Free places, and the places of seated units that claim less, then stand vacant at
their price: ways end there or at the sink, both close by. When all units are in, each vacant place is filled along
a shortest way from an unplaced unit, or given up where no unit is worth it.
Source: Ahuja, Magnanti and Orlin (1993), Network Flows, chapters 9 and 10 (excesses and deficits at feasible prices).
"""

import numpy as np

from solvers.allocation.engine import (
    BLOCKED,
    NONE,
    OPEN,
    SETTLED,
    UNSEEN,
    Engine,
    augment,
    forget,
    list_moves,
    move,
    offer,
    settle,
)
from solvers.allocation.problem import Ints
from solvers.allocation.search import offer_forest, offer_moves
from solvers.allocation.straight import dive
from solvers.compiled import compiled, inlined


def keep_places_back(engine: Engine, pending: Ints, unplaced: int) -> Ints:
    """Raise the price of a place until about so many units would rather stay unplaced; the units that wait still.

    Those that would rather stay unplaced are in. Free places, and places of seated units that claim less than the
    price, then stand vacant.
    """
    units = np.concatenate([_seated(engine), pending])
    claims = np.zeros((len(units), engine.net.cost.shape[1]), dtype=np.int64)
    _find_claims(engine, units, claims)
    order = np.lexsort(claims.T[::-1])
    unplaced = min(unplaced, len(units) - 1)
    raised = claims[order[unplaced]]
    if tuple(raised) < (0,) * len(raised):
        return pending
    engine.state.price[:-1] += raised
    _vacate(engine, units[order[:unplaced]])
    waits = np.zeros(len(engine.state.seat), dtype=np.bool_)
    waits[units[order[unplaced:]]] = True
    return pending[waits[pending]]


def _seated(engine: Engine) -> Ints:
    state = engine.state
    seated: Ints = np.flatnonzero((state.seat != NONE) & (state.held == OPEN))
    return seated


@compiled
def _find_claims(engine: Engine, units: Ints, claims: Ints) -> None:
    """What each unit loses if left unplaced: from where it is seated, or from the best it could have now."""
    net, state, _, search = engine
    for at in range(len(units)):
        unit, best = units[at], state.seat[units[at]]
        first, last = net.start[unit], net.start[unit + 1]
        for option in range(first, last if best == NONE else first):
            best = option if best == NONE or _dearer(engine, best, option) else best
        for w in range(len(search.base)):
            if best == NONE:
                claims[at, w] = -net.far[w]
            else:
                claims[at, w] = net.stay[unit, w] - net.cost[best, w] - state.price[net.limit[best], w]


@inlined
def _dearer(engine: Engine, one: int, other: int) -> bool:
    """Whether an option costs more than another, prices included."""
    net, price = engine.net, engine.state.price
    for w in range(price.shape[1]):
        a = net.cost[one, w] + price[net.limit[one], w]
        b = net.cost[other, w] + price[net.limit[other], w]
        if a != b:
            return bool(a > b)
    return False


@compiled
def _vacate(engine: Engine, leaving: Ints) -> None:
    """Let units leave their seats; every free place, theirs among them, is vacant from now on."""
    net, state, _, _ = engine
    for at in range(len(leaving)):
        seat = state.seat[leaving[at]]
        if seat != NONE:
            move(engine, leaving[at], NONE)
            state.vacant[net.limit[seat]] += 1
    for node in range(len(net.parent)):
        if net.parent[node] == len(net.parent):
            state.vacant[node] += net.capacity[node] - state.used[node]
            state.used[node] = net.capacity[node]


def fill_places(engine: Engine, units: int) -> None:
    """Fill every vacant place from unplaced units, or give it up, where the first so many units are in.

    Prices fit again afterwards. Every round of exact prices fills one place at least; if one does not, prices went
    astray, and what stands is no answer.
    """
    entry = np.full((2, len(engine.net.parent)), NONE, dtype=np.int64)
    vacant = int(engine.state.vacant.sum())
    before = vacant + 1
    while 0 < vacant < before:
        unplaced = np.flatnonzero((engine.state.seat[:units] == NONE) & (engine.state.held[:units] == OPEN))
        entry[:] = NONE
        _find_entries(engine, unplaced, entry)
        _lower_prices(engine, entry)
        _fill_straight(engine, entry)
        before, vacant = vacant, int(engine.state.vacant.sum())


@compiled
def _find_entries(engine: Engine, unplaced: Ints, entry: Ints) -> None:
    """The unplaced unit that enters each limit most cheaply (row 0), and by which option (row 1)."""
    net, _, _, search = engine
    for at in range(len(unplaced)):
        unit = unplaced[at]
        for option in range(net.start[unit], net.start[unit + 1]):
            head = net.limit[option]
            better = entry[0, head] == NONE
            if not better:
                held, by = entry[0, head], entry[1, head]
                for w in range(len(search.base)):
                    one = net.cost[option, w] - net.stay[unit, w]
                    other = net.cost[by, w] - net.stay[held, w]
                    if one != other:
                        better = one < other
                        break
            if better:
                entry[0, head], entry[1, head] = unit, option


@compiled
def _lower_prices(engine: Engine, entry: Ints) -> None:
    """Lower the price of every limit by its distance from the sink, over the units that could enter."""
    _, state, _, search = engine
    sink = len(search.place) - 1
    last = _settle_from_sink(engine, entry)
    for node in range(sink):
        nearest = node if search.place[node] == SETTLED else last
        for w in range(len(search.base)):
            state.price[node, w] -= search.label[nearest, w]
    search.size[2] = 0
    forget(search)


@inlined
def _settle_from_sink(engine: Engine, entry: Ints) -> int:
    """Label every limit with its distance from the sink; the last one reached. The sink itself is blocked."""
    _, state, _, search = engine
    sink, last = len(search.place) - 1, NONE
    search.place[sink] = BLOCKED
    for w in range(len(search.base)):
        search.label[sink, w] = 2 * engine.net.far[w]  # no bound on any label
    _offer_entries(engine, entry)
    while search.size[0] > 0:
        last = settle(search)
        for w in range(len(search.base)):
            search.base[w] = search.label[last, w] - state.price[last, w]
        offer_forest(engine, last)
        list_moves(engine, last)
        offer_moves(engine, last)
    return int(last)


@inlined
def _offer_entries(engine: Engine, entry: Ints) -> None:
    """Offer what one step leads to from the sink: limits that units enter, and roots that are in use."""
    net, state, _, search = engine
    sink = len(net.parent)
    for head in range(sink):
        if entry[0, head] != NONE:
            for w in range(len(search.base)):
                search.base[w] = -net.stay[entry[0, head], w]
            offer(search, state.price, net.cost, entry[1, head], head)
    for w in range(len(search.base)):
        search.base[w] = 0
    for at in range(net.below_start[sink], net.below_start[sink + 1]):
        if state.used[net.below[at]] > 0:
            offer(search, state.price, net.free, 0, net.below[at])


@compiled
def _fill_straight(engine: Engine, entry: Ints) -> None:
    """Fill vacant places along arcs of reduced cost zero from the sink, trying each node once."""
    net, _, _, search = engine
    sink = len(net.parent)
    search.tail[sink], search.unit[sink], search.option[sink] = NONE, NONE, NONE
    for head in range(sink):
        while search.place[head] == UNSEEN and _begins(engine, head, entry):
            end = dive(engine, head)
            if end != NONE:
                augment(engine, end)
    for node in range(sink + 1):
        if search.place[node] == BLOCKED:
            search.place[node] = UNSEEN


@inlined
def _begins(engine: Engine, head: int, entry: Ints) -> bool:
    """Whether a way from the sink begins at a limit at no cost: a unit enters there, or a place is given up."""
    net, state, _, search = engine
    unit, option, sink = entry[0, head], entry[1, head], len(net.parent)
    enters = unit != NONE and state.seat[unit] == NONE
    gives_up = net.parent[head] == sink and state.used[head] > 0
    for w in range(len(search.base)):
        enters = enters and net.cost[option, w] + state.price[head, w] == net.stay[unit, w]
        gives_up = gives_up and state.price[head, w] == 0
    if enters:
        search.tail[head], search.unit[head], search.option[head] = NONE, unit, option
    elif gives_up:
        search.tail[head], search.unit[head], search.option[head] = sink, NONE, NONE
    return bool(enters or gives_up)
