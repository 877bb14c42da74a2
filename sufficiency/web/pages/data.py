"""Data: the rounds there are, and what is wrong with their tables."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from sufficiency import api
from sufficiency.errors import Fault, InputRejected, UsageError
from sufficiency.web.rendering import page
from sufficiency.web.tables import Cell, ListTable, listed
from sufficiency.web.workbench import shelf_of
from sufficiency.workbench.uploads import rows_read

router = APIRouter()

MOST_SHOWN = 500
"""Faults shown on a page; the file of errors has them all."""


@router.get("/data")
def rounds(request: Request) -> HTMLResponse:
    """The input folders of the workbench."""
    shelf = shelf_of(request)
    rows = []
    for name in shelf.rounds():
        try:
            inputs = shelf.inputs(name)
        except InputRejected as error:
            rows.append((Cell(name, f"/data/{name}"), "–", "–", Cell(f"{len(error.faults):,} faults", tag="red")))
            continue
        said = (f"{len(inputs.cases):,}", f"{len(inputs.settings):,}", Cell("Sound", tag="green"))
        rows.append((Cell(name, f"/data/{name}"), *said))
    table = listed("rounds", "Input folders", ("Round", "#Cases", "#Settings", "Tables"), rows)
    return page(request, "data.html", title="Data", table=table, uploads=True)


@router.get("/data/{round}")
def one_round(request: Request, round: str) -> HTMLResponse:  # noqa: A002  the trade's word, and the address's
    """Every fault and warning of a round's tables, as Excel numbers its rows; and what was read of each table."""
    shelf = shelf_of(request)
    faults = shelf.remember("faults", shelf.round_folder(round).name, api.check)
    sound = not any(fault.severity == "error" for fault in faults)
    read = shelf.remember("rows", round, rows_read) if sound else ()
    rows = listed("read", "What was read", ("Table", "#Rows"), [(name, f"{number:,}") for name, number in read])
    return faults_page(request, f"Tables of {round}", faults, f"/data/{round}/errors", read=rows, name=round)


@router.get("/data/{round}/errors")
def errors(request: Request, round: str) -> Response:  # noqa: A002
    """Every problem as a table, and a copy of the tables with the faulty cells marked, in one archive."""
    return fault_report(shelf_of(request).round_folder(round), f"{round}-errors.zip")


def faults_page(
    request: Request, title: str, faults: Sequence[Fault], way: str, read: ListTable | None = None, name: str = ""
) -> HTMLResponse:
    """Faults as the command shows them, and the way to all of them; ``name`` of the round where it is in place."""
    rows = [
        (fault.file, fault.sheet or "–", str(fault.row or "–"), fault.column or "–", fault.message, fault.remedy)
        for fault in faults[:MOST_SHOWN]
    ]
    heads = ("File", "Sheet", "#Row", "Column", "Problem", "How to fix it")
    table = listed("faults", "Problems, in the order of the files", heads, rows)
    errors = sum(fault.severity == "error" for fault in faults)
    counts = {"errors": errors, "warnings": len(faults) - errors, "shown": len(rows)}
    return page(request, "round.html", title=title, table=table, way=way, read=read, name=name, **counts)


def fault_report(folder: Path, name: str) -> Response:
    """The error report of a folder as one archive of this name. Raises UsageError where nothing is wrong."""
    faults = api.check(folder)
    if not faults:
        raise UsageError("Nothing is wrong with these tables.")
    with TemporaryDirectory() as room:
        out = Path(room) / "errors"
        api.report_faults(out, faults, [folder])
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(out.rglob("*")):
                archive.write(path, path.relative_to(out))
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(packed.getvalue(), media_type="application/zip", headers=headers)
