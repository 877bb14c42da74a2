"""Ways between any two places where children board, searched again: by road where both are near one, else estimated."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from sufficiency.verify.map_files import Point
from sufficiency.verify.roads import JOINING_MPH, Joined, Leg, Roads, drive_time, fastest_to, join, turned_round
from sufficiency.verify.straight import estimate, metres_between

MILLISECONDS_A_TENTH = 6_000


@dataclass(slots=True)
class Ways:
    """Tenths of a minute and metres from place to place; where a place joins the roads is looked up once.

    So is each way from one stop to the next: the same routes are looked at for every child that might join them.
    """

    roads: Roads | None
    _between: dict[tuple[Point, Point], Leg | None] = field(default_factory=dict)
    _joined: dict[Point, Joined | None] = field(default_factory=dict)
    _back: Roads | None = None

    def between(self, start: Point, end: Point) -> Leg | None:
        """From one place to another; None where there is no way."""
        if (start, end) not in self._between:
            self._between[start, end] = self.to(end, (start,)).get(start)
        return self._between[start, end]

    def to(self, end: Point, starts: Collection[Point]) -> dict[Point, Leg]:
        """From each start that has a way there."""
        return self._found(end, starts, self.roads)

    def out_of(self, start: Point, ends: Collection[Point]) -> dict[Point, Leg]:
        """To each end that has a way there."""
        if self._back is None and self.roads is not None:
            self._back = turned_round(self.roads)
        return self._found(start, ends, self._back)

    def _found(self, here: Point, others: Collection[Point], roads: Roads | None) -> dict[Point, Leg]:
        at = self._join(here)
        near = {other: joined for other in others if (joined := self._join(other)) is not None}
        far = {other.node for other in near.values() if at is not None and other.node != at.node}
        legs = fastest_to(roads, at.node, far) if roads is not None and at is not None else {}
        found = {other: _way(here, other, at, near.get(other), legs) for other in others}
        return {other: way for other, way in found.items() if way is not None}

    def _join(self, point: Point) -> Joined | None:
        if point not in self._joined:
            self._joined[point] = join(self.roads, point) if self.roads is not None else None
        return self._joined[point]


def _way(here: Point, other: Point, at: Joined | None, there: Joined | None, legs: Mapping[int, Leg]) -> Leg | None:
    straight = metres_between(here, other)
    if at is None or there is None:
        return _in_tenths(estimate(straight))
    if at.node == there.node:
        return _in_tenths((drive_time(straight, JOINING_MPH), straight))
    if there.node not in legs:
        return None
    time, metres = legs[there.node]
    return _in_tenths((at.time + time + there.time, at.metres + metres + there.metres))


def _in_tenths(leg: Leg) -> Leg:
    return (leg[0] + MILLISECONDS_A_TENTH // 2) // MILLISECONDS_A_TENTH, leg[1]
