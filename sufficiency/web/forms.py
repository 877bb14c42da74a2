"""Forms: what is asked, what was sent, everything wrong with it at once; and done once, however often it is sent."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from secrets import token_urlsafe
from typing import Literal

from fastapi import HTTPException, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData, UploadFile

from sufficiency.errors import UsageError
from sufficiency.panel.refusal import NotAllowed
from sufficiency.store import forms_sent
from sufficiency.web.rendering import page
from sufficiency.web.tables import ListTable
from sufficiency.web.workbench import Visitor, workbench_of

LONGEST = 4_000
"""Signs that one answer may have."""
LONGEST_NUMBER = 18
"""Digits of a number that every database takes."""
SENT_KEY = "key"
"""The field that makes a form once: a random word made with the page."""
FIRST_DAY, LAST_DAY = date(2020, 1, 1), date(2999, 12, 31)
"""Days that may be answered: a year such as 0026 is a slip, and no clock of the law is known for it."""
NOT_KNOWN = (
    "It is still being worked on, or the workbench was stopped meanwhile. Look whether it was done before you fill in "
    "another."
)

Answers = Mapping[str, str]
Wrong = tuple[tuple[str, str], ...]
"""Field and sentence, of everything wrong."""


@dataclass(frozen=True, slots=True)
class Field:
    """One question. ``needed`` is what is said where it is left blank; blank: it may be. ``most`` signs it may have."""

    name: str
    label: str
    kind: Literal["line", "lines", "text", "day", "choice", "file", "hidden"] = "line"
    hint: str = ""
    needed: str = ""
    value: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    most: int = LONGEST


REASON = Field(
    "reason",
    "Reason",
    "lines",
    "Why this, for this child, on its own evidence. Do not name the child.",
    "Enter the reason: it is kept with your name",
)


@dataclass(frozen=True, slots=True)
class Ask:
    """A page with one form. ``facts``, ``links``, ``table`` stand above it; ``back`` is the way out: words, address."""

    title: str
    action: str
    button: str
    fields: tuple[Field, ...]
    back: tuple[str, str]
    caption: str = ""
    says: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    crumbs: tuple[tuple[str, str], ...] = ()
    method: Literal["post", "get"] = "post"
    links: tuple[tuple[str, str], ...] = ()
    table: ListTable | None = None


def show(request: Request, ask: Ask, status: int = 200, answers: Answers | None = None, wrong: Wrong = ()) -> Response:
    """The page of a form, with what was answered and what is wrong with it."""
    given = answers or {}
    values = {field.name: given.get(field.name, field.value) for field in ask.fields}
    key = given.get(SENT_KEY) or token_urlsafe(16)
    first: dict[str, str] = {}
    for name, sentence in wrong:
        first.setdefault(name, sentence)
    return page(
        request, "form.html", status, ask=ask, values=values, key=key, wrong=wrong, error=first, failed=bool(wrong)
    )


def submit(
    request: Request, ask: Ask, work: Callable[[Answers], str], check: Callable[[Answers], Wrong] = lambda _: ()
) -> Response:
    """Do what the form asks, once, and go where ``work`` says; what stands in the way is said on the form again.

    ``check`` looks at answers that are complete, for what is wrong between them.
    """
    answers = sent(request.state.form, ask.fields)
    if wrong := wrong_in(ask, answers) or check(answers):
        return show(request, ask, 422, answers, wrong)
    try:
        return once(request, partial(work, answers))
    except NotAllowed as refused:
        said = [refusal.sentence for refusal in refused.refusals]
    except UsageError as error:
        said = str(error).splitlines()
    seen = next((field.name for field in ask.fields if field.kind != "hidden"), "")
    return show(request, ask, 409, answers, tuple((seen, sentence) for sentence in said))


def once(request: Request, work: Callable[[], str], asked: str = "") -> Response:
    """Do ``work`` the first time this form is sent and go where it says; the same form again only goes there.

    A key is good for as long as the session whose forms carry it; ``asked`` tells answers apart where each deserves
    work of its own. Raises HTTPException 400 where the form has no key.
    """
    visitor: Visitor = request.state.visitor
    key = str(request.state.form.get(SENT_KEY, ""))
    if not key:
        raise HTTPException(400)
    form = " ".join((visitor.session.digest, key, asked))
    if led := forms_sent.once(workbench_of(request).store, form, work):
        return RedirectResponse(led, status_code=303)
    return page(request, "error.html", 409, title="This form was sent already", detail=NOT_KNOWN)


def sent(form: FormData, fields: tuple[Field, ...]) -> Answers:
    """What was answered, without spaces around it; of a file only whether one was given: its name is never kept."""
    return {SENT_KEY: str(form.get(SENT_KEY, ""))} | {field.name: _answer(form, field) for field in fields}


def number(text: str) -> int:
    """The number that a hidden field holds; 0 where it holds none that we wrote there."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else 0


def day(answers: Answers, name: str) -> date | None:
    """The day answered; None where it was left blank."""
    return date.fromisoformat(answers[name]) if answers.get(name) else None


def no_day(field: Field, text: str) -> str:
    """What is wrong with a day as it was typed; blank where nothing is."""
    try:
        good = FIRST_DAY <= date.fromisoformat(text) <= LAST_DAY
    except ValueError:
        good = False
    return "" if good else f"{field.label} must be a real date from {FIRST_DAY.year} on, such as 2026-03-31"


def _answer(form: FormData, field: Field) -> str:
    if field.kind == "file":
        return "given" if any(isinstance(one, UploadFile) and one.size for one in form.getlist(field.name)) else ""
    return str(form.get(field.name, "")).strip()


def wrong_in(ask: Ask, answers: Answers) -> Wrong:
    """Everything wrong with the answers, question by question."""
    return tuple(_wrong(ask.fields, answers))


def _wrong(fields: tuple[Field, ...], answers: Answers) -> Iterator[tuple[str, str]]:
    for field in fields:
        value = answers[field.name]
        if not value and field.needed:
            yield field.name, field.needed
        elif len(value) > field.most:
            yield field.name, f"{field.label} must be {field.most:,} characters or fewer"
        elif value and field.kind == "day" and (says := no_day(field, value)):
            yield field.name, says
        elif value and field.kind == "choice" and value not in dict(field.choices):
            yield field.name, f"{field.label}: choose one of the list"
