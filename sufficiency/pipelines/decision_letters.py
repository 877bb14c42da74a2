"""The letter on a decision: who decided what, when and why from the store, the rest from the run and its tables.

Names and addresses are not held, so a letter keeps those fields in square brackets, to be completed in Word.
"""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sufficiency.errors import UsageError
from sufficiency.panel.people import Role
from sufficiency.panel.permissions import PERMISSIONS, Act
from sufficiency.panel.policies import Unanswered
from sufficiency.progress import Told
from sufficiency.reports.pack.dossier import Dossier
from sufficiency.reports.pack.letters import Letter, Outcome, letter_on
from sufficiency.reports.pack.sheets import Row
from sufficiency.reports.pack.word import MADE
from sufficiency.reports.pack.write import letter_file
from sufficiency.reports.record import RunRecord
from sufficiency.reports.words import day
from sufficiency.statute.refusal import evidence_needed, in_words
from sufficiency.statute.states import STATES, Treatment
from sufficiency.store.case_file import CaseFile, case_file
from sufficiency.store.decisions import Decision
from sufficiency.store.letters import ready_letters
from sufficiency.store.people import person_at
from sufficiency.store.transactions import ENGLAND, Store

COMPLETE = "DRAFT: complete every field in square brackets before it is sent."
NONE_READY = "No letter is ready: each has gone, lacks an answer to a request, or its decision stands no more."
LACKING = "DRAFT: not to be sent. A request that is not met still lacks its ground or evidence."


@dataclass(frozen=True, slots=True)
class About:
    """Which letters: those on decisions made on a run, by the name it was kept under, and the templates to fill in."""

    run: str
    templates: Path | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A letter, and the decision it is about by the number of its event."""

    letter: Letter
    decision: int


def decision_letter(store: Store, dossier: Dossier, record: RunRecord, round_: str, ref: str) -> Written:
    """The letter on the decision that a case stands on. Raises UsageError where there is none."""
    file = case_file(store, round_, ref)
    if file.standing is None:
        raise UsageError("There is no decision to write about, or it stands no more.")
    said = dict(_said(store, file, file.standing, dossier))
    answers = tuple(_answers(file, dossier, store.today()))
    letter = letter_on(dossier, record, ref, outcome_of(file, file.standing), said, answers)
    return Written(letter, file.standing.seq)


def ready_archive(store: Store, dossier: Dossier, record: RunRecord, about: About, told: Told | None = None) -> bytes:
    """Every letter on a run's decisions that may go and has not, in one archive; its names are references and kinds.

    Raises UsageError where none is ready, or an authority's own template cannot be filled in.
    """
    round_, refs = ready_letters(store, about.run)
    if not refs:
        raise UsageError(NONE_READY)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number, ref in enumerate(refs):
            if told:
                told("writing letters", number, len(refs))
            letter = decision_letter(store, dossier, record, round_, ref).letter
            member = zipfile.ZipInfo(letter.name, MADE)  # a document is packed already
            archive.writestr(member, letter_in_word(letter, about.templates, dossier.run.authority.as_at))
    return packed.getvalue()


def letter_in_word(letter: Letter, templates: Path | None, as_at: date) -> bytes:
    """The letter as a Word document, by the authority's own template where the folder has one of its kind."""
    return letter_file(letter, templates if templates and templates.is_dir() else None, as_at)


def outcome_of(file: CaseFile, decision: Decision) -> Outcome:
    """The kind of letter: a request turned down comes before anything else that may be said."""
    if decision.outcome == "type-only":
        return Outcome.UNPLACED
    if file.unanswered:
        return Outcome.REFUSED
    return Outcome.PROVISIONAL if STATES[file.now.state].treatment is Treatment.HELD else Outcome.OFFER


def _said(store: Store, file: CaseFile, decision: Decision, dossier: Dossier) -> Iterator[tuple[str, str]]:
    at = next(event.at for event in file.events if event.seq == decision.seq)
    person = person_at(store, decision.by, decision.seq)
    yield "draft", LACKING if any(one.missing for one in file.unanswered) else COMPLETE
    yield "decided_by", person.full_name
    deciding = person.roles & PERMISSIONS[Act.DECIDE].roles  # not what else the person is trusted with
    yield "decided_role", ", ".join(role.replace("-", " ") for role in Role if role in deciding)
    yield "decided_on", day(datetime.fromisoformat(at).astimezone(ENGLAND).date())
    yield "reason", decision.reason
    yield "place", dossier.names.setting(file.now.group.urn) if file.now.group else ""
    offered = [record.alternative for record in file.refusals if record.alternative]
    if offered:
        yield "alternative_available", offered[-1]


def _answers(file: CaseFile, dossier: Dossier, today: date) -> Iterator[Row]:
    """Each request not met, with the authority's own ground and evidence, or what is still lacking."""
    for asked in file.unanswered:
        record = next((one for one in reversed(file.refusals) if one.urn == asked.urn), None)
        place = dossier.names.setting(asked.urn)
        if record is None:
            yield {"place": place, "ground": f"[{_lacking(asked)}]", "evidence": ""}
            continue
        needed = evidence_needed(record.ground, today)
        given = [f"{says}: {record.evidence[item]}" for item, says in needed.items() if item in record.evidence]
        lacking = [f"[{_lacking(asked)}]"] if asked.missing else []
        yield {"place": place, "ground": in_words(record.ground, today), "evidence": "; ".join((*given, *lacking))}


def _lacking(asked: Unanswered) -> str:
    return "lacking: " + "; ".join(missing.says for missing in asked.missing)
