"""The tables of the travel page."""

from collections import Counter
from collections.abc import Iterator

from sufficiency.domain.transport import SettingTransport, VehicleRoute
from sufficiency.domain.years import ncy_label
from sufficiency.reports.page.tables import PageTable, table
from sufficiency.reports.transport.arrangement import mode_in_words
from sufficiency.reports.transport.figures import PlanFigures
from sufficiency.reports.transport.report import TransportReport
from sufficiency.reports.transport.rides import Ride
from sufficiency.reports.transport.terminal import NOT_KNOWN, setting_cells
from sufficiency.reports.words import decimal, pounds


def not_served_table(figures: PlanFigures, report: TransportReport) -> PageTable:
    """Every child whom no vehicle brings, and what to do."""
    rows = (
        (r.traveller.ref, ncy_label(r.traveller.ncy), report.name(r.traveller.urn), f"{r.why[:1].upper()}{r.why[1:]}.")
        for r in figures.rides
        if r.why
    )
    heads = ("Child", "Year", "Setting", "Why, and what to do")
    return table("not-served-table", "Children whom no vehicle of the fleet brings", heads, rows, stacked=True)


def reasons_table(figures: PlanFigures) -> PageTable:
    """Why children are not served, the commonest first."""
    counts = Counter(ride.why for ride in figures.rides if ride.why)
    rows = ((f"{why[:1].upper()}{why[1:]}", f"{number:,}") for why, number in _commonest(counts))
    return table("reasons-table", "Why children are not served", ("Why, and what to do", "#Children"), rows)


def _commonest(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def modes_table(figures: PlanFigures) -> PageTable:
    """Every child once by mode, then what some of them need."""
    total = figures.total
    rows: list[tuple[str, str]] = [(str(mode).capitalize(), f"{number:,}") for mode, number in total.modes]
    rows += [(f"No vehicle: {mode_in_words(name)}", f"{number:,}") for name, number in figures.others]
    rows += [("Of all these: with an assistant aboard", f"{total.attended:,}")]
    rows += [("Of all these: must travel alone", f"{total.solo:,}")]
    return table("modes-table", "Children by how they travel", ("How", "#Children"), rows)


def vehicles_table(figures: PlanFigures, report: TransportReport) -> PageTable:
    """Vehicles by kind with what each is bought at; kinds not used too."""
    used = {} if figures.total.vehicles is None else dict(figures.total.vehicles.kinds)
    heads = ("Vehicle", "#Used", "#Seats", "#Wheelchairs", "#A day", "#A mile", "#CO2e g a km", "Source")
    rows = (
        (
            kind.label,
            f"{used.get(kind.code, 0):,}" if used else NOT_KNOWN,
            kind.seats,
            kind.wheelchairs,
            f"£{decimal(kind.day, 2)}",
            f"£{decimal(kind.mile, 2)}",
            kind.grams_per_km,
            kind.source or "not given",
        )
        for kind in report.fleet.vehicles
    )
    return table("vehicles-table", "Vehicles of the plan, and what they are bought at", heads, rows, stacked=True)


def settings_table(figures: PlanFigures, report: TransportReport) -> PageTable:
    """Every setting with its children, vehicles, minutes and price."""
    heads = ("Setting", "#Children", "#Vehicles", "#Median minutes", "#Over guideline", "#A year", "#A child")
    rows = ((report.name(urn), *setting_cells(of)) for urn, of in figures.settings)
    return table("prices-table", "Transport to each setting", heads, rows)


def areas_table(figures: PlanFigures) -> PageTable:
    """Every postcode district with its children, minutes and share of the price."""
    heads = ("District", "#Children", "#Not served", "#Median minutes", "#Over guideline", "#A year", "#A child")
    rows = ((area, *_area_cells(setting_cells(of), of.travellers - of.served)) for area, of in figures.areas)
    return table("areas-table", "Transport by postcode district of the home", heads, rows)


def _area_cells(cells: tuple[str, ...], missing: int) -> tuple[str, ...]:
    """The cells of a setting with children not served in the place of vehicles."""
    return cells[0], f"{missing:,}", *cells[2:]


def over_table(figures: PlanFigures, report: TransportReport) -> PageTable:
    """Children aboard for longer than their guideline, the longest first."""
    over = sorted((r for r in figures.rides if r.over_guideline), key=_longest_first)
    heads = ("Child", "Setting", "Route", "#Minutes", "#With nobody else", "#Guideline")
    return table(
        "over-table",
        "Children aboard for longer than their own guideline, the longest first",
        heads,
        (tuple(_over_row(ride, report)) for ride in over),
        stacked=True,
    )


def _longest_first(ride: Ride) -> tuple[int, str]:
    return -(0 if ride.aboard is None else ride.aboard.tenths), ride.traveller.ref


def _over_row(ride: Ride, report: TransportReport) -> Iterator[str]:
    yield from (ride.traveller.ref, report.name(ride.traveller.urn), ride.route.name if ride.route else "")
    yield NOT_KNOWN if ride.aboard is None else decimal(ride.aboard.tenths, 1)
    yield from (decimal(ride.alone_tenths, 1), str(ride.traveller.guideline))


def routes_table(setting: SettingTransport, report: TransportReport) -> PageTable:
    """The routes to one setting, with who is picked up in which order."""
    heads = ("Route", "Vehicle", "Assistant", "#Children", "#Minutes", "#km", "#A day", "Picked up in this order")
    rows = (_route_row(route, report) for route in setting.routes)
    return table(f"routes-{setting.urn}", f"Routes to {report.name(setting.urn)}", heads, rows, stacked=True)


def _route_row(route: VehicleRoute, report: TransportReport) -> tuple[str, ...]:
    order = ", ".join(f"{seat.ref} at {seat.pick_up}" if seat.pick_up else seat.ref for seat in route.aboard)
    facts = (report.label(route.vehicle), "yes" if route.assistant else "no", f"{len(route.aboard)}")
    way = (decimal(route.tenths, 1), decimal((route.metres + 50) // 100, 1), pounds(route.day))
    return (str(route.number), *facts, *way, order)


def sources_table(report: TransportReport) -> PageTable:
    """Where the figures of the fleet are from."""
    fleet = report.fleet
    rows = (
        (name.replace("_", " ").capitalize(), "assumed" if name in fleet.assumed else "stated", source)
        for name, source in fleet.sources
    )
    return table("sources-table", "Where the figures are from", ("Figure", "How known", "Source"), rows)
