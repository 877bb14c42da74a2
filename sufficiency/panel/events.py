"""Everything the audit trail tells of, in words. An event with another name cannot be written."""

from collections.abc import Mapping
from enum import StrEnum


class Event(StrEnum):
    """What happened, as the audit trail names it."""

    STORE_MADE = "store.made"
    STORE_UPGRADED = "store.upgraded"
    STORE_RESTORED = "store.restored"
    PERSON_ADDED = "person.added"
    PERSON_CHANGED = "person.changed"
    PERSON_DISABLED = "person.disabled"
    ROUND_IMPORTED = "round.imported"
    RUN_KEPT = "run.kept"
    CASE_OPENED = "case.opened"
    INTEREST_DECLARED = "interest.declared"
    CONSULTATION_RECORDED = "consultation.recorded"
    REFUSAL_RECORDED = "refusal.recorded"
    SUPERSESSION_APPROVED = "supersession.approved"
    LETTER_ISSUED = "letter.issued"
    TYPE_AGREED = "case.type-agreed"
    CONSULTED = "case.consulted"
    DEFERRED = "decision.deferred"
    HELD = "decision.held"
    TYPE_NAMED = "decision.type-named"
    NAMED_FINAL = "case.named-final"
    STARTED = "case.started"
    HOLD_RELEASED = "case.hold-released"
    REOPENED = "case.reopened"
    ORDERED = "case.ordered"
    JOB_QUEUED = "job.queued"
    JOB_BEGUN = "job.begun"
    JOB_STOP_ASKED = "job.stop-asked"
    JOB_PUT_BACK = "job.put-back"
    JOB_DONE = "job.done"
    JOB_FAILED = "job.failed"
    JOB_STOPPED = "job.stopped"


EVENTS: Mapping[Event, str] = {
    Event.STORE_MADE: "the store was made",
    Event.STORE_UPGRADED: "the store was brought to a newer form",
    Event.STORE_RESTORED: "the store was restored from a backup",
    Event.PERSON_ADDED: "an account was made",
    Event.PERSON_CHANGED: "an account's name or roles were changed",
    Event.PERSON_DISABLED: "an account was switched off",
    Event.ROUND_IMPORTED: "a round's tables were brought in",
    Event.RUN_KEPT: "a verified run was put before the panel",
    Event.CASE_OPENED: "a person opened a case on a run for the first time",
    Event.INTEREST_DECLARED: "a person declared an interest in a case or a setting",
    Event.CONSULTATION_RECORDED: "a consultation was sent or answered",
    Event.REFUSAL_RECORDED: "grounds and evidence for not naming a request were written down",
    Event.SUPERSESSION_APPROVED: "a manager approved that a later request goes first",
    Event.LETTER_ISSUED: "a letter went to a family",
    Event.TYPE_AGREED: "the type of place was agreed",
    Event.CONSULTED: "settings were consulted",
    Event.DEFERRED: "the panel asked for more information",
    Event.HELD: "the panel decided on a place, which is now held",
    Event.TYPE_NAMED: "the panel decided to name a type and no institution",
    Event.NAMED_FINAL: "the place was named in a final plan",
    Event.STARTED: "the child came on roll",
    Event.HOLD_RELEASED: "a held place was given up",
    Event.REOPENED: "a named place or a roll ended and the case is open again",
    Event.ORDERED: "the tribunal ordered a place",
    Event.JOB_QUEUED: "a person asked for a job",
    Event.JOB_BEGUN: "a job was begun",
    Event.JOB_STOP_ASKED: "a person asked that a running job be stopped",
    Event.JOB_PUT_BACK: "the process of a job was gone, so the job waits again",
    Event.JOB_DONE: "a job was done",
    Event.JOB_FAILED: "a job failed",
    Event.JOB_STOPPED: "a job was stopped",
}
"""Every event, in words."""
