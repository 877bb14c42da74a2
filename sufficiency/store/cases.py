"""Cases as they stand, and the records made about one: openings, interests, consultations, refusals."""

import json
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, exists, func, or_, select

from sufficiency.domain.cases import State
from sufficiency.domain.run import GroupKey
from sufficiency.domain.settings import Consultation, Ground, Reply
from sufficiency.errors import UsageError
from sufficiency.panel.events import Event
from sufficiency.panel.permissions import Act
from sufficiency.panel.policies import Unanswered
from sufficiency.panel.refusal import Refusal, insist
from sufficiency.statute.refusal import Missing, missing_evidence, not_for_setting
from sufficiency.store import people, schema
from sufficiency.store.canonical import canonical
from sufficiency.store.rounds import refs_moved_here
from sufficiency.store.runs import run_called
from sufficiency.store.snapshots import rows_about
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


def moved_cases(store: Store, round_: str) -> Mapping[str, CaseNow]:
    """The cases on which a person made a move, by reference; every other stands as the newest tables have it."""
    table = schema.cases
    query = select(table).where(table.c.round == round_, table.c.ref.in_(refs_moved_here(round_)))
    with store.reading() as connection:
        return {row.ref: _now(row) for row in connection.execute(query.order_by(table.c.ref))}


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
    """Note a person's interest in a case or setting, in which they then decide and approve nothing.

    Raises UsageError where it names neither, or one that the round does not have.
    """
    if not (ref or urn) or not says.strip():
        raise UsageError("Say what the interest is, and in which case or setting.")
    with store.writing(by, Event.INTEREST_DECLARED, ref or str(urn)) as writing:
        people.insist_may(writing.connection, by, Act.DECLARE)
        if ref:
            case_now(writing.connection, round_, ref)
        if urn is not None and not rows_about(writing.connection, round_, "settings", str(urn)):
            raise UsageError(f"There is no setting {urn} in round {round_}.")
        writing.detail["round"] = round_
        writing.add(schema.interests, {"round": round_, "ref": ref or None, "urn": urn, "says": says, "by": by})


def declared(
    connection: Connection, round_: str, by: str, refs: Collection[str], urns: Collection[int]
) -> tuple[str, ...]:
    """What interests a person declared that touch any of these cases or settings."""
    table = schema.interests
    touches = or_(table.c.ref.in_(refs), table.c.urn.in_(urns))
    query = select(table.c.says).where(table.c.round == round_, table.c.by == by, touches)
    return tuple(connection.execute(query.order_by(table.c.audit_seq)).scalars())


def record_consultation(store: Store, round_: str, asked: Consultation, by: str) -> None:
    """Note a consultation sent, or what a setting replied, its own words kept as they are."""
    with store.writing(by, Event.CONSULTATION_RECORDED, asked.child_ref) as writing:
        people.insist_may(writing.connection, by, Act.PREPARE)
        case_now(writing.connection, round_, asked.child_ref)
        writing.detail |= {"round": round_, "urn": asked.urn, "reply": str(asked.reply), "ground": str(asked.ground)}
        writing.add(
            schema.consultations,
            {
                "round": round_, "number": 1, "ref": asked.child_ref, "urn": asked.urn,
                "provision_id": asked.provision_id, "sent_on": str(asked.sent_on or ""),
                "replied_on": str(asked.replied_on or ""), "reply": str(asked.reply), "ground": str(asked.ground),
                "evidence": asked.evidence, "by": by,
            },
        )  # fmt: skip


def consultations(connection: Connection, case: CaseNow) -> tuple[Consultation, ...]:
    """Settings consulted about a case and what they replied, in the order it was written down."""
    table = schema.consultations
    query = select(table).where(table.c.round == case.round, table.c.ref == case.ref)
    return tuple(map(_consultation, connection.execute(query.order_by(table.c.audit_seq, table.c.number))))


def recorded_by_people(store: Store, round_: str) -> tuple[Consultation, ...]:
    """Consultations and replies of a round that people recorded here and no tables brought in since, in their order.

    One of the same child, setting, provision and day of sending is the same consultation: the last record of it counts.
    """  # what a person records is the first row of its event: few rows are left to ask the trail about
    table, event = schema.consultations, schema.audit
    again = table.alias()
    same = (again.c[name] == table.c[name] for name in ("round", "ref", "urn", "provision_id", "sent_on"))
    query = (
        select(table)
        .join(event, event.c.seq == table.c.audit_seq)
        .where(table.c.round == round_, table.c.number == 1, event.c.event == Event.CONSULTATION_RECORDED)
        .where(~exists().where(*same, again.c.audit_seq > table.c.audit_seq))
    )
    with store.reading() as connection:
        return tuple(map(_consultation, connection.execute(query.order_by(table.c.audit_seq))))


def record_refusal(store: Store, round_: str, ref: str, refusal: RefusalRecord, by: str) -> tuple[Missing, ...]:
    """Keep why a request is not met; returns what the record still lacks before a letter may go.

    Raises NotAllowed where the ground is none in law (“full” is a provider's report) or none for such a setting, or
    where nobody considered what the setting said (R (Swalcliffe Park School) v Wokingham BC [2023] EWHC 1451 (Admin)).
    """
    with store.writing(by, Event.REFUSAL_RECORDED, ref) as writing:
        people.insist_may(writing.connection, by, Act.PREPARE)
        case_now(writing.connection, round_, ref)
        missing = missing_evidence(refusal.ground, refusal.evidence, store.today())
        wrong = [m.says for m in missing if m.item == "ground"] or _not_for(writing.connection, round_, refusal)
        insist([Refusal("now", "NOT_A_GROUND", says) for says in wrong])
        if not refusal.consideration.strip():
            insist([Refusal("now", "CONSIDERATION", "Say how the setting's reply was considered.")])
        writing.detail |= {
            "round": round_,
            "urn": refusal.urn,
            "ground": str(refusal.ground),
            "lacking": [m.item for m in missing],
        }
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
    for rank, urn in requests(connection, case):
        if case.group is not None and urn == case.group.urn:
            break
        found.append(Unanswered(rank, urn, _lacking(connection, case, urn, on)))
    return tuple(found)


def requests(connection: Connection, case: CaseNow) -> list[tuple[int, int]]:
    """Rank and setting of every request, in order, as the newest tables give them."""
    rows = rows_about(connection, case.round, "preferences", case.ref)
    return sorted((int(row["rank"]), int(row["urn"])) for row in rows)


def _not_for(connection: Connection, round_: str, refusal: RefusalRecord) -> list[str]:
    """Why the ground is none for a setting of this type, if it is not; of one that is not in the tables, nothing."""
    settings = rows_about(connection, round_, "settings", str(refusal.urn))
    says = (not_for_setting(refusal.ground, s38_3=row["s38_3"] == "yes") for row in settings)
    return [sentence for sentence in says if sentence]


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


def _consultation(row: Row[Any]) -> Consultation:
    return Consultation(
        row.ref, row.urn, Reply(row.reply), row.provision_id, _day(row.sent_on), _day(row.replied_on),
        Ground(row.ground), row.evidence,
    )  # fmt: skip


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
