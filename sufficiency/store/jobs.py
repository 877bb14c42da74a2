"""Jobs: work that outlives the page that asked for it, so what is asked for is kept before any of it begins.

    queued -> running -> done, failed or stopped        running -> queued, where its process is gone

Each of these steps is an event; progress changes in place. A job is worked on under its lock (``job_locks.py``), which
goes when its process does: a running job that nobody has the lock of lost its process, however that ended.
"""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC
from typing import Any, Literal

from sqlalchemy import Connection, Row, func, insert, select, update

from sufficiency.errors import UsageError
from sufficiency.panel.events import Event
from sufficiency.panel.permissions import Act
from sufficiency.store import people, schema
from sufficiency.store.canonical import canonical, digest
from sufficiency.store.transactions import Store, Unchanged

JobState = Literal["queued", "running", "done", "failed", "stopped"]

WORKER = "worker"
"""Who begins and ends jobs, as the audit trail names it."""
MOST_TRIES = 3
"""How often a job is begun before it is given up: it may be the job that ends its process."""

AFTER: Mapping[Event, JobState] = {
    Event.JOB_QUEUED: "queued",
    Event.JOB_BEGUN: "running",
    Event.JOB_PUT_BACK: "queued",
    Event.JOB_DONE: "done",
    Event.JOB_FAILED: "failed",
    Event.JOB_STOPPED: "stopped",
}
"""The state that each event leaves a job in."""
ENDS: Mapping[JobState, Event] = {
    "done": Event.JOB_DONE,
    "failed": Event.JOB_FAILED,
    "stopped": Event.JOB_STOPPED,
}
"""The event by which a job ends in a state."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A job to be: its kind, its arguments as plain values, in words, and the name of what it makes by its number."""

    kind: str
    arguments: Mapping[str, object]
    says: str
    act: Act
    result: Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Job:
    """A job as it stands. ``result`` is the name of the folder it makes, there once it is done.

    ``step``, ``done`` and ``total`` say how far it is, ``problem`` why it failed. ``stop_by`` is who asked that it be
    stopped, ``tries`` how often it was begun; ``asked_at`` and ``seen_at`` (its last sign of life) are UTC in ISO form.
    """

    number: int
    kind: str
    arguments: Mapping[str, Any]
    says: str
    by: str
    state: JobState
    step: str
    done: int
    total: int
    result: str
    problem: str
    stop_by: str
    tries: int
    asked_at: str
    seen_at: str

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in ENDS


def subject_of(number: int) -> str:
    """How the audit trail names a job."""
    return f"J-{number}"


def add_job(store: Store, wanted: Wanted, by: str) -> Job:
    """Put a job in the queue. Raises NotAllowed where ``by`` may not have it done."""
    with store.writing(by, Event.JOB_QUEUED) as writing:
        people.insist_may(writing.connection, by, wanted.act)
        last = writing.connection.execute(select(func.max(schema.jobs.c.number))).scalar_one()
        number = (last or 0) + 1
        row = {
            "number": number, "kind": wanted.kind, "arguments": canonical(wanted.arguments), "says": wanted.says,
            "by": by, "state": "queued", "step": "", "done": 0, "total": 0, "result": wanted.result(number),
            "problem": "", "stop_by": "", "tries": 0, "asked_at": _now(store), "seen_at": "",
        }  # fmt: skip
        writing.connection.execute(insert(schema.jobs), row)
        writing.subject = subject_of(number)
        asked = digest(wanted.arguments)  # which may hold a person's reason in prose, and the trail holds none
        writing.detail |= {"kind": wanted.kind, "arguments": asked, "result": row["result"]}
        return _existing(writing.connection, number)


def find_job(store: Store, number: int) -> Job:
    """The job of this number. Raises UsageError where there is none."""
    with store.reading() as connection:
        return _existing(connection, number)


def job_that_made(store: Store, kind: str, result: str) -> Job | None:
    """The job of this kind whose folder is called so, done or not; None where no such job was asked for."""
    query = select(schema.jobs).where(schema.jobs.c.kind == kind, schema.jobs.c.result == result)
    with store.reading() as connection:
        row = connection.execute(query).one_or_none()
        return None if row is None else _job(row)


def list_jobs(store: Store, *states: JobState, kinds: Collection[str] = (), most: int | None = None) -> tuple[Job, ...]:
    """Every job, or those in these states or of these kinds, the newest first; at most so many."""
    query = select(schema.jobs).order_by(schema.jobs.c.number.desc()).limit(most)
    if states:
        query = query.where(schema.jobs.c.state.in_(states))
    if kinds:
        query = query.where(schema.jobs.c.kind.in_(kinds))
    with store.reading() as connection:
        return tuple(_job(row) for row in connection.execute(query))


def ask_to_stop(store: Store, number: int, act: Act, by: str) -> Job:
    """End a job that waits, or ask that a running one be stopped; one that is over or asked already stays as it is.

    Raises NotAllowed where ``by`` may not have such jobs done, UsageError where there is no such job.
    """

    def asked(connection: Connection, job: Job) -> _Step | None:
        people.insist_may(connection, by, act)
        if job.over or job.stop_by:
            return None
        if job.state == "queued":
            return Event.JOB_STOPPED, {"state": "stopped", "stop_by": by}
        return Event.JOB_STOP_ASKED, {"stop_by": by}

    return _step(store, number, by, asked) or find_job(store, number)


def begin_job(store: Store, number: int) -> Job | None:
    """Begin a job that waits; None where it does no longer. Only for who has its lock."""

    def begun(_: Connection, job: Job) -> _Step | None:
        return (Event.JOB_BEGUN, {"state": "running", "tries": job.tries + 1}) if job.state == "queued" else None

    return _step(store, number, WORKER, begun)


def end_job(store: Store, job: Job, state: JobState, problem: str = "") -> Job | None:
    """End a running job; None where it was taken for lost and put back meanwhile."""

    def ended(_: Connection, now: Job) -> _Step | None:
        return (ENDS[state], {"state": state, "problem": problem}) if _same(now, job) else None

    return _step(store, job.number, WORKER, ended)


def put_back(store: Store, job: Job) -> Job | None:
    """Have a running job wait again, whose process is gone: it is ended if that was asked, or it was begun too often.

    None where it is no longer as it was. Only for who has its lock.
    """

    def back(_: Connection, now: Job) -> _Step | None:
        if not _same(now, job):
            return None
        if now.stop_by:
            return Event.JOB_STOPPED, {"state": "stopped"}
        if now.tries >= MOST_TRIES:
            says = f"Its process ended {now.tries} times without a word, most likely for want of memory."
            return Event.JOB_FAILED, {"state": "failed", "problem": says}
        return Event.JOB_PUT_BACK, {"state": "queued", "step": "", "done": 0, "total": 0}

    return _step(store, job.number, WORKER, back)


def note_progress(store: Store, job: Job, step: str, done: int, total: int) -> Job | None:
    """Note how far a running job is; returns it as it is now, None where it was put back meanwhile."""
    with store.noting() as connection:
        now = _existing(connection, job.number)
        if not _same(now, job):
            return None
        _set(connection, now, {"step": step, "done": done, "total": total, "seen_at": _now(store)})
        return _existing(connection, job.number)


_Step = tuple[Event, dict[str, object]]
"""An event of a job, and what changes in its row."""


def _step(store: Store, number: int, by: str, next_: Callable[[Connection, Job], _Step | None]) -> Job | None:
    """Make the step that follows from a job as it is when the turn comes; None, and no event, where none does."""
    try:
        with store.writing(by, Event.JOB_BEGUN, subject_of(number)) as writing:
            job = _existing(writing.connection, number)
            step = next_(writing.connection, job)
            if step is None:
                raise Unchanged
            writing.event, values = step
            writing.detail |= {"kind": job.kind, "tries": values.get("tries", job.tries)}
            _set(writing.connection, job, values | {"seen_at": _now(store)})
            return _existing(writing.connection, number)
    except Unchanged:
        return None


def _same(now: Job, job: Job) -> bool:
    """Whether a job still runs as it was begun that time."""
    return now.state == "running" and now.tries == job.tries


def _set(connection: Connection, job: Job, values: Mapping[str, object]) -> None:
    connection.execute(update(schema.jobs).where(schema.jobs.c.number == job.number).values(**values))


def _existing(connection: Connection, number: int) -> Job:
    row = connection.execute(select(schema.jobs).where(schema.jobs.c.number == number)).one_or_none()
    if row is None:
        raise UsageError(f"There is no job {number}.")
    return _job(row)


def _job(row: Row[Any]) -> Job:
    values = row._asdict()
    return Job(**{**values, "arguments": json.loads(row.arguments)})


def _now(store: Store) -> str:
    return store.clock().astimezone(UTC).isoformat(timespec="seconds")
