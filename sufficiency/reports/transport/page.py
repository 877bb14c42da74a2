"""``travel.html``: one plan of transport in one file that asks nothing of any network, for the transport team."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sufficiency.reports.page.drawing import can_draw
from sufficiency.reports.page.render import TEMPLATES
from sufficiency.reports.page.sheet import Point
from sufficiency.reports.page.summary import Outcome
from sufficiency.reports.page.tables import PageTable
from sufficiency.reports.run_json import authority_marks
from sufficiency.reports.transport import offered, page_figures, page_tables
from sufficiency.reports.transport.figures import Figures, PlanFigures, over_says
from sufficiency.reports.transport.report import DEPTHS, TransportReport
from sufficiency.reports.transport.rides import Riding
from sufficiency.reports.transport.route_map import RouteMap
from sufficiency.reports.transport.terminal import tonnes
from sufficiency.reports.words import children, count, day, decimal, pounds
from sufficiency.statute.statements import RECOMMENDATION

ASSUMED = (
    "The afternoon mirrors the morning: the same vehicles, the same order the other way round, the same minutes.",
    "A vehicle is paid for each day it runs and for each mile with a child aboard.",
    "Empty legs are counted in carbon, not in the price.",
    "All vehicles of a setting arrive at one time, and nobody waits on the way.",
    "A route's price is shared equally among the children aboard; an area's price is the sum of its children's shares.",
)


@dataclass(frozen=True, slots=True)
class SettingPart:
    """The part of the page about one setting: its routes as a table, and drawn."""

    name: str
    says: str
    routes: PageTable
    map: RouteMap | None


def render_travel(report: TransportReport, outlines: Sequence[Sequence[Point]] = ()) -> str:
    """The whole page; ``outlines`` are rings drawn under the routes, in metres. It holds where children board."""
    return TEMPLATES.get_template("travel.html.j2").render(
        authority=report.authority,
        as_at=day(report.authority.as_at),
        watermarks=authority_marks(report.authority),
        recommendation=RECOMMENDATION,
        drawn=can_draw(),
        **travel_parts(report, outlines),
    )


def travel_parts(report: TransportReport, outlines: Sequence[Sequence[Point]] = ()) -> dict[str, object]:
    """Every part of the page, by the name that templates know it by."""
    figures = PlanFigures(report)
    return {
        "depth": f"{report.plan.depth.capitalize()}: {DEPTHS[report.plan.depth]}.",
        "error": error_says(report),
        "offers_say": offered.offers_says(report),
        "outcomes": tuple(outcomes(figures.total)),
        "assumed": (*ASSUMED, *_estimated(report)),
        "map": page_figures.every_route(report, outlines),
        "minutes": page_figures.minutes_figure(figures, report),
        "prices": page_figures.prices_figure(figures, report),
        "settings": tuple(_parts(figures, report)),
        **_tables(figures, report),
    }


def _tables(figures: PlanFigures, report: TransportReport) -> dict[str, PageTable]:
    return {
        "missing": page_tables.not_served_table(figures, report),
        "reasons": page_tables.reasons_table(figures),
        "modes": page_tables.modes_table(figures),
        "vehicles": page_tables.vehicles_table(figures, report),
        "areas": page_tables.areas_table(figures),
        "over": page_tables.over_table(figures, report),
        "offers": offered.offers_table(report),
        "sources": page_tables.sources_table(report),
    }


def _parts(figures: PlanFigures, report: TransportReport) -> Iterator[SettingPart]:
    by_urn = dict(figures.settings)
    for setting in report.plan.settings:
        if setting.routes:
            of = by_urn[setting.urn]
            says = f"{count(len(setting.routes), 'route')}, {children(of.served)}, {pounds(of.year)} a year"
            drawn = page_figures.routes_to(report, setting)
            yield SettingPart(report.name(setting.urn), says, page_tables.routes_table(setting, report), drawn)


def outcomes(total: Figures) -> Iterator[Outcome]:
    """The headline figures."""
    missing = total.by(Riding.NOT_SERVED)
    served = f"{children(missing)} not served" if missing else "every one of them is served"
    yield Outcome("Children who need a vehicle", f"{total.travellers:,}", f"{total.new:,} new by this round; {served}")
    yield Outcome("Price a year", _short(total.year), _price_says(total))
    yield Outcome("Price a child", "–" if total.a_child is None else pounds(total.a_child), "a year, all together")
    if (known := total.minutes) is not None:
        says = f"median aboard, one way; the longest {decimal(known.longest, 1)}"
        yield Outcome("Time aboard", f"{decimal(known.median, 1)} min", says)
        yield Outcome("Over their own guideline", f"{known.over:,}", over_says(known))
    alone = f"children who share with nobody; {total.solo:,} must travel alone"
    yield Outcome("In a vehicle alone", f"{total.by(Riding.ALONE):,}", alone)
    if (vehicles := total.vehicles) is not None:
        says = f"{total.vehicle_days:,} vehicle-days a year; {total.kilometres:,} km with a child aboard"
        yield Outcome("Vehicles", f"{vehicles.routes:,}", says)
        yield Outcome("Carbon", f"{tonnes(total.kilograms)} t", "CO2e a year, empty legs included")


def _price_says(total: Figures) -> str:
    if total.range is None:
        return f"{pounds(total.day)} a day"
    low, high = total.range
    return f"{_short(low)} to {_short(high)} by the error measured"


def _short(pence: int) -> str:
    return f"£{decimal((pence + 500_000) // 1_000_000, 2)}m" if pence >= 100_000_000 else pounds(pence)


def error_says(report: TransportReport) -> str:
    """How far the price of this depth may be out."""
    if report.error is None and report.plan.depth == "routes":
        return "The quick depths are measured against it."
    if report.error is None:
        return "How far the price of this depth may be out was not measured."
    source = f", on {report.error.source}" if report.error.source else ""
    return f"The error measured for this depth{source}: {report.error.low:+d}% to {report.error.high:+d}%."


def _estimated(report: TransportReport) -> Iterator[str]:
    if report.estimated:
        yield f"{count(report.estimated, 'journey is', 'journeys are')} a straight line with an allowance, not a road."
