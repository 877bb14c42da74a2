"""The arrangement for every child of a round and every setting: entitled or not, which vehicle, and what it adds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from sys import intern

from sufficiency.domain.cases import Case
from sufficiency.domain.entitlement import Entitled
from sufficiency.domain.fleet import VehicleType
from sufficiency.domain.inputs import Inputs
from sufficiency.domain.run import Journey
from sufficiency.domain.transport import Arrangement, Traveller
from sufficiency.problems.transport.marginal import Added, Today, added_by
from sufficiency.problems.transport.travellers import traveller
from sufficiency.problems.transport.ways import Ways
from sufficiency.statute.modes import Mode, by_vehicle

Pair = tuple[str, int]


OWN_WAY = "own way"
"""Nothing is arranged: travel is not due free of charge."""


@dataclass(frozen=True, slots=True)
class Due:
    """Whether travel is due free of charge, on which grounds, and metres on foot where known."""

    entitled: Entitled
    gateways: tuple[str, ...] = ()
    walking: int | None = None


def arrangements(
    inputs: Inputs,
    today: Mapping[int, Today],
    ways: Ways,
    due: Callable[[Case, int], Due],
    from_home: Mapping[Pair, Journey],
) -> dict[Pair, Arrangement]:
    """(Child reference, URN) to the arrangement, of every pair that a road joins; each child by itself.

    ``from_home`` are the journeys of cases from their homes; those of ``ways`` start where a child boards.

    A child who is not entitled costs nothing. One whom no vehicle of the fleet can bring has no arrangement.
    """
    cases = {case.ref: case for case in inputs.cases if case.home.has_point}
    boarding = {ref: traveller(case, 0, inputs, new=True) for ref, case in cases.items()}
    found: dict[Pair, Arrangement] = {}
    for urn, one in sorted(today.items()):
        grounds = {
            ref: due(case, urn)
            for ref, case in cases.items()
            if (ref, urn) in ways.journeys and (ref, urn) in from_home
        }
        rides = [replace(boarding[ref], urn=urn) for ref, its in grounds.items() if its.entitled != "no"]
        added = {its.ref: its for its in added_by(one, rides, ways, inputs.fleet)}
        for t in rides:
            if t.ref in added:
                home, days = from_home[t.ref, urn], inputs.fleet.days
                found[t.ref, urn] = _by_vehicle(t, grounds[t.ref], added[t.ref], home, days)
        for ref, ground in grounds.items():
            if ground.entitled == "no":
                found[ref, urn] = _own_way(ref, urn, ground, from_home[ref, urn])
    return found


def _own_way(ref: str, urn: int, due: Due, home: Journey) -> Arrangement:
    return Arrangement(
        ref, urn, due.entitled, due.gateways, OWN_WAY, 0, walking=due.walking, direct=home.tenths, metres=home.metres
    )


def _by_vehicle(rides: Traveller, due: Due, added: Added, home: Journey, days: int) -> Arrangement:
    return Arrangement(
        ref=rides.ref,
        urn=rides.urn,
        entitled=due.entitled,
        gateways=due.gateways,
        mode=mode_of(rides, added.kind),
        year=days * added.day,
        joins="" if added.route is None else intern(f"{rides.urn}/{added.route}"),
        position=added.position,
        vehicle=added.kind.code,
        walking=due.walking,
        direct=home.tenths,
        metres=home.metres,
    )


def mode_of(rides: Traveller, kind: VehicleType) -> Mode:
    """The rung of the ladder on which a child rides who is brought in a vehicle of that kind."""
    if rides.pick_up:
        return Mode.PICK_UP_POINT
    return by_vehicle(kind, wheelchair=rides.wheelchair, solo=rides.solo)
