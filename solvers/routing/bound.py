"""What any answer costs at least: a proven lower bound by column generation, for up to ``MOST_RIDERS`` riders.

A linear programme chooses among routes found so far (``master``); its duals say what each rider is worth, and labels
(``labels``) find every route worth more than it costs, or prove that there is none. What is called proven does not rest
on floating point: duals are rounded to whole units, prices and worths of labels are whole units, and the bound is
Lagrange's, added up in whole numbers. A dual that is slightly off makes the bound slightly lower, never wrong.
Sources: Lasdon (1970), Optimization Theory for Large Systems (the bound); Desaulniers, Desrosiers and Solomon (2005),
Column Generation; Roberti and Mingozzi (2014), Dynamic ng-path relaxation, Transportation Science 48.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from solvers.routing.labels import EXACT, GREEDY, UNITS
from solvers.routing.master import Master
from solvers.routing.price import MILLIMETRES, TENTHS_AN_HOUR, route_price
from solvers.routing.pricing import (
    Duals,
    Priced,
    Pricing,
    comes_back,
    every_route,
    is_remembered,
    prepare,
    price_out,
    remember,
)
from solvers.routing.problem import Route, Routes, RoutingProblem
from solvers.routing.whole import Proof, cheapest_found

MOST_RIDERS = 62
"""Riders are the bits of a whole number."""
LABELS = 150_000
"""Labels of one pricing, at most: with as many, one takes half a minute. A label takes about 150 bytes."""
NEAR = 8
CHOICE = 30_000
"""Routes among which the optimum is looked for, at most."""
UNKNOWN = 50
"""Where no answer is known, one is looked for within a fiftieth of the bound."""
LARGEST = 1 << 32
"""Pence that leaving a rider out may cost at most. A dual is at most 2**6 times that, and a label has fewer than 2**8
riders: in units of 2**-16 pence, sums stay below 2**62."""


@dataclass(frozen=True, slots=True)
class Bound:
    """Whole pence below which no answer is that serves all riders but those left out.

    pence     proven; the optimum where ``optimum`` is given
    linear    proven by the linear programme alone: what routes driven in part cost at least
    columns   routes generated
    optimum   an answer of exactly that price, where one was found
    complete  whether the linear programme was solved to the end; where labels ran out the bound is valid but lower
    possible  False where it is proven that no answer serves all these riders
    """

    pence: int
    linear: int
    columns: int
    optimum: Routes | None = None
    complete: bool = True
    possible: bool = True


def lower_bound(problem: RoutingProblem, unserved: Sequence[int] = (), labels: int = LABELS, near: int = NEAR) -> Bound:
    """The bound of all answers that serve everybody except ``unserved``.

    ``labels`` is how many a pricing may make; no clock is read. ``near`` is at how many of the nearest riders one is
    remembered at first: fewer make the first round shorter and further ones likelier, and the bound is the same.
    Raises ValueError above ``MOST_RIDERS``, or where prices are too large for sums in whole numbers.
    """
    kept = [rider for rider in range(problem.size) if rider not in set(unserved)]
    if len(kept) > MOST_RIDERS:
        raise ValueError(f"{len(kept)} riders are more than {MOST_RIDERS}: no bound is known for so many")
    if not kept:
        return Bound(0, 0, 0, Routes((), tuple(sorted(unserved))))
    bound = _Search(only(problem, kept), labels, near).run()
    if bound.optimum is None:
        return bound
    routes = [Route(route.kind, tuple(kept[stop] for stop in route.stops)) for route in bound.optimum.routes]
    return replace(bound, optimum=Routes(tuple(sorted(routes, key=lambda r: r.stops)), tuple(sorted(unserved))))


def only(problem: RoutingProblem, kept: Sequence[int]) -> RoutingProblem:
    """The problem of these riders alone, numbered in this order."""
    riders, at = problem.riders, list(kept)
    number = {rider: new for new, rider in enumerate(at)}
    pairs = [sorted((number[a], number[b])) for a, b in riders.apart.tolist() if a in number and b in number]
    rows = np.ix_([*at, problem.size], [*at, problem.size])
    own = {name: getattr(riders, name)[at] for name in ("load", "boarding", "limit", "attended", "alone")}
    riders = replace(riders, apart=np.array(pairs, dtype=np.int64).reshape(-1, 2), **own)
    return replace(problem, riders=riders, tenths=problem.tenths[rows], metres=problem.metres[rows])


def dearest(problem: RoutingProblem) -> int:
    """Pence above any answer: each rider alone, on the longest leg, in the dearest vehicle, with an attendant.

    A route has as many legs as riders, so an answer has as many as there are riders.
    """
    v, riders = problem.vehicles, problem.riders
    leg = int(v.by_distance.max()) * int(problem.metres.max(initial=0)) * MILLIMETRES // v.stretch + 1
    hour = v.attendant_by_hour * int(riders.limit.max(initial=0)) // TENTHS_AN_HOUR
    return problem.size * (int(v.fixed.max()) + leg + v.attendant_fixed + hour) + 1


class _Search:
    """Column generation on one problem, and then what whole routes cost at least."""

    def __init__(self, problem: RoutingProblem, labels: int, near: int) -> None:
        self.problem = problem
        self.dear = dearest(problem)
        self.penalty = self.dear * (problem.size + 1)
        if self.penalty > LARGEST:
            raise ValueError(f"an answer may cost {self.dear} pence: too much for sums in whole numbers")
        self.pricing: Pricing = prepare(problem, labels, near)
        self.master = Master(problem, self.penalty)
        self.best: tuple[int, Duals | None] = (0, None)

    def run(self) -> Bound:
        """Solve; remember riders to whom the solution comes back; solve again, until it comes back to none."""
        complete = self._generate()
        while complete and any(map(comes_back, self.master.driven())):
            remember(self.pricing, [route for route in self.master.driven() if comes_back(route)])
            self.master.allow(np.array([is_remembered(self.pricing, route) for route in self.master.routes]))
            complete = self._generate()
        linear = -(-self.best[0] // UNITS)
        bound = Bound(linear, linear, len(self.master.routes), complete=complete, possible=linear < self.dear)
        return self._close(bound) if complete and bound.possible else bound

    def _generate(self) -> bool:
        """Add routes until none is worth adding, or labels run out (False)."""
        while True:
            duals = self.master.solve()
            if self._add(price_out(self.pricing, duals, GREEDY)):
                continue
            priced = price_out(self.pricing, duals, EXACT)
            if priced.proven is not None and priced.proven > self.best[0]:
                self.best = priced.proven, duals
            if priced.overflown:
                return False
            if not self._add(priced):
                return True

    def _add(self, priced: Priced) -> int:
        return self.master.add([(route, route_price(self.problem, route)) for route in priced.routes])

    def _close(self, bound: Bound) -> Bound:
        """Raise the bound to that of whole routes, by all routes that an answer better than the best known can have.

        Where there are too many of them, by those of an answer nearer to the bound.
        """
        answer = cheapest_found(self.problem, [route for route in self.master.routes if not comes_back(route)])
        found = sum(route_price(self.problem, route) for route in answer) if answer else self.dear
        known = found if answer else bound.pence + bound.pence // UNKNOWN
        while known > bound.pence:
            routes = self._routes_below(known)
            if routes is not None:
                proof = Proof(self.problem, routes, self.penalty)
                known = proof.run(bound.pence, known)
                if proof.best is not None:
                    answer, found = proof.best, sum(route_price(self.problem, route) for route in proof.best)
                bound = replace(bound, pence=max(bound.pence, known), columns=len(self.master.routes) + len(routes))
                break
            known = (known + bound.pence) // 2
        return replace(bound, optimum=Routes(tuple(answer))) if answer and found == bound.pence else bound

    def _routes_below(self, known: int) -> list[Route] | None:
        """All routes an answer of less than so many pence can have, None where they are too many."""
        proven, duals = self.best
        if duals is None:
            return None
        routes = every_route(self.pricing, duals, (known - 1) * UNITS - proven + 1)
        return routes if routes is not None and len(routes) <= CHOICE else None
