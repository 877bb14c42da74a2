"""What one child adds to today's routes to a setting: at a stated place on them, and at the cheapest of all."""

from collections.abc import Sequence
from dataclasses import dataclass

from sufficiency.verify import cells
from sufficiency.verify.boarding import Transport
from sufficiency.verify.driven import Driven, to_be_had, ways_along
from sufficiency.verify.fleet import Kind
from sufficiency.verify.raw_files import Row
from sufficiency.verify.riding import Rider, Table, ridden


@dataclass(frozen=True, slots=True)
class Joining:
    """One child and today's routes to one setting."""

    rider: Rider
    routes: Sequence[Driven]
    raw: Transport

    def adds_what_it_says(self, row: Row) -> bool:
        """Whether the child joins the stated route, at the stated place and in the stated vehicle, for that price."""
        names = [route.name for route in self.routes]
        joins, kind = cells.text(row, "joins"), self.raw.fleet.kinds.get(cells.text(row, "vehicle"))
        if kind is None or (joins and joins not in names):
            return False
        route, position = (names.index(joins) if joins else len(names)), cells.whole(row, "position")
        added = self.added(route, position, kind, self._ways_about(route, position))
        return added is not None and year_of(row) == self._year(added)

    def is_cheapest(self, row: Row) -> bool:
        """Whether no other place on the routes costs less than is stated."""
        least = self.cheapest()
        return least is not None and year_of(row) == self._year(least)

    def added(self, route: int, position: int, kind: Kind, ways: Table) -> int | None:
        """Pence a day that joining there adds, by a vehicle of that kind; None where it may not be.

        ``route`` counts from 0; the number of routes is a vehicle of its own.
        """
        stands = self.routes[route] if route < len(self.routes) else None
        others = [one for one in self.routes if one is not stands]
        before = stands.known if stands else ()
        if not to_be_had(kind, others) or not 0 <= position <= len(before):
            return None
        after = ridden((*before[:position], self.rider, *before[position:]), kind, ways, self.raw.fleet)
        if after is None:
            return None
        return after.day - (cells.exact_pence(stands.rows[0], "day_cost") if stands else 0)

    def cheapest(self) -> int | None:
        """The least added over every route, position and kind; None where nobody can bring the child."""
        stops = {one.at for route in self.routes for one in route.known}
        ways = {(start, self.rider.at): leg for start, leg in self.raw.ways.to(self.rider.at, stops).items()}
        ways |= {(self.rider.at, end): leg for end, leg in self.raw.ways.out_of(self.rider.at, stops).items()}
        for route in self.routes:
            ways |= ways_along(route.known, self.raw)
        places = [(at, p) for at, route in enumerate(self.routes) for p in range(len(route.rows) + 1)]
        tried = (
            self.added(at, position, kind, ways)
            for at, position in (*places, (len(self.routes), 0))
            for kind in self.raw.fleet.kinds.values()
        )
        return min((added for added in tried if added is not None), default=None)

    def _ways_about(self, route: int, position: int) -> Table:
        """The ways of one route with the child in it at that position."""
        before = self.routes[route].known if route < len(self.routes) else ()
        return ways_along((*before[:position], self.rider, *before[position:]), self.raw)

    def _year(self, day: int) -> int:
        return self.raw.fleet.days * max(0, day)


def year_of(row: Row) -> int:
    """Pence a year as stated."""
    return cells.exact_pence(row, "year_cost")
