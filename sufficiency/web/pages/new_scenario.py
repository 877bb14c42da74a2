"""A scenario of one's own: begun from another, its text written on a page, kept only where nothing is wrong with it."""

import re
from collections import Counter
from functools import partial

from fastapi import APIRouter, Request
from fastapi.responses import Response

from sufficiency.errors import Fault, InputRejected
from sufficiency.pipelines.planning import begin_scenario, draft_faults, list_scenarios
from sufficiency.web import forms
from sufficiency.web.forms import Answers, Ask, Field, Wrong
from sufficiency.web.pages.plan import cannot_plan
from sufficiency.web.workbench import person_of, shelf_of, workbench_of
from sufficiency.workbench.scenarios import add_scenario

router = APIRouter()

AS_IS = "as-is"
LONGEST_TEXT = 100_000


@router.get("/plan/rounds/{round}/scenarios/new")
def begin(request: Request, round: str) -> Response:  # noqa: A002  the trade's word
    """What a new scenario begins from, what it is called and what deviates in it."""
    shelf_of(request).round_folder(round)
    try:
        return forms.show(request, _beginning(request, round))
    except InputRejected as error:
        return cannot_plan(request, round, "A new scenario", error)


@router.post("/plan/rounds/{round}/scenarios/new")
def begun(request: Request, round: str) -> Response:  # noqa: A002
    """Its text to go on from; nothing is kept yet."""
    folder, ask = shelf_of(request).round_folder(round), _beginning(request, round)
    answers = forms.sent(request.state.form, ask.fields)
    if wrong := forms.wrong_in(ask, answers):
        return forms.show(request, ask, 422, answers, wrong)
    how, _, of = answers["begin"].partition(":")
    base, copied = (of, "") if how == "rest" else ("", of)
    description = " ".join(answers["description"].split())
    text = begin_scenario(folder, base, copied, answers["name"], description)
    return forms.show(request, _writing(round), answers={"text": text})


@router.post("/plan/rounds/{round}/scenarios/text")
def keep(request: Request, round: str) -> Response:  # noqa: A002
    """Keep what was written, or say everything that is wrong with it."""
    workbench = workbench_of(request)
    folder = workbench.shelf.round_folder(round)

    def work(answers: Answers) -> str:
        add_scenario(workbench.store, folder, _plain(answers), person_of(request).name)
        return f"/plan/rounds/{round}/scenarios"

    try:
        return forms.submit(request, _writing(round), work, partial(_wrong, request, round))
    except InputRejected as error:
        return cannot_plan(request, round, "A new scenario", error)


def _beginning(request: Request, name: str) -> Ask:
    names = [one.name for one in list_scenarios(shelf_of(request).round_folder(name))]
    new = ((f"rest:{one}", f"New, resting on {one}") for one in (AS_IS, *names))
    copies = ((f"copy:{one}", f"Copy of {one}") for one in names)
    return Ask(
        f"A new scenario of {name}",
        f"/plan/rounds/{name}/scenarios/new",
        "Continue to its text",
        (
            Field("begin", "Begin from", "choice", "What rests on another inherits all of it and states what deviates.",
                  "Choose what it begins from", choices=(*new, *copies)),
            Field("name", "Name", "line", "Letters, digits and hyphens, such as two-bases-first.", "Enter a name"),
            Field("description", "What deviates, and why", "lines", "One or two sentences; they stand on every paper.",
                  "Say what deviates, and why"),
        ),
        (f"Back to the scenarios of {name}", f"/plan/rounds/{name}/scenarios"),
        crumbs=_crumbs(name),
    )  # fmt: skip


def _writing(name: str) -> Ask:
    return Ask(
        f"The text of a new scenario of {name}",
        f"/plan/rounds/{name}/scenarios/text",
        "Check and keep",
        (
            Field("text", "Scenario", "text", "A line that begins with # is a note. What is not sound is not kept.",
                  "Write the scenario", most=LONGEST_TEXT),
        ),
        (f"Back to the scenarios of {name}, keeping nothing", f"/plan/rounds/{name}/scenarios"),
        crumbs=_crumbs(name),
    )  # fmt: skip


def _crumbs(name: str) -> tuple[tuple[str, str], ...]:
    return ("Plan", "/plan"), (f"Scenarios of {name}", f"/plan/rounds/{name}/scenarios")


def _plain(answers: Answers) -> str:
    """The text with the line ends of a file: a browser sends two signs for each."""
    return "\n".join([*answers["text"].splitlines(), ""])


def _wrong(request: Request, name: str, answers: Answers) -> Wrong:
    text = _plain(answers)
    _, faults = draft_faults(shelf_of(request).round_folder(name), text)
    return tuple(("text", _told(fault, text)) for fault in faults if fault.severity == "error")


def _told(fault: Fault, text: str) -> str:
    line = line_of(text, fault.column)
    says = f"{fault.message}{'' if fault.message.endswith('?') else '.'} {fault.remedy}"
    return f"{f'Line {line}, ' if line else ''}{fault.column or 'the text'} {says}"


def line_of(text: str, key: str) -> int:
    """The line of a key such as ``action[2].opens``, of its section where it is not given; 0 where neither is there."""
    section, _, last = key.rpartition(".")
    found, here, seen = 0, "", Counter[str]()
    for number, line in enumerate(text.splitlines(), start=1):
        if heading := re.match(r"\s*\[(\[?)\s*([^\[\]]+?)\s*\]", line):
            several, here = heading.groups()
            if several:
                seen[here] += 1
                here = f"{here}[{seen[here]}]"
            found = number if here == section else found
        elif here == section and re.match(rf"\s*\"?{re.escape(last)}\"?\s*=", line):
            return number
    return found
