"""A plan of transport on the terminal, 80 columns wide."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from sufficiency.reports.plain_table import plain_table
from sufficiency.reports.transport.arrangement import mode_in_words
from sufficiency.reports.transport.figures import Figures, PlanFigures, over_says
from sufficiency.reports.transport.offered import offers_says
from sufficiency.reports.transport.report import DEPTHS, TransportReport
from sufficiency.reports.transport.rides import Ride
from sufficiency.reports.words import count, decimal, pounds
from sufficiency.statute.statements import RECOMMENDATION

NOT_KNOWN = "–"
NOT_SERVED_SHOWN, OFFERS_SHOWN = 10, 5


def plan_summary(report: TransportReport) -> RenderableType:
    """What a plan comes to, by setting, and who is not served."""
    figures = PlanFigures(report)
    head = Text(f"{report.authority.name}, {report.authority.academic_year}: transport", style="bold")
    table = plain_table("", "#Figure", "")
    for row in summary_lines(figures, report):
        table.add_text(*row)
    return Group(
        head,
        Text(f"{report.plan.depth.capitalize()}: {DEPTHS[report.plan.depth]}."),
        Text(),
        table,
        *_settings(figures, report),
        *_not_served(figures.rides),
        *_offers(report),
        Text(RECOMMENDATION),
    )


def summary_lines(figures: PlanFigures, report: TransportReport) -> Iterator[tuple[str, str, str]]:
    """What is counted, the figure, and what it means."""
    total = figures.total
    yield "Children who need a vehicle", f"{total.travellers:,}", f"{total.new:,} of them new by this round"
    for mode, number in total.modes:
        if number:
            yield f"  {mode}", f"{number:,}", ""
    yield "  of them with an assistant", f"{total.attended:,}", f"{total.solo:,} must travel alone"
    for name, number in figures.others:
        yield f"No vehicle: {mode_in_words(name)}", f"{number:,}", ""
    yield from _minutes(total)
    yield from _vehicles(total, report)
    yield from _price(total, report)


def _minutes(total: Figures) -> Iterator[tuple[str, str, str]]:
    if (known := total.minutes) is None:
        return
    yield "Minutes aboard, one way", decimal(known.median, 1), f"median; longest {decimal(known.longest, 1)}"
    yield "Over their guideline", f"{known.over:,}", over_says(known)


def _vehicles(total: Figures, report: TransportReport) -> Iterator[tuple[str, str, str]]:
    if (vehicles := total.vehicles) is None:
        return
    yield "Vehicles", f"{vehicles.routes:,}", f"{total.vehicle_days:,} vehicle-days a year"
    for code, number in vehicles.kinds:
        yield f"  {report.label(code)}", f"{number:,}", ""
    yield "Kilometres a year", f"{total.kilometres:,}", "with a child aboard"
    yield "CO2e a year", f"{tonnes(total.kilograms)} t", "empty legs included"


def _price(total: Figures, report: TransportReport) -> Iterator[tuple[str, str, str]]:
    yield "Price a year", pounds(total.year), f"{pounds(total.day)} a day, {report.plan.days} days"
    if total.range is not None:
        low, high = total.range
        yield "  range, by the error measured", pounds(low), f"to {pounds(high)}"
    if total.a_child is not None:
        yield "  a child", pounds(total.a_child), ""


def tonnes(kilograms: int | None) -> str:
    """``1,234.5``, or a dash where it is not known."""
    if kilograms is None:
        return NOT_KNOWN
    whole, tenths = divmod((kilograms + 50) // 100, 10)
    return f"{whole:,}.{tenths}"


def _settings(figures: PlanFigures, report: TransportReport) -> tuple[RenderableType, ...]:
    table = plain_table("Setting", "#Children", "#Vehicles", "#Median min", "#Over", "#A year", "#A child")
    for urn, of in figures.settings:
        table.add_text(report.name(urn), *setting_cells(of))
    return (table, Text()) if table.row_count else ()


def setting_cells(of: Figures) -> tuple[str, ...]:
    """Children, vehicles, median minutes, over the guideline, price a year, price a child."""
    known, vehicles = of.minutes, of.vehicles
    return (
        f"{of.travellers:,}",
        NOT_KNOWN if vehicles is None else f"{vehicles.routes:,}",
        NOT_KNOWN if known is None else decimal(known.median, 1),
        NOT_KNOWN if known is None else f"{known.over:,}",
        pounds(of.year),
        NOT_KNOWN if of.a_child is None else pounds(of.a_child),
    )


def _not_served(every: tuple[Ride, ...]) -> Iterator[RenderableType]:
    missing = [ride for ride in every if ride.why]
    if not missing:
        return
    yield Text(f"{count(len(missing), 'child is', 'children are')} not served", style="bold")
    for ride in missing[:NOT_SERVED_SHOWN]:
        yield _indented(f"{ride.traveller.ref} to {ride.traveller.urn}: {ride.why}")
    if len(missing) > NOT_SERVED_SHOWN:
        yield _indented(f"and {len(missing) - NOT_SERVED_SHOWN} more: --format json has them all")
    yield Text()


def _offers(report: TransportReport) -> Iterator[RenderableType]:
    """How many offers could be made and what they may save, with the first few."""
    if report.plan.depth == "rate":
        return
    yield Text("Instead of a vehicle", style="bold")
    yield _indented(offers_says(report))
    table = plain_table("Child", "Offer", "#Vehicle", "#Instead", "#Once", "#Saving")
    for its in report.offered[:OFFERS_SHOWN]:
        of = its.best
        table.add_text(of.child_ref, of.mode.capitalize(), *map(pounds, (of.now, of.instead, of.once, of.saving)))
    if report.offered:
        yield _indented("Pounds a year, but for what is paid once:")
        yield table
    if len(report.offered) > OFFERS_SHOWN:
        yield _indented(f"and {len(report.offered) - OFFERS_SHOWN} more: --format json has them all")
    yield Text()


def _indented(text: str) -> RenderableType:
    return Padding(Text(text), (0, 0, 0, 2))
