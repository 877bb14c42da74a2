"""Everything on record about one case, read at one commit point."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, or_, select

from sufficiency.domain.cases import State
from sufficiency.domain.run import GroupKey
from sufficiency.domain.settings import Consultation, Ground, Reply
from sufficiency.panel.policies import Unanswered
from sufficiency.store import audit, places, schema
from sufficiency.store.cases import CaseNow, RefusalRecord, case_now, unanswered
from sufficiency.store.chain import Entry
from sufficiency.store.decisions import Decision, decisions_of
from sufficiency.store.places import Room
from sufficiency.store.transactions import Store


@dataclass(frozen=True, slots=True)
class PassedOn:
    """A place that a run passes on from ``child_a`` to ``child_b``. ``held``: by decision, so a manager approves first.

    ``approved_by`` is blank until one did.
    """

    run: str
    supersession_id: str
    child_a: str
    child_b: str
    held: bool
    reason_code: str
    group: GroupKey
    approved_by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CaseFile:
    """One case: how it stands, what was asked and answered, what was decided, and every event about it, newest first.

    ``unanswered`` are the requests ranked above its place that have no refusal on record, or one that lacks evidence;
    ``reasons`` are those given for moves, by the number of the event.
    """

    now: CaseNow
    consultations: tuple[Consultation, ...]
    refusals: tuple[RefusalRecord, ...]
    unanswered: tuple[Unanswered, ...]
    decisions: tuple[Decision, ...]
    passed_on: tuple[PassedOn, ...]
    letters: tuple[str, ...]
    reasons: Mapping[int, str]
    events: tuple[Entry, ...]


def case_file(store: Store, round_: str, ref: str, run: str = "") -> CaseFile:
    """The file of a case; places passed on are those of one run. Raises UsageError where there is no such case."""
    with store.reading() as connection:
        now = case_now(connection, round_, ref)
        passed = _passed_on(connection, run, ref)
        about = (ref, *(one.supersession_id for one in passed))
        events = [event for name in about for event in audit.entries(connection, about=name)]
        return CaseFile(
            now,
            _consultations(connection, now),
            _refusals(connection, now),
            unanswered(connection, now, store.clock().date()),
            decisions_of(connection, round_, ref),
            passed,
            _letters(connection, now),
            _reasons(connection, now),
            tuple(sorted(events, key=lambda event: -event.seq)),
        )


def passed_on(store: Store, run: str) -> tuple[PassedOn, ...]:
    """Every place that a run passes on, by record."""
    with store.reading() as connection:
        return _passed_on(connection, run)


def places_for(store: Store, round_: str, ncy: int) -> tuple[Room, ...]:
    """The place groups of a round that take a year, whether or not one is free."""
    with store.reading() as connection:
        known = places.rooms(connection, round_).values()
    groups = (room for room in known if room.kind == "group")
    return tuple(room for room in groups if (room.ncy_from or 0) <= ncy <= (room.ncy_to or 0))


def _consultations(connection: Connection, now: CaseNow) -> tuple[Consultation, ...]:
    table = schema.consultations
    query = select(table).where(table.c.round == now.round, table.c.ref == now.ref)
    rows = connection.execute(query.order_by(table.c.audit_seq, table.c.number))
    return tuple(
        Consultation(
            row.ref, row.urn, Reply(row.reply), row.provision_id, _day(row.sent_on), _day(row.replied_on),
            Ground(row.ground), row.evidence,
        )
        for row in rows
    )  # fmt: skip


def _refusals(connection: Connection, now: CaseNow) -> tuple[RefusalRecord, ...]:
    table = schema.refusals
    query = select(table).where(table.c.round == now.round, table.c.ref == now.ref).order_by(table.c.audit_seq)
    return tuple(
        RefusalRecord(
            row.urn, Ground(row.ground), json.loads(row.evidence), row.consideration, row.alternative, row.provision_id
        )
        for row in connection.execute(query)
    )


def _letters(connection: Connection, now: CaseNow) -> tuple[str, ...]:
    table = schema.letters
    query = select(table.c.kind).where(table.c.round == now.round, table.c.ref == now.ref).order_by(table.c.audit_seq)
    return tuple(connection.execute(query).scalars())


def _reasons(connection: Connection, now: CaseNow) -> Mapping[int, str]:
    table = schema.moves
    query = select(table.c.audit_seq, table.c.reason).where(table.c.round == now.round, table.c.ref == now.ref)
    return {seq: reason for seq, reason in connection.execute(query) if reason}


def _passed_on(connection: Connection, run: str, ref: str = "") -> tuple[PassedOn, ...]:
    over, agreed = schema.supersessions, schema.approvals
    query = (
        select(over, agreed.c.by, agreed.c.reason)
        .outerjoin(agreed, (agreed.c.run == over.c.run) & (agreed.c.supersession_id == over.c.supersession_id))
        .where(over.c.run == run)
        .order_by(over.c.supersession_id)
    )
    if ref:
        query = query.where(or_(over.c.child_a == ref, over.c.child_b == ref))
    return tuple(_passing(row) for row in connection.execute(query))


def _passing(row: Row[Any]) -> PassedOn:
    return PassedOn(
        row.run, row.supersession_id, row.child_a, row.child_b, State(row.a_state) is State.PROVISIONAL,
        row.reason_code, GroupKey(row.urn, row.provision_id, row.ncy_from), row.by or "", row.reason or "",
    )  # fmt: skip


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
