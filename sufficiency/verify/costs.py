"""Pounds and pence of a place, restated: place cost, top-up and transport by distance, in whole pence."""

from sufficiency.verify.facts import Child, Group, Rates, Setting
from sufficiency.verify.riding import Rider

METRES_IN_1000_MILES = 1_609_344
TWO_MILES, THREE_MILES = 2, 3
LAST_YEAR_UNDER_8 = 3


def transport(child: Child, metres: int, rates: Rates) -> int:
    """Pence a year to and from school; nothing within walking distance unless the child needs a vehicle."""
    miles = TWO_MILES if child.ncy <= LAST_YEAR_UNDER_8 else THREE_MILES
    within = metres * 1000 <= miles * METRES_IN_1000_MILES
    if within and not (child.wheelchair or child.assistant or child.solo):
        return 0
    return rates.days * day_by_mileage(child, metres, rates)


def day_by_mileage(who: Child | Rider, metres: int, rates: Rates) -> int:
    """Pence a day to and from school by mileage, shared unless alone."""
    share = 1 if who.solo or who.wheelchair else rates.share
    mile = rates.wheelchair_per_mile if who.wheelchair else rates.per_mile
    day = 2 * metres * mile * 1000 // (METRES_IN_1000_MILES * share)
    return day + (rates.assistant_per_day // share if who.assistant else 0)


def annual(group: Group, moved: int) -> int:
    """Everything paid for the place in a year; ``moved`` is transport."""
    return group.place_cost + group.top_up + moved


def marginal(setting: Setting, group: Group, moved: int) -> int:
    """What the place adds to spending: a vacant commissioned place is already paid for, an independent one is not."""
    return annual(group, moved) - (0 if setting.type == "independent" else group.place_cost)
