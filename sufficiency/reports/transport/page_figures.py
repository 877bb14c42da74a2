"""The drawings of the travel page: the maps of its routes, and two charts, each with its table."""

from collections import Counter
from collections.abc import Sequence

from sufficiency.domain.places import Place
from sufficiency.domain.transport import SettingTransport
from sufficiency.domain.years import Phase, phase_of
from sufficiency.reports.page.figures import BARS, figure, short_names
from sufficiency.reports.page.journeys import BAND, LAST, guidelines
from sufficiency.reports.page.sheet import Point
from sufficiency.reports.page.tables import Figure, PageTable, table
from sufficiency.reports.transport.drawn import STRAIGHT
from sufficiency.reports.transport.figures import PlanFigures
from sufficiency.reports.transport.page_tables import settings_table
from sufficiency.reports.transport.report import Destination, TransportReport
from sufficiency.reports.transport.route_map import Drawn, RouteMap, on_the_ground, point_of, route_map
from sufficiency.reports.words import children, count, minutes, percent, pounds

Counts = Counter[tuple[str, int]]


def every_route(report: TransportReport, outlines: Sequence[Sequence[Point]] = ()) -> RouteMap | None:
    """The routes to every setting, one style a setting; None where there is no route."""
    drawn = [_to_setting(report, setting) for setting in report.plan.settings if setting.routes]
    routes = sum(len(setting.routes) for setting in report.plan.settings)
    says = f"{count(routes, 'route')} to {count(len(drawn), 'setting')}, each setting at its number. {STRAIGHT}"
    return route_map("routes-map", "Routes to each setting", says, drawn, outlines=outlines) if drawn else None


def _to_setting(report: TransportReport, setting: SettingTransport) -> Drawn:
    to = _destination(report, setting.urn)
    lines = tuple(on_the_ground(route, to.at) for route in setting.routes)
    aboard = sum(len(route.aboard) for route in setting.routes)
    return Drawn(to.name, f"{count(len(lines), 'route')}, {children(aboard)}", lines, point_of(to.at))


def routes_to(report: TransportReport, setting: SettingTransport) -> RouteMap | None:
    """The routes to one setting, one style a route, its number at the first stop."""
    to = _destination(report, setting.urn)
    drawn = []
    for route in setting.routes:
        line = on_the_ground(route, to.at)
        says = f"{children(len(route.aboard))}, {minutes(route.tenths)}"
        drawn.append(Drawn(report.label(route.vehicle), says, (line,), line[0] if line else None))
    end = point_of(to.at)
    says = f"{count(len(drawn), 'route')} to {to.name}, the black square. {STRAIGHT}"
    title = f"Routes to {to.name}"
    return route_map(f"map-{setting.urn}", title, says, drawn, [] if end is None else [end]) if drawn else None


def _destination(report: TransportReport, urn: int) -> Destination:
    return next((to for to in report.destinations if to.urn == urn), Destination(urn, report.name(urn), Place()))


def minutes_figure(figures: PlanFigures, report: TransportReport) -> Figure:
    """How long children are aboard, by phase, against the guideline."""
    counts: Counts = Counter(
        (phase_of(ride.traveller.ncy).value, _band_of(ride.aboard.tenths))
        for ride in figures.rides
        if ride.aboard is not None
    )
    rows: list[dict[str, str | int]] = [
        {"phase": phase, "start": start, "children": number} for (phase, start), number in sorted(counts.items())
    ]
    present = {phase for phase, _ in counts}
    limits = {phase: limit for phase, limit in guidelines(report.authority.travel).items() if phase in present}
    known = figures.total.minutes
    within = percent(known.known - known.over, known.known) if known else "none"
    title = f"{within} of children are aboard no longer than their guideline"
    return figure(
        "aboard-chart", title, _minutes_table(counts), lambda charts: charts.minutes_by_phase(rows, limits), drawn=rows
    )


def _band_of(tenths: int) -> int:
    """The start of the band: a child aboard for exactly the guideline is in the band that ends with it."""
    return min(max(0, tenths - 1) // (10 * BAND) * BAND, LAST)


def _band(start: int) -> str:
    if start == LAST:
        return f"over {start}"
    return f"over {start} to {start + BAND}" if start else f"0 to {BAND}"


def _minutes_table(counts: Counts) -> PageTable:
    phases = [phase.value for phase in Phase]
    return table(
        "aboard-table",
        "Children by minutes aboard, one way",
        ("Minutes", *(f"#{phase.capitalize()}" for phase in phases)),
        ((_band(start), *(counts[phase, start] for phase in phases)) for start in range(0, LAST + 1, BAND)),
    )


def prices_figure(figures: PlanFigures, report: TransportReport) -> Figure:
    """What transport to each setting costs a year, the dearest first."""
    dearest = sorted(figures.settings, key=lambda pair: (-pair[1].year, pair[0]))[:BARS]
    names = short_names({urn: report.name(urn) for urn, _ in dearest})
    rows: list[dict[str, str | int]] = [
        {"setting": names[urn], "pounds": (of.year + 50) // 100, "says": pounds(of.year)} for urn, of in dearest
    ]
    title = f"Transport to {count(len(figures.settings), 'setting')} costs {pounds(figures.total.year)} a year"
    if len(figures.settings) > BARS:
        title += f"; the {BARS} dearest are drawn"
    spec = settings_table(figures, report)
    return figure("prices-chart", title, spec, lambda charts: charts.transport_by_setting(rows), drawn=rows)
