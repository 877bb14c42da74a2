"""The cheapest place for one more rider in one row: every position and kind of vehicle, feasible ones only.

A rider who joins delays everybody picked up earlier and nobody picked up later, so what each position allows is known
beforehand (``State.slack``), and each is tried in constant time. Source: Campbell and Savelsbergh (2004), Efficient
insertion heuristics for vehicle routing and scheduling problems, Transportation Science 38(3).
"""

from typing import NamedTuple

from solvers.compiled import compiled
from solvers.routing.problem import Bools, Ints
from solvers.routing.state import FAR, NONE, State, Terms, holds, price_of


class Joiners(NamedTuple):
    """m riders who may join, and their ways to and from the n who can stand in a route."""

    to_tenths: Ints  # [m, n + 1] the last to the destination
    to_metres: Ints  # [m, n + 1]
    from_tenths: Ints  # [n, m]
    from_metres: Ints  # [n, m]
    load: Ints  # [m, k]
    boarding: Ints  # [m]
    limit: Ints  # [m]
    attended: Bools  # [m]
    barred: Bools  # [m, n] share no vehicle


@compiled
def cheapest_place(terms: Terms, joiners: Joiners, state: State, who: int, row: int) -> tuple[int, int, int]:
    """Pence added, position and kind; FAR and NONE where the rider cannot join. Of equals the first kind counts."""
    best = (FAR, NONE, NONE)
    for position in range(state.length[row]):
        if joiners.barred[who, state.stops[row, position]]:
            return best
    attended = state.attended[row] or joiners.attended[who]
    scratch = state.load.shape[0] - 1
    for room in range(state.load.shape[1]):
        state.load[scratch, room] = state.load[row, room] + joiners.load[who, room]
    for kind in range(terms.fixed.shape[0]):
        if state.free[kind] <= 0 and kind != state.kind[row]:
            continue
        if not holds(terms, kind, state.load, scratch, attended):
            continue
        for position in range(state.length[row] + 1):
            metres, first = _lengthened(terms, joiners, state, (who, row, position))
            if metres == NONE:
                continue
            added = price_of(terms, kind, metres, attended, first) - state.price[row]
            if added < best[0]:
                best = (added, position, kind)
    return best


@compiled
def _lengthened(terms: Terms, joiners: Joiners, state: State, where: tuple[int, int, int]) -> tuple[int, int]:
    """Metres of the row and tenths aboard of its first rider once ``who`` joins; NONE where it cannot."""
    who, row, position = where
    last = position == state.length[row]
    after = terms.limit.shape[0] if last else state.stops[row, position]
    onward = joiners.to_tenths[who, after]
    own = joiners.boarding[who] + onward + (0 if last else state.aboard[row, position])
    if onward < 0 or own > joiners.limit[who]:
        return NONE, NONE
    metres = state.metres[row] + joiners.to_metres[who, after]
    if position == 0:
        return metres, own
    before = state.stops[row, position - 1]
    there = joiners.from_tenths[before, who]
    delay = there + joiners.boarding[who] + onward - terms.tenths[before, after]
    if there < 0 or delay > state.slack[row, position]:
        return NONE, NONE
    metres += joiners.from_metres[before, who] - terms.metres[before, after]
    return metres, state.aboard[row, 0] + delay


@compiled
def cheapest_row(terms: Terms, joiners: Joiners, state: State, who: int) -> tuple[int, int, int, int]:
    """Pence added, row, position and kind; FAR and NONE where no row takes the rider. Of empty rows one is tried."""
    best = (FAR, NONE, NONE, NONE)
    empty = False
    for row in range(state.length.shape[0]):
        if state.length[row] == 0:
            if empty:
                continue
            empty = True
        added, position, kind = cheapest_place(terms, joiners, state, who, row)
        if added < best[0]:
            best = (added, row, position, kind)
    return best


@compiled
def cheapest_rows(terms: Terms, joiners: Joiners, state: State, found: Ints) -> None:
    """The same for everybody who may join: ``found`` [m, 4], NONE where no row takes a rider."""
    for who in range(found.shape[0]):
        added, row, position, kind = cheapest_row(terms, joiners, state, who)
        if row == NONE:
            added = NONE
        found[who, 0], found[who, 1], found[who, 2], found[who, 3] = added, row, position, kind
