"""From a problem to the engine's arrays, and the proven bounds its words rest on."""

from collections.abc import Sequence

import numpy as np

from solvers.allocation.compiled import compiled
from solvers.allocation.engine import NONE, OPEN, STALE, UNSEEN, Arcs, Engine, Network, Search, State
from solvers.allocation.problem import Ints, Problem
from solvers.allocation.words import Layout, layout, pack


def build_engine(problem: Problem, cost: Ints, stay: Ints, far: Ints) -> Engine:
    """An engine with nobody seated; costs of options [m, W] and of staying [n, W] are already in words."""
    n, k, width = problem.units, problem.limits, cost.shape[1]
    return Engine(
        net=_network(problem, cost, stay, far),
        state=State(
            seat=_filled(n, NONE), held=_filled(n, OPEN), first=_filled(k, NONE), after=_filled(n, NONE),
            before=_filled(n, NONE), used=_filled(k, 0), price=np.zeros((k + 1, width), dtype=np.int64),
        ),
        arcs=_arcs(problem, width),
        search=_search(k + 1, width),
    )  # fmt: skip


def recost(engine: Engine, cost: Ints, stay: Ints, far: Ints) -> Engine:
    """The same seats and closed nodes under other costs, with every price zero."""
    width = cost.shape[1]
    nodes = len(engine.search.place)
    words = (len(engine.arcs.head), width)
    arcs = engine.arcs._replace(
        number=_filled(nodes - 1, STALE),
        cost=np.zeros(words, dtype=np.int64),
        into_cost=np.zeros(words, dtype=np.int64),
    )
    return Engine(
        net=engine.net._replace(cost=cost, stay=stay, free=np.zeros((1, width), dtype=np.int64), far=far),
        state=engine.state._replace(price=np.zeros((nodes, width), dtype=np.int64)),
        arcs=arcs,
        search=_search(nodes, width)._replace(place=engine.search.place),
    )


def _filled(size: int, value: int) -> Ints:
    return np.full(size, value, dtype=np.int64)


def _network(problem: Problem, cost: Ints, stay: Ints, far: Ints) -> Network:
    parent = problem.parent_or_sink
    return Network(
        start=problem.option_start,
        limit=problem.option_limit,
        rank=problem.rank,
        parent=parent,
        capacity=problem.limit_capacity,
        below_start=np.concatenate([[0], np.cumsum(np.bincount(parent, minlength=problem.limits + 1))]),
        below=np.argsort(parent, kind="stable"),
        cost=cost,
        stay=stay,
        free=np.zeros((1, cost.shape[1]), dtype=np.int64),
        far=far,
    )


def _arcs(problem: Problem, width: int) -> Arcs:
    """Room for the moves out of each limit: its units' options and the sink, each node once, and one spare.

    Much of it is never written to, and so never takes up memory.
    """
    k = problem.limits
    most = int(np.diff(problem.option_start).max(initial=0))
    seated = np.minimum(problem.limit_capacity, np.bincount(problem.option_limit, minlength=k))
    room = np.minimum(seated * (most + 1), k + 1) + 1
    total = int(room.sum())
    return Arcs(
        start=np.concatenate([[0], np.cumsum(room)]), number=_filled(k, STALE), head=np.zeros(total, dtype=np.int64),
        unit=np.zeros(total, dtype=np.int64), option=np.zeros(total, dtype=np.int64),
        cost=np.zeros((total, width), dtype=np.int64), slot=_filled(k + 1, NONE),
        into=np.zeros(total, dtype=np.int64), into_start=_filled(k + 2, 0), into_cost=np.zeros((total, width), dtype=np.int64),
    )  # fmt: skip


def _search(nodes: int, width: int) -> Search:
    return Search(
        label=np.zeros((nodes, width), dtype=np.int64), base=_filled(width, 0), heap=_filled(nodes, 0),
        place=_filled(nodes, UNSEEN), seen=_filled(nodes, 0), tail=_filled(nodes, 0), unit=_filled(nodes, 0),
        option=_filled(nodes, 0), size=_filled(3, 0),
        credit=np.zeros((nodes, width), dtype=np.int64),
    )  # fmt: skip


def path_bounds(problem: Problem) -> list[int]:
    """A bound, per level, on the cost of any path that visits no limit twice.

    Each limit with options of its own is left by at most one unit's move; with the move that enters and the
    one out of the sink, a path holds at most that many moves plus two, each of a different unit, and each
    within the spread of its unit's costs.
    """
    moves = min(problem.units, len(np.unique(problem.option_limit)) + 2)
    spread = unit_spreads(problem)
    if moves == 0:
        return [0] * len(problem.levels)
    largest = np.partition(spread, problem.units - moves, axis=0)[problem.units - moves :]
    return [int(total) for total in largest.sum(axis=0)]


def word_bounds(path: Sequence[int]) -> list[int]:
    """A bound, per level, on every price and every difference of labels the engine compares.

    A price is the cost of a path, or the difference of two paths of one search, so within twice the bound of
    a path; a label is a path plus a price; the difference of two labels is within six times the bound. A
    limit that leads nowhere has ``far_beyond`` in its price besides.
    """
    return [6 * path[0] + far_beyond(path), *(6 * bound for bound in path[1:])]


def far_beyond(path: Sequence[int]) -> int:
    """What, added to the first level of a price, puts it beyond every other price and a move."""
    return 6 * path[0] + 1


def far_words(path: Sequence[int], to: Layout) -> Ints:
    """``far_beyond`` at the first level, nothing at the others, in words [W]."""
    far = np.zeros((1, len(path)), dtype=np.int64)
    far[0, 0] = far_beyond(path)
    words: Ints = pack(far, to)[0]
    return words


def level_engine(problem: Problem) -> tuple[Engine, Layout]:
    """An engine for the problem's levels, and the words that hold them exactly."""
    path = path_bounds(problem)
    to = layout(word_bounds(path))
    return build_engine(problem, pack(problem.cost, to), pack(problem.unplaced, to), far_words(path, to)), to


def unit_spreads(problem: Problem) -> Ints:
    """Largest less smallest cost of each unit at each level [n, L], staying unplaced included."""
    low, high = problem.unplaced.copy(), problem.unplaced.copy()
    _widen(problem.option_start, problem.cost, low, high)
    return high - low


@compiled
def _widen(option_start: Ints, cost: Ints, low: Ints, high: Ints) -> None:
    for unit in range(len(low)):
        for option in range(option_start[unit], option_start[unit + 1]):
            for level in range(cost.shape[1]):
                low[unit, level] = min(low[unit, level], cost[option, level])
                high[unit, level] = max(high[unit, level], cost[option, level])
