"""Deciding one case: the choice with its effect, a reason, a second look, and then the store keeps it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import cast, get_args

from fastapi import APIRouter, Request
from fastapi.responses import Response

from sufficiency.domain.run import GroupKey
from sufficiency.errors import UsageError
from sufficiency.store import decisions
from sufficiency.store.decisions import Choice, Outcome
from sufficiency.web import forms
from sufficiency.web.case_view import CaseView, Option, ident, option_called
from sufficiency.web.docket import OUTCOMES, OnRun, case_on_run
from sufficiency.web.forms import REASON, Answers, Ask, Field
from sufficiency.web.workbench import person_of, workbench_of

router = APIRouter()

OTHER = (
    "This is other than the run recommends. A run made after it takes your choice as settled and works the rest out "
    "again."
)
YOURS = "The decision is yours, not the tool's. It is kept with your name and cannot be taken out."


@router.get("/runs/{run}/cases/{ref}/decide")
def ask(request: Request, run: str, ref: str, outcome: str = "hold", place: str = "") -> Response:
    """The choice with its effect, and the reason asked for."""
    return forms.show(request, _ask(case_on_run(request, run, ref), outcome, place))


@router.post("/runs/{run}/cases/{ref}/decide")
def decide(request: Request, run: str, ref: str) -> Response:
    """First a second look at what was said, then the decision; sent twice, it is one decision."""
    case = case_on_run(request, run, ref)
    said = forms.sent(request.state.form, (*_FIELDS, Field("sure", ""), REASON))
    asked = _ask(case, said["outcome"], said["place"])
    if said["sure"] != "yes" and not forms.wrong_in(asked, said):
        return forms.show(request, _second_look(asked, said["reason"]), answers={**said, "sure": "yes"})

    def work(answers: Answers) -> str:
        group = _group(case.view, said["place"]) if said["outcome"] == "hold" else None
        key, outcome = said[forms.SENT_KEY], _outcome(said["outcome"])
        choice = Choice(case.kept.run, said["digest"], ref, outcome, answers["reason"], key, group)
        decisions.decide(workbench_of(request).store, choice, person_of(request).name)
        return f"{case.address}?told=decided"

    return forms.submit(request, asked, work)


_FIELDS = tuple(Field(name, "", "hidden") for name in ("outcome", "place", "digest"))


def _ask(case: OnRun, outcome: str, place: str) -> Ask:
    if outcome not in OUTCOMES:
        raise UsageError("There is no such decision.")
    option = _option(case.view, place) if outcome == "hold" else None
    held = option.place if option else case.view.place
    says = f"Hold {held}" if outcome == "hold" else OUTCOMES[outcome].capitalize()
    values = (outcome, place, case.kept.digest)
    hidden = (replace(field, value=value) for field, value in zip(_FIELDS, values, strict=True))
    return Ask(
        says,
        f"{case.address}/decide",
        "Continue",
        (*hidden, REASON),
        ("Back to the case", case.address),
        case.caption,
        OTHER if option else "",
        (("Recommended", case.view.place), ("Decision", says), *(_effect(option) if option else ())),
        case.crumbs,
    )


def _second_look(asked: Ask, reason: str) -> Ask:
    fields = (*(replace(field, kind="hidden") for field in asked.fields), Field("sure", "", "hidden", value="yes"))
    facts = (*asked.facts, ("Reason", reason))
    return replace(
        asked, title="Check your decision", button="Confirm this decision", fields=fields, facts=facts, says=YOURS
    )


def _effect(option: Option) -> Iterator[tuple[str, str]]:
    yield "What it would change", option.change
    yield "Journey", option.travel or "–"
    yield "Children who would move if the round were worked out again", f"{len(option.moves):,}"


def _option(view: CaseView, place: str) -> Option | None:
    """The other place chosen; None for the one recommended. Raises UsageError where there is no such place."""
    if not place or (view.group is not None and place == ident(view.group)):
        return None
    return option_called(view, place)


def _group(view: CaseView, place: str) -> GroupKey | None:
    option = _option(view, place)
    return option.group if option else view.group


def _outcome(name: str) -> Outcome:
    found = next((outcome for outcome in get_args(Outcome) if outcome == name), None)
    if found is None:
        raise UsageError("There is no such decision.")
    return cast("Outcome", found)
