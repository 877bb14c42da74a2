"""The travel folder: tables, shapes, figures and the page of a plan, written whole or not at all."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from sufficiency.errors import VerificationFailed
from sufficiency.files.whole_folder import whole_folder
from sufficiency.reports.csv_file import write_csv
from sufficiency.reports.disclosure import NOTE
from sufficiency.reports.page.sheet import Point
from sufficiency.reports.run_json import authority_marks
from sufficiency.reports.transport.drawn import STRAIGHT, geojson, write_geopackage
from sufficiency.reports.transport.figures import PlanFigures
from sufficiency.reports.transport.files import TABLES
from sufficiency.reports.transport.page import render_travel
from sufficiency.reports.transport.report import TransportReport
from sufficiency.reports.transport.rows import Row, plan_document
from sufficiency.statute.statements import RECOMMENDATION
from sufficiency.verify import Verification
from sufficiency.verify import report as verification

Verify = Callable[[Path], Verification]

MADE_FOR = "The transport team only: it says where single children board. public-settings.csv alone is for anyone."
MARKING = "OFFICIAL-SENSITIVE"


def write_travel(
    report: TransportReport, out: Path, outlines: Sequence[Sequence[Point]] = (), *, verify: Verify | None = None
) -> tuple[str, ...]:
    """Write the folder and return the names of its files; ``outlines`` are rings drawn under the routes, in metres.

    ``verify`` is called with the folder still hidden; what it finds broken stops the release.

    Raises StoreTrouble where it cannot be written, VerificationFailed where the recount disagrees; then nothing was
    changed.
    """
    with whole_folder(out) as stage:
        _write_tables(report, stage)
        _write_text(stage / "routes.geojson", geojson(report))
        write_geopackage(report, stage / "routes.gpkg")
        _write_text(stage / "travel.html", render_travel(report, outlines))
        _write_text(stage / "summary.json", json.dumps(summary_document(report), indent=2, ensure_ascii=False) + "\n")
        if verify is not None:
            _recount(verify(stage), stage)
        return tuple(sorted(path.name for path in stage.iterdir()))


def _recount(found: Verification, stage: Path) -> None:
    if not found.verified:
        raise VerificationFailed(found.broken or ("the recount could not be completed",))
    verification.write(found, stage)


def summary_document(report: TransportReport) -> Row:
    """The whole of ``summary.json``: whom the folder is for, what holds of its files, and the figures."""
    return {
        "marking": MARKING,
        "made_for": MADE_FOR,
        "statement": RECOMMENDATION,
        "watermark": "; ".join(authority_marks(report.authority)),
        "drawn": STRAIGHT,
        "public": NOTE,
        **plan_document(report),
    }


def _write_tables(report: TransportReport, folder: Path) -> None:
    figures = PlanFigures(report)
    codes = [kind.code for kind in report.fleet.vehicles]
    for table in TABLES:
        write_csv(folder / table.file, table.header(codes), table.rows(figures, report))


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
