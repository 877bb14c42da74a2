"""Tables to send: what national returns and plans ask of a round, and the papers of scenarios that were run."""

from collections.abc import Mapping
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from sufficiency.errors import InputRejected, UsageError
from sufficiency.pipelines.demand import return_tables
from sufficiency.reports.audience import Audience
from sufficiency.reports.planning.returns import AUDIENCES, write_returns
from sufficiency.web.pages.plan import DRAWS, cannot_plan
from sufficiency.web.plan_shelf import plans
from sufficiency.web.rendering import page
from sufficiency.web.workbench import shelf_of

router = APIRouter()

RETURNS: Mapping[str, tuple[str, str]] = {
    "scap": (
        "SEND forecast of the School Capacity return (SCAP)",
        "Children by planning area and year group, five years on for primary and seven for secondary.",
    ),
    "dsg": (
        "Placement sheets of a DSG management plan",
        "Plans by age group and need, a sheet for each kind of placement.",
    ),
    "reform-plan": (
        "Tables of plans of a local SEND reform plan",
        "Plans by age group, provision and need. For the public 5.1, 6 and 7 are left out: 7.1 to 7.7 have the same.",
    ),
}
"""Each return: its name, and what it holds."""
FORMS: Mapping[str, str] = {"xlsx": "Excel", "csv": "CSV"}
SAID: Mapping[Audience, str] = {
    Audience.AUTHORITY: "exact, for the authority",
    Audience.PUBLIC: "for the public, 1 to 7 hidden",
}
FILES: Mapping[str, tuple[str, Audience, str]] = {
    f"{which}-{audience}.{form}": (which, audience, form)
    for which, audience, form in product(RETURNS, AUDIENCES, FORMS)
}
"""Every file that may be asked for, by its name, which says whom it is for: the return, the audience, the form."""


@router.get("/plan/rounds/{round}/returns")
def returns(request: Request, round: str) -> HTMLResponse:  # noqa: A002  the trade's word
    """Every return of a round with its files, and the papers of its scenarios."""
    shelf = shelf_of(request)
    shelf.round_folder(round)
    ran = [one for one in plans(shelf) if one.round == round]
    return page(request, "returns.html", round=round, returns=RETURNS, files=_files, ran=ran)


@router.get("/plan/rounds/{round}/returns/{name}")
def return_file(request: Request, round: str, name: str) -> Response:  # noqa: A002
    """One return for an audience, which its name says too."""
    shelf = shelf_of(request)
    shelf.round_folder(round)
    if name not in FILES:
        raise UsageError(f"There is no return {name}.")
    which, audience, _ = FILES[name]
    try:
        tables = shelf.remember(f"return {which}", round, lambda folder: return_tables(folder, which, DRAWS))
    except InputRejected as error:
        return cannot_plan(request, round, "Tables to send", error)
    with TemporaryDirectory() as room:
        content = write_returns(Path(room) / name, tables, audience).read_bytes()
    disposition = f'attachment; filename="{round}-{name}"'
    return Response(content, media_type="application/octet-stream", headers={"Content-Disposition": disposition})


def _files(which: str) -> list[tuple[str, str]]:
    """What each file of a return is, and its name."""
    return [(f"{FORMS[form]}, {SAID[to]}", name) for name, (of, to, form) in FILES.items() if of == which]
