"""Futures: scenarios worked out in many drawn futures, asked for as a job, and what they say together."""

from collections.abc import Mapping

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, HTMLResponse, Response

from sufficiency.errors import InputRejected, UsageError
from sufficiency.reports.ensemble.files import DRAWS, SUMMARY
from sufficiency.reports.ensemble.parts import ensemble_parts
from sufficiency.reports.ensemble.words import RECOMMENDED
from sufficiency.reports.run_json import authority_marks
from sufficiency.store.jobs import job_that_made
from sufficiency.web.asking import queued_once
from sufficiency.web.pages.plan import scenarios_page
from sufficiency.web.plan_shelf import futures_called
from sufficiency.web.plan_view import drawn_parts
from sufficiency.web.rendering import page
from sufficiency.web.scenario_choice import FUTURES, WAITING, chosen_of
from sufficiency.web.workbench import Workbench, shelf_of, workbench_of
from sufficiency.workbench.jobs import DrawFutures

router = APIRouter()

FILES: Mapping[str, str] = {
    "scenarios.csv": "each scenario: cost, regret, in how many futures it costs least",
    "shortfall.csv": "children without a place by scenario, kind and year, and in how many futures",
    "regret.csv": "each scenario in each future: cost and regret",
    "drivers.csv": "what moves the cost of each scenario",
    DRAWS: "each scenario in each future: what was drawn, children and gap by year",
    SUMMARY: "all but single futures, for machines",
}
"""The files that are handed over, and what each holds."""


@router.post("/plan/rounds/{round}/futures")
def draw(request: Request, round: str) -> Response:  # noqa: A002  the trade's word
    """Have futures drawn for the scenarios chosen, as a job."""
    chosen = chosen_of(request.state.form, FUTURES, WAITING)
    shelf_of(request).round_folder(round)
    if chosen.wrong:
        return scenarios_page(request, round, chosen)
    wanted = DrawFutures(round, chosen.names, chosen.number(FUTURES), waiting=chosen.number(WAITING))
    return queued_once(request, wanted)


@router.get("/plan/futures/{futures}")
def drawn(request: Request, futures: str) -> HTMLResponse:
    """How likely places are to run short, what each scenario costs and would be regretted by, and what moves it."""
    workbench = workbench_of(request)
    found = futures_called(workbench.shelf, futures)
    over, marks = _round_of(workbench, futures)
    return page(
        request,
        "futures.html",
        name=futures,
        futures=found,
        over=over,
        marks=marks,
        recommended=RECOMMENDED,
        sections=drawn_parts(ensemble_parts(found)),
        files=tuple(FILES.items()),
    )


@router.get("/plan/futures/{futures}/files/{name}")
def futures_file(request: Request, futures: str, name: str) -> FileResponse:
    """One of its tables, to keep."""
    shelf = shelf_of(request)
    futures_called(shelf, futures)
    path = shelf.folder / futures / name
    if name not in FILES or not path.is_file():
        raise UsageError(f"There is no file {name} with these futures.")
    return FileResponse(path, filename=f"{futures}-{name}", media_type="application/octet-stream")


def _round_of(workbench: Workbench, futures: str) -> tuple[str, tuple[str, ...]]:
    """The round that futures were drawn for, in words, and what it must carry; blank where no job here drew them."""
    asked = job_that_made(workbench.store, "ensemble", futures)
    if asked is None or asked.arguments["folder"] not in workbench.shelf.rounds():
        return "", ()
    try:
        authority = workbench.shelf.inputs(asked.arguments["folder"]).authority
    except InputRejected:
        return asked.arguments["folder"], ()
    return f"{authority.name}, {asked.arguments['folder']}", authority_marks(authority)
