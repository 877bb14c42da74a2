"""The tables of a travel folder. Each states its columns once, beside how its rows are written.

``routes`` and ``route-planning`` say where single children board; these, ``not-served`` and ``opportunities`` are for
the transport team.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import time

import numpy as np

from geodata.projection import to_wgs84
from sufficiency.domain.places import Place
from sufficiency.reports.csv_file import Cell
from sufficiency.reports.disclosure import Counts, mark, public_table
from sufficiency.reports.transport import offered
from sufficiency.reports.transport.figures import Figures, PlanFigures
from sufficiency.reports.transport.report import Destination, TransportReport
from sufficiency.reports.transport.rides import Ride, Riding
from sufficiency.reports.transport.rows import area_row, figures_row
from sufficiency.reports.words import decimal

DEGREES = 6
"""Decimals of latitude and longitude: a tenth of a metre."""


@dataclass(frozen=True, slots=True)
class PlanTable:
    """One CSV of the travel folder: what a row is, its columns and its rows.

    Some columns stand once for each kind of vehicle: ``header`` is given their codes.
    """

    file: str
    says: str
    header: Callable[[Sequence[str]], tuple[str, ...]]
    rows: Callable[[PlanFigures, TransportReport], Iterator[tuple[Cell, ...]]]


# routes ---------------------------------------------------------------------------------------------------------------

_ROUTES = ("route", "urn", "setting", "vehicle", "assistant", "order", "child_ref", "pick_up", "easting", "northing",
           "minutes_aboard", "direct_minutes", "minutes", "metres", "day_cost")  # fmt: skip


def _route_rows(_: PlanFigures, report: TransportReport) -> Iterator[tuple[Cell, ...]]:
    for setting in report.plan.settings:
        for route in setting.routes:
            facts = (route.name, route.urn, report.name(route.urn), route.vehicle, _yes(route.assistant))
            whole = (decimal(route.tenths, 1), route.metres, decimal(route.day, 2))
            for order, seat in enumerate(route.aboard, 1):
                way = (decimal(seat.tenths, 1), decimal(seat.direct, 1))
                yield (*facts, order, seat.ref, seat.pick_up, *_point(seat.at), *way, *whole)


# what route-planning systems take -------------------------------------------------------------------------------------

_PLANNING = ("passenger_ref", "pick_up_name", "pick_up_lat", "pick_up_lon", "destination_urn", "destination_name",
             "destination_lat", "destination_lon", "arrive_by", "earliest_pick_up", "max_minutes", "boarding_minutes",
             "seats", "wheelchair_spaces", "vehicle_requirement", "wheelchair", "assistant", "travels_alone",
             "apart_from", "planned_route", "planned_order", "planned_pick_up")  # fmt: skip


def _planning_rows(figures: PlanFigures, report: TransportReport) -> Iterator[tuple[Cell, ...]]:
    to = {destination.urn: destination for destination in report.destinations}
    for ride in figures.rides:
        t = ride.traveller
        destination = to.get(t.urn, Destination(t.urn, report.name(t.urn), Place()))
        where = (t.pick_up or "home", *_degrees(t.board), t.urn, destination.name, *_degrees(destination.at))
        needs = (int(not t.wheelchair), int(t.wheelchair), _vehicle(ride), _yes(t.wheelchair), _yes(t.assistant))
        together = (_yes(t.solo), " ".join(t.apart_from))
        yield (t.ref, *where, *_times(ride, report.arrive_by), *needs, *together, *_planned(ride, report.arrive_by))


def _vehicle(ride: Ride) -> str:
    return "wheelchair accessible" if ride.traveller.wheelchair else "any"


def _times(ride: Ride, arrive_by: time) -> tuple[Cell, ...]:
    """Arrival, earliest pick-up, and the limit between them; the way alone may be longer than the guideline."""
    clock = (arrive_by.isoformat(), before(arrive_by, ride.limit))
    return (*clock, decimal(ride.limit, 1), decimal(ride.boarding, 1))


def _planned(ride: Ride, arrive_by: time) -> tuple[Cell, ...]:
    if ride.route is None or ride.aboard is None:
        return "", "", ""
    return ride.route.name, ride.order, before(arrive_by, ride.aboard.tenths)


def before(at: time, tenths: int) -> str:
    """The time of day ``tenths`` of a minute earlier, exactly, as ``07:58:06``; never before midnight."""
    left = max(0, 600 * at.hour + 10 * at.minute + at.second // 6 - tenths)
    return f"{left // 600:02d}:{left % 600 // 10:02d}:{6 * (left % 10):02d}"


# settings, areas, not served ------------------------------------------------------------------------------------------

_SPLIT = "vehicles"


def _columns(codes: Sequence[str]) -> Iterator[str]:
    """The names of the figures; ``vehicles_CODE`` once for each kind."""
    for name in _FIGURES:
        yield name
        if name == _SPLIT:
            yield from (f"vehicles_{code}" for code in codes)


_FIGURES = ("travellers", *(mode.name.lower() for mode in Riding), "with_assistant", "must_travel_alone", "new",
            "minutes_median", "minutes_mean", "minutes_longest", "over_guideline", "over_guideline_unavoidable",
            "price_day", "price_year", "price_year_low", "price_year_high", "price_child_year", "vehicles",
            "vehicle_days", "loaded_km_year", "co2e_kg_year")  # fmt: skip
_OF_AREAS = tuple(n for n in _FIGURES if not n.startswith("vehicle") and n not in {"loaded_km_year", "co2e_kg_year"})


def _setting_rows(figures: PlanFigures, report: TransportReport) -> Iterator[tuple[Cell, ...]]:
    for urn, of in figures.settings:
        yield (urn, report.name(urn), *_cells(figures_row(of, report), tuple(_columns(_codes(report)))))


def _area_rows(figures: PlanFigures, report: TransportReport) -> Iterator[tuple[Cell, ...]]:
    for area, of in figures.areas:
        yield (area, *_cells(area_row(of, report), _OF_AREAS))


def _cells(row: dict[str, object], names: Sequence[str]) -> Iterator[Cell]:
    for name in names:
        value = row[name]
        yield value if isinstance(value, int) else str(value or "")


def _codes(report: TransportReport) -> tuple[str, ...]:
    return tuple(kind.code for kind in report.fleet.vehicles)


_NOT_SERVED = ("child_ref", "urn", "setting", "wheelchair", "assistant", "travels_alone", "max_minutes", "why")


def _not_served_rows(figures: PlanFigures, report: TransportReport) -> Iterator[tuple[Cell, ...]]:
    for ride in figures.rides:
        if ride.mode is Riding.NOT_SERVED:
            t = ride.traveller
            needs = (
                _yes(t.wheelchair),
                _yes(t.assistant),
                _yes(t.solo),
                "" if t.max_minutes is None else t.max_minutes,
            )
            yield (t.ref, t.urn, report.name(t.urn), *needs, ride.why)


def _offer_rows(_: PlanFigures, report: TransportReport) -> Iterator[tuple[Cell, ...]]:
    for row in offered.offer_rows(report):
        yield tuple(str(cell) for cell in row.values())


# for anyone -----------------------------------------------------------------------------------------------------------

_PUBLIC = ("urn", "setting", *(mode.name.lower() for mode in Riding))


def _public_rows(figures: PlanFigures, report: TransportReport) -> Iterator[tuple[Cell, ...]]:
    """Children by setting and mode: 1 to 7 hidden, the rest rounded."""
    shown = public_table(_counts(figures.settings))
    for urn, _ in figures.settings:
        yield (urn, report.name(urn), *(mark(figure) for figure in shown.row(str(urn))))


def _counts(settings: Sequence[tuple[int, Figures]]) -> Counts:
    rows = tuple(str(urn) for urn, _ in settings)
    return Counts(rows, tuple(Riding), tuple(tuple(number for _, number in of.modes) for _, of in settings))


# cells ----------------------------------------------------------------------------------------------------------------


def _point(place: Place) -> tuple[Cell, Cell]:
    return "" if place.easting is None else place.easting, "" if place.northing is None else place.northing


def _degrees(place: Place) -> tuple[str, str]:
    """Latitude and longitude (WGS 84), blank without a point."""
    if place.easting is None or place.northing is None:
        return "", ""
    longitude, latitude = to_wgs84(np.array(place.easting), np.array(place.northing))
    return f"{latitude:.{DEGREES}f}", f"{longitude:.{DEGREES}f}"


def _yes(value: bool) -> str:
    return "yes" if value else "no"


TABLES = (
    PlanTable("routes.csv", "one child on one route, in the order of the route", lambda _: _ROUTES, _route_rows),
    PlanTable("route-planning.csv", "one passenger, as route-planning systems take them; times exact to six seconds",
              lambda _: _PLANNING, _planning_rows),
    PlanTable("settings.csv", "one setting", lambda codes: ("urn", "setting", *_columns(codes)), _setting_rows),
    PlanTable("areas.csv", "one postcode district of homes", lambda _: ("area", *_OF_AREAS), _area_rows),
    PlanTable("not-served.csv", "one child whom no vehicle of the fleet brings", lambda _: _NOT_SERVED,
              _not_served_rows),
    PlanTable("opportunities.csv", "one offer to one child in place of a vehicle; money in pounds",
              lambda _: offered.COLUMNS, _offer_rows),
    PlanTable("public-settings.csv", "one setting, for anyone: 1 to 7 children hidden, the rest rounded to 5",
              lambda _: _PUBLIC, _public_rows),
)  # fmt: skip
