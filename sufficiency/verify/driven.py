"""Routes as files state them, driven again: who rides, in which vehicle, how long and at what price."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from sufficiency.verify import cells
from sufficiency.verify.boarding import Transport
from sufficiency.verify.facts import Child
from sufficiency.verify.fleet import Kind, Passenger
from sufficiency.verify.raw_files import Row
from sufficiency.verify.riding import Ridden, Rider, Table, ridden

Travelling = Mapping[str, tuple[Child | Passenger, int]]
"""Everyone who should travel, by reference, and the URN of where to."""


@dataclass(frozen=True, slots=True)
class Driven:
    """One route as a file states it; riders are None where nobody of that reference should travel there."""

    name: str
    urn: int
    kind: Kind | None
    riders: tuple[Rider | None, ...]
    rows: tuple[Row, ...]

    @property
    def known(self) -> tuple[Rider, ...]:
        """The riders, in order."""
        return tuple(rider for rider in self.riders if rider is not None)


def driven_routes(raw: Transport, travelling: Travelling, rows: Sequence[Row]) -> tuple[Driven, ...]:
    """The routes of a file with one row for each child aboard."""
    by_name = groupby(rows, key=lambda row: cells.text(row, "route"))
    return tuple(_driven(raw, travelling, name, tuple(stops)) for name, stops in by_name)


def _driven(raw: Transport, travelling: Travelling, name: str, rows: tuple[Row, ...]) -> Driven:
    urn = cells.whole(rows[0], "urn")
    people = (travelling.get(cells.text(row, "child_ref"), (None, 0)) for row in rows)
    riders = tuple(raw.rider(one, urn) if one is not None and to == urn else None for one, to in people)
    return Driven(name, urn, raw.fleet.kinds.get(cells.text(rows[0], "vehicle")), riders, rows)


def ways_along(route: Sequence[Rider], raw: Transport) -> Table:
    """The ways from each stop to the one after it."""
    pairs = [(one.at, after.at) for one, after in pairwise(route)]
    legs = {(start, end): raw.ways.between(start, end) for start, end in dict.fromkeys(pairs)}
    return {pair: leg for pair, leg in legs.items() if leg is not None}


def to_be_had(kind: Kind, routes: Sequence[Driven]) -> bool:
    """Whether there is one more of a kind beside those on the routes to one setting."""
    return kind.number is None or sum(route.kind == kind for route in routes) < kind.number


def broken_driving(
    raw: Transport, travelling: Travelling, routes: Sequence[Driven], not_served: Sequence[Row]
) -> Iterator[str]:
    """Everyone on one route or named as not served, with cause; every route as it would be driven."""
    missing = [(cells.text(row, "child_ref"), cells.whole(row, "urn")) for row in not_served]
    listed = Counter(cells.text(row, "child_ref") for route in routes for row in route.rows)
    listed.update(ref for ref, _ in missing)
    for ref in sorted(travelling.keys() | listed.keys()):
        if listed[ref] != 1 or ref not in travelling:
            yield f"{ref} is on {listed[ref]} routes or lists of those not served"
    for ref, urn in missing:
        if ref in travelling and travelling[ref][1] == urn and _could_ride(raw, travelling[ref], routes):
            yield f"{ref} is not served, and a vehicle could be had"
    yield from _too_many(routes)
    yield from (f"route {route.name}" for route in routes if not _as_driven(route, raw))
    if any(urn != travelling[ref][1] for ref, urn in missing if ref in travelling):
        yield "somebody is not served on the way to another setting"


def _could_ride(raw: Transport, who: tuple[Child | Passenger, int], routes: Sequence[Driven]) -> bool:
    """Whether a vehicle of its own could be had that brings the child."""
    rider = raw.rider(*who)
    to_there = [route for route in routes if route.urn == who[1]]
    had = [kind for kind in raw.fleet.kinds.values() if to_be_had(kind, to_there)]
    return rider is not None and any(ridden((rider,), kind, {}, raw.fleet) for kind in had)


def _too_many(routes: Sequence[Driven]) -> Iterator[str]:
    used = Counter((route.urn, route.kind) for route in routes if route.kind is not None)
    for (urn, kind), number in used.items():
        if kind.number is not None and number > kind.number:
            yield f"{urn} has too many of {kind.code}"


def _as_driven(route: Driven, raw: Transport) -> bool:
    if route.kind is None or None in route.riders:
        return False
    found = ridden(route.known, route.kind, ways_along(route.known, raw), raw.fleet)
    return found is not None and all(_row_agrees(route, order, found) for order in range(len(route.rows)))


def _row_agrees(route: Driven, order: int, found: Ridden) -> bool:
    row, rider = route.rows[order], route.known[order]
    attended = any(one.assistant for one in route.known)
    if "easting" in row and (cells.whole(row, "easting"), cells.whole(row, "northing")) != rider.at:
        return False
    whole = (route.urn, cells.text(route.rows[0], "vehicle"), "yes" if attended else "no", order + 1)
    times = (found.aboard[0], found.aboard[order], rider.direct[0])
    return (whole, times, found.metres, found.day, rider.pick_up) == (
        (cells.whole(row, "urn"), cells.text(row, "vehicle"), cells.text(row, "assistant"), cells.whole(row, "order")),
        tuple(cells.exact_tenths(row, name) for name in ("minutes", "minutes_aboard", "direct_minutes")),
        cells.whole(row, "metres"), cells.exact_pence(row, "day_cost"), cells.text(row, "pick_up"),
    )  # fmt: skip
