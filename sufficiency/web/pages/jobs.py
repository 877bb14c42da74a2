"""Jobs: how far one is, and stopping it."""

from collections.abc import Mapping

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from sufficiency import jobs
from sufficiency.panel.permissions import not_permitted
from sufficiency.web.rendering import page
from sufficiency.web.workbench import person_of, workbench_of

router = APIRouter()

RESULTS: Mapping[str, str] = {"recommend": "/runs/{}", "settle": "/runs/{}", "pack": "/packs/{}"}
"""Where what a job made is looked at, by its kind."""


@router.get("/jobs/{number}")
def job(request: Request, number: int) -> HTMLResponse:
    """How far a job is."""
    workbench, person = workbench_of(request), person_of(request)
    found = jobs.job(workbench.store, number)
    made = (workbench.shelf.folder / found.result).is_dir()
    way = RESULTS[found.kind].format(found.result) if made and found.kind in RESULTS else ""
    mine = not not_permitted(person, jobs.KINDS[found.kind].act)
    return page(request, "job.html", job=found, made=made, way=way, may_stop=mine and not found.stop_by)


@router.post("/jobs/{number}/stop")
def stop(request: Request, number: int) -> Response:
    """Stop a job; an ensemble keeps the futures it finished, anything else writes nothing."""
    jobs.stop_job(workbench_of(request).store, number, person_of(request).name)
    return RedirectResponse(f"/jobs/{number}", status_code=303)
