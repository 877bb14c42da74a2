"""Transport of a round: today's routes, and how every child would be brought to every setting."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from geodata.network import RoadNetwork
from sufficiency.domain.cases import Case
from sufficiency.domain.fleet import VehicleType
from sufficiency.domain.inputs import Inputs
from sufficiency.domain.run import Journey
from sufficiency.domain.transport import Arrangement, RoundTransport, SettingTransport
from sufficiency.problems.journeys import journeys_of
from sufficiency.problems.prices import Price, at_rate
from sufficiency.problems.transport.arranged import Due, Pair, arrangements
from sufficiency.problems.transport.routed import with_lost
from sufficiency.problems.transport.today import as_transport, everyone_today, passengers_by_setting, todays_routes
from sufficiency.problems.transport.travellers import traveller
from sufficiency.problems.transport.ways import Ways


@dataclass(frozen=True, slots=True)
class Transport:
    """Today's transport to every setting that somebody travels to, and arrangements by (child reference, URN)."""

    days: int
    today: tuple[SettingTransport, ...]
    arrangements: Mapping[Pair, Arrangement]
    vehicles: tuple[VehicleType, ...]

    def told_of(self, pairs: Collection[Pair]) -> RoundTransport:
        """What a run tells of it: today's routes, and the arrangements of these pairs, in order."""
        return RoundTransport(
            self.days,
            tuple(route for one in self.today for route in one.routes),
            tuple(missing for one in self.today for missing in one.not_served),
            tuple(self.arrangements[pair] for pair in sorted(pairs) if pair in self.arrangements),
            self.vehicles,
        )


def round_transport(
    inputs: Inputs, network: RoadNetwork | None, journeys: Mapping[Pair, Journey], due: Callable[[Case, int], Due]
) -> Transport:
    """Transport at the depth ``insertion``; ``journeys`` are those of every case from its home."""
    ways = boarding_ways(inputs, network, journeys)
    today = todays_routes(inputs, ways)
    return Transport(
        inputs.fleet.days,
        with_lost(as_transport(today, inputs.fleet), everyone_today(inputs)),
        arrangements(inputs, today, ways, due, journeys),
        inputs.fleet.vehicles,
    )


def boarding_ways(inputs: Inputs, network: RoadNetwork | None, journeys: Mapping[Pair, Journey]) -> Ways:
    """Ways from where everyone boards: the journeys known from the homes of cases, and those that start elsewhere."""
    moved = [(case.ref, rides.board) for case in inputs.cases if (rides := traveller(case, 0, inputs)).pick_up]
    today = [(t.ref, t.board) for those in passengers_by_setting(inputs).values() for t in those]
    starts = {ref for ref, _ in moved}
    kept = {pair: journey for pair, journey in journeys.items() if pair[0] not in starts}
    return Ways(network, {**kept, **journeys_of([*moved, *today], inputs, network)})


def arranged_price(inputs: Inputs, found: Mapping[Pair, Arrangement]) -> Price:
    """What an arrangement adds; by mileage where there is none (no point to board at, or no vehicle for the child)."""
    by_mileage = at_rate(inputs.rates)

    def price(case: Case, urn: int, journey: Journey) -> int:
        its = found.get((case.ref, urn))
        return by_mileage(case, urn, journey) if its is None else its.year

    return price
