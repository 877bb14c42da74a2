"""Cheapest insertion: what one more rider adds to given routes, and routes built by nothing else."""

from dataclasses import dataclass, replace

import numpy as np

from solvers.routing.building import Board, improve
from solvers.routing.offers import Joiners, cheapest_rows
from solvers.routing.problem import NO_ROUTE, Bools, Ints, Riders, Route, Routes, RoutingProblem
from solvers.routing.state import NEVER, State, empty_state, fill, standing, terms_of

NEIGHBOURS = 6
"""Riders taken out together, at most."""


@dataclass(frozen=True, eq=False)
class Newcomers:
    """m riders, each of whom may join the routes of a problem by itself: none knows of the others.

    riders       m riders; the pairs of ``riders.apart`` are a newcomer and a rider of the problem, in this order
    to_tenths    [m, n + 1]  tenths of a minute driven from a newcomer to each rider of the problem, the destination
                 last; ``NO_ROUTE`` where no way is; int64
    to_metres    [m, n + 1]  metres of the same way; int64
    from_tenths  [n, m]      tenths from each rider of the problem to a newcomer; int64
    from_metres  [n, m]      metres of the same way; int64
    """

    riders: Riders
    to_tenths: Ints
    to_metres: Ints
    from_tenths: Ints
    from_metres: Ints


@dataclass(frozen=True, eq=False)
class Insertions:
    """The cheapest way to bring each of m newcomers; every array is int64 [m], and -1 where nobody can bring them.

    price     pence that the route costs more. It may be below nought, where the way through a newcomer is shorter in
              metres, or a kind of vehicle is cheaper than the route's own: ask ``brought``, not the price
    route     number of the route that is joined; the number of routes itself for a vehicle of its own
    position  stops before it
    kind      of vehicle that the route then has
    """

    price: Ints
    route: Ints
    position: Ints
    kind: Ints

    @property
    def brought(self) -> Bools:
        """Whom a vehicle can bring [m]."""
        return self.route >= 0


def cheapest_insertion(problem: RoutingProblem, routes: Routes, newcomers: Newcomers) -> Insertions:
    """The least that each newcomer adds, over all routes, positions and kinds of vehicle, and a vehicle of its own.

    A route may change to another kind of which there is one left. Of equals the first route, kind and position count.
    ``routes`` hold the riders of ``problem`` only, on ways that there are.
    """
    terms = terms_of(problem)
    found = np.empty((len(newcomers.riders.boarding), 4), dtype=np.int64)
    cheapest_rows(terms, joiners_of(newcomers, problem.riders), standing(problem, terms, routes), found)
    price, route, position, kind = np.ascontiguousarray(found.T)
    return Insertions(price, route, position, kind)


def joiners_of(newcomers: Newcomers, among: Riders) -> Joiners:
    """Newcomers as the compiled functions take them; whoever rides alone is barred from everybody."""
    own = newcomers.riders
    barred = own.alone[:, None] | among.alone[None, :]
    barred[own.apart[:, 0], own.apart[:, 1]] = True
    return Joiners(
        to_tenths=_in_rows(newcomers.to_tenths),
        to_metres=_in_rows(newcomers.to_metres),
        from_tenths=_in_rows(newcomers.from_tenths),
        from_metres=_in_rows(newcomers.from_metres),
        load=_in_rows(own.load),
        boarding=_in_rows(own.boarding),
        limit=_in_rows(own.limit),
        attended=np.ascontiguousarray(own.attended),
        barred=barred,
    )


def _in_rows(whole: Ints) -> Ints:
    """The same numbers row after row, so that the compiled functions see one kind of array."""
    return np.ascontiguousarray(whole, dtype=np.int64)


def insert_all(problem: RoutingProblem) -> Routes:
    """Routes by cheapest insertion, the farthest rider first, and by taking out and putting back what lies together.

    Each route has the cheapest kind of vehicle that was left and holds its riders. Nothing is drawn by chance.
    """
    return improved(problem, Routes((), tuple(range(problem.size))))


def improved(problem: RoutingProblem, routes: Routes) -> Routes:
    """The same riders in routes no dearer: the unserved put in, then a few at a time taken out and put back."""
    terms, board = terms_of(problem), _board(problem)
    fill(terms, board.now, routes)
    improve(terms, joiners_of(_everybody(problem), problem.riders), board)
    return routes_of(board.kept)


def routes_of(state: State) -> Routes:
    """Rows as routes in canonical order; riders in no row are unserved."""
    lengths, kinds = state.length.tolist(), state.kind.tolist()
    rows = [(state.stops[row, :length].tolist(), kinds[row]) for row, length in enumerate(lengths) if length]
    routes = sorted((Route(kind, tuple(stops)) for stops, kind in rows), key=lambda route: route.stops)
    served = {rider for route in routes for rider in route.stops}
    return Routes(tuple(routes), tuple(rider for rider in range(len(lengths)) if rider not in served))


def _board(problem: RoutingProblem) -> Board:
    n = problem.size
    now, kept = (empty_state(problem, n, n) for _ in range(2))
    tenths = np.where(problem.tenths == NO_ROUTE, NEVER, problem.tenths)
    apart = (tenths + tenths.T)[:n, :n]
    np.fill_diagonal(apart, -1)
    order = np.argsort(-tenths[:n, n], kind="stable")
    near = np.argsort(apart, axis=1, kind="stable")[:, :NEIGHBOURS]
    scratch = np.empty((2, n), dtype=np.int64)
    return Board(now, kept, np.ascontiguousarray(near), order, np.argsort(order), *scratch)


def _everybody(problem: RoutingProblem) -> Newcomers:
    """The problem's own riders, each as if it came to join the others."""
    n, apart = problem.size, problem.riders.apart
    riders = replace(problem.riders, apart=np.concatenate([apart, apart[:, ::-1]]))
    tenths, metres = problem.tenths[:n], problem.metres[:n]
    return Newcomers(riders, tenths, metres, tenths[:, :n], metres[:, :n])
