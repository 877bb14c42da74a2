"""Routes as arrays that are changed in place: what stands, what it costs, and how much time is to spare.

Everything here is compiled once and cached on disk. A row is a vehicle; an empty row is a vehicle not in use.
"""

from typing import NamedTuple

import numpy as np

from solvers.compiled import compiled, inlined
from solvers.routing.price import MILLIMETRES, TENTHS_AN_HOUR
from solvers.routing.problem import NO_ROUTE, Bools, Ints, Routes, RoutingProblem

NONE = -1
FAR = 1 << 60
"""Beyond any price and any time."""
NEVER = 1 << 40
"""Tenths of a minute that a way takes where there is none."""


class Terms(NamedTuple):
    """What does not change: ways, riders who can stand in a route, vehicles."""

    tenths: Ints  # [n + 1, n + 1]
    metres: Ints  # [n + 1, n + 1]
    load: Ints  # [n, k]
    boarding: Ints  # [n]
    limit: Ints  # [n]
    attended: Bools  # [n]
    room: Ints  # [v, k]
    fixed: Ints  # [v]
    by_distance: Ints  # [v]
    pay: Ints  # [3] the stretch, an attendant's fixed sum, an attendant's hour


class State(NamedTuple):
    """Routes in rows, changed in place."""

    stops: Ints  # [R, W] riders in order
    length: Ints  # [R]
    kind: Ints  # [R] NONE of an empty row
    aboard: Ints  # [R, W] tenths aboard of each stop
    slack: Ints  # [R, W + 1] tenths by which every stop before a position may still be delayed
    load: Ints  # [R + 1, k] the last row is scratch
    metres: Ints  # [R]
    attended: Bools  # [R]
    price: Ints  # [R] pence
    free: Ints  # [v] vehicles of each kind left


def terms_of(problem: RoutingProblem) -> Terms:
    """The arrays of a problem, as the compiled functions take them."""
    p, r, v = problem, problem.riders, problem.vehicles
    pay = np.array([v.stretch, v.attendant_fixed, v.attendant_by_hour])
    arrays = (p.tenths, p.metres, r.load, r.boarding, r.limit, r.attended, v.room, v.fixed, v.by_distance, pay)
    return Terms(*map(np.ascontiguousarray, arrays))


def empty_state(problem: RoutingProblem, rows: int, width: int) -> State:
    """Rows without riders, with room for ``width`` stops each."""

    def whole(*shape: int) -> Ints:
        return np.zeros(shape, dtype=np.int64)

    return State(
        stops=whole(rows, width),
        length=whole(rows),
        kind=np.full(rows, NONE),
        aboard=whole(rows, width),
        slack=whole(rows, width + 1),
        load=whole(rows + 1, problem.riders.load.shape[1]),
        metres=whole(rows),
        attended=np.zeros(rows, dtype=np.bool_),
        price=whole(rows),
        free=problem.vehicles.number.copy(),
    )


def standing(problem: RoutingProblem, terms: Terms, routes: Routes) -> State:
    """The rows of given routes in their order, and one more, empty."""
    width = max((len(route.stops) for route in routes.routes), default=0) + 1
    state = empty_state(problem, len(routes.routes) + 1, width)
    fill(terms, state, routes)
    return state


def fill(terms: Terms, state: State, routes: Routes) -> None:
    """Put given routes into the first of empty rows."""
    for row, route in enumerate(routes.routes):
        state.stops[row, : len(route.stops)] = route.stops
        state.length[row], state.kind[row] = len(route.stops), route.kind
        state.free[route.kind] -= 1
        measure(terms, state, row)


@inlined
def price_of(terms: Terms, kind: int, metres: int, attended: bool, first: int) -> int:
    """Pence of a route: see ``solvers.routing.price.route_price``."""
    price = terms.fixed[kind] + terms.by_distance[kind] * metres * MILLIMETRES // terms.pay[0]
    if attended:
        price += terms.pay[1] + terms.pay[2] * first // TENTHS_AN_HOUR
    return int(price)


@inlined
def holds(terms: Terms, kind: int, load: Ints, row: int, attended: bool) -> bool:
    """Whether a vehicle of the kind holds a row of loads, and an attendant."""
    for room in range(terms.room.shape[1]):
        taken = load[row, room]
        if room == 0 and attended:
            taken += 1
        if taken > terms.room[kind, room]:
            return False
    return True


@compiled
def measure(terms: Terms, state: State, row: int) -> None:
    """Count a row anew, from its stops and its kind; without a way its riders are aboard beyond every limit."""
    later, total, metres, attended = terms.limit.shape[0], 0, 0, False
    for room in range(state.load.shape[1]):
        state.load[row, room] = 0
    for position in range(state.length[row] - 1, -1, -1):
        rider = state.stops[row, position]
        driven = terms.tenths[rider, later]
        total += terms.boarding[rider] + (driven if driven != NO_ROUTE else NEVER)
        metres += terms.metres[rider, later]
        attended = attended or terms.attended[rider]
        state.aboard[row, position] = total
        for room in range(state.load.shape[1]):
            state.load[row, room] += terms.load[rider, room]
        later = rider
    slack = FAR
    for position in range(state.length[row]):
        state.slack[row, position] = slack
        slack = min(slack, terms.limit[state.stops[row, position]] - state.aboard[row, position])
    state.slack[row, state.length[row]] = slack
    state.metres[row], state.attended[row] = metres, attended
    state.price[row] = price_of(terms, state.kind[row], metres, attended, total) if state.length[row] > 0 else 0
