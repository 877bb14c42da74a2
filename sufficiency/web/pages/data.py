"""Data: the rounds there are, and what is wrong with their tables."""

import io
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from sufficiency import api
from sufficiency.errors import InputRejected, UsageError
from sufficiency.web.rendering import page
from sufficiency.web.tables import Cell, listed
from sufficiency.web.workbench import shelf_of

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
    return page(request, "data.html", table=table)


@router.get("/data/{round}")
def one_round(request: Request, round: str) -> HTMLResponse:  # noqa: A002  the trade's word, and the address's
    """Every fault and warning of a round's tables, as Excel numbers its rows."""
    faults = api.check(shelf_of(request).round_folder(round))
    rows = [
        (fault.file, fault.sheet or "–", str(fault.row or "–"), fault.column or "–", fault.message, fault.remedy)
        for fault in faults[:MOST_SHOWN]
    ]
    heads = ("File", "Sheet", "#Row", "Column", "Problem", "How to fix it")
    table = listed("faults", "Problems, in the order of the files", heads, rows)
    errors = sum(fault.severity == "error" for fault in faults)
    return page(
        request, "round.html", name=round, table=table, errors=errors, warnings=len(faults) - errors, shown=len(rows)
    )


@router.get("/data/{round}/errors")
def errors(request: Request, round: str) -> Response:  # noqa: A002
    """Every problem as a table, and a copy of the tables with the faulty cells marked, in one archive."""
    folder = shelf_of(request).round_folder(round)
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
    headers = {"Content-Disposition": f'attachment; filename="{round}-errors.zip"'}
    return Response(packed.getvalue(), media_type="application/zip", headers=headers)
