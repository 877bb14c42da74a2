"""Routes of the solver as the trade reads them: vehicles, children aboard, price and carbon, and who is not served."""

from collections.abc import Iterable, Sequence

from solvers.routing import NO_ROUTE, Route, Routes, RoutingProblem
from solvers.routing.price import has_attendant, length, route_price, time_aboard
from sufficiency.domain.fleet import Fleet
from sufficiency.domain.transport import Aboard, NotServed, SettingTransport, Traveller, VehicleRoute
from sufficiency.problems.carbon import day_grams

NO_ROAD = "no road joins the boarding place and the setting: check the two points, or give the minutes in travel"

NO_POINT = "where the child boards is not known: give the postcode, or easting and northing"


def setting_transport(
    urn: int, travellers: Sequence[Traveller], problem: RoutingProblem, answer: Routes, fleet: Fleet
) -> SettingTransport:
    """Transport to one setting by the routes of an answer to its problem; travellers are the problem's riders."""
    routes = tuple(
        _vehicle_route(urn, number, travellers, problem, route, fleet)
        for number, route in enumerate(answer.routes, start=1)
    )
    missing = tuple(
        NotServed(travellers[at].ref, urn, why_not_served(at, problem, travellers)) for at in answer.unserved
    )
    return SettingTransport(urn, tuple(travellers), sum(route.day for route in routes), routes, missing)


def why_not_served(at: int, problem: RoutingProblem, travellers: Sequence[Traveller]) -> str:
    """Why no vehicle of the fleet brings this traveller, in words that say what to do."""
    direct, traveller = int(problem.tenths[at, problem.size]), travellers[at]
    room = problem.vehicles.room.copy()
    if traveller.assistant:
        room[:, 0] -= 1
    if direct == NO_ROUTE:
        return NO_ROAD
    if not ((room >= problem.riders.load[at]).all(axis=1) & (problem.vehicles.number > 0)).any():
        return f"no vehicle of the fleet takes {_what(traveller)}: add a kind that does to vehicles"
    if direct + int(problem.riders.boarding[at]) > int(problem.riders.limit[at]):
        return f"the way there takes longer than this child's own limit of {traveller.max_minutes} minutes"
    return "too few vehicles: raise the number of a kind that has one, or add a kind"


def with_lost(settings: Sequence[SettingTransport], travellers: Iterable[Traveller]) -> tuple[SettingTransport, ...]:
    """The settings with those added who travel but have no point to board at: named as not served, never dropped."""
    known = {one.urn: one for one in settings}
    for t in sorted((t for t in travellers if not t.board.has_point), key=lambda t: t.ref):
        one = known.get(t.urn, SettingTransport(t.urn, (), 0))
        missing = (*one.not_served, NotServed(t.ref, t.urn, NO_POINT))
        known[t.urn] = SettingTransport(one.urn, (*one.travellers, t), one.day, one.routes, missing)
    return tuple(known[urn] for urn in sorted(known))


def _what(traveller: Traveller) -> str:
    who = "a wheelchair" if traveller.wheelchair else "this child"
    return f"{who} with an assistant" if traveller.assistant else who


def _vehicle_route(
    urn: int, number: int, travellers: Sequence[Traveller], problem: RoutingProblem, route: Route, fleet: Fleet
) -> VehicleRoute:
    kind, metres = fleet.vehicles[route.kind], length(problem, route.stops)
    times = time_aboard(problem, route.stops).tolist()
    aboard = tuple(_aboard(travellers[at], tenths, problem, at) for at, tenths in zip(route.stops, times, strict=True))
    return VehicleRoute(
        urn=urn,
        number=number,
        vehicle=kind.code,
        assistant=has_attendant(problem, route.stops),
        aboard=aboard,
        metres=metres,
        tenths=times[0],
        day=route_price(problem, route),
        grams=day_grams(metres, kind.grams_per_km),
    )


def _aboard(traveller: Traveller, tenths: int, problem: RoutingProblem, at: int) -> Aboard:
    return Aboard(traveller.ref, tenths, int(problem.tenths[at, problem.size]), traveller.board, traveller.pick_up)
