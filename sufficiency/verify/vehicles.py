"""Transport as a run tells it, over the raw facts of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from sufficiency.verify import cells
from sufficiency.verify.boarding import Transport, read_transport
from sufficiency.verify.driven import Driven, Travelling, broken_driving, driven_routes
from sufficiency.verify.facts import Round
from sufficiency.verify.fleet import Passenger
from sufficiency.verify.grounds import due
from sufficiency.verify.joining import Joining, year_of
from sufficiency.verify.journeys import Journey, Pair, by_origin
from sufficiency.verify.on_foot import on_foot
from sufficiency.verify.raw_files import Row, rows_of

ARRANGEMENTS, ROUTES, NOT_SERVED = "arrangements.csv", "todays-routes.csv", "not-served-today.csv"
SEARCHED = 60
"""Children recommended, picked by the digest of their references, for whom every place on every route is tried."""
WALKED = 20
"""Journeys, picked in the same way, that are walked again."""


@dataclass(frozen=True, slots=True)
class Vehicles:
    """What the run says of transport. ``arrangements`` are rows by child reference and URN."""

    raw: Transport
    routes: tuple[Driven, ...]
    arrangements: Mapping[Pair, Row]
    not_served: tuple[Row, ...]

    def routes_to(self, urn: int) -> list[Driven]:
        """Today's routes to one setting, in order of their numbers."""
        return [route for route in self.routes if route.urn == urn]


def gather_vehicles(run_folder: Path, inputs: Path, facts: Round) -> Vehicles | None:
    """Read what the run says of transport, None where it carries none. Raises Unreadable."""
    if not (run_folder / ARRANGEMENTS).is_file():
        return None
    raw = read_transport(inputs, facts)
    rows = {(cells.text(row, "child_ref"), cells.whole(row, "urn")): row for row in rows_of(run_folder / ARRANGEMENTS)}
    routes = driven_routes(raw, today(raw.passengers), rows_of(run_folder / ROUTES))
    return Vehicles(raw, routes, rows, tuple(rows_of(run_folder / NOT_SERVED)))


def today(passengers: Mapping[str, Passenger]) -> Travelling:
    """Everyone who travels today."""
    return {ref: (one, one.urn) for ref, one in passengers.items()}


def broken_routes(vehicles: Vehicles) -> Iterator[str]:
    """Today's routes that are not as they would be driven, and passengers left out or listed twice."""
    travelling = today(vehicles.raw.passengers)
    return broken_driving(vehicles.raw, travelling, vehicles.routes, vehicles.not_served)


def broken_arrangements(vehicles: Vehicles, recommended: Sequence[Pair]) -> Iterator[str]:
    """Children recommended whose stated place on a route does not add what is stated, or is not the cheapest."""
    tried = set(_picked(recommended, SEARCHED))
    for ref, urn in recommended:
        row, joining = vehicles.arrangements.get((ref, urn)), _joining(vehicles, ref, urn)
        if row is None:
            if (ref, urn) in tried and joining is not None and joining.cheapest() is not None:
                yield f"{ref} at {urn} is not arranged, and a vehicle could be had"
        elif cells.text(row, "entitled") == "no":
            if (cells.text(row, "vehicle"), cells.text(row, "joins"), year_of(row)) != ("", "", 0):
                yield f"{ref} at {urn} is not entitled, and a vehicle is arranged"
        elif joining is None or not joining.adds_what_it_says(row):
            yield f"{ref} at {urn}"
        elif (ref, urn) in tried and not joining.is_cheapest(row):
            yield f"{ref} at {urn}: there is a cheaper place"


def _joining(vehicles: Vehicles, ref: str, urn: int) -> Joining | None:
    rider = vehicles.raw.rider(vehicles.raw.facts.children[ref], urn)
    return None if rider is None else Joining(rider, vehicles.routes_to(urn), vehicles.raw)


def broken_grounds(vehicles: Vehicles, journeys: Mapping[Pair, Journey]) -> Iterator[str]:
    """Arrangements whose journey from home, or whose grounds of free travel, are not what the raw files come to."""
    facts = vehicles.raw.facts
    unsafe = dict(by_origin(facts.unsafe, {ref: child.home.postcode for ref, child in facts.children.items()}))
    for pair, row in vehicles.arrangements.items():
        child, journey = facts.children.get(pair[0]), journeys.get(pair)
        if child is None or journey is None:
            yield f"{pair[0]} to {pair[1]} has no journey"
            continue
        if (cells.exact_tenths(row, "minutes"), cells.whole(row, "metres")) != (journey.tenths, journey.metres):
            yield f"{pair[0]} to {pair[1]}: the journey from home"
        walk = cells.whole_or_none(row, "walking_metres")
        far = journey.metres if walk is None else walk
        found = due(child, far, unsafe=unsafe.get(pair, False), by_parents=pair in facts.by_parents)
        if (cells.text(row, "entitled"), cells.references(row, "gateways")) != found:
            yield f"{pair[0]} to {pair[1]}: the grounds of free travel"


def broken_walks(vehicles: Vehicles) -> Iterator[str]:
    """Of the journeys picked, those whose metres on foot are not what a search along the ways comes to."""
    pairs = _picked(vehicles.arrangements, WALKED)
    found = on_foot(vehicles.raw.facts, pairs)
    for pair in pairs:
        if cells.whole_or_none(vehicles.arrangements[pair], "walking_metres") != found.get(pair):
            yield f"{pair[0]} to {pair[1]}: metres on foot"


def _picked(pairs: Mapping[Pair, Row] | Sequence[Pair], number: int) -> list[Pair]:
    """So many of them, by the digest of their references: no row picks itself."""
    return sorted(pairs, key=lambda pair: (sha256(pair[0].encode()).digest(), pair[1]))[:number]
