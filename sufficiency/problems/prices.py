"""What a place costs a year at the first depth: place, top-up and transport by distance and means, in whole pence.

Only marginal cost may decide between places: a vacant commissioned place is already paid for
(Hammersmith & Fulham v L [2015] UKUT 523 (AAC)), so place funding counts for independent places alone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sufficiency.domain.cases import Case
from sufficiency.domain.inputs import Rates
from sufficiency.domain.run import Journey
from sufficiency.domain.settings import Provision, Setting, SettingType
from sufficiency.statute.walking import METRES_PER_1000_MILES, walking_metres

SINCE = date(2014, 9, 1)
"""Walking distances are as they were then; were they to change, they would be those of the round's year."""

Price = Callable[[Case, int, Journey], int]
"""Pence a year to bring a child to the setting of that URN and home, by this journey."""


def at_rate(rates: Rates) -> Price:
    """Transport at the ``rate`` depth, whichever setting it is."""
    return lambda case, _urn, journey: transport(case, journey, rates)


def transport(case: Case, journey: Journey, rates: Rates) -> int:
    """Pence a year to bring one child to school and home at the `rate` depth.

    Nothing within walking distance unless a wheelchair, an assistant or solo travel is needed; otherwise two
    journeys a day at the mileage rate, shared by ``rates.share`` unless alone.
    """
    needs_vehicle = case.wheelchair or case.passenger_assistant or case.solo_travel
    if journey.metres <= walking_metres(case.ncy, SINCE) and not needs_vehicle:
        return 0
    seat = Seat(case.wheelchair, case.passenger_assistant, case.solo_travel)
    return rates.days * day_at_rate(seat, journey.metres, rates)


@dataclass(frozen=True, slots=True)
class Seat:
    """What a child needs of a vehicle."""

    wheelchair: bool
    assistant: bool
    alone: bool


def day_at_rate(seat: Seat, metres: int, rates: Rates) -> int:
    """Pence a day for one child in a vehicle: the mileage rate, there and back, shared unless alone."""
    share = 1 if seat.alone or seat.wheelchair else rates.share
    per_mile = rates.wheelchair_per_mile if seat.wheelchair else rates.per_mile
    daily = 2 * metres * per_mile * 1000 // (METRES_PER_1000_MILES * share)
    return daily + (rates.assistant_per_day // share if seat.assistant else 0)


def annual_cost(provision: Provision, transport_pence: int) -> int:
    """What the place is paid for a year, transport included."""
    return provision.place_cost + provision.top_up + transport_pence


def marginal_cost(setting: Setting, provision: Provision, transport_pence: int) -> int:
    """What recommending the place adds to public spending a year."""
    place = provision.place_cost if setting.type is SettingType.INDEPENDENT else 0
    return place + provision.top_up + transport_pence
