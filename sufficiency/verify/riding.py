"""Riding together, restated in plain numbers: what a route needs, how long it takes and what it costs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sufficiency.verify.fleet import Fleet, Kind
from sufficiency.verify.map_files import Point
from sufficiency.verify.roads import METRES_IN_1000_MILES, Leg

RUNS = 2
TENTHS_AN_HOUR = 600

Table = Mapping[tuple[Point, Point], Leg]
"""Tenths and metres from one place to another; a pair without a way is absent."""


@dataclass(frozen=True, slots=True)
class Rider:
    """One child on the way to one setting; ``direct`` is (tenths, metres) from where the child boards.

    ``pick_up`` names the pick-up point the child boards at, blank at home.
    """

    ref: str
    at: Point
    wheelchair: bool
    assistant: bool
    solo: bool
    apart: tuple[str, ...]
    guideline: int
    max_minutes: int | None
    direct: Leg
    pick_up: str = ""

    def boarding(self, fleet: Fleet) -> int:
        """Tenths that getting aboard takes."""
        return fleet.wheelchair_boarding if self.wheelchair else fleet.boarding

    def limit(self, fleet: Fleet) -> int:
        """Tenths aboard at most."""
        usual = max(10 * self.guideline, self.direct[0] + self.boarding(fleet))
        return usual if self.max_minutes is None else min(usual, 10 * self.max_minutes)


@dataclass(frozen=True, slots=True)
class Ridden:
    """What a route comes to: tenths aboard of each rider in order, metres, and pence a day for both runs."""

    aboard: tuple[int, ...]
    metres: int
    day: int


def ridden(route: Sequence[Rider], kind: Kind, ways: Table, fleet: Fleet) -> Ridden | None:
    """The route driven in this order by a vehicle of this kind; None where it may not be."""
    if not _fits(route, kind) or not _may_share(route):
        return None
    aboard: list[int] = []
    metres = 0
    for rider, following in zip(reversed(route), [None, *reversed(route)], strict=False):
        leg = rider.direct if following is None else ways.get((rider.at, following.at))
        if leg is None:
            return None
        aboard.append(rider.boarding(fleet) + leg[0] + (aboard[-1] if aboard else 0))
        metres += leg[1]
    if any(time > rider.limit(fleet) for time, rider in zip(aboard, reversed(route), strict=True)):
        return None
    return Ridden(tuple(reversed(aboard)), metres, _price(route, kind, metres, aboard[-1], fleet))


def _fits(route: Sequence[Rider], kind: Kind) -> bool:
    seated = sum(not rider.wheelchair for rider in route) + any(rider.assistant for rider in route)
    return seated <= kind.seats and sum(rider.wheelchair for rider in route) <= kind.wheelchairs


def _may_share(route: Sequence[Rider]) -> bool:
    refs = {rider.ref for rider in route}
    alone = len(route) > 1 and any(rider.solo for rider in route)
    return not alone and not any(refs.intersection(rider.apart) - {rider.ref} for rider in route)


def _price(route: Sequence[Rider], kind: Kind, metres: int, tenths: int, fleet: Fleet) -> int:
    price = kind.day + RUNS * kind.mile * metres * 1_000 // METRES_IN_1000_MILES
    if any(rider.assistant for rider in route):
        price += fleet.assistant_per_hour * fleet.assistant_unseen // TENTHS_AN_HOUR
        price += RUNS * fleet.assistant_per_hour * tenths // TENTHS_AN_HOUR
    return price
