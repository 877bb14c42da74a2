"""Cases and passengers as travellers: where they board, how long they may be aboard, whom they do not ride with."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from geodata.estimate import ROAD, between
from geodata.points import straight_metres
from solvers.routing.problem import Ints
from sufficiency.domain.cases import Case
from sufficiency.domain.inputs import Inputs, TravelRules
from sufficiency.domain.passengers import Passenger, PickUpPoint
from sufficiency.domain.places import Place
from sufficiency.domain.transport import Traveller
from sufficiency.domain.years import Phase, phase_of

DISTRICT = slice(None, -4)
"""The district of a postcode written with one blank: everything before it."""


def traveller(person: Case | Passenger, urn: int, inputs: Inputs, *, new: bool = False) -> Traveller:
    """One child on the way to one setting; ``new`` where this round would send the child there."""
    at_home = Traveller(
        ref=person.ref,
        urn=urn,
        ncy=person.ncy,
        board=person.home,
        guideline=guideline(person.ncy, inputs.authority.travel),
        wheelchair=person.wheelchair,
        assistant=person.passenger_assistant,
        solo=person.solo_travel,
        max_minutes=person.max_minutes,
        apart_from=person.apart_from,
        area=person.home.postcode[DISTRICT],
        new=new,
    )
    stop = _stop(person, inputs) if person.home.has_point else None
    return at_home if stop is None else replace(at_home, board=stop.place, pick_up=stop.id)


def guideline(ncy: int, rules: TravelRules) -> int:
    """The guideline of the child's phase, whole minutes each way."""
    return rules.guideline_primary if phase_of(ncy) is Phase.PRIMARY else rules.guideline_secondary


def _stop(person: Case | Passenger, inputs: Inputs) -> PickUpPoint | None:
    """The nearest pick-up point that the child may be asked to walk to, None where there is none."""
    stays = person.wheelchair or person.passenger_assistant or person.solo_travel
    if stays or (isinstance(person, Case) and person.cannot_walk):
        return None
    stops = [stop for stop in inputs.pickup_points if stop.place.has_point]
    if not stops:
        return None
    metres = walk_metres(person.home, [stop.place for stop in stops])
    nearest = int(np.argmin(metres))  # the first of equals: points are in order of their short names
    return stops[nearest] if metres[nearest] <= inputs.fleet.pickup_metres else None


def walk_metres(home: Place, places: Sequence[Place]) -> Ints:
    """Metres on foot to places that have points [n], estimated from the straight line as road distance is."""
    easting = np.array([place.easting for place in places], dtype=np.int64)
    northing = np.array([place.northing for place in places], dtype=np.int64)
    here = np.array([home.easting]), np.array([home.northing])
    return between(straight_metres(*here, easting, northing), ROAD)
