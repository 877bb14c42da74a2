"""Deciding one case: the choice with its effect, a reason, a second look, and then the store keeps it."""

import secrets
from datetime import date
from typing import cast, get_args

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from sufficiency.domain.cases import State
from sufficiency.domain.run import GroupKey
from sufficiency.errors import UsageError
from sufficiency.panel.policies import BASES
from sufficiency.panel.refusal import NotAllowed
from sufficiency.statute.supersession import REASON_CODES
from sufficiency.store import cases, decisions
from sufficiency.store.decisions import Choice, Outcome, Step
from sufficiency.store.runs import KeptRun
from sufficiency.web.case_view import CaseView, Option, case_view, ident
from sufficiency.web.docket import OUTCOMES, kept_run
from sufficiency.web.rendering import page
from sufficiency.web.shelf import Shelved
from sufficiency.web.workbench import person_of, workbench_of

router = APIRouter()

LONGEST_REASON = 4_000


@router.get("/runs/{run}/cases/{ref}/decide")
def ask(request: Request, run: str, ref: str, outcome: str = "hold", place: str = "") -> Response:
    """The choice with its effect, and the reason asked for."""
    return _form(request, (run, ref), outcome, place)


@router.post("/runs/{run}/cases/{ref}/decide")
def decide(request: Request, run: str, ref: str) -> Response:
    """First a second look at what was said, then the decision; sent twice, it is one decision."""
    form = request.state.form
    outcome, place, reason, key = (str(form.get(name, "")) for name in ("outcome", "place", "reason", "key"))
    if not reason.strip() or len(reason) > LONGEST_REASON:
        return _form(
            request, (run, ref), outcome, place, status=422, wrong=(("reason", "Enter the reason for this decision"),)
        )
    if form.get("sure") != "yes":
        return _form(request, (run, ref), outcome, place, reason=reason, sure=True)
    shelved, kept, view = _about(request, run, ref)
    group = _group(view, place) if outcome == "hold" else None
    choice = Choice(kept.run, str(form.get("digest", "")), ref, _outcome(outcome), reason.strip(), key, group)
    try:
        decisions.decide(workbench_of(request).store, choice, person_of(request).name)
    except NotAllowed as refused:
        wrong = tuple(("reason", refusal.sentence) for refusal in refused.refusals)
        return _form(request, (run, ref), outcome, place, status=409, wrong=wrong, reason=reason)
    return RedirectResponse(f"/runs/{shelved.name}/cases/{ref}?told=decided", status_code=303)


@router.post("/runs/{run}/cases/{ref}/step")
def step(request: Request, run: str, ref: str) -> Response:
    """A move of the case that is no decision."""
    form = request.state.form
    _, kept, _ = _about(request, run, ref)
    said = {name: str(form.get(name, "")) for name in ("to", "reason", "code", "on")}
    if said["to"] not in list(State):
        raise UsageError("There is no such state.")
    taken = Step(ref, State(said["to"]), said["reason"], said["code"], _date(said["on"]))
    decisions.take_step(workbench_of(request).store, kept.round, taken, person_of(request).name)
    return RedirectResponse(f"/runs/{run}/cases/{ref}?told=moved", status_code=303)


@router.post("/runs/{run}/cases/{ref}/interest")
def interest(request: Request, run: str, ref: str) -> Response:
    """Declare an interest in a case: whoever does, decides it no more."""
    _, kept, _ = _about(request, run, ref)
    says = str(request.state.form.get("says", ""))
    cases.declare_interest(workbench_of(request).store, kept.round, person_of(request).name, says, ref=ref)
    return RedirectResponse(f"/runs/{run}/cases/{ref}?told=declared", status_code=303)


def _form(
    request: Request, which: tuple[str, str], outcome: str, place: str, status: int = 200, **said: object
) -> Response:
    shelved, kept, view = _about(request, *which)
    if outcome not in OUTCOMES:
        raise UsageError("There is no such decision.")
    option = _option(view, place)
    hold = option.place if option else view.place
    whole = {"wrong": (), "reason": "", "sure": False, **said}
    return page(
        request,
        "decide.html",
        status,
        run=shelved,
        case=view,
        option=option,
        hold=hold,
        outcome=outcome,
        place=place,
        says=f"Hold {hold}" if outcome == "hold" else OUTCOMES[outcome].capitalize(),
        kept=kept,
        key=request.state.form.get("key") if said.get("sure") else secrets.token_urlsafe(16),
        failed=bool(whole["wrong"]),
        **whole,
    )


def _about(request: Request, run: str, ref: str) -> tuple[Shelved, KeptRun, CaseView]:
    """The run, as kept, and the case on it. Raises UsageError where the run is not before the panel."""
    workbench = workbench_of(request)
    shelved = workbench.shelf.run(run)
    kept = kept_run(workbench.store, workbench.shelf, shelved)
    if kept is None:
        raise UsageError(f"Run {run} is not before the panel.")
    return shelved, kept, case_view(shelved.stored.run, ref, workbench.shelf.inputs_of(shelved.stored))


def _option(view: CaseView, place: str) -> Option | None:
    """The other place chosen; None for the one recommended. Raises UsageError where there is no such place."""
    if not place or (view.group is not None and place == ident(view.group)):
        return None
    found = next((option for option in view.options if option.ident == place), None)
    if found is None:
        raise UsageError(f"There is no such place for case {view.ref}.")
    return found


def _group(view: CaseView, place: str) -> GroupKey | None:
    option = _option(view, place)
    return option.group if option else view.group


def _outcome(name: str) -> Outcome:
    found = next((outcome for outcome in get_args(Outcome) if outcome == name), None)
    if found is None:
        raise UsageError("There is no such decision.")
    return cast("Outcome", found)


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise UsageError("A date is written like 2026-03-31.") from error


CODES = {**REASON_CODES, **BASES}
