"""Everything on record about one case, read at one commit point."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select, union_all

from sufficiency.domain.settings import Consultation, Ground
from sufficiency.panel.policies import Unanswered
from sufficiency.store import places, schema
from sufficiency.store.cases import CaseNow, RefusalRecord, case_now, consultations, unanswered
from sufficiency.store.chain import Entry
from sufficiency.store.decisions import Decision, decisions_of
from sufficiency.store.letters import standing
from sufficiency.store.moves import last_move
from sufficiency.store.places import Room
from sufficiency.store.supersessions import PassedOn, passed_on
from sufficiency.store.transactions import Store


@dataclass(frozen=True, slots=True)
class CaseFile:
    """One case: how it stands, what was asked and answered, what was decided, and every event about it, newest first.

    ``unanswered`` are the requests ranked above its place that have no refusal on record, or one that lacks evidence;
    ``standing`` is the decision that the case is still as it left it, if any, ``moved`` the event that last moved it;
    ``reasons`` are those given for moves, by the number of the event.
    """

    now: CaseNow
    consultations: tuple[Consultation, ...]
    refusals: tuple[RefusalRecord, ...]
    unanswered: tuple[Unanswered, ...]
    decisions: tuple[Decision, ...]
    standing: Decision | None
    moved: int
    passed_on: tuple[PassedOn, ...]
    letters: tuple[str, ...]
    reasons: Mapping[int, str]
    events: tuple[Entry, ...]


def case_file(store: Store, round_: str, ref: str, run: str = "") -> CaseFile:
    """The file of a case; places passed on are those of one run. Raises UsageError where there is no such case."""
    with store.reading() as connection:
        now = case_now(connection, round_, ref)
        passed, made = passed_on(connection, run, ref), decisions_of(connection, round_, ref)
        return CaseFile(
            now,
            consultations(connection, now),
            _refusals(connection, now),
            unanswered(connection, now, store.today()),
            made,
            standing(now, made),
            last_move(connection, now),
            passed,
            _letters(connection, now),
            _reasons(connection, now),
            _events(connection, now, passed),
        )


def places_for(store: Store, round_: str, ncy: int) -> tuple[Room, ...]:
    """The place groups of a round that take a year, whether or not one is free."""
    with store.reading() as connection:
        known = places.rooms(connection, round_).values()
    groups = (room for room in known if room.kind == "group")
    return tuple(room for room in groups if (room.ncy_from or 0) <= ncy <= (room.ncy_to or 0))


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


def _events(connection: Connection, now: CaseNow, passed: Collection[PassedOn]) -> tuple[Entry, ...]:
    """Every event about this case of this round, and approvals of places passed on, the newest first.

    The same reference may stand in another round, so an event counts by the rows it wrote.
    """
    mine = (select(one.c.audit_seq).where(one.c.round == now.round, one.c.ref == now.ref) for one in schema.OF_A_CASE)
    agreed = schema.approvals
    names = tuple(one.supersession_id for one in passed)
    runs = tuple({one.run for one in passed})
    approved = select(agreed.c.audit_seq).where(agreed.c.supersession_id.in_(names), agreed.c.run.in_(runs))
    about = schema.audit.c.subject.in_((now.ref, *names))
    query = select(schema.audit).where(about, schema.audit.c.seq.in_(union_all(*mine, approved)))
    return tuple(Entry(*row) for row in connection.execute(query.order_by(schema.audit.c.seq.desc())))
