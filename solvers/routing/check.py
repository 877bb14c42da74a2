"""Recount routes without a solver, in plain whole numbers; nothing is believed until this is empty."""

from collections import Counter
from collections.abc import Iterator

from solvers.routing.problem import Route, Routes, RoutingProblem


def broken_promises(problem: RoutingProblem, routes: Routes) -> tuple[str, ...]:
    """Every way an answer fails: riders, ways, time aboard, room, company, vehicles; empty if none."""
    faults = [*_riders_once(problem, routes), *_unknown_kinds(problem, routes)]
    if faults:
        return tuple(faults)
    for number, route in enumerate(routes.routes):
        said = [*_ways(problem, route)] or [*_time(problem, route)]
        faults += [f"route {number} {fault}" for fault in (*said, *_room(problem, route), *_company(problem, route))]
    return (*faults, *_vehicles(problem, routes), *_order(routes))


def total_price(problem: RoutingProblem, routes: Routes) -> int:
    """Pence of all routes, each by the price that ``RoutingProblem`` states; ValueError where a way is wanting."""
    return sum(_price(problem, route) for route in routes.routes)


def _price(problem: RoutingProblem, route: Route) -> int:
    if any(_ways(problem, route)):
        raise ValueError("a route without a way has no price")
    vehicles, kind = problem.vehicles, route.kind
    metres = sum(int(problem.metres[here, there]) for here, there in _legs(problem, route))
    price = int(vehicles.fixed[kind]) + int(vehicles.by_distance[kind]) * metres * 1000 // int(vehicles.stretch)
    if _attended(problem, route):
        tenths = _aboard(problem, route, 0)
        price += int(vehicles.attendant_fixed) + int(vehicles.attendant_by_hour) * tenths // 600
    return price


def _legs(problem: RoutingProblem, route: Route) -> list[tuple[int, int]]:
    return list(zip(route.stops, (*route.stops[1:], problem.size), strict=True))


def _aboard(problem: RoutingProblem, route: Route, position: int) -> int:
    legs = _legs(problem, route)[position:]
    return sum(int(problem.riders.boarding[here]) + int(problem.tenths[here, there]) for here, there in legs)


def _attended(problem: RoutingProblem, route: Route) -> bool:
    return any(bool(problem.riders.attended[rider]) for rider in route.stops)


def _riders_once(problem: RoutingProblem, routes: Routes) -> Iterator[str]:
    times = Counter([*(rider for route in routes.routes for rider in route.stops), *routes.unserved])
    yield from (f"rider {rider} does not exist" for rider in sorted(times) if not 0 <= rider < problem.size)
    yield from (f"rider {rider} stands {times[rider]} times" for rider in range(problem.size) if times[rider] != 1)


def _unknown_kinds(problem: RoutingProblem, routes: Routes) -> Iterator[str]:
    for number, route in enumerate(routes.routes):
        if not 0 <= route.kind < problem.kinds:
            yield f"route {number} has vehicle kind {route.kind}, which does not exist"
        if not route.stops:
            yield f"route {number} brings nobody"


def _ways(problem: RoutingProblem, route: Route) -> Iterator[str]:
    for here, there in _legs(problem, route):
        if problem.tenths[here, there] < 0:
            yield f"goes from {here} to {there}, where no way is"


def _time(problem: RoutingProblem, route: Route) -> Iterator[str]:
    for position, rider in enumerate(route.stops):
        aboard, limit = _aboard(problem, route, position), int(problem.riders.limit[rider])
        if aboard > limit:
            yield f"keeps rider {rider} aboard for {aboard} tenths of a minute, more than {limit}"


def _room(problem: RoutingProblem, route: Route) -> Iterator[str]:
    for room, holds in enumerate(problem.vehicles.room[route.kind].tolist()):
        taken = sum(int(problem.riders.load[rider, room]) for rider in route.stops)
        taken += room == 0 and _attended(problem, route)
        if taken > holds:
            yield f"takes {taken} of room {room}, more than {holds}"


def _company(problem: RoutingProblem, route: Route) -> Iterator[str]:
    aboard = set(route.stops)
    for rider in route.stops:
        if problem.riders.alone[rider] and len(aboard) > 1:
            yield f"gives company to rider {rider}, who rides alone"
    for one, other in problem.riders.apart.tolist():
        if one in aboard and other in aboard:
            yield f"brings riders {one} and {other} together, who are kept apart"


def _vehicles(problem: RoutingProblem, routes: Routes) -> Iterator[str]:
    used = Counter(route.kind for route in routes.routes)
    for kind, number in enumerate(problem.vehicles.number.tolist()):
        if used[kind] > number:
            yield f"{used[kind]} vehicles of kind {kind} are used, more than {number}"


def _order(routes: Routes) -> Iterator[str]:
    if list(routes.routes) != sorted(routes.routes, key=lambda route: route.stops):
        yield "the routes are not in the order of their stops"
    if list(routes.unserved) != sorted(routes.unserved):
        yield "those unserved are not in order"
