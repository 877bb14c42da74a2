"""What a day's routes would cost less without one of the children aboard, while everybody else stays aboard."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from solvers.routing import NO_ROUTE, Route, Routes, RoutingProblem
from solvers.routing.price import has_attendant, route_price, time_aboard
from sufficiency.domain.transport import SettingTransport


def with_spared(setting: SettingTransport, problem: RoutingProblem, answer: Routes) -> SettingTransport:
    """The same transport with what each child aboard would spare; its routes are those of the answer, in order."""
    rows = zip(setting.routes, spared(problem, answer), strict=True)
    routes = tuple(
        replace(route, aboard=tuple(replace(one, spared=day) for one, day in zip(route.aboard, days, strict=True)))
        for route, days in rows
    )
    return replace(setting, routes=routes)


def spared(problem: RoutingProblem, answer: Routes) -> tuple[tuple[int, ...], ...]:
    """Pence a day that each route would cost less without each of its riders, in the order of its stops.

    Those left ride in the same order, in the cheapest kind of vehicle that holds them and of which one is to be had.
    Nothing is spared where they cannot ride in that order without the one who leaves, and never less than nothing.
    """
    used = Counter(route.kind for route in answer.routes)
    return tuple(tuple(_without(problem, route, at, used) for at in range(len(route.stops))) for route in answer.routes)


def _without(problem: RoutingProblem, route: Route, at: int, used: Counter[int]) -> int:
    rest, now = (*route.stops[:at], *route.stops[at + 1 :]), route_price(problem, route)
    if not rest:
        return now
    if not _in_time(problem, rest):
        return 0
    kinds = (kind for kind in _that_hold(problem, rest) if kind == route.kind or _to_be_had(problem, kind, used))
    return max(0, now - min(route_price(problem, Route(kind, rest)) for kind in kinds))


def _in_time(problem: RoutingProblem, stops: Sequence[int]) -> bool:
    ways = [*stops, problem.size]
    there = bool((problem.tenths[ways[:-1], ways[1:]] != NO_ROUTE).all())
    return there and bool((time_aboard(problem, stops) <= problem.riders.limit[list(stops)]).all())


def _that_hold(problem: RoutingProblem, stops: Sequence[int]) -> Iterator[int]:
    taken = problem.riders.load[list(stops)].sum(axis=0)
    taken[0] += has_attendant(problem, stops)
    yield from np.flatnonzero((problem.vehicles.room >= taken).all(axis=1)).tolist()


def _to_be_had(problem: RoutingProblem, kind: int, used: Counter[int]) -> bool:
    return used[kind] < int(problem.vehicles.number[kind])
