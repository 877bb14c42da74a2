"""Offers in place of a vehicle, as rows for machines and as a table: what each child's would cost and spare."""

from collections.abc import Iterator

from sufficiency.domain.years import ncy_label
from sufficiency.problems.opportunities import OFFER, Opportunity
from sufficiency.problems.transport.offers import Offered
from sufficiency.reports.page.tables import PageTable, table
from sufficiency.reports.transport.report import TransportReport
from sufficiency.reports.words import children, decimal, pounds

Row = dict[str, object]

EACH_ALONE = "Each child is reckoned alone: what several on one route would spare together may be more or less."
NOT_ASKED = "Offers are worked out from routes: ask for the depth insertion or routes."
COLUMNS = ("child_ref", "urn", "setting", "mode", "transport_year", "instead_year", "once", "saving_year",
           "saving_at_school", "says")  # fmt: skip
"""Of one offer; ``transport_year`` is what the routes would cost less a year without this child."""


def offers_says(report: TransportReport) -> str:
    """How many children, and what may be expected of it; each child counts once, by the best offer."""
    if report.plan.depth == "rate":
        return NOT_ASKED
    if not report.offered:
        return "No child has a personal travel budget or travel training that would cost less than the vehicle."
    saving = sum(its.best.saving for its in report.offered)
    return (
        f"To {children(len(report.offered))} something could be offered in place of the vehicle: {pounds(saving)} a "
        f"year may be expected, if every parent agrees. {EACH_ALONE} {OFFER}"
    )


def offer_rows(report: TransportReport) -> Iterator[Row]:
    """One offer a row, children by their greatest saving; money in pounds."""
    for its in report.offered:
        for offer in its.offers:
            yield dict(zip(COLUMNS, _cells(its, offer, report), strict=True))


def offers_document(report: TransportReport) -> Row:
    """Children, the saving expected a year, and every offer."""
    saving = sum(its.best.saving for its in report.offered)
    return {
        "says": offers_says(report),
        "children": len(report.offered),
        "saving_year": decimal(saving, 2),
        "offers": list(offer_rows(report)),
    }


def offers_table(report: TransportReport) -> PageTable:
    """Every offer as the page shows it."""
    heads = ("Child", "Year", "Setting", "Offer", "#Vehicle a year", "#Instead a year", "#Once", "#Saving a year")
    rows = (_page_cells(its, offer, report) for its in report.offered for offer in its.offers)
    title = "Offers in place of a vehicle, the greatest expected saving first"
    return table("offers-table", title, heads, rows, stacked=True)


def _page_cells(its: Offered, offer: Opportunity, report: TransportReport) -> tuple[str, ...]:
    who = (its.traveller.ref, ncy_label(its.traveller.ncy), report.name(its.traveller.urn))
    once = pounds(offer.once) if offer.once else "–"
    money = (pounds(offer.now), pounds(offer.instead), once, pounds(offer.saving))
    return (*who, str(offer.mode).capitalize(), *money)


def _cells(its: Offered, offer: Opportunity, report: TransportReport) -> tuple[object, ...]:
    urn = its.traveller.urn
    money = (decimal(pence, 2) for pence in (offer.now, offer.instead, offer.once, offer.saving, offer.worth))
    return (offer.child_ref, urn, report.name(urn), str(offer.mode), *money, offer.says)
