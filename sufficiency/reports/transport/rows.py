"""The figures of a plan for machines: one document, or rows of one plain table."""

from collections.abc import Iterator

from sufficiency.reports.transport.figures import Figures, PlanFigures
from sufficiency.reports.transport.offered import offers_document
from sufficiency.reports.transport.report import DEPTHS, TransportReport
from sufficiency.reports.words import decimal

Row = dict[str, object]


def plan_document(report: TransportReport) -> Row:
    """Everything counted of a plan: in all, by setting, by area, and who is not served."""
    figures = PlanFigures(report)
    return {
        "authority": report.authority.name,
        "academic_year": str(report.authority.academic_year),
        "depth": report.plan.depth,
        "depth_says": DEPTHS[report.plan.depth],
        "days": report.plan.days,
        "journeys_estimated": report.estimated,
        "error_percent": None if report.error is None else [report.error.low, report.error.high],
        "error_source": "" if report.error is None else report.error.source,
        "total": figures_row(figures.total, report),
        "need_no_vehicle": dict(figures.others),
        "settings": [{"urn": urn, "name": report.name(urn), **figures_row(of, report)} for urn, of in figures.settings],
        "areas": [{"area": area, **area_row(of, report)} for area, of in figures.areas],
        "not_served": [
            {"child_ref": ride.traveller.ref, "urn": ride.traveller.urn, "why": ride.why}
            for ride in figures.rides
            if ride.why
        ],
        "opportunities": offers_document(report),
        "sources": dict(report.fleet.sources),
        "assumed": list(report.fleet.assumed),
    }


def plan_rows(report: TransportReport) -> list[Row]:
    """The same figures as one plain table: a row for the whole, one for each setting, one for each area."""
    figures = PlanFigures(report)
    whole = ("total", "", "all", figures.total)
    settings = (("setting", str(urn), report.name(urn), of) for urn, of in figures.settings)
    areas = (("area", area, area, of) for area, of in figures.areas)
    return [
        {"row": row, "key": key, "name": name, **figures_row(of, report)}
        for row, key, name, of in (whole, *settings, *areas)
    ]


def figures_row(figures: Figures, report: TransportReport) -> Row:
    """Figures by the names of their columns; money in pounds, minutes with a tenth, None for what is not known."""
    minutes, vehicles = figures.minutes, figures.vehicles
    low, high = figures.range or (None, None)
    kinds = {} if vehicles is None else dict(vehicles.kinds)
    return {
        "travellers": figures.travellers,
        **{mode.name.lower(): number for mode, number in figures.modes},
        "with_assistant": figures.attended,
        "must_travel_alone": figures.solo,
        "new": figures.new,
        "minutes_median": None if minutes is None else decimal(minutes.median, 1),
        "minutes_mean": None if minutes is None else decimal(minutes.mean, 1),
        "minutes_longest": None if minutes is None else decimal(minutes.longest, 1),
        "over_guideline": None if minutes is None else minutes.over,
        "over_guideline_unavoidable": None if minutes is None else minutes.unavoidable,
        "price_day": decimal(figures.day, 2),
        "price_year": decimal(figures.year, 2),
        "price_year_low": _money(low),
        "price_year_high": _money(high),
        "price_child_year": _money(figures.a_child),
        "vehicles": None if vehicles is None else vehicles.routes,
        **{f"vehicles_{kind.code}": kinds.get(kind.code, 0) for kind in report.fleet.vehicles},
        "vehicle_days": figures.vehicle_days,
        "loaded_km_year": figures.kilometres,
        "co2e_kg_year": figures.kilograms,
    }


def area_row(figures: Figures, report: TransportReport) -> Row:
    """The same without what belongs to vehicles: they serve a setting, not an area."""
    return dict(_but_vehicles(figures_row(figures, report)))


def _but_vehicles(row: Row) -> Iterator[tuple[str, object]]:
    for name, value in row.items():
        if not name.startswith("vehicle") and name not in {"loaded_km_year", "co2e_kg_year"}:
            yield name, value


def _money(pence: int | None) -> str | None:
    return None if pence is None else decimal(pence, 2)
