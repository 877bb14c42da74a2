"""Where each child boards, restated: at home, or at the nearest pick-up point the child may be asked to walk to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from sufficiency.verify.facts import Child, Home, Round
from sufficiency.verify.fleet import Fleet, Passenger, read_fleet, read_passengers, read_points
from sufficiency.verify.journeys import Pair, given_to, points_of
from sufficiency.verify.map_files import Point
from sufficiency.verify.riding import Rider
from sufficiency.verify.roads import Leg, read_roads
from sufficiency.verify.straight import estimate, metres_between
from sufficiency.verify.ways import Ways

LAST_PRIMARY = 6


@dataclass(frozen=True, slots=True)
class Transport:
    """What the raw files say of transport, with every place found on the map.

    ``passengers`` leave out those who are cases too. ``boards`` is where each of both boards, of those with a point,
    and ``pick_ups`` the name of the pick-up point, blank at home; ``sites`` are points by URN, ``given`` rows of the
    travel table.
    """

    facts: Round
    fleet: Fleet
    passengers: Mapping[str, Passenger]
    boards: Mapping[str, Point]
    pick_ups: Mapping[str, str]
    sites: Mapping[int, Point]
    given: Mapping[Pair, tuple[int, int | None]]
    ways: Ways
    _to_site: dict[int, Mapping[Point, Leg]] = field(default_factory=dict)

    def rider(self, who: Child | Passenger, urn: int) -> Rider | None:
        """A child as a rider to one setting; None where the child has no point, or no way there."""
        direct = self._direct(who.ref, urn) if who.ref in self.boards else None
        if direct is None:
            return None
        travel = self.facts.authority
        guideline = travel.guideline_primary if who.ncy <= LAST_PRIMARY else travel.guideline_secondary
        at = self.boards[who.ref]
        return Rider(
            who.ref, at, who.wheelchair, who.assistant, who.solo, who.apart, guideline, who.max_minutes, direct,
            self.pick_ups[who.ref],
        )  # fmt: skip

    def _direct(self, ref: str, urn: int) -> Leg | None:
        site, at = self.sites.get(urn), self.boards[ref]
        if urn not in self._to_site:
            self._to_site[urn] = {} if site is None else self.ways.to(site, sorted(set(self.boards.values())))
        found = self._to_site[urn].get(at)
        if (ref, urn) not in self.given:
            return found
        tenths, metres = self.given[ref, urn]
        if metres is None and site is not None:
            metres = found[1] if found else estimate(metres_between(at, site))[1]
        return tenths, metres or 0


def read_transport(folder: Path, facts: Round) -> Transport:
    """Read it. Raises Unreadable as the tables do."""
    passengers = {ref: one for ref, one in read_passengers(folder).items() if ref not in facts.children}
    fleet, stops = read_fleet(folder), read_points(folder)
    everyone: dict[str, Child | Passenger] = {**facts.children, **passengers}
    points = points_of(facts, stops)
    homes = points_of(facts, {ref: who.home for ref, who in everyone.items()})
    known = {name: (points[name], stop) for name, stop in stops.items() if name in points}
    boards = {ref: _boards(everyone[ref], home, known, fleet) for ref, home in homes.items()}
    named = facts.authority.sources.get("roads")
    return Transport(
        facts,
        fleet,
        passengers,
        {ref: board.point for ref, board in boards.items()},
        {ref: board.pick_up for ref, board in boards.items()},
        points_of(facts, {urn: setting.site for urn, setting in facts.settings.items()}),
        dict(given_to(facts, {ref: board.postcode for ref, board in boards.items()})),
        Ways(read_roads(folder / named, facts.authority.peak_percent) if named else None),
    )


class Board(NamedTuple):
    """The point a child boards at, its postcode and, where it is a pick-up point, its name."""

    point: Point
    postcode: str
    pick_up: str = ""


def _boards(who: Child | Passenger, home: Point, stops: Mapping[str, tuple[Point, Home]], fleet: Fleet) -> Board:
    walks = {name: estimate(metres_between(home, point))[1] for name, (point, _) in stops.items()}
    name = min(walks, key=lambda stop: (walks[stop], stop), default=None)
    stays = who.wheelchair or who.assistant or who.solo or (isinstance(who, Child) and who.cannot_walk)
    if stays or name is None or walks[name] > fleet.pickup_metres:
        return Board(home, who.home.postcode)
    point, stop = stops[name]
    return Board(point, stop.postcode, name)
