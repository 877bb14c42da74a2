"""A draft letter for each open case, one kind for each outcome, and the list of what each still needs.

A letter says nothing about any other child, and never that anything has been decided by the tool: who decided, when and
why are fields to be given. Names and addresses are not held, so they are fields too.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from sufficiency.domain.cases import State
from sufficiency.domain.settings import Ground
from sufficiency.domain.years import ncy_label
from sufficiency.reports.pack import requests
from sufficiency.reports.pack.cases import open_cases
from sufficiency.reports.pack.contents import run_id
from sufficiency.reports.pack.dossier import Dossier
from sufficiency.reports.pack.requests import Request
from sufficiency.reports.pack.sheets import CHILD, Column, Row, Sheet, rows_in_words
from sufficiency.reports.record import RunRecord
from sufficiency.reports.words import day
from sufficiency.statute.provisions import provision

DRAFT = "DRAFT: not to be sent. A named person decides first, then completes every field in square brackets."


class Outcome(StrEnum):
    """What a letter is about."""

    OFFER = "offer"
    PROVISIONAL = "provisional"
    REFUSED = "refused"
    UNPLACED = "unplaced"


@dataclass(frozen=True, slots=True)
class Wording:
    """A kind of letter: its title, its opening paragraph, and the fields it needs beside the common ones."""

    title: str
    opening: str
    needs: tuple[str, ...] = ()


WORDINGS: Mapping[Outcome, Wording] = {
    Outcome.OFFER: Wording(
        "A place for {{ child_name }}",
        "{{ decided_by }}, {{ decided_role }}, agreed on {{ decided_on }} that {{ place }} be named in the plan, "
        "from {{ start_date }}.",
        ("start_date",),
    ),
    Outcome.PROVISIONAL: Wording(
        "A place held provisionally for {{ child_name }}",
        "A place at {{ place }} is held provisionally. It is not final until the plan names it. {{ decided_by }}, "
        "{{ decided_role }}, confirmed this on {{ decided_on }}. It is to be settled by {{ settled_by }}.",
        ("settled_by",),
    ),
    Outcome.REFUSED: Wording(
        "Your request for a school for {{ child_name }}",
        "{{ decided_by }}, {{ decided_role }}, considered your request and on {{ decided_on }} decided that the plan "
        "should name {{ place }}, and not the schools below.",
        ("alternative_available",),
    ),
    Outcome.UNPLACED: Wording(
        "The search for a place for {{ child_name }}",
        "No school has been settled yet. {{ decided_by }}, {{ decided_role }}, decided on {{ decided_on }} that the "
        "plan should name this type of school: {{ type_named }}. The authority must still secure the provision in "
        "the plan (Children and Families Act 2014, s.42). Until a place is found: {{ meanwhile }}.",
        ("type_named", "meanwhile"),
    ),
}

FIELDS: Mapping[str, str] = {
    "addressee": "name of the parent or young person",
    "address": "address",
    "child_name": "name of the child or young person",
    "letter_date": "date of the letter",
    "decided_by": "name of the person who decided",
    "decided_role": "role",
    "decided_on": "date of the decision",
    "reason": "reasons for the decision, in plain words",
    "contact": "name, telephone and address of the case officer",
    "mediation_adviser": "name and contact of the mediation adviser",
    "advice_service": "name and contact of the local information, advice and support service",
    "start_date": "date on which the place starts",
    "settled_by": "date by which the place is to be settled",
    "alternative_available": "evidence that this school has a place",
    "type_named": "type of school named",
    "meanwhile": "education arranged meanwhile",
}
"""Fields that only people can give, and what each is."""

COMMON = ("addressee", "address", "child_name", "letter_date", "decided_by", "decided_role", "decided_on", "reason",
          "contact", "mediation_adviser", "advice_service")  # fmt: skip

ANSWERS = Sheet(
    "answers",
    "Each school you asked for",
    "",
    (Column("place", "School", 3), Column("ground", "Ground", 5), Column("evidence", "Why, and the evidence", 6)),
)

MISSING = Sheet(
    "missing_fields",
    "Letters: fields still to be given",
    "",
    (CHILD, Column("letter", "Letter", 5), Column("field", "Field", 3), Column("says", "What is to be given", 8)),
)


@dataclass(frozen=True, slots=True)
class Letter:
    """A draft: its child and outcome, the fields of its template, and those still missing with what they are."""

    child: str
    outcome: Outcome
    fields: Mapping[str, object]
    missing: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        """The file's name: the reference and the outcome, nothing else."""
        return f"letter-{self.child}-{self.outcome}.docx"


def letters(dossier: Dossier, record: RunRecord, only: tuple[str, ...] = ()) -> tuple[Letter, ...]:
    """A draft for each open case, or for those asked for."""
    refs = [ref for ref in open_cases(dossier) if not only or ref in only]
    return tuple(_letter(dossier, record, ref) for ref in refs)


def letter_on(
    dossier: Dossier, record: RunRecord, ref: str, outcome: Outcome, said: Mapping[str, str], answers: tuple[Row, ...]
) -> Letter:
    """A letter of this kind with the fields ``said``; what it needs besides stands in square brackets."""
    missing = tuple((name, FIELDS[name]) for name in (*COMMON, *WORDINGS[outcome].needs) if name not in said)
    fields = {name: f"[{says}]" for name, says in missing} | _known(dossier, record, ref)
    return Letter(ref, outcome, {**fields, **said, "answers": rows_in_words(ANSWERS, answers)}, missing)


def missing_rows(drafts: tuple[Letter, ...]) -> tuple[Row, ...]:
    """The report of missing fields: one row for each field of each letter."""
    return tuple(
        {"child": draft.child, "letter": draft.name, "field": field, "says": says}
        for draft in drafts
        for field, says in draft.missing
    )


def outcome_of(dossier: Dossier, ref: str) -> Outcome:
    """The kind of letter: a request turned down comes before anything else that may be said."""
    placed = dossier.recommended.get(ref)
    if placed is None:
        return Outcome.UNPLACED
    if requests.not_recommended(dossier, ref):
        return Outcome.REFUSED
    return Outcome.PROVISIONAL if placed.state is State.PROVISIONAL else Outcome.OFFER


def _letter(dossier: Dossier, record: RunRecord, ref: str) -> Letter:
    refused = requests.not_recommended(dossier, ref)
    answers = tuple(_answer(dossier, request) for request in refused)
    draft = letter_on(dossier, record, ref, outcome_of(dossier, ref), {}, answers)
    return replace(draft, missing=(*draft.missing, *_missing_answers(dossier, refused)))


def _known(dossier: Dossier, record: RunRecord, ref: str) -> dict[str, object]:
    run, placed = dossier.run, dossier.recommended.get(ref)
    return {
        "draft": DRAFT,
        "marking": "OFFICIAL-SENSITIVE",
        "authority": run.authority.name,
        "academic_year": str(run.authority.academic_year),
        "data_date": day(run.authority.as_at),
        "run_id": run_id(run, record),
        "reference": ref,
        "year_group": ncy_label(dossier.cases[ref].ncy),
        "place": "" if placed is None else dossier.names.setting(placed.group.urn),
        **{name: _right(dossier, name) for name in ("right_of_appeal", "tribunal_window", "right_to_mediation")},
    }


def _right(dossier: Dossier, name: str) -> str:
    """A right in words, with its source and the date on which that was checked."""
    entry = provision(name, dossier.run.authority.as_at)
    says = entry.says.replace("within this time", f"within {entry.value} {entry.unit}")
    return f"{says} ({entry.source.title}; checked {day(entry.source.checked)}.)"


def _answer(dossier: Dossier, request: Request) -> Row:
    return {
        "place": dossier.names.setting(request.preference.urn),
        "ground": f"[{_ground(dossier, request)}]",
        "evidence": "[why this ground applies to this child, with figures, dates and sources]",
    }


def _ground(dossier: Dossier, request: Request) -> str:
    if request.ground in (Ground.NOT_GIVEN, Ground.PROVIDER_REPORTED_FULL):
        return "ground under s.39(4); “full” is not one"
    source = provision(f"ground_{request.ground}", dossier.run.authority.as_at).source.title
    words = requests.ground_in_words(dossier, request.ground)
    return f"ground, if the authority agrees with the school: {words} ({source})"


def _missing_answers(dossier: Dossier, refused: tuple[Request, ...]) -> Iterator[tuple[str, str]]:
    for request in refused:
        place = dossier.names.setting(request.preference.urn)
        yield f"ground, request {request.preference.rank}", f"{place}: {_ground(dossier, request)}"
        needed = [row for row in requests.evidence_rows(dossier, request) if row["given"] == requests.TO_FILL]
        for row in needed:
            yield f"evidence, request {request.preference.rank}", f"{place}: {row['says']}"
