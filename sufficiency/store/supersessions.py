"""Places that a run passes on from an earlier request to a later one, and the approval that a hold needs first."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, false, func, select, union_all

from sufficiency.domain.cases import State
from sufficiency.domain.run import GroupKey
from sufficiency.errors import UsageError
from sufficiency.panel.events import Event
from sufficiency.panel.moves import APPROVING
from sufficiency.panel.permissions import Act
from sufficiency.panel.policies import Facts, stands_in_the_way
from sufficiency.panel.refusal import Refusal, insist
from sufficiency.store import cases, people, runs, schema
from sufficiency.store.transactions import Store


@dataclass(frozen=True, slots=True)
class PassedOn:
    """A place that a run passes on from ``child_a`` to ``child_b``. ``held``: by decision, so a manager approves first.

    ``approved_by`` is blank until one did; ``still``: the first child holds it to this day, so nobody else can yet.
    """

    run: str
    supersession_id: str
    child_a: str
    child_b: str
    held: bool
    still: bool
    reason_code: str
    group: GroupKey
    approved_by: str = ""
    reason: str = ""


def passed_on(connection: Connection, run: str, ref: str) -> tuple[PassedOn, ...]:
    """Every place that a run passes on from a child or to it, by record."""
    over = schema.supersessions
    children = (over.c.child_a, over.c.child_b)
    ids = (select(over.c.supersession_id).where(over.c.run == run, child == ref) for child in children)
    return _records(connection, over.c.run == run, over.c.supersession_id.in_(union_all(*ids)))


def held_passed_on(store: Store, run: str) -> tuple[PassedOn, ...]:
    """Every held place that a run passes on: each needs a manager's approval before anybody is given it."""
    over = schema.supersessions
    with store.reading() as connection:
        return _records(connection, over.c.run == run, over.c.a_state == State.PROVISIONAL)


def record_called(connection: Connection, run: str, supersession_id: str) -> PassedOn:
    """One record of a run. Raises UsageError where it has none of this name."""
    over = schema.supersessions
    found = _records(connection, over.c.run == run, over.c.supersession_id == supersession_id)
    if not found:
        raise UsageError(f"Run {run} passes no place on under {supersession_id}.")
    return found[0]


def approve_supersession(store: Store, run: str, supersession_id: str, reason: str, by: str) -> None:
    """Approve that a later request is given a held place; not by whoever put the run before the panel, and once.

    Raises NotAllowed with every rule in the way, UsageError where the run has no such record.
    """
    with store.writing(by, Event.SUPERSESSION_APPROVED, supersession_id) as writing:
        connection = writing.connection
        people.insist_may(connection, by, Act.APPROVE)
        insist(_in_the_way(store, connection, record_called(connection, run, supersession_id), reason, by))
        writing.detail["run"] = run
        writing.add(schema.approvals, {"run": run, "supersession_id": supersession_id, "reason": reason, "by": by})


def _in_the_way(store: Store, connection: Connection, record: PassedOn, reason: str, by: str) -> tuple[Refusal, ...]:
    kept = runs.run_called(connection, record.run)
    newest = runs.newest_run(connection, kept.round)
    touched = cases.declared(connection, kept.round, by, (record.child_a, record.child_b), (record.group.urn,))
    facts = Facts(by, store.today(), reason, run=kept.run, newest_run=newest.run if newest else "", interests=touched)
    asked = (
        (kept.by == by, "OWN_RUN", "You put this run before the panel, so another manager approves."),
        (not record.held, "NOT_HELD", f"The place was not held for {record.child_a}, so this needs no approval."),
        (bool(record.approved_by), "APPROVED", f"{record.approved_by} approved {record.supersession_id} already."),
    )
    own = (Refusal("now", rule, sentence) for wrong, rule, sentence in asked if wrong)
    return (*own, *stands_in_the_way(APPROVING, facts))


def _records(connection: Connection, *which: ColumnElement[bool]) -> tuple[PassedOn, ...]:
    over, agreed, runs_, now = schema.supersessions, schema.approvals, schema.runs, schema.cases
    same = (agreed.c.run == over.c.run) & (agreed.c.supersession_id == over.c.supersession_id)
    first = (now.c.round == runs_.c.round) & (now.c.ref == over.c.child_a)
    there = and_(*(now.c[name] == over.c[name] for name in GroupKey._fields))
    query = (
        select(over, agreed.c.by, agreed.c.reason, func.coalesce(there, false()).label("still"))
        .join(runs_, runs_.c.run == over.c.run)
        .outerjoin(now, first)
        .outerjoin(agreed, same)
        .where(*which)
    )
    return tuple(_passing(row) for row in connection.execute(query.order_by(over.c.supersession_id)))


def _passing(row: Row[Any]) -> PassedOn:
    return PassedOn(
        row.run, row.supersession_id, row.child_a, row.child_b, State(row.a_state) is State.PROVISIONAL,
        bool(row.still), row.reason_code, GroupKey(row.urn, row.provision_id, row.ncy_from), row.by or "",
        row.reason or "",
    )  # fmt: skip
