"""Today's routes: children who travel to a setting already, put on vehicles by cheapest insertion."""

from collections.abc import Iterator, Mapping, Sequence

from solvers.routing import insert_all
from sufficiency.domain.fleet import Fleet
from sufficiency.domain.inputs import Inputs
from sufficiency.domain.transport import SettingTransport, Traveller
from sufficiency.problems.transport.marginal import Today
from sufficiency.problems.transport.riders import routing_problem
from sufficiency.problems.transport.routed import setting_transport
from sufficiency.problems.transport.travellers import traveller
from sufficiency.problems.transport.ways import Ways


def everyone_today(inputs: Inputs) -> Iterator[Traveller]:
    """Everyone who travels today, in order of reference."""
    return (traveller(passenger, passenger.urn, inputs) for passenger in inputs.passengers)


def passengers_by_setting(inputs: Inputs) -> dict[int, tuple[Traveller, ...]]:
    """Everyone who travels today and has a point to board at, by URN of every setting, in order of reference."""
    found: dict[int, list[Traveller]] = {setting.urn: [] for setting in inputs.settings}
    for one in everyone_today(inputs):
        if one.board.has_point:
            found[one.urn].append(one)
    return {urn: tuple(sorted(those, key=lambda t: t.ref)) for urn, those in found.items()}


def todays_routes(inputs: Inputs, ways: Ways) -> dict[int, Today]:
    """Today's routes to every setting, by URN; a setting to which nobody travels has none."""
    return {urn: _routes_to(urn, those, ways, inputs.fleet) for urn, those in passengers_by_setting(inputs).items()}


def as_transport(today: Mapping[int, Today], fleet: Fleet) -> tuple[SettingTransport, ...]:
    """The same as the trade reads it, of the settings to which somebody travels."""
    return tuple(
        setting_transport(urn, one.travellers, one.problem, one.routes, fleet)
        for urn, one in sorted(today.items())
        if one.travellers
    )


def _routes_to(urn: int, travellers: Sequence[Traveller], ways: Ways, fleet: Fleet) -> Today:
    problem = routing_problem(travellers, ways, fleet)
    return Today(urn, tuple(travellers), problem, insert_all(problem))
