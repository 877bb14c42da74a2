"""The panel: what there is to do for each round, and what brings it about."""

from collections.abc import Iterator

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from sufficiency import api, casework
from sufficiency.domain.run import Override
from sufficiency.errors import InputRejected, SufficiencyError, UsageError
from sufficiency.statute.policies import POLICIES
from sufficiency.statute.states import STATES, Treatment
from sufficiency.store import cases, decisions
from sufficiency.store.rounds import round_called
from sufficiency.store.runs import runs
from sufficiency.web.docket import kept_run
from sufficiency.web.jobs import Told
from sufficiency.web.rendering import page
from sufficiency.web.shelf import Shelf, Shelved
from sufficiency.web.workbench import Workbench, person_of, workbench_of

router = APIRouter()

DONE, OPEN = ("Completed", ""), ("Not yet started", "blue")
LATER = ("Cannot start yet", "")


@router.get("/panel")
def panel(request: Request) -> HTMLResponse:
    """Every round with its list of tasks."""
    workbench = workbench_of(request)
    rounds = [(name, list(_tasks(workbench, name))) for name in workbench.shelf.rounds()]
    return page(request, "panel.html", rounds=rounds, policies=_policies(), jobs=workbench.jobs.all())


@router.post("/panel/{round}/import")
def bring_in(request: Request, round: str) -> Response:  # noqa: A002  the trade's word, and the address's
    """Bring a round's tables into the store, whole or not at all."""
    workbench = workbench_of(request)
    found = casework.import_round(workbench.store, workbench.shelf.round_folder(round), person_of(request).name)
    return page(request, "imported.html", name=round, found=found)


@router.post("/panel/{round}/recommend")
def recommend(request: Request, round: str) -> Response:  # noqa: A002
    """Begin a run of a round under a policy."""
    workbench, policy = workbench_of(request), str(request.state.form.get("policy", ""))
    folder = workbench.shelf.round_folder(round)
    choices = api.Choices(policy=policy, overrides=_decided(workbench, round))
    if policy not in POLICIES:
        raise UsageError(f"There is no policy {policy!r}.")

    def work(told: Told) -> str:
        out = _new_run(workbench.shelf)
        run, record = api.recommend(folder, choices, told)
        told("recounting", 0, 1)
        api.release(run, record, workbench.shelf.folder / out)
        return f"/runs/{out}"

    job = workbench.jobs.start(f"Recommend for {round}: {POLICIES[policy].name}", person_of(request).name, work)
    return RedirectResponse(f"/jobs/{job.number}", status_code=303)


@router.post("/runs/{run}/keep")
def keep(request: Request, run: str) -> Response:
    """Put a run before the panel, exactly as it stands, after a recount."""
    workbench = workbench_of(request)
    shelved = workbench.shelf.run(run)
    casework.keep_run(workbench.store, workbench.shelf.folder / shelved.name, person_of(request).name)
    return RedirectResponse(f"/runs/{run}", status_code=303)


@router.get("/jobs/{number}")
def job(request: Request, number: int) -> HTMLResponse:
    """How far a job is."""
    found = workbench_of(request).jobs.find(number)
    if found is None:
        raise UsageError(f"There is no job {number} since the workbench was started.")
    return page(request, "job.html", job=found)


@router.post("/jobs/{number}/stop")
def stop(request: Request, number: int) -> Response:
    """Stop a job; nothing is written."""
    found = workbench_of(request).jobs.find(number)
    if found is None:
        raise UsageError(f"There is no job {number} since the workbench was started.")
    found.stop.set()
    return RedirectResponse(f"/jobs/{number}", status_code=303)


def _decided(workbench: Workbench, name: str) -> tuple[Override, ...]:
    """Places that people hold by decision and the tables do not know yet: a new run takes them as settled."""
    inputs = workbench.shelf.inputs(name)
    round_ = round_called(inputs.authority)
    free = {case.ref for case in inputs.cases if STATES[case.state].treatment is Treatment.FREE}
    last = {one.ref: one for one in decisions.decisions_on(workbench.store, round_) if one.outcome == "hold"}
    held = {case.ref: case.group for case in cases.cases(workbench.store, round_) if case.group is not None}
    return tuple(
        Override(ref, one.group.urn, one.group.provision_id, one.reason, one.by)
        for ref, one in sorted(last.items())
        if one.group is not None and ref in free and held.get(ref) == one.group
    )


def _tasks(workbench: Workbench, name: str) -> Iterator[dict[str, object]]:
    """The tasks of a round in their order, each with its status; what cannot start yet says so."""
    shelf, store = workbench.shelf, workbench.store
    try:
        inputs = shelf.inputs(name)
    except InputRejected as error:
        yield _task("Fix problems in the tables", (f"{len(error.faults):,} problems", "red"), f"/data/{name}")
        return
    except SufficiencyError:
        return
    yield _task("Check the tables", DONE, f"/data/{name}")
    mine = [run for run in shelf.runs() if shelf.round_of(run.stored) == name]
    yield _task("Recommend places", DONE if mine else OPEN, f"/runs/{mine[0].name}" if mine else "")
    round_ = round_called(inputs.authority)
    listed = [case for case in cases.cases(store, round_) if case.listed]
    yield _task("Bring the tables into the store", DONE if listed else OPEN)
    yield from _before_the_panel(workbench, round_, mine, ready=bool(listed))


def _before_the_panel(
    workbench: Workbench, round_: str, mine: list[Shelved], *, ready: bool
) -> Iterator[dict[str, object]]:
    kept = next((run for run in mine if kept_run(workbench.store, workbench.shelf, run)), None)
    way = f"/runs/{mine[0].name}" if mine else ""
    yield _task("Put a run before the panel", DONE if kept else OPEN if ready and mine else LATER, way)
    if kept is None:
        yield _task("Decide each case", LATER)
        return
    newest = runs(workbench.store, round_)[0].run
    awaiting = {row.child_ref for row in kept.stored.run.recommendations if not row.fixed}
    awaiting |= {row.child_ref for row in kept.stored.run.unplaced}
    made = decisions.decisions_on(workbench.store, round_)
    decided = {one.ref for one in made if one.run == newest and one.outcome != "defer"} & awaiting
    says = (f"{len(decided):,} of {len(awaiting):,} decided", "green" if decided == awaiting else "blue")
    yield _task("Decide each case", says, f"/runs/{kept.name}/cases?outcome=recommended")


def _task(title: str, status: tuple[str, str], href: str = "") -> dict[str, object]:
    says, colour = status
    shown = {"tag": {"text": says, "classes": f"govuk-tag--{colour}"}} if colour else {"text": says}
    quiet = {"classes": "govuk-task-list__status--cannot-start-yet"} if says == LATER[0] else {}
    return {"title": {"text": title}, "status": {**shown, **quiet}, **({"href": href} if href else {})}


def _policies() -> list[tuple[str, str]]:
    return [(code, policy.name) for code, policy in POLICIES.items() if not policy.watermark]


def _new_run(shelf: Shelf) -> str:
    """run, run-2, run-3 ...: the first that is not there yet."""
    taken = {path.name for path in shelf.folder.iterdir()}
    names = ("run", *(f"run-{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)
