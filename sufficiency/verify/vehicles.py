"""Transport in the run, recounted: today's routes as they are driven, and what each child recommended adds to them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby, pairwise
from pathlib import Path

from sufficiency.verify import cells
from sufficiency.verify.boarding import Transport, read_transport
from sufficiency.verify.facts import Round
from sufficiency.verify.fleet import Kind
from sufficiency.verify.journeys import Pair
from sufficiency.verify.raw_files import Row, rows_of
from sufficiency.verify.riding import Ridden, Rider, Table, ridden

ARRANGEMENTS, ROUTES, NOT_SERVED = "arrangements.csv", "todays-routes.csv", "not-served-today.csv"
SEARCHED = 60
"""Children recommended, picked by the digest of their references, for whom every place on every route is tried."""


@dataclass(frozen=True, slots=True)
class Driven:
    """One of today's routes as the run states it; riders are None where the raw files do not know them."""

    name: str
    urn: int
    kind: Kind | None
    riders: tuple[Rider | None, ...]
    rows: tuple[Row, ...]

    @property
    def known(self) -> tuple[Rider, ...]:
        """The riders, in order."""
        return tuple(rider for rider in self.riders if rider is not None)


@dataclass(frozen=True, slots=True)
class Vehicles:
    """Transport as the run tells it, over the raw facts of it."""

    raw: Transport
    routes: tuple[Driven, ...]
    arrangements: Mapping[Pair, Row]
    not_served: tuple[tuple[str, int], ...]

    def routes_to(self, urn: int) -> list[Driven]:
        """Today's routes to one setting, in order of their numbers."""
        return [route for route in self.routes if route.urn == urn]


def gather_vehicles(run_folder: Path, inputs: Path, facts: Round) -> Vehicles | None:
    """Read what the run says of transport, None where it carries none. Raises Unreadable."""
    if not (run_folder / ARRANGEMENTS).is_file():
        return None
    raw = read_transport(inputs, facts)
    rows = {(cells.text(row, "child_ref"), cells.whole(row, "urn")): row for row in rows_of(run_folder / ARRANGEMENTS)}
    routes = groupby(rows_of(run_folder / ROUTES), key=lambda row: cells.text(row, "route"))
    missing = tuple((cells.text(r, "child_ref"), cells.whole(r, "urn")) for r in rows_of(run_folder / NOT_SERVED))
    return Vehicles(raw, tuple(_driven(raw, name, list(stops)) for name, stops in routes), rows, missing)


def _driven(raw: Transport, name: str, rows: list[Row]) -> Driven:
    urn = cells.whole(rows[0], "urn")
    passengers = (raw.passengers.get(cells.text(row, "child_ref")) for row in rows)
    riders = tuple(None if one is None or one.urn != urn else raw.rider(one, urn) for one in passengers)
    return Driven(name, urn, raw.fleet.kinds.get(cells.text(rows[0], "vehicle")), riders, tuple(rows))


# today's routes -------------------------------------------------------------------------------------------------------


def broken_routes(vehicles: Vehicles) -> Iterator[str]:
    """Everyone who travels today on one route or named as not served; every route as it would be driven."""
    listed = Counter(cells.text(row, "child_ref") for route in vehicles.routes for row in route.rows)
    listed.update(ref for ref, _ in vehicles.not_served)
    for ref in sorted(vehicles.raw.passengers.keys() & vehicles.raw.boards.keys() | listed.keys()):
        if listed[ref] != 1 or ref not in vehicles.raw.passengers:
            yield f"{ref} is on {listed[ref]} of today's routes"
    for urn in sorted({route.urn for route in vehicles.routes}):
        used = Counter(route.kind.code for route in vehicles.routes_to(urn) if route.kind)
        numbers = {code: kind.number for code, kind in vehicles.raw.fleet.kinds.items()}
        yield from (f"{urn} has too many of {code}" for code in used if used[code] > _or_more(numbers[code]))
    for route in vehicles.routes:
        if not _as_driven(route, vehicles.raw):
            yield f"route {route.name}"


def _or_more(number: int | None) -> int:
    return 10**9 if number is None else number


def _as_driven(route: Driven, raw: Transport) -> bool:
    if route.kind is None or None in route.riders:
        return False
    found = ridden(route.known, route.kind, _table(route.known, raw), raw.fleet)
    return found is not None and all(_row_agrees(row, order, found) for order, row in enumerate(route.rows))


def _row_agrees(row: Row, order: int, found: Ridden) -> bool:
    stated = (
        cells.whole(row, "order"), cells.exact_tenths(row, "minutes_aboard"), cells.whole(row, "metres"),
        cells.exact_tenths(row, "minutes"), cells.exact_pence(row, "day_cost"),
    )  # fmt: skip
    return stated == (order + 1, found.aboard[order], found.metres, found.aboard[0], found.day)


def _table(route: Sequence[Rider], raw: Transport) -> Table:
    """The ways from each stop to the one after it."""
    pairs = [(one.at, after.at) for one, after in pairwise(route)]
    legs = {(start, end): raw.ways.to(end, (start,)).get(start) for start, end in dict.fromkeys(pairs)}
    return {pair: leg for pair, leg in legs.items() if leg is not None}


# arrangements ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Joining:
    """One child and today's routes to one setting."""

    rider: Rider
    routes: tuple[Driven, ...]
    raw: Transport

    def added(self, route: int, position: int, kind: Kind, ways: Table) -> int | None:
        """Pence a day that joining there adds, by a vehicle of that kind; None where it may not be.

        ``route`` counts from 0; the number of routes is a vehicle of its own.
        """
        stands = self.routes[route] if route < len(self.routes) else None
        if not self._to_be_had(kind, stands):
            return None
        before = stands.known if stands else ()
        after = ridden((*before[:position], self.rider, *before[position:]), kind, ways, self.raw.fleet)
        if after is None:
            return None
        return after.day - (cells.exact_pence(stands.rows[0], "day_cost") if stands else 0)

    def ways_about(self, route: int, position: int) -> Table:
        """The ways of one route with the child in it at that position."""
        before = self.routes[route].known if route < len(self.routes) else ()
        return _table((*before[:position], self.rider, *before[position:]), self.raw)

    def cheapest(self) -> int | None:
        """The least added over every route, position and kind; None where nobody can bring the child."""
        stops = {one.at for route in self.routes for one in route.known}
        ways = {(start, self.rider.at): leg for start, leg in self.raw.ways.to(self.rider.at, stops).items()}
        ways |= {(self.rider.at, end): leg for end, leg in self.raw.ways.out_of(self.rider.at, stops).items()}
        for route in self.routes:
            ways |= _table(route.known, self.raw)
        places = [(at, p) for at, route in enumerate(self.routes) for p in range(len(route.rows) + 1)]
        tried = (
            self.added(at, position, kind, ways)
            for at, position in (*places, (len(self.routes), 0))
            for kind in self.raw.fleet.kinds.values()
        )
        return min((added for added in tried if added is not None), default=None)

    def _to_be_had(self, kind: Kind, stands: Driven | None) -> bool:
        used = sum(route.kind == kind for route in self.routes) - (stands is not None and stands.kind == kind)
        return used < _or_more(kind.number)


def broken_arrangements(vehicles: Vehicles, recommended: Sequence[tuple[str, int]]) -> Iterator[str]:
    """Children recommended whose stated place on a route does not add what is stated, or is not the cheapest."""
    tried = set(sorted(recommended, key=lambda pair: sha256(pair[0].encode()).digest())[:SEARCHED])
    for ref, urn in recommended:
        row = vehicles.arrangements.get((ref, urn))
        rider = vehicles.raw.rider(vehicles.raw.facts.children[ref], urn)
        if row is None or cells.text(row, "entitled") == "no":
            continue
        joining = Joining(rider, tuple(vehicles.routes_to(urn)), vehicles.raw) if rider else None
        if joining is None or not _adds_what_it_says(joining, row):
            yield f"{ref} at {urn}"
        elif (ref, urn) in tried and not _is_cheapest(joining, row):
            yield f"{ref} at {urn}: there is a cheaper place"


def year_of(row: Row) -> int:
    """Pence a year as stated."""
    return cells.exact_pence(row, "year_cost")


def _adds_what_it_says(joining: Joining, row: Row) -> bool:
    names = [route.name for route in joining.routes]
    joins, kind = cells.text(row, "joins"), joining.raw.fleet.kinds.get(cells.text(row, "vehicle"))
    if kind is None or (joins and joins not in names):
        return False
    route, position = (names.index(joins) if joins else len(names)), cells.whole(row, "position")
    added = joining.added(route, position, kind, joining.ways_about(route, position))
    return added is not None and year_of(row) == joining.raw.fleet.days * max(0, added)


def _is_cheapest(joining: Joining, row: Row) -> bool:
    least = joining.cheapest()
    return least is not None and year_of(row) == joining.raw.fleet.days * max(0, least)
