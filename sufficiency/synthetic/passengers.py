"""Who travels today: children placed who live too far to walk or cannot, with what their journeys must allow for."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sufficiency.domain.cases import Case, Preference
from sufficiency.domain.passengers import Passenger, PickUpPoint
from sufficiency.domain.places import Place
from sufficiency.domain.settings import Setting
from sufficiency.synthetic.draws import Draws
from sufficiency.synthetic.homes import metres_between
from sufficiency.synthetic.national import Calibration

WALKED = 1_000
"""Metres in a straight line within which the children placed are taken to walk, if they can. Assumed."""

BROUGHT = 950
"""Assumed, per thousand of those farther away: the others are brought by their families."""

AGAINST_THOSE_AWAITING = {"wheelchair": 600, "passenger_assistant": 650, "solo_travel": 2000}
"""Assumed, per thousand of the shares of children awaiting a place, whose needs are the more complex."""

KEPT_APART = 12
"""Assumed, per thousand: children who may share no vehicle with one other child at the same setting."""

PARENTS_BRING = 20
"""Assumed, per thousand preferences: named on condition that the parent arranges travel."""

POINTS = 8
"""Pick-up points, at postcodes spread over the list of them."""


def passengers_of(
    placed: Sequence[Mapping[str, Any]],
    settings: Sequence[Setting],
    postcodes: Sequence[Place],
    calibration: Calibration,
    seed: int,
) -> tuple[Passenger, ...]:
    """Return who of the children placed is brought to school, under the same references."""
    draws = Draws("passengers", seed)
    sites = {setting.urn: setting.site for setting in settings}
    homes = {place.postcode: place for place in postcodes}
    found = []
    for row in placed:
        child = _passenger(row, homes[row["postcode"]], calibration, draws)
        far = metres_between(child.home, sites[child.urn]) > WALKED and draws.chance(BROUGHT)
        if far or child.wheelchair or child.passenger_assistant or child.solo_travel:
            found.append(child)
    return _some_kept_apart(found, Draws("kept apart", seed))


def _passenger(row: Mapping[str, Any], home: Place, calibration: Calibration, draws: Draws) -> Passenger:
    def happens(what: str) -> bool:
        return draws.chance(calibration.shares[what].get(row["primary_need"], 0) * AGAINST_THOSE_AWAITING[what] // 1000)

    return Passenger(
        ref=row["child_ref"],
        ncy=row["ncy"],
        urn=row["urn"],
        home=home,
        wheelchair=happens("wheelchair"),
        passenger_assistant=happens("passenger_assistant"),
        solo_travel=happens("solo_travel"),
    )


def _some_kept_apart(passengers: Sequence[Passenger], draws: Draws) -> tuple[Passenger, ...]:
    """Return the passengers, some with one other of the same setting whom they may not share a vehicle with."""
    fellows: dict[int, list[str]] = {}
    for one in passengers:
        fellows.setdefault(one.urn, []).append(one.ref)
    return tuple(
        replace(one, apart_from=(other,))
        if draws.chance(KEPT_APART) and (other := draws.one_of(fellows[one.urn])) != one.ref
        else one
        for one in passengers
    )


def with_walking(cases: Sequence[Case], seed: int) -> list[Case]:
    """Return the cases with whether each can be expected to walk; not known for one child in five."""
    draws = Draws("walking", seed)

    def cannot(case: Case) -> bool | None:
        if case.wheelchair or case.passenger_assistant or case.solo_travel:
            return True
        known, able = draws.chance(800), draws.chance(850)
        return not able if known else None

    return [replace(case, cannot_walk=cannot(case)) for case in cases]


def with_conditions(wishes: Sequence[Preference], seed: int) -> tuple[Preference, ...]:
    """Return the preferences, some of them to be named only if the parent arranges travel."""
    draws = Draws("conditions", seed)
    return tuple(replace(wish, parent_transports=draws.chance(PARENTS_BRING)) for wish in wishes)


def pickup_points_of(postcodes: Sequence[Place]) -> tuple[PickUpPoint, ...]:
    """Return a few points where several children may be picked up together."""
    count = min(POINTS, len(postcodes))
    places = [postcodes[number * len(postcodes) // count] for number in range(count)]
    return tuple(
        PickUpPoint(f"PP-{number}", f"Pick-up point {number}", place) for number, place in enumerate(places, start=1)
    )
