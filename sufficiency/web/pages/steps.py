"""Moves of a case that are no decision, approval of a place passed on, and a choice settled for another run."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from sufficiency.domain.cases import State
from sufficiency.domain.run import GroupKey
from sufficiency.errors import UsageError
from sufficiency.panel.moves import Move
from sufficiency.panel.policies import BASES
from sufficiency.panel.refusal import NotAllowed, Refusal
from sufficiency.statute.supersession import REASON_CODES
from sufficiency.store.case_file import CaseFile, case_file, places_for
from sufficiency.store.moves import Step, take_step
from sufficiency.store.supersessions import PassedOn, approve_supersession
from sufficiency.web import forms
from sufficiency.web.asking import queued
from sufficiency.web.case_view import ident, option_called
from sufficiency.web.docket import OnRun, OnShelf, case_on_run, case_on_shelf, steps_from
from sufficiency.web.forms import REASON, Answers, Ask, Field
from sufficiency.web.workbench import person_of, workbench_of
from sufficiency.workbench.jobs import SettlePlace

router = APIRouter()

ASKED_BY = {
    "REASON": REASON,
    "REASON_CODE": Field(
        "code", "Reason code", "choice", "", "Choose the reason code", "", tuple(REASON_CODES.items())
    ),
    "BASIS_TO_REOPEN": Field("code", "Legal basis", "choice", "", "Choose the legal basis", "", tuple(BASES.items())),
    "FAMILY_TOLD": Field("on", "Day the family was told", "day", needed="Enter the day on which the family was told"),
    "ORDER_DATE": Field("on", "Day of the order", "day", needed="Enter the day of the tribunal's order"),
}  # fmt: skip
"""What a person must say for a policy of a move; policies that look at the store alone ask nothing."""
GONE_STALE = "Go back to the case and choose the step again"


@router.get("/runs/{run}/cases/{ref}/step")
def step(request: Request, run: str, ref: str, to: str = "") -> Response:
    """A move and what must be said with it."""
    return forms.show(request, _step(request, case_on_run(request, run, ref), to))


@router.post("/runs/{run}/cases/{ref}/step")
def take(request: Request, run: str, ref: str) -> Response:
    """Make the move; its policies stand in ``panel``."""
    case, to = case_on_run(request, run, ref), str(request.state.form.get("to", ""))
    ask = _step(request, case, to)

    def work(answers: Answers) -> str:
        said = (answers.get("reason", ""), answers.get("code", ""), forms.day(answers, "on"))
        group = next((group for group, _ in _groups(request, case) if ident(group) == answers.get("place")), None)
        taken = Step(ref, State(to), *said, group, forms.number(answers["seen"]))
        take_step(workbench_of(request).store, case.kept.round, taken, person_of(request).name)
        return f"{case.address}?told=moved"

    return forms.submit(request, ask, work)


@router.get("/runs/{run}/cases/{ref}/approve/{record}")
def approval(request: Request, run: str, ref: str, record: str) -> Response:
    """A held place that the run passes on, for a manager to approve."""
    return forms.show(request, _approve(request, case_on_run(request, run, ref), record))


@router.post("/runs/{run}/cases/{ref}/approve/{record}")
def approve(request: Request, run: str, ref: str, record: str) -> Response:
    """Approve that a later request goes first."""
    case = case_on_run(request, run, ref)

    def work(answers: Answers) -> str:
        store, by = workbench_of(request).store, person_of(request).name
        approve_supersession(store, case.kept.run, record, answers["reason"], by)
        return f"{case.address}?told=approved"

    return forms.submit(request, _approve(request, case, record), work)


@router.get("/runs/{run}/cases/{ref}/lock")
def place_to_lock(request: Request, run: str, ref: str, place: str = "") -> Response:
    """A choice that another run is to take as settled; nothing is decided by it."""
    return forms.show(request, _lock(case_on_shelf(request, run, ref), place))


@router.post("/runs/{run}/cases/{ref}/lock")
def lock(request: Request, run: str, ref: str) -> Response:
    """Have the round worked out again around it."""
    case, place = case_on_shelf(request, run, ref), str(request.state.form.get("place", ""))
    ask, option = _lock(case, place), option_called(case.view, place)
    by = person_of(request).name

    def work(answers: Answers) -> str:
        group = option.group
        return queued(request, SettlePlace(run, ref, group.urn, group.provision_id, answers["reason"], by))

    return forms.submit(request, ask, work)


def _lock(case: OnShelf, place: str) -> Ask:
    option = option_called(case.view, place)
    return Ask(
        f"Settle {option.place} and recommend again",
        f"{case.address}/lock",
        "Recommend again",
        (Field("place", "", "hidden", value=place), REASON),
        ("Back to the case", case.address),
        case.caption,
        "Another run takes this place as settled and works everything else out again. Nothing is decided by it, and a "
        "run begun from the panel's page does not know of it.",
        (("Recommended", case.view.place), ("What it would change", option.change)),
        case.crumbs,
    )


def _step(request: Request, case: OnRun, to: str) -> Ask:
    file = _file(request, case)
    move = next((move for after, move in steps_from(file.now.state, person_of(request)) if after == to), None)
    if move is None:
        raise NotAllowed([Refusal("now", "NO_SUCH_STEP", "This is no step from where the case stands, or not yours.")])
    says = f"{move.says[:1].upper()}{move.says[1:]}"
    return Ask(
        says,
        f"{case.address}/step",
        says,
        (*_hidden(to, file), *_questions(request, case, move)),
        ("Back to the case", case.address),
        case.caption,
        facts=(("Place held or named", case.names.of(file.now.group)),),
        crumbs=case.crumbs,
    )


def _hidden(to: str, file: CaseFile) -> tuple[Field, Field]:
    """Where to, and how the case stood when the form was shown."""
    return Field("to", "", "hidden", value=to), Field("seen", "", "hidden", "", GONE_STALE, str(file.moved))


def _questions(request: Request, case: OnRun, move: Move) -> tuple[Field, ...]:
    asked = tuple(ASKED_BY[policy] for policy in move.policies if policy in ASKED_BY)
    if move.place != "claims even over number":
        return asked
    places = tuple((ident(group), says) for group, says in _groups(request, case))
    return (*asked, Field("place", "Place ordered", "choice", "", "Choose the place that was ordered", "", places))


def _groups(request: Request, case: OnRun) -> tuple[tuple[GroupKey, str], ...]:
    """The place groups of the round that take the child's year."""
    store = workbench_of(request).store
    ncy = _file(request, case).now.ncy
    rooms = places_for(store, case.kept.round, ncy)
    groups = (GroupKey(room.urn, room.provision_id, room.ncy_from or 0) for room in rooms)
    return tuple(sorted(((group, case.names.of(group)) for group in groups), key=lambda one: (one[1], one[0])))


def _approve(request: Request, case: OnRun, record: str) -> Ask:
    found = _record(request, case, record)
    return Ask(
        "Approve that a held place is passed on",
        f"{case.address}/approve/{record}",
        "Approve",
        (REASON,),
        ("Back to the case", case.address),
        case.caption,
        facts=(
            ("Place", case.names.of(found.group)),
            ("Held for", found.child_a),
            ("Recommended for", found.child_b),
            ("Why the later request goes first", REASON_CODES[found.reason_code]),
        ),
        crumbs=case.crumbs,
    )


def _record(request: Request, case: OnRun, record: str) -> PassedOn:
    found = next((one for one in _file(request, case).passed_on if one.supersession_id == record), None)
    if found is None:
        raise UsageError(f"There is no record {record} of this case.")
    return found


def _file(request: Request, case: OnRun) -> CaseFile:
    return case_file(workbench_of(request).store, case.kept.round, case.view.ref, case.kept.run)
