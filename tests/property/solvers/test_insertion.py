"""What insertion says of one more rider is what re-pricing every place of the rider says."""

from dataclasses import replace

import numpy as np
import pytest

from solvers.routing import NO_ROUTE, Route, Routes, RoutingProblem, cheapest_insertion, total_price
from tests.property.solvers.routing_instances import allowed, one_out, random_morning


def routes_for(problem: RoutingProblem, riders: int, rng: np.random.Generator) -> Routes:
    """Random routes that keep every promise, for the first riders; the others are left out."""
    made: list[Route] = []
    for rider in range(riders):
        joined = [(at, r) for at, r in enumerate(made) if rng.random() < 0.7]
        tried = [(at, Route(kind, (*r.stops, rider))) for at, r in joined for kind in range(problem.kinds)]
        fitting = [(at, r) for at, r in tried if allowed(problem, r)]
        if fitting:
            at, route = fitting[int(rng.integers(len(fitting)))]
            made[at] = route
        else:
            made += [r for kind in range(problem.kinds) if allowed(problem, r := Route(kind, (rider,)))][:1]
    return Routes(tuple(sorted(made, key=lambda r: r.stops)))


def every_place(problem: RoutingProblem, routes: Routes, rider: int):
    """Added price, route, kind and position of every way to bring one more."""
    used = np.bincount([r.kind for r in routes.routes], minlength=problem.kinds)
    for number, old in enumerate([*routes.routes, Route(NO_ROUTE, ())]):
        before = total_price(problem, Routes((old,))) if old.stops else 0
        for kind in range(problem.kinds):
            if kind != old.kind and used[kind] >= problem.vehicles.number[kind]:
                continue
            for position in range(len(old.stops) + 1):
                new = Route(kind, (*old.stops[:position], rider, *old.stops[position:]))
                if allowed(problem, new):
                    yield total_price(problem, Routes((new,))) - before, number, kind, position


@pytest.mark.parametrize("seed", range(150))
def test_added_price_is_the_least_of_every_place_tried(seed):
    rng = np.random.default_rng([seed, 1])
    whole = random_morning(rng, int(rng.integers(1, 9)), spare=int(rng.integers(0, 4)))
    problem, newcomers = one_out(whole)
    routes = routes_for(problem, problem.size, rng)
    found = cheapest_insertion(problem, routes, newcomers)
    best = min(every_place(whole, routes, problem.size), default=(-1, NO_ROUTE, -1, -1))
    assert (found.price[0], found.route[0], found.kind[0], found.position[0]) == best
    assert found.brought.tolist() == [best[1] != NO_ROUTE]


def test_newcomers_do_not_know_of_each_other():
    problem, newcomers = one_out(random_morning(np.random.default_rng(5), 7))
    routes = routes_for(problem, problem.size, np.random.default_rng(5))
    one = cheapest_insertion(problem, routes, newcomers)
    own = newcomers.riders
    many = replace(
        newcomers,
        riders=replace(
            own, **{k: np.repeat(getattr(own, k), 3, 0) for k in ("load", "boarding", "limit", "attended", "alone")}
        ),
        **{k: np.repeat(getattr(newcomers, k), 3, 0) for k in ("to_tenths", "to_metres")},
        **{k: np.repeat(getattr(newcomers, k), 3, 1) for k in ("from_tenths", "from_metres")},
    )
    assert cheapest_insertion(problem, routes, many).price.tolist() == one.price.tolist() * 3
