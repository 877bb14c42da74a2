"""Cheapest insertion: what one more rider adds to given routes, and routes built by nothing else."""

from dataclasses import dataclass

import numpy as np

from solvers.routing.offers import Joiners, cheapest_rows
from solvers.routing.problem import Bools, Ints, Riders, Routes, RoutingProblem
from solvers.routing.state import standing, terms_of


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
