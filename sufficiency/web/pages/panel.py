"""The panel: what there is to do for each round, and what brings it about."""

from collections.abc import Iterator

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from sufficiency.errors import InputRejected, SufficiencyError
from sufficiency.pipelines import casework
from sufficiency.statute.policies import POLICIES
from sufficiency.store import cases
from sufficiency.store.decisions import progress_on
from sufficiency.store.rounds import round_called
from sufficiency.store.runs import runs
from sufficiency.store.supersessions import held_passed_on
from sufficiency.web.access import route_of
from sufficiency.web.asking import queued_once
from sufficiency.web.docket import kept_run
from sufficiency.web.late_view import past_deadline
from sufficiency.web.rendering import may, page
from sufficiency.web.shelf import Shelved
from sufficiency.web.tasks import Task
from sufficiency.web.workbench import Visitor, Workbench, person_of, visitor_of, workbench_of
from sufficiency.workbench.jobs import RecommendRound

router = APIRouter()

DONE, OPEN = ("Completed", ""), ("Not yet started", "blue")
LATER = ("Cannot start yet", "")


@router.get("/panel")
def panel(request: Request) -> HTMLResponse:
    """Every round with its list of tasks."""
    workbench = workbench_of(request)
    visitor = visitor_of(request)
    rounds = [(n, [_offered(visitor, task) for task in _tasks(workbench, n)]) for n in workbench.shelf.rounds()]
    return page(request, "panel.html", rounds=rounds, policies=_policies())


@router.post("/panel/{round}/import")
def bring_in(request: Request, round: str) -> Response:  # noqa: A002  the trade's word, and the address's
    """Bring a round's tables into the store, whole or not at all."""
    workbench = workbench_of(request)
    found = casework.import_round(workbench.store, workbench.shelf.round_folder(round), person_of(request).name)
    return page(request, "imported.html", name=round, found=found)


@router.post("/panel/{round}/recommend")
def recommend(request: Request, round: str) -> Response:  # noqa: A002
    """Begin a run of a round under a policy."""
    return queued_once(request, RecommendRound(round, str(request.state.form.get("policy", ""))))


@router.post("/runs/{run}/keep")
def keep(request: Request, run: str) -> Response:
    """Put a run before the panel, exactly as it stands, after a recount."""
    workbench = workbench_of(request)
    shelved = workbench.shelf.run(run)
    folder = workbench.shelf.folder / shelved.name
    casework.keep_run(workbench.store, folder, person_of(request).name, workbench.shelf.tables_of(shelved.stored))
    return RedirectResponse(f"/runs/{run}", status_code=303)


def _tasks(workbench: Workbench, name: str) -> Iterator[Task]:
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
    late = _late(past_deadline(workbench, name, inputs))
    yield _task("See what is overdue and unanswered", late, f"/panel/{name}/late")
    if beside := casework.recorded_beside(store, inputs):
        yield _task("Begin a round with replies recorded here", (f"{len(beside):,} not in the tables", "yellow"),
                    f"/data/{name}/recorded")  # fmt: skip
    mine = [run for run in shelf.runs() if shelf.round_of(run.stored) == name]
    yield _task("Recommend places", DONE if mine else OPEN, f"/runs/{mine[0].name}" if mine else "")
    round_ = round_called(inputs.authority)
    listed = cases.how_many(store, round_)
    yield _task("Bring the tables into the store", DONE if listed else OPEN)
    yield from _before_the_panel(workbench, round_, mine, ready=bool(listed))


def _before_the_panel(workbench: Workbench, round_: str, mine: list[Shelved], *, ready: bool) -> Iterator[Task]:
    newest = next(iter(runs(workbench.store, round_)), None)
    kept = next((run for run in mine if newest and kept_run(workbench.store, workbench.shelf, run) == newest), None)
    way = f"/runs/{mine[0].name}" if mine else ""
    yield _task("Put a run before the panel", DONE if newest else OPEN if ready and mine else LATER, way)
    if newest is None or kept is None:
        yield _task("Decide each case", LATER)
        return
    if held := held_passed_on(workbench.store, newest.run):
        approved = sum(bool(one.approved_by) for one in held)
        says = _of(approved, len(held), "approved")
        yield _task("Approve held places that are passed on", says, f"/runs/{kept.name}/superseded")
    found = progress_on(workbench.store, newest.run)
    yield _task(
        "Decide each case", _of(found.decided, found.awaiting, "decided"), f"/runs/{kept.name}/cases?decided=no"
    )
    if found.decided:
        yield _task("Send the letters", _of(found.sent, found.decided, "sent"), f"/runs/{kept.name}/letters")


def _offered(visitor: Visitor | None, task: Task) -> Task:
    """A task, without its way where that is not open to this visitor."""
    open_ = may(visitor, route_of(str(task.get("href", ""))))
    return task if open_ else {name: value for name, value in task.items() if name != "href"}


def _late(cases: int) -> tuple[str, str]:
    if not cases:
        return "None past its deadline today", "green"
    return f"{cases:,} past {'its' if cases == 1 else 'their'} deadline today", "red"


def _of(done: int, all_: int, says: str) -> tuple[str, str]:
    return f"{done:,} of {all_:,} {says}", "green" if done == all_ else "blue"


def _task(title: str, status: tuple[str, str], href: str = "") -> Task:
    says, colour = status
    shown = {"tag": {"text": says, "classes": f"govuk-tag--{colour}"}} if colour else {"text": says}
    quiet = {"classes": "govuk-task-list__status--cannot-start-yet"} if says == LATER[0] else {}
    return {"title": {"text": title}, "status": {**shown, **quiet}, **({"href": href} if href else {})}


def _policies() -> list[tuple[str, str]]:
    return [(code, policy.name) for code, policy in POLICIES.items() if not policy.watermark]
