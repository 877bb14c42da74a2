"""The report page from a run: every part of it gathered and put into the template."""

from jinja2 import Environment, PackageLoader, StrictUndefined

from sufficiency.domain.run import Run
from sufficiency.reports import run_tables as tables
from sufficiency.reports.page import children, figures, journeys, order, places, summary
from sufficiency.reports.page.drawing import can_draw
from sufficiency.reports.page.map import SHADES, map_view
from sufficiency.reports.page.tables import PageTable, shown, table
from sufficiency.reports.record import RunRecord, tool_version
from sufficiency.reports.run_json import watermarks
from sufficiency.reports.transport.section import travel_section
from sufficiency.reports.words import PlaceNames, day
from sufficiency.statute.statements import A10, RECOMMENDATION

TEMPLATES = Environment(
    loader=PackageLoader("sufficiency.reports.page"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def render_report(run: Run, record: RunRecord) -> str:
    """The whole of ``report.html``: no script, no address outside the file, no home and nothing but references."""
    page = TEMPLATES.get_template("report.html.j2")
    return page.render(
        **_head(run, record), **_children(run), **_places(run), **_travel(run), **_order(run), **_method(run, record)
    )


def _head(run: Run, record: RunRecord) -> dict[str, object]:
    return {
        "authority": run.authority,
        "policy": run.policy,
        "as_at": day(run.authority.as_at),
        "statement": A10,
        "recommendation": RECOMMENDATION,
        "watermarks": watermarks(run),
        "status": summary.status(run, record),
        "recount": summary.recount(record),
        "outcomes": summary.outcomes(run),
        "attention": summary.attention(run),
        "drawn": can_draw(),
        "warnings": _warnings(record),
    }


def _children(run: Run) -> dict[str, object]:
    return {
        "unplaced": shown(children.unplaced_table(run), tables.UNPLACED.file),
        "notes": run.notes,
        "needs": figures.needs_figure(run),
        "journeys": figures.journeys_figure(run),
        "over": shown(journeys.over_guideline_table(run), tables.RECOMMENDATIONS.file),
        "everyone": shown(children.everyone_table(run), tables.RECOMMENDATIONS.file),
    }


def _places(run: Run) -> dict[str, object]:
    return {
        "settings": figures.places_figure(run),
        "groups": places.groups_table(run),
        "map": map_view(run),
        "shades": [says for _, says in SHADES],
    }


def _travel(run: Run) -> dict[str, object]:
    return {"travel": None if run.transport is None else travel_section(run, run.transport)}


def _order(run: Run) -> dict[str, object]:
    return {
        "price": figures.price_figure(run),
        "price_sentence": order.price_in_a_sentence(run),
        "superseded": shown(order.supersessions_table(run), tables.SUPERSESSIONS.file),
        "superseded_reasons": order.supersession_reasons_table(run),
        "ties": order.ties_in_words(run),
        "ladder": order.ladder_table(run),
        "overrides": _overrides(run),
    }


def _overrides(run: Run) -> PageTable:
    names = PlaceNames(run)
    rows = (
        (o.child_ref, f"{names.setting(o.urn)} {o.provision_id}", o.reason, o.by or "not given") for o in run.overrides
    )
    return table("overrides-table", "Places settled by a named person", ("Child", "Place", "Reason", "By"), rows)


def _warnings(record: RunRecord) -> PageTable:
    rows = ((warning.where(), warning.message, warning.remedy) for warning in record.warnings)
    return table("warnings-table", "Warnings about the input", ("Where", "Warning", "What to do"), rows, stacked=True)


def _method(run: Run, record: RunRecord) -> dict[str, object]:
    versions = (("sufficiency", tool_version()), *record.versions)
    return {
        "checks": _checks(record),
        "inputs": table("inputs-table", "Files read, by digest (SHA-256)", ("File", "Digest"), record.files),
        "versions": table("versions-table", "Versions", ("Part", "Version"), versions),
    }


def _checks(record: RunRecord) -> PageTable:
    checks = record.verification.checks if record.verification else ()
    rows = ((c.name, c.says, f"{c.checked:,}", "; ".join(c.broken) or "nothing") for c in checks)
    return table("checks-table", "What the recount looked at", ("Check", "Promise", "#Checked", "Broken"), rows)
