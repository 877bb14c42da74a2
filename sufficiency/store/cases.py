"""Cases as they stand, and the records made about one: openings, interests, consultations, refusals, approvals."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, func, or_, select

from sufficiency.domain.cases import State
from sufficiency.domain.run import GroupKey
from sufficiency.domain.settings import Consultation, Ground
from sufficiency.errors import UsageError
from sufficiency.panel.events import Event
from sufficiency.panel.permissions import Act
from sufficiency.panel.policies import Unanswered
from sufficiency.panel.refusal import Refusal, insist
from sufficiency.statute.refusal import Missing, missing_evidence
from sufficiency.store import people, schema
from sufficiency.store.canonical import canonical
from sufficiency.store.runs import run_called
from sufficiency.store.snapshots import newest_snapshot
from sufficiency.store.transactions import Store, Unchanged


@dataclass(frozen=True, slots=True)
class CaseNow:
    """A case as it stands: state, the place held, named or attended if any, whether the tables still list it."""

    round: str
    ref: str
    state: State
    group: GroupKey | None
    ncy: int
    listed: bool


@dataclass(frozen=True, slots=True)
class RefusalRecord:
    """Why a request is not met: ground, evidence by item, how the reply was considered, what is offered instead."""

    urn: int
    ground: Ground
    evidence: Mapping[str, str]
    consideration: str
    alternative: str = ""
    provision_id: str = ""


def cases(store: Store, round_: str, state: State | None = None) -> tuple[CaseNow, ...]:
    """Every case of a round by reference, or those in one state."""
    query = select(schema.cases).where(schema.cases.c.round == round_).order_by(schema.cases.c.ref)
    if state is not None:
        query = query.where(schema.cases.c.state == state)
    with store.reading() as connection:
        return tuple(_now(row) for row in connection.execute(query))


def how_many(store: Store, round_: str) -> int:
    """How many cases the newest tables of a round list."""
    query = select(func.count()).where(schema.cases.c.round == round_, schema.cases.c.listed)
    with store.reading() as connection:
        return connection.execute(query).scalar_one()


def case_now(connection: Connection, round_: str, ref: str) -> CaseNow:
    """One case. Raises UsageError where there is none."""
    query = select(schema.cases).where(schema.cases.c.round == round_, schema.cases.c.ref == ref)
    row = connection.execute(query).one_or_none()
    if row is None:
        raise UsageError(f"There is no case {ref} in round {round_}.")
    return _now(row)


def open_case(store: Store, run: str, ref: str, by: str) -> None:
    """Note that a person looked at a case on a run; noted once. A case not opened cannot be decided."""
    with store.reading() as connection:
        round_ = run_called(connection, run).round
        if opened(connection, run, ref, by):
            return
    with suppress(Unchanged), store.writing(by, Event.CASE_OPENED, ref) as writing:
        people.insist_may(writing.connection, by, Act.OPEN)
        if opened(writing.connection, run, ref, by):  # in another window, since we looked
            raise Unchanged
        case_now(writing.connection, round_, ref)
        writing.detail["run"] = run
        writing.add(schema.openings, {"run": run, "round": round_, "ref": ref, "by": by})


def opened(connection: Connection, run: str, ref: str, by: str) -> bool:
    """Whether this person opened the case on this run."""
    table = schema.openings
    query = select(table.c.audit_seq).where(table.c.run == run, table.c.ref == ref, table.c.by == by)
    return connection.execute(query).one_or_none() is not None


def declare_interest(store: Store, round_: str, by: str, says: str, *, ref: str = "", urn: int | None = None) -> None:
    """Note a person's interest in a case or setting: they then decide neither. UsageError where it names none."""
    if not (ref or urn) or not says.strip():
        raise UsageError("Say what the interest is, and in which case or setting.")
    with store.writing(by, Event.INTEREST_DECLARED, ref or str(urn)) as writing:
        people.insist_may(writing.connection, by, Act.DECLARE)
        writing.add(schema.interests, {"round": round_, "ref": ref or None, "urn": urn, "says": says, "by": by})


def interests(connection: Connection, by: str, case: CaseNow, urn: int | None) -> tuple[str, ...]:
    """What a person declared that touches a case, or the setting in question."""
    table = schema.interests
    touches = or_(table.c.ref == case.ref, table.c.urn == urn) if urn is not None else table.c.ref == case.ref
    query = select(table.c.says).where(table.c.round == case.round, table.c.by == by, touches)
    return tuple(connection.execute(query.order_by(table.c.audit_seq)).scalars())


def record_consultation(store: Store, round_: str, asked: Consultation, by: str) -> None:
    """Note a consultation sent, or what a setting replied, its own words kept as they are."""
    with store.writing(by, Event.CONSULTATION_RECORDED, asked.child_ref) as writing:
        people.insist_may(writing.connection, by, Act.PREPARE)
        case_now(writing.connection, round_, asked.child_ref)
        writing.detail |= {"urn": asked.urn, "reply": str(asked.reply), "ground": str(asked.ground)}
        writing.add(
            schema.consultations,
            {
                "round": round_, "number": 1, "ref": asked.child_ref, "urn": asked.urn,
                "provision_id": asked.provision_id, "sent_on": str(asked.sent_on or ""),
                "replied_on": str(asked.replied_on or ""), "reply": str(asked.reply), "ground": str(asked.ground),
                "evidence": asked.evidence, "by": by,
            },
        )  # fmt: skip


def record_refusal(store: Store, round_: str, ref: str, refusal: RefusalRecord, by: str) -> tuple[Missing, ...]:
    """Keep why a request is not met; returns what the record still lacks before a letter may go.

    Raises NotAllowed where the ground is none in law: “full” is a provider's report.
    """
    with store.writing(by, Event.REFUSAL_RECORDED, ref) as writing:
        people.insist_may(writing.connection, by, Act.PREPARE)
        case_now(writing.connection, round_, ref)
        missing = missing_evidence(refusal.ground, refusal.evidence, store.clock().date())
        insist([Refusal("now", "NOT_A_GROUND", m.says) for m in missing if m.item == "ground"])
        writing.detail |= {"urn": refusal.urn, "ground": str(refusal.ground), "lacking": [m.item for m in missing]}
        writing.add(
            schema.refusals,
            {
                "round": round_, "ref": ref, "urn": refusal.urn, "provision_id": refusal.provision_id,
                "ground": str(refusal.ground), "evidence": canonical(dict(refusal.evidence)),
                "consideration": refusal.consideration, "alternative": refusal.alternative, "by": by,
            },
        )  # fmt: skip
    return missing


def unanswered(connection: Connection, case: CaseNow, on: date) -> tuple[Unanswered, ...]:
    """Requests ranked above the place of the case (all of them, where it has none), and what their refusals lack."""
    found = []
    for rank, urn in _requests(connection, case):
        if case.group is not None and urn == case.group.urn:
            break
        found.append(Unanswered(rank, urn, _lacking(connection, case, urn, on)))
    return tuple(found)


def approve_supersession(store: Store, run: str, supersession_id: str, reason: str, by: str) -> None:
    """Approve that a later request goes first. Not by whoever put the run before the panel, and not twice.

    Raises NotAllowed where a rule stands in the way, UsageError where the run has no such record.
    """
    with store.writing(by, Event.SUPERSESSION_APPROVED, supersession_id) as writing:
        people.insist_may(writing.connection, by, Act.APPROVE)
        _insist_to_be_approved(writing.connection, run, supersession_id)
        if run_called(writing.connection, run).by == by:
            insist([Refusal("who", "OWN_RUN", "You put this run before the panel, so another manager approves.")])
        if not reason.strip():
            insist([Refusal("now", "REASON", "Give the reason: it is kept with your name.")])
        writing.detail["run"] = run
        writing.add(schema.approvals, {"run": run, "supersession_id": supersession_id, "reason": reason, "by": by})


def _insist_to_be_approved(connection: Connection, run: str, supersession_id: str) -> None:
    over, agreed = schema.supersessions, schema.approvals
    named = (over.c.run == run, over.c.supersession_id == supersession_id)
    if connection.execute(select(over.c.run).where(*named)).one_or_none() is None:
        raise UsageError(f"Run {run} passes no place on under {supersession_id}.")
    query = select(agreed.c.by).where(agreed.c.run == run, agreed.c.supersession_id == supersession_id)
    if (who := connection.execute(query).scalar_one_or_none()) is not None:
        insist([Refusal("now", "APPROVED", f"{who} approved {supersession_id} already.")])


def _requests(connection: Connection, case: CaseNow) -> list[tuple[int, int]]:
    """Rank and setting of every request, in order, as the newest tables give them."""
    table = schema.snapshot_rows
    query = select(table.c.row).where(
        table.c.snapshot == newest_snapshot(connection, case.round),
        table.c.name == "preferences",
        table.c.about == case.ref,
    )
    rows = [json.loads(row) for row in connection.execute(query).scalars()]
    return sorted((int(row["rank"]), int(row["urn"])) for row in rows)


def _lacking(connection: Connection, case: CaseNow, urn: int, on: date) -> tuple[Missing, ...]:
    table = schema.refusals
    query = select(table.c.ground, table.c.evidence).where(
        table.c.round == case.round, table.c.ref == case.ref, table.c.urn == urn
    )
    newest = connection.execute(query.order_by(table.c.audit_seq.desc()).limit(1)).one_or_none()
    if newest is None:
        return missing_evidence(Ground.NOT_GIVEN, {}, on)
    return missing_evidence(Ground(newest.ground), json.loads(newest.evidence), on)


def _now(row: Row[Any]) -> CaseNow:
    group = None if row.urn is None else GroupKey(row.urn, row.provision_id, row.ncy_from)
    return CaseNow(row.round, row.ref, State(row.state), group, row.ncy, row.listed)
