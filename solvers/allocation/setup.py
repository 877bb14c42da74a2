"""From a problem to the engine's arrays, and the proven bounds its words rest on."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from solvers.allocation.engine import NONE, OPEN, STALE, UNSEEN, Arcs, Engine, Network, Search, State
from solvers.allocation.problem import Ints, Problem
from solvers.allocation.words import Layout, layout, pack
from solvers.compiled import compiled

SHORT = 64  # moves of a path that is short
APART = 12  # bounds of a path that two labels can be apart


class Levels(NamedTuple):
    """What the words of an engine rest on: their layout, and the largest spreads of a unit's costs, per level."""

    layout: Layout
    largest: Ints  # [moves of a path, L]

    @property
    def path(self) -> list[int]:
        """The bound of a path at each level."""
        return path_bounds(self.largest)


def build_engine(problem: Problem, cost: Ints, stay: Ints, far: Ints) -> Engine:
    """An engine with nobody seated; costs of options [m, W] and of staying [n, W] are already in words."""
    n, k, width = problem.units, problem.limits, cost.shape[1]
    return Engine(
        net=_network(problem, cost, stay, far),
        state=State(
            seat=_filled(n, NONE), held=_filled(n, OPEN), first=_filled(k, NONE), after=_filled(n, NONE),
            before=_filled(n, NONE), used=_filled(k, 0), vacant=_filled(k, 0), price=_zeros(k + 1, width),
        ),
        arcs=_arcs(problem, width),
        search=_search(k + 1, width),
    )  # fmt: skip


def recost(engine: Engine, cost: Ints, stay: Ints, far: Ints) -> Engine:
    """The same seats and closed nodes under other costs, with every price zero."""
    width = cost.shape[1]
    nodes = len(engine.search.place)
    arcs = engine.arcs._replace(
        number=_filled(nodes - 1, STALE),
        cost=_zeros(len(engine.arcs.head), width),
        into_cost=_zeros(len(engine.arcs.into), width),
    )
    return Engine(
        net=engine.net._replace(cost=cost, stay=stay, free=_zeros(1, width), far=far),
        state=engine.state._replace(price=_zeros(nodes, width)),
        arcs=arcs,
        search=_search(nodes, width)._replace(place=engine.search.place),
    )


def _filled(size: int, value: int) -> Ints:
    return np.full(size, value, dtype=np.int64)


def _zeros(*shape: int) -> Ints:
    return np.zeros(shape, dtype=np.int64)


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
        free=_zeros(1, cost.shape[1]),
        far=far,
    )


def _arcs(problem: Problem, width: int) -> Arcs:
    """Space for the moves out of each limit: its units' options and the sink, each node once.

    A list is given twice the room it needs, and again when it has outgrown that, so all its rooms together are at
    most four times its longest. Most of the space is never written to, and so never takes up memory.
    """
    k = problem.limits
    most = int(np.diff(problem.option_start).max(initial=0))
    seated = np.minimum(problem.limit_capacity, np.bincount(problem.option_limit, minlength=k))
    longest = int(np.minimum(seated * (most + 1), k + 1).sum())
    space = 4 * longest + k + 2
    return Arcs(
        start=_zeros(k), room=_zeros(k), end=_zeros(1), number=_filled(k, STALE), head=_zeros(space),
        unit=_zeros(space), option=_zeros(space), cost=_zeros(space, width), slot=_filled(k + 1, NONE),
        into=_zeros(longest), into_start=_zeros(k + 2), into_cost=_zeros(longest, width),
    )  # fmt: skip


def _search(nodes: int, width: int) -> Search:
    return Search(
        label=_zeros(nodes, width), base=_zeros(width), heap=_zeros(nodes), key=_zeros(nodes),
        place=_filled(nodes, UNSEEN), seen=_zeros(nodes), tail=_zeros(nodes), unit=_zeros(nodes),
        option=_zeros(nodes), size=_zeros(3), credit=_zeros(nodes, width), next=_zeros(nodes),
    )  # fmt: skip


def most_moves(problem: Problem) -> int:
    """The most moves any path can hold that visits no limit twice.

    Each limit with options of its own is left by at most one unit's move; with the move that enters and the one out
    of the sink, a path holds at most that many moves plus two, each of a different unit.
    """
    return min(problem.units, limits_in_use(problem) + 2)


def largest_spreads(spread: Ints, moves: int) -> Ints:
    """The largest of the spreads [n, L] of units' costs, so many per level: as [moves, L], in no order."""
    moves = min(moves, len(spread))
    return np.partition(spread, len(spread) - moves, axis=0)[len(spread) - moves :] if moves else spread[:0]


def path_bounds(largest: Ints) -> list[int]:
    """A bound, per level, on the cost of a path, each move of which is within the spread of its unit's costs."""
    return [int(total) for total in largest.sum(axis=0)]


def any_path(problem: Problem) -> list[int]:
    """A bound, per level, on the cost of any path that visits no limit twice."""
    return path_bounds(largest_spreads(unit_spreads(problem), most_moves(problem)))


def limits_in_use(problem: Problem) -> int:
    """Number of limits some unit has an option at."""
    return int(np.count_nonzero(np.bincount(problem.option_limit, minlength=problem.limits)))


def word_bounds(path: Sequence[int]) -> list[int]:
    """A bound, per level, on every price and every difference of labels the engine compares.

    A price is the cost of a path, or the difference of two paths of one search, so within twice the bound of a path;
    where places are kept back it is raised once by a unit's claim, within three times the bound more. A label is a
    path plus a price, and the difference of two labels within ``APART`` times the bound. A limit that leads nowhere
    has ``far_beyond`` in its price besides.
    """
    return [APART * path[0] + far_beyond(path), *(APART * bound for bound in path[1:])]


def far_beyond(path: Sequence[int]) -> int:
    """What, added to the first level of a price, puts it beyond every other price and a move, and room to grow."""
    return 2 * APART * path[0] + 1


def far_words(path: Sequence[int], to: Layout) -> Ints:
    """``far_beyond`` at the first level, nothing at the others, in words [W]."""
    far = _zeros(1, len(path))
    far[0, 0] = far_beyond(path)
    words: Ints = pack(far, to)[0]
    return words


def level_engine(problem: Problem, levels: Levels) -> Engine:
    """An engine for the problem's levels, in words of that layout."""
    far = far_words(levels.path, levels.layout)
    return build_engine(problem, pack(problem.cost, levels.layout), pack(problem.unplaced, levels.layout), far)


def levels_of(problem: Problem) -> tuple[Levels, ...]:
    """Layouts to try in turn: words that hold paths of a few moves, if they are fewer, then words that hold any path.

    Almost all paths are short, and every word less saves a fifth of the time. What the short layout finds is believed
    only if ``proof.is_proven``.
    """
    spread = unit_spreads(problem)
    few, most = (_levels(largest_spreads(spread, moves)) for moves in (SHORT, most_moves(problem)))
    return (few, most) if few.layout.width < most.layout.width else (most,)


def _levels(largest: Ints) -> Levels:
    return Levels(layout(word_bounds(path_bounds(largest))), largest)


def grown(engine: Engine, levels: Levels, problem: Problem) -> tuple[Engine, Levels] | None:
    """The engine with units added at the end of its problem, all seats kept; None if its words may not hold them."""
    n, m = len(engine.state.seat), len(engine.net.limit)
    spread = np.concatenate([levels.largest, unit_spreads(problem, n)])
    now = Levels(levels.layout, largest_spreads(spread, len(levels.largest)))
    to, path, far = now.layout, now.path, int(engine.net.far[0]) >> now.layout.shift[0]
    bounds = [APART * path[0] + far, *(APART * bound for bound in path[1:])]
    if APART * path[0] >= far or not to.holds(bounds):
        return None
    cost = np.concatenate([engine.net.cost, pack(problem.cost[m:], to)])
    stay = np.concatenate([engine.net.stay, pack(problem.unplaced[n:], to)])
    bigger = build_engine(problem, cost, stay, engine.net.far)
    for new, was in zip(bigger.state, engine.state, strict=True):
        new[: len(was)] = was
    _copy_lists(engine.arcs, bigger.arcs)
    return bigger, now


def _copy_lists(old: Arcs, new: Arcs) -> None:
    end = int(old.end[0])
    for to, was in zip(new[:4], old[:4], strict=True):
        to[:] = was
    for to, was in ((new.head, old.head), (new.unit, old.unit), (new.option, old.option), (new.cost, old.cost)):
        to[:end] = was[:end]


def unit_spreads(problem: Problem, first: int = 0) -> Ints:
    """Largest less smallest cost, staying unplaced included, of each unit from ``first`` on, at each level."""
    low, high = problem.unplaced[first:].copy(), problem.unplaced[first:].copy()
    _widen(problem.option_start[first:], problem.cost, low, high)
    return high - low


@compiled
def _widen(option_start: Ints, cost: Ints, low: Ints, high: Ints) -> None:
    for unit in range(len(low)):
        for option in range(option_start[unit], option_start[unit + 1]):
            for level in range(cost.shape[1]):
                low[unit, level] = min(low[unit, level], cost[option, level])
                high[unit, level] = max(high[unit, level], cost[option, level])
