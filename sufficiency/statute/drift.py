"""Drift: what a date finds overdue, due or unanswered. Every date comes from the clocks, and ``on`` is always given."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sufficiency.domain.cases import Case, Reason, State
from sufficiency.domain.inputs import Inputs
from sufficiency.domain.settings import Consultation, Reply
from sufficiency.domain.years import AcademicYear
from sufficiency.statute.clocks import consultation_due, deadline_of
from sufficiency.statute.consultations import by_pair
from sufficiency.statute.provisions import provision

SETTLED = (State.NAMED_FINAL, State.ON_ROLL)
"""States in which a final plan names the institution: their deadline is met."""


@dataclass(frozen=True, slots=True)
class Due:
    """An open case and the day it is due; ``days`` to go, below nought once it has passed."""

    child_ref: str
    reason: Reason
    state: State
    asked: date
    due: date
    days: int


@dataclass(frozen=True, slots=True)
class TransferDate:
    """One statutory date of phase transfers and how its cases stand; ``days`` to go, below nought once passed."""

    clock: str
    due: date
    days: int
    settled: int
    held: int
    consulted: int
    not_consulted: int

    @property
    def open(self) -> int:
        """Cases for which no final plan names the institution."""
        return self.held + self.consulted + self.not_consulted


@dataclass(frozen=True, slots=True)
class Silent:
    """A consultation that a setting has not answered in time; ``days`` past its date."""

    child_ref: str
    urn: int
    sent: date
    due: date
    days: int


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A parental request that has had no answer; ``not_consulted`` are settings asked for and not consulted."""

    child_ref: str
    asked: date
    days: int
    due: date
    wanted: tuple[int, ...]
    not_consulted: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Objections:
    """A child to whom so many settings objected that health is brought in, by ``escalate_by`` where dates are known."""

    child_ref: str
    urns: tuple[int, ...]
    escalate_by: date | None


def open_cases(inputs: Inputs, on: date) -> tuple[Due, ...]:
    """Every case that no final plan settles, the one due first at the head."""
    year = inputs.authority.academic_year
    found = (_due(case, year, on) for case in inputs.cases if case.state not in SETTLED)
    return tuple(sorted(found, key=lambda due: (due.due, due.asked, due.child_ref)))


def transfer_dates(inputs: Inputs, on: date) -> tuple[TransferDate, ...]:
    """Phase transfers by the date the regulations set, whatever deadline the authority states."""
    year = inputs.authority.academic_year
    dated: dict[tuple[date, str], list[Case]] = {}
    for case in inputs.cases:
        if case.reason is Reason.PHASE_TRANSFER:
            clock = deadline_of(replace(case, deadline=None), year)
            dated.setdefault((clock.on, clock.rule), []).append(case)
    consulted = {consultation.child_ref for consultation in inputs.consultations}
    return tuple(
        _transfer_date(clock, due, on, [_standing(case, consulted) for case in cases])
        for (due, clock), cases in sorted(dated.items())
    )


def silent_settings(inputs: Inputs, on: date) -> tuple[Silent, ...]:
    """Consultations about open cases whose latest sending is past its date for a reply, the oldest first."""
    unsettled = {case.ref for case in inputs.cases if case.state not in SETTLED}
    found = (_silent(asked, on) for asked in _latest(inputs.consultations) if asked.child_ref in unsettled)
    return tuple(sorted((row for row in found if row), key=lambda row: (row.due, row.child_ref, row.urn)))


def unanswered_requests(inputs: Inputs, on: date) -> tuple[Unanswered, ...]:
    """Open requests in the order in which they were made."""
    asked_about = {(consultation.child_ref, consultation.urn) for consultation in inputs.consultations}
    wanted: dict[str, list[int]] = {}
    for preference in sorted(inputs.preferences, key=lambda p: (p.child_ref, p.rank)):
        wanted.setdefault(preference.child_ref, []).append(preference.urn)
    year, found = inputs.authority.academic_year, []
    for case in inputs.cases:
        if case.state is State.REQUEST_OPEN:
            urns = tuple(dict.fromkeys(wanted.get(case.ref, ())))
            missing = tuple(urn for urn in urns if (case.ref, urn) not in asked_about)
            days, due = (on - case.request_date).days, deadline_of(case, year).on
            found.append(Unanswered(case.ref, case.request_date, days, due, urns, missing))
    return tuple(sorted(found, key=lambda row: (row.asked, row.child_ref)))


def health_escalations(inputs: Inputs, on: date) -> tuple[Objections, ...]:
    """Open cases to which three settings or more objected, whatever the ground, counting each setting's last reply."""
    enough = provision("health_escalation_objections", on).whole
    within = timedelta(days=provision("health_escalation_days", on).whole)
    objected: dict[str, list[Consultation]] = {}
    for asked in _latest(inputs.consultations):
        if asked.reply is Reply.OBJECT:
            objected.setdefault(asked.child_ref, []).append(asked)
    open_refs = [case.ref for case in inputs.cases if case.state not in SETTLED]
    many = ((ref, objected[ref]) for ref in open_refs if len(objected.get(ref, ())) >= enough)
    return tuple(_objections(ref, replies, enough, within) for ref, replies in many)


def _due(case: Case, year: AcademicYear, on: date) -> Due:
    due = deadline_of(case, year).on
    return Due(case.ref, case.reason, case.state, case.request_date, due, (due - on).days)


def _standing(case: Case, consulted: set[str]) -> str:
    if case.state in SETTLED:
        return "settled"
    if case.state is State.PROVISIONAL:
        return "held"
    return "consulted" if case.ref in consulted else "not consulted"


def _transfer_date(clock: str, due: date, on: date, standing: Sequence[str]) -> TransferDate:
    counts = (standing.count(name) for name in ("settled", "held", "consulted", "not consulted"))
    return TransferDate(clock, due, (due - on).days, *counts)


def _latest(consultations: Sequence[Consultation]) -> Iterator[Consultation]:
    """What each setting last replied about each child; a consultation sent later and not answered does not undo it."""
    for replies in by_pair(consultations).values():
        yield replies[-1]


def _silent(asked: Consultation, on: date) -> Silent | None:
    if asked.reply is not Reply.NONE or asked.sent_on is None:
        return None
    due = consultation_due(asked.sent_on)
    return Silent(asked.child_ref, asked.urn, asked.sent_on, due, (on - due).days) if due < on else None


def _objections(ref: str, replies: Sequence[Consultation], enough: int, within: timedelta) -> Objections:
    dates = sorted(reply.replied_on for reply in replies if reply.replied_on is not None)
    by = dates[enough - 1] + within if len(dates) >= enough else None
    return Objections(ref, tuple(sorted(reply.urn for reply in replies)), by)
