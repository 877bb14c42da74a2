"""Jobs: those there are, how far each is, and stopping it. Of another team's jobs nobody is told."""

from collections.abc import Mapping

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from sufficiency.errors import UsageError
from sufficiency.panel.people import Person, Role
from sufficiency.panel.permissions import not_permitted
from sufficiency.reports.ensemble.files import SUMMARY
from sufficiency.store.jobs import Job, JobState
from sufficiency.web.access import CASES, ISSUES, PLAN, TRAVEL
from sufficiency.web.rendering import page
from sufficiency.web.workbench import person_of, workbench_of
from sufficiency.workbench import jobs

router = APIRouter()

RESULTS: Mapping[str, str] = {
    "recommend": "/runs/{}", "settle": "/runs/{}", "pack": "/packs/{}", "letters": "/letters/{}",
    "scenarios": "/plan/runs/{}", "ensemble": "/plan/futures/{}", "routes": "/travel/routes/{}",
}  # fmt: skip
"""Where what a job made is looked at, by its kind."""
MADE: Mapping[str, str] = {"ensemble": SUMMARY}
"""The file without which nothing was made, where a job keeps more than what it made in its folder."""

SEEN_BY: Mapping[str, frozenset[Role]] = {
    "recommend": CASES, "settle": CASES, "pack": CASES, "letters": ISSUES, "scenarios": PLAN, "ensemble": PLAN,
    "routes": TRAVEL,
}  # fmt: skip
"""Who is told of a job, by its kind: why one failed may be about a child or a home."""
COLOURS: Mapping[JobState, str] = {
    "queued": "grey", "running": "blue", "done": "green", "failed": "red", "stopped": "yellow",
}  # fmt: skip
SHOWN = 50


@router.get("/jobs")
def every_job(request: Request) -> HTMLResponse:
    """The newest jobs of this visitor's teams; looked at again while any of them is not over."""
    person = person_of(request)
    kinds = [kind for kind, roles in SEEN_BY.items() if roles & person.roles]
    found = jobs.jobs(workbench_of(request).store, kinds, SHOWN) if kinds else ()
    shown = [(job, _may_stop(person, job)) for job in found]
    return page(request, "jobs.html", shown=shown, going=any(not job.over for job in found), colours=COLOURS)


@router.get("/jobs/{number}")
def job(request: Request, number: int) -> HTMLResponse:
    """How far a job is."""
    workbench, person = workbench_of(request), person_of(request)
    found = jobs.job(workbench.store, number)
    if not _sees(person, found):
        raise UsageError(f"There is no job {number} that you may see.")
    made = (workbench.shelf.folder / found.result / MADE.get(found.kind, "")).exists()
    way = RESULTS[found.kind].format(found.result) if made else ""
    return page(request, "job.html", job=found, made=made, way=way, may_stop=_may_stop(person, found))


@router.post("/jobs/{number}/stop")
def stop(request: Request, number: int) -> Response:
    """Stop a job; an ensemble keeps the futures it finished, anything else writes nothing."""
    jobs.stop_job(workbench_of(request).store, number, person_of(request).name)
    return RedirectResponse(f"/jobs/{number}", status_code=303)


def _sees(person: Person, found: Job) -> bool:
    return bool(SEEN_BY[found.kind] & person.roles)


def _may_stop(person: Person, found: Job) -> bool:
    return not (found.over or found.stop_by or not_permitted(person, jobs.KINDS[found.kind].act))
