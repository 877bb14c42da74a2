"""Walking distance: two miles and three miles in the whole metres that journeys are measured in."""

from datetime import date
from functools import cache

from sufficiency.statute.provisions import provision

METRES_PER_1000_MILES = 1_609_344
LAST_NCY_UNDER_8 = 3
"""Children turn eight during Year 3; the whole year is counted as under eight, which is in the child's favour."""


@cache
def walking_miles(ncy: int, on: date) -> int:
    """Walking distance for a child of that year, in whole miles. Source: Education Act 1996 s.444(5)."""
    return provision("walking_miles_under_8" if ncy <= LAST_NCY_UNDER_8 else "walking_miles_from_8", on).whole


@cache
def walking_metres(ncy: int, on: date) -> int:
    """The most whole metres that are within walking distance: 3,218 for two miles (3,218.688 m), 4,828 for three.

    A school is beyond walking distance where the route in whole metres is longer than the exact miles, so the part of a
    metre is dropped: 3,218 m is within two miles and 3,219 m is beyond them.
    """
    return metres_in(walking_miles(ncy, on))


def metres_in(miles: int) -> int:
    """The most whole metres that are no longer than so many miles."""
    return miles * METRES_PER_1000_MILES // 1000
