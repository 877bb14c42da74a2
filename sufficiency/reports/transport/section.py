"""The part of a run's report about travel: today's routes, and what the places recommended would add.

No home is told: stops are drawn in the middle of squares of the ground, and longest journeys are by reference.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from sufficiency.domain.places import Place
from sufficiency.domain.run import Run
from sufficiency.domain.transport import Aboard, Arrangement, RoundTransport, VehicleRoute
from sufficiency.reports.page.sheet import frame
from sufficiency.reports.page.tables import PageTable, table
from sufficiency.reports.transport.arrangement import mode_in_words
from sufficiency.reports.transport.figures import NOT_ENTITLED
from sufficiency.reports.transport.route_map import Drawn, RouteMap, on_the_ground, point_of, route_map
from sufficiency.reports.words import PlaceNames, children, count, decimal, pounds

LONGEST = 10
BY_ITSELF = (
    "Each child is added to today's routes alone. Two who would share a new vehicle come to less than their sum."
)

NOBODY_TRAVELS = "Nobody is on record as travelling today, so there are no routes to draw."
STOPS_NOT_KEPT = "Where today's routes stop is not kept in a run folder, so they are not drawn."


@dataclass(frozen=True, slots=True)
class TravelSection:
    """What the template shows; ``map`` is None where no stop is known, and ``without_map`` says why."""

    says: str
    map: RouteMap | None
    without_map: str
    missing: PageTable
    modes: PageTable
    settings: PageTable
    longest: PageTable


def travel_section(run: Run, transport: RoundTransport) -> TravelSection:
    """The section on travel of one run's report."""
    names = PlaceNames(run)
    placed = _of_places_recommended(run, transport)
    return TravelSection(
        says=_says(transport.today, placed),
        map=_todays_map(run, transport.today, names),
        without_map=STOPS_NOT_KEPT if transport.today else NOBODY_TRAVELS,
        missing=_missing_table(transport, names),
        modes=_modes_table(placed, len(run.not_arranged)),
        settings=_settings_table(placed, names),
        longest=_longest_table(transport.today, names),
    )


def _of_places_recommended(run: Run, transport: RoundTransport) -> tuple[Arrangement, ...]:
    """The arrangement of every child for the place recommended; those already settled are left out."""
    by_pair = {(its.ref, its.urn): its for its in transport.arrangements}
    pairs = ((r.child_ref, r.group.urn) for r in run.recommendations if not r.fixed)
    return tuple(by_pair[pair] for pair in pairs if pair in by_pair)


def _says(today: Sequence[VehicleRoute], placed: Sequence[Arrangement]) -> str:
    aboard = sum(len(route.aboard) for route in today)
    added = pounds(sum(its.year for its in placed))
    now = f"Today {count(len(today), 'vehicle brings', 'vehicles bring')} {children(aboard)}. " if today else ""
    return f"{now}The places recommended would add {added} a year. {BY_ITSELF}"


def _todays_map(run: Run, today: Sequence[VehicleRoute], names: PlaceNames) -> RouteMap | None:
    sites = {site.urn: Place("", site.easting, site.northing) for site in run.sites}
    stops = [point for route in today for point in on_the_ground(route, Place())]
    if not stops:
        return None
    side = frame(stops, []).squares
    drawn = [
        _to_setting(names.setting(urn), list(routes), sites.get(urn, Place()), side)
        for urn, routes in groupby(today, key=lambda route: route.urn)
    ]
    says = (
        f"{count(len(today), 'route')} of today to {count(len(drawn), 'setting')}, each setting at its number. "
        "Straight lines between stops, not roads. "
        f"A stop is drawn in the middle of its square of {side // 1000} km: no home is."
    )
    return route_map("today-map", "Today's routes", says, drawn, outlines=run.outlines)


def _to_setting(name: str, routes: Sequence[VehicleRoute], to: Place, side: int) -> Drawn:
    """The setting stands where it is; only the stops are moved."""
    end = point_of(to)
    lines = tuple((*on_the_ground(route, Place(), side), *([] if end is None else [end])) for route in routes)
    aboard = sum(len(route.aboard) for route in routes)
    return Drawn(name, f"{count(len(routes), 'route')}, {children(aboard)}", lines, end)


def _missing_table(transport: RoundTransport, names: PlaceNames) -> PageTable:
    heads = ("Child", "Setting", "Why, and what to do")
    rows = ((n.ref, names.setting(n.urn), f"{n.why[:1].upper()}{n.why[1:]}.") for n in transport.not_served)
    return table(
        "travel-missing-table", "Children who travel today and whom no vehicle brings", heads, rows, stacked=True
    )


def _modes_table(placed: Sequence[Arrangement], not_arranged: int) -> PageTable:
    totals: dict[str, list[int]] = defaultdict(list)
    for its in placed:
        totals[NOT_ENTITLED if its.entitled == "no" else mode_in_words(its.mode)].append(its.year)
    rows = [(name.capitalize(), len(years), pounds(sum(years))) for name, years in sorted(totals.items())]
    if not_arranged:
        rows.append(("No vehicle brings them; the price is by mileage", not_arranged, "–"))
    heads = ("How", "#Children", "#Added a year")
    return table("travel-modes-table", "Places recommended, by how the child would travel", heads, rows)


def _settings_table(placed: Sequence[Arrangement], names: PlaceNames) -> PageTable:
    by_urn: dict[int, list[Arrangement]] = defaultdict(list)
    for its in placed:
        by_urn[its.urn].append(its)
    heads = ("Setting", "#Children", "#Entitled", "#Added a year")
    rows = (
        (names.setting(urn), len(those), sum(its.entitled == "yes" for its in those), pounds(_year(those)))
        for urn, those in sorted(by_urn.items(), key=lambda pair: (-_year(pair[1]), pair[0]))
    )
    return table("travel-settings-table", "What transport of the places recommended would add, by setting", heads, rows)


def _year(those: Sequence[Arrangement]) -> int:
    return sum(its.year for its in those)


def _longest_table(today: Sequence[VehicleRoute], names: PlaceNames) -> PageTable:
    every = sorted(_seats(today), key=lambda pair: (-pair[1].tenths, pair[1].ref))
    heads = ("Child", "Setting", "Route", "#Minutes", "#Driven straight there")
    rows = (
        (seat.ref, names.setting(route.urn), route.name, decimal(seat.tenths, 1), decimal(seat.direct, 1))
        for route, seat in every[:LONGEST]
    )
    return table("travel-longest-table", "The longest journeys of today's routes", heads, rows, stacked=True)


def _seats(today: Sequence[VehicleRoute]) -> Iterator[tuple[VehicleRoute, Aboard]]:
    return ((route, seat) for route in today for seat in route.aboard)
