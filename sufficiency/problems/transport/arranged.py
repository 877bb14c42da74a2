"""The arrangement for every child of a round and every setting: entitled or not, which vehicle, and what it adds."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

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
        found.update(_to_setting(urn, grounds, added, {t.ref: t for t in rides}, inputs.fleet.days))
    return {
        pair: replace(its, direct=from_home[pair].tenths, metres=from_home[pair].metres) for pair, its in found.items()
    }


def _to_setting(
    urn: int, grounds: Mapping[str, Due], added: Mapping[str, Added], rides: Mapping[str, Traveller], days: int
) -> Iterator[tuple[Pair, Arrangement]]:
    for ref, due in grounds.items():
        if due.entitled == "no":
            yield (ref, urn), Arrangement(ref, urn, due.entitled, due.gateways, OWN_WAY, 0, walking=due.walking)
        elif ref in added:
            yield (ref, urn), _by_vehicle(urn, due, added[ref], rides[ref], days)


def _by_vehicle(urn: int, due: Due, added: Added, rides: Traveller, days: int) -> Arrangement:
    joins = "" if added.route is None else f"{urn}/{added.route}"
    return Arrangement(
        ref=added.ref,
        urn=urn,
        entitled=due.entitled,
        gateways=due.gateways,
        mode=mode_of(rides, added.kind),
        year=days * added.day,
        joins=joins,
        position=added.position,
        vehicle=added.kind.code,
        walking=due.walking,
    )


def mode_of(rides: Traveller, kind: VehicleType) -> Mode:
    """The rung of the ladder on which a child rides who is brought in a vehicle of that kind."""
    if rides.pick_up:
        return Mode.PICK_UP_POINT
    return by_vehicle(kind, wheelchair=rides.wheelchair, solo=rides.solo)
