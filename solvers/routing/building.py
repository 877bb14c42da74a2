"""Routes built by cheapest insertion and then by taking riders out and putting them back; compiled.

Taken out are each rider with its nearest neighbours, a few at a time, and each whole route; they go back one after
another, each at its cheapest place, and what came out stays if it is cheaper. Source: Shaw (1998), Using constraint
programming and local search methods to solve vehicle routing problems; here without chance, until nothing helps.
"""

from typing import NamedTuple

from solvers.compiled import compiled
from solvers.routing.offers import Joiners, cheapest_row
from solvers.routing.problem import Ints
from solvers.routing.state import FAR, NONE, State, Terms, holds, measure, price_of

LEFT_OUT = 1 << 40
"""Pence that a rider without a vehicle weighs: more than all routes together."""


class Board(NamedTuple):
    """Two states, the one that is changed and the one to go back to, and lists of riders."""

    now: State
    kept: State
    near: Ints  # [n, q] each rider and its nearest neighbours, itself first
    order: Ints  # [n] riders as they are put in: the farthest first
    rank: Ints  # [n] place of a rider in the order
    taken: Ints  # [n] scratch: riders taken out
    place: Ints  # [n] scratch: their places in the order in which they go back


@compiled
def join(terms: Terms, state: State, who: int, where: tuple[int, int, int]) -> None:
    """Put a rider into a row, at a position, with a kind of vehicle."""
    row, position, kind = where
    for at in range(state.length[row], position, -1):
        state.stops[row, at] = state.stops[row, at - 1]
    state.stops[row, position] = who
    state.length[row] += 1
    change_kind(state, row, kind)
    measure(terms, state, row)


@compiled
def change_kind(state: State, row: int, kind: int) -> None:
    """Give a row another vehicle, or none; price and loads are counted by ``measure``."""
    if state.kind[row] != NONE:
        state.free[state.kind[row]] += 1
    if kind != NONE:
        state.free[kind] -= 1
    state.kind[row] = kind


@compiled
def leave(terms: Terms, state: State, row: int, position: int) -> None:
    """Take the rider at a position out; the row keeps its vehicle until ``cheapen``."""
    for at in range(position, state.length[row] - 1):
        state.stops[row, at] = state.stops[row, at + 1]
    state.length[row] -= 1
    if state.length[row] == 0:
        change_kind(state, row, NONE)
    measure(terms, state, row)


@compiled
def cheapen(terms: Terms, state: State, row: int) -> None:
    """Give a row the cheapest vehicle that is left and holds it."""
    if state.length[row] == 0:
        return
    least, best = state.price[row], state.kind[row]
    for kind in range(terms.fixed.shape[0]):
        if state.free[kind] > 0 and holds(terms, kind, state.load, row, state.attended[row]):
            price = price_of(terms, kind, state.metres[row], state.attended[row], state.aboard[row, 0])
            if price < least:
                least, best = price, kind
    if best != state.kind[row]:
        change_kind(state, row, best)
        state.price[row] = least


@compiled
def put_in(terms: Terms, joiners: Joiners, state: State, who: int) -> None:
    """Put a rider where it adds least; it stays out where no vehicle can bring it."""
    _, row, position, kind = cheapest_row(terms, joiners, state, who)
    if row != NONE:
        join(terms, state, who, (row, position, kind))


@compiled
def take_out(terms: Terms, state: State, who: int) -> None:
    """Take a rider out of its row, wherever it is."""
    for row in range(state.length.shape[0]):
        for position in range(state.length[row]):
            if state.stops[row, position] == who:
                leave(terms, state, row, position)
                cheapen(terms, state, row)
                return


@compiled
def stands(state: State, who: int) -> bool:
    """Whether a rider is in any row."""
    for row in range(state.length.shape[0]):
        for position in range(state.length[row]):
            if state.stops[row, position] == who:
                return True
    return False


@compiled
def total(state: State) -> int:
    """Pence of all rows, less far more for everybody served; FAR where somebody is aboard too long.

    Taking a rider out may lengthen a route: ways are not always the shortest, and some are wanting.
    """
    price, served = 0, 0
    for row in range(state.length.shape[0]):
        if state.slack[row, state.length[row]] < 0:
            return FAR
        price += state.price[row]
        served += state.length[row]
    return int(price - LEFT_OUT * served)


@compiled
def copy(source: State, target: State) -> None:
    """Make one state the other."""
    for row in range(source.length.shape[0]):
        length = source.length[row]
        target.length[row], target.kind[row] = length, source.kind[row]
        target.metres[row], target.attended[row] = source.metres[row], source.attended[row]
        target.price[row] = source.price[row]
        for at in range(length):
            target.stops[row, at] = source.stops[row, at]
            target.aboard[row, at] = source.aboard[row, at]
            target.slack[row, at] = source.slack[row, at]
        target.slack[row, length] = source.slack[row, length]
        for room in range(source.load.shape[1]):
            target.load[row, room] = source.load[row, room]
    for kind in range(source.free.shape[0]):
        target.free[kind] = source.free[kind]


@compiled
def improve(terms: Terms, joiners: Joiners, board: Board) -> None:
    """Put in whoever is out, then take out and put back until nothing becomes cheaper; see ``board.kept``."""
    riders, groups = board.near.shape
    for place in range(riders):
        who = board.order[place]
        if not stands(board.now, who):
            put_in(terms, joiners, board.now, who)
    best, better = total(board.now), True
    copy(board.now, board.kept)
    while better:
        before = best
        for who in range(riders):
            for size in range(1, groups + 1):
                for at in range(size):
                    board.taken[at] = board.near[who, at]
                best = min(best, _put_back(terms, joiners, board, size, best))
        for row in range(riders):
            size = board.now.length[row]
            for at in range(size):
                board.taken[at] = board.now.stops[row, at]
            best = min(best, _put_back(terms, joiners, board, size, best))
        better = best < before


@compiled
def _put_in_order(board: Board, size: int) -> None:
    """Sort those to be taken out: whoever is left first, then the farthest."""
    riders = board.rank.shape[0]
    for at in range(size):
        who = board.taken[at]
        board.place[who] = board.rank[who] + (riders if stands(board.now, who) else 0)
    for at in range(1, size):
        who, to = board.taken[at], at
        while to > 0 and board.place[board.taken[to - 1]] > board.place[who]:
            board.taken[to] = board.taken[to - 1]
            to -= 1
        board.taken[to] = who


@compiled
def _put_back(terms: Terms, joiners: Joiners, board: Board, size: int, best: int) -> int:
    """Take so many riders out and put them back; returns the new total, and undoes what is no better than ``best``."""
    _put_in_order(board, size)
    for at in range(size):
        take_out(terms, board.now, board.taken[at])
    for at in range(size):
        put_in(terms, joiners, board.now, board.taken[at])
    reached = total(board.now)
    if reached < best:
        copy(board.now, board.kept)
    else:
        copy(board.kept, board.now)
    return reached
