"""Whether an engine's seats are proven best by its prices: a pass over every option, in words.

The words are exact wherever prices are as small as the prices of an optimum are; so a layout that was too narrow on
the way shows here, and so would any fault of the search. ``check.broken_promises`` proves the same from the problem
and the answer alone.
"""

import numpy as np

from solvers.allocation.engine import NONE, UNPLACED, Engine
from solvers.allocation.problem import Ints
from solvers.allocation.setup import Levels
from solvers.allocation.words import unpack
from solvers.compiled import compiled, inlined


def is_proven(engine: Engine, levels: Levels) -> bool:
    """Whether all places are counted right and no residual arc has a negative reduced cost."""
    price = np.abs(unpack(engine.state.price, levels.layout))
    within = np.array([2 * bound for bound in levels.path])
    within[0] += int(engine.net.far[0]) >> levels.layout.shift[0]
    if np.any(price > within):
        return False
    used = np.zeros(len(engine.net.parent) + 1, dtype=np.int64)
    return bool(_limits_fit(engine, used) and _units_fit(engine))


@compiled
def _limits_fit(engine: Engine, used: Ints) -> bool:
    """Whether limits hold whom they count, no more than they may, and prices rise only towards what is full."""
    net, state, _, _ = engine
    sink = len(net.parent)
    for unit in range(len(state.seat)):
        node = sink if state.seat[unit] == NONE else net.limit[state.seat[unit]]
        while node != sink:
            used[node] += 1
            node = net.parent[node]
    for node in range(sink):
        up = net.parent[node]
        if used[node] != state.used[node] or used[node] > net.capacity[node]:
            return False
        if used[node] < net.capacity[node] and _sign(state.price, node, up) > 0:
            return False
        if used[node] > 0 and _sign(state.price, node, up) < 0:
            return False
    return True


@compiled
def _units_fit(engine: Engine) -> bool:
    """Whether every unit is where it costs least, prices included, among all it may still take."""
    net, state, _, _ = engine
    sink = len(net.parent)
    for unit in range(len(state.seat)):
        seat, held = state.seat[unit], state.held[unit]
        if held == UNPLACED:
            continue
        row = unit if seat == NONE else seat
        costs, node = (net.stay, sink) if seat == NONE else (net.cost, net.limit[seat])
        if held < 0 and _less(state.price, (net.stay, unit, sink), (costs, row, node)):
            return False
        for option in range(net.start[unit], net.start[unit + 1]):
            if held >= 0 and net.rank[option] != held:
                continue
            if _less(state.price, (net.cost, option, net.limit[option]), (costs, row, node)):
                return False
    return True


@inlined
def _sign(price: Ints, one: int, other: int) -> int:
    for w in range(price.shape[1]):
        if price[one, w] != price[other, w]:
            return 1 if price[one, w] > price[other, w] else -1
    return 0


@inlined
def _less(price: Ints, one: tuple[Ints, int, int], other: tuple[Ints, int, int]) -> bool:
    """Whether a cost and the price of a node (costs, row, node) come before another such pair."""
    for w in range(price.shape[1]):
        first = one[0][one[1], w] + price[one[2], w]
        second = other[0][other[1], w] + price[other[2], w]
        if first != second:
            return bool(first < second)
    return False
