"""A travel folder read back: its figures, its routes as a table and drawn. For the transport team alone."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np

from geodata.projection import to_grid
from sufficiency.errors import UsageError
from sufficiency.reports.page.sheet import Point
from sufficiency.reports.page.summary import Outcome
from sufficiency.reports.page.tables import PageTable, table
from sufficiency.reports.transport.drawn import STRAIGHT
from sufficiency.reports.transport.route_map import Drawn, RouteMap, route_map
from sufficiency.reports.transport.terminal import NOT_KNOWN, tonnes
from sufficiency.reports.words import children, count, pounds

SUMMARY, ROUTES = "summary.json", "routes.geojson"
Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class StoredTravel:
    """A plan of transport as its folder tells it; ``map`` is None where no route is drawn."""

    authority: str
    academic_year: str
    depth: str
    figures: tuple[Outcome, ...]
    map: RouteMap | None
    routes: PageTable


@dataclass(frozen=True, slots=True)
class _Route:
    """One route: its facts by name, where it runs in metres, and who boards, in order."""

    facts: Facts
    line: tuple[Point, ...]
    stops: tuple[Facts, ...]


def is_travel(folder: Path) -> bool:
    """Whether a folder is one that transport was written into."""
    return (folder / SUMMARY).is_file() and (folder / ROUTES).is_file()


def read_travel(folder: Path) -> StoredTravel:
    """The plan in a travel folder. Raises UsageError where it is none, or cannot be read."""
    try:
        summary = json.loads((folder / SUMMARY).read_text(encoding="utf-8"))
        routes = list(_routes(json.loads((folder / ROUTES).read_text(encoding="utf-8"))["features"]))
        depth = f"{summary['depth'].capitalize()}: {summary['depth_says']}."
        about = (summary["authority"], summary["academic_year"], depth)
        return StoredTravel(*about, tuple(_figures(summary["total"])), _map(routes), _table(routes))
    except (OSError, ArithmeticError, LookupError, TypeError, ValueError) as error:
        raise UsageError(f"{folder.name} cannot be read as a plan of transport. Make its routes again.") from error


def _figures(total: Facts) -> Iterator[Outcome]:
    """The headline figures; those of vehicles only where routes were made."""
    yield Outcome("Children who need a vehicle", f"{total['travellers']:,}", f"{total['not_served']:,} not served")
    yield Outcome("Price a year", _money(total["price_year"]), f"{_money(total['price_day'])} a day")
    if total["minutes_median"] is not None:
        longest = f"median aboard, one way; the longest {total['minutes_longest']}"
        yield Outcome("Time aboard", f"{total['minutes_median']} min", longest)
        yield Outcome("Over their own guideline", f"{total['over_guideline']:,}", "children")
    if total["vehicles"] is not None:
        yield Outcome("Vehicles", f"{total['vehicles']:,}", f"{total['vehicle_days']:,} vehicle-days a year")
        yield Outcome("Carbon", f"{tonnes(total['co2e_kg_year'])} t", "CO2e a year, empty legs included")


def _money(amount: str | None) -> str:
    return NOT_KNOWN if amount is None else pounds(int(Decimal(amount).scaleb(2)))


def _routes(features: Sequence[Facts]) -> Iterator[_Route]:
    stops: dict[tuple[int, str], list[Facts]] = {}
    for one in features:
        facts = one["properties"]
        if facts["layer"] == "stops":
            stops.setdefault((facts["urn"], facts["route"]), []).append(facts)
    for one in features:
        facts = one["properties"]
        if facts["layer"] == "routes":
            yield _Route(facts, _line(one["geometry"]), tuple(stops.get((facts["urn"], facts["route"]), ())))


def _line(geometry: Facts | None) -> tuple[Point, ...]:
    """Whole metres of the British National Grid; nothing where the way is not known."""
    if geometry is None:
        return ()
    easting, northing = to_grid(*np.array(geometry["coordinates"], dtype=float).T)
    return tuple(zip(easting.round().astype(int).tolist(), northing.round().astype(int).tolist(), strict=True))


def _map(routes: Sequence[_Route]) -> RouteMap | None:
    """The routes to every setting, one style a setting."""
    drawn = []
    for setting, some in groupby(routes, key=lambda route: str(route.facts["setting"])):
        its = list(some)
        lines = tuple(route.line for route in its if route.line)
        says = f"{count(len(its), 'route')}, {children(sum(route.facts['children'] for route in its))}"
        drawn.append(Drawn(setting, says, lines, lines[0][-1] if lines else None))
    says = f"{count(len(routes), 'route')} to {count(len(drawn), 'setting')}, each setting at its number. {STRAIGHT}"
    return route_map("routes-map", "Routes to each setting", says, drawn) if drawn else None


def _table(routes: Sequence[_Route]) -> PageTable:
    heads = ("Setting", "Route", "Vehicle", "Assistant", "#Children", "#Minutes", "#km", "#A day",
             "Picked up in this order")  # fmt: skip
    return table("routes", "Routes, by setting", heads, (tuple(_row(route)) for route in routes), stacked=True)


def _row(route: _Route) -> Iterator[str]:
    facts = route.facts
    yield from (facts["setting"], facts["route"], facts["vehicle"], facts["assistant"], f"{facts['children']:,}")
    yield from (f"{facts['minutes']:.1f}", f"{facts['metres'] / 1000:.1f}", pounds(round(100 * facts["price_day"])))
    yield ", ".join(stop["child_ref"] + (f" at {stop['pick_up']}" if stop["pick_up"] else "") for stop in route.stops)
