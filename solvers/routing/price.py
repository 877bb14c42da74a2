"""What a route costs and how long each rider is aboard: the equations that every solver here is held to."""

from collections.abc import Sequence

import numpy as np

from solvers.routing.problem import Ints, Route, RoutingProblem

TENTHS_AN_HOUR = 600
MILLIMETRES = 1_000


def time_aboard(problem: RoutingProblem, stops: Sequence[int]) -> Ints:
    """Tenths aboard of each rider of a route, in its order; every way of it must be there.

    aboard_j = boarding_j + driven_{j, j+1} + aboard_{j+1}, and aboard of the destination is nought: nobody waits,
    for a vehicle that would wait can start later.
    """
    ways = [*stops, problem.size]
    legs = problem.riders.boarding[list(stops)] + problem.tenths[ways[:-1], ways[1:]]
    return np.cumsum(legs[::-1])[::-1]


def length(problem: RoutingProblem, stops: Sequence[int]) -> int:
    """Metres of a route, from the first rider to the destination."""
    ways = [*stops, problem.size]
    return int(problem.metres[ways[:-1], ways[1:]].sum())


def has_attendant(problem: RoutingProblem, stops: Sequence[int]) -> bool:
    """Whether a rider of the route needs an attendant: then one rides with them all."""
    return bool(problem.riders.attended[list(stops)].any())


def route_price(problem: RoutingProblem, route: Route) -> int:
    """Pence: fixed + floor(by_distance x metres / stretch), and for an attendant fixed + floor(by_hour x tenths / 600).

    The attendant is paid for the route's length in time, from the first rider's boarding to arrival.
    """
    v, metres = problem.vehicles, length(problem, route.stops)
    price = int(v.fixed[route.kind]) + int(v.by_distance[route.kind]) * metres * MILLIMETRES // v.stretch
    if has_attendant(problem, route.stops):
        first = int(time_aboard(problem, route.stops)[0])
        price += v.attendant_fixed + v.attendant_by_hour * first // TENTHS_AN_HOUR
    return price
