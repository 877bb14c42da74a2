"""Decisions and moves: a named person, a reason, an exact run; the place is claimed in the same transaction."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from sqlalchemy import Connection, Row, Select, func, select, update

from sufficiency.domain.cases import State
from sufficiency.domain.run import GroupKey
from sufficiency.domain.settings import Reply
from sufficiency.errors import UsageError
from sufficiency.panel.events import Event
from sufficiency.panel.moves import DEFER, MOVES, Move
from sufficiency.panel.policies import Facts, stands_in_the_way
from sufficiency.panel.refusal import Refusal, insist
from sufficiency.store import cases, people, places, runs, schema
from sufficiency.store.canonical import digest
from sufficiency.store.cases import CaseNow
from sufficiency.store.transactions import Store, Unchanged, Writing

Outcome = Literal["hold", "type-only", "defer"]

NO_PLACE: Mapping[str, None] = {"urn": None, "provision_id": None, "ncy_from": None}
_AFTER: Mapping[Outcome, State | None] = {
    "hold": State.PROVISIONAL,
    "type-only": State.TYPE_NAMED_ONLY,
    "defer": None,
}


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person decides about one case, on an exact run; ``key`` makes it once, however often it is sent.

    ``group`` is the place to hold, None for the other outcomes.
    """

    run: str
    run_digest: str
    ref: str
    outcome: Outcome
    reason: str
    key: str
    group: GroupKey | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision as it stands in the store. ``seq`` is its event; ``override``: other than the run recommends."""

    seq: int
    run: str
    ref: str
    outcome: str
    group: GroupKey | None
    override: bool
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class Step:
    """A move that is no decision: where to, and what its policies ask for. ``group`` only for a tribunal's order."""

    ref: str
    to: State
    reason: str = ""
    code: str = ""
    on: date | None = None
    group: GroupKey | None = None


def decide(store: Store, choice: Choice, by: str) -> Decision:
    """Decide one case. The same key again gives the decision made then, and writes nothing.

    Raises NotAllowed with every rule in the way (a full place among them), UsageError where a key comes again with
    another choice.
    """
    if not choice.key:
        raise UsageError("A decision needs a key of its own, so that sending it twice makes one decision.")
    request = _request(choice, by)
    try:
        with store.writing(by, Event.HELD, choice.ref) as writing:
            if _by_key(writing.connection, choice.key) is not None:
                raise Unchanged
            return _decide(writing, choice, request)
    except Unchanged:
        return _made_before(store, choice.key, request)


def take_step(store: Store, round_: str, step: Step, by: str) -> State:
    """Make a move that is no decision; returns the state before. Raises NotAllowed with every rule in the way."""
    with store.writing(by, Event.STARTED, step.ref) as writing:
        case = cases.case_now(writing.connection, round_, step.ref)
        move = _allowed(case.state, step.to)
        insist([Refusal("now", "A_DECISION", "This is decided on a run, not by a step.")] if move.decision else ())
        people.insist_may(writing.connection, by, move.act)
        facts = replace(_facts(writing, case, case.group), reason=step.reason, code=step.code, on=step.on)
        facts = replace(facts, unanswered=cases.unanswered(writing.connection, case, store.clock().date()))
        insist(stands_in_the_way(move.policies, facts))
        if move.place == "claims even over number" and step.group is None:
            insist([Refusal("now", "NO_SUCH_PLACE", "Say which place the tribunal ordered.")])
        _go(writing, case, move, step)
        return case.state


def decisions_on(store: Store, round_: str, ref: str = "") -> tuple[Decision, ...]:
    """Decisions of a round, of one case if said, in the order they were made."""
    with store.reading() as connection:
        return decisions_of(connection, round_, ref)


def decisions_of(connection: Connection, round_: str, ref: str = "") -> tuple[Decision, ...]:
    """The same on an open connection."""
    table = schema.decisions
    query = select(table).where(table.c.round == round_).order_by(table.c.audit_seq)
    return tuple(_decision(row) for row in connection.execute(query.where(table.c.ref == ref) if ref else query))


def letters_on(store: Store, round_: str) -> frozenset[int]:
    """Decisions of a round, by the number of their event, on which a letter went out."""
    table = schema.letters
    with store.reading() as connection:
        return frozenset(connection.execute(select(table.c.decision).where(table.c.round == round_)).scalars())


def issue_letter(store: Store, round_: str, ref: str, kind: str, by: str) -> None:
    """Note that a letter on the last decision went out. Raises NotAllowed where a request lacks its answer."""
    with store.writing(by, Event.LETTER_ISSUED, ref) as writing:
        connection = writing.connection
        people.insist_may(connection, by, MOVES[State.PROVISIONAL, State.NAMED_FINAL].act)
        case = cases.case_now(connection, round_, ref)
        last = connection.execute(_last_decision(case)).scalar_one()
        if last is None:
            insist([Refusal("now", "NO_DECISION", "There is no decision yet to write about.")])
        facts = Facts(by, unanswered=cases.unanswered(connection, case, store.clock().date()))
        insist(stands_in_the_way(("REQUESTS_ANSWERED",), facts))
        writing.detail |= {"round": round_, "decision": last, "kind": kind}
        writing.add(schema.letters, {"round": round_, "ref": ref, "decision": last, "kind": kind, "by": by})


def _decide(writing: Writing, choice: Choice, request: str) -> Decision:
    connection = writing.connection
    run = runs.run_called(connection, choice.run)
    case = cases.case_now(connection, run.round, choice.ref)
    after = _AFTER[choice.outcome]
    move = DEFER if after is None else _allowed(case.state, after)
    writing.event = move.event
    people.insist_may(connection, writing.by, move.act)
    recommended = runs.recommended(connection, choice.run, choice.ref)
    insist(_not_that_run(choice, run.digest, listed=recommended is not None))
    facts = replace(_facts(writing, case, choice.group), reason=choice.reason, run=choice.run)
    insist(stands_in_the_way(move.policies, _on_run(connection, facts, case, choice)))
    override = choice.outcome != "defer" and (recommended is None or recommended.group != choice.group)
    decision = Decision(
        writing.seq, choice.run, choice.ref, choice.outcome, choice.group, override, choice.reason, writing.by
    )
    row = {
        "round": run.round, "ref": choice.ref, "run": choice.run, "run_digest": run.digest, "outcome": choice.outcome,
        **(choice.group._asdict() if choice.group else NO_PLACE), "override": override, "reason": choice.reason,
        "by": writing.by, "idempotency_key": choice.key, "request": request,
    }  # fmt: skip
    writing.add(schema.decisions, row)
    writing.detail |= {"run": choice.run, "digest": run.digest, "override": override}
    if after is not None:
        _go(writing, case, move, Step(choice.ref, after, group=choice.group))
    return decision


def _go(writing: Writing, case: CaseNow, move: Move, step: Step) -> None:
    """Carry the move out: the place, the case, and the record of it."""
    connection, this = writing.connection, (case.round, case.ref)
    claims = move.place in ("claims", "claims even over number")
    group = case.group if move.place == "keeps" else step.group if claims else None
    if claims and group is not None:
        over = move.place == "claims even over number" or _accepts_over_number(connection, case, group.urn)
        insist(places.claim(connection, this, group, over=over))
    elif move.place == "gives up":
        places.release(connection, this)
    place = group._asdict() if group else NO_PLACE
    writing.event = move.event
    writing.detail |= {"round": case.round, "before": str(case.state), "after": str(step.to), **place}
    row = {"round": case.round, "ref": case.ref, "before": str(case.state), "after": str(step.to), **place}
    said = {"by": writing.by, "reason": step.reason, "code": step.code, "on": str(step.on or "")}
    writing.add(schema.moves, {**row, **said, "number": 1})
    held = (schema.cases.c.round == case.round, schema.cases.c.ref == case.ref)
    connection.execute(update(schema.cases).where(*held).values(state=str(step.to), **place))


def _allowed(before: State, after: State) -> Move:
    move = MOVES.get((before, after))
    if move is None:
        insist([Refusal("now", "NO_SUCH_MOVE", f"A case in state {before} cannot go to {after}.")])
    assert move is not None
    return move


def _facts(writing: Writing, case: CaseNow, group: GroupKey | None) -> Facts:
    """What any move may be asked about."""
    connection = writing.connection
    table = schema.consultations
    asked = select(func.count()).where(table.c.round == case.round, table.c.ref == case.ref)
    held = _last_decision(case).where(schema.decisions.c.outcome == "hold").scalar_subquery()
    last = select(schema.decisions.c.by).where(schema.decisions.c.audit_seq == held)
    return Facts(
        by=writing.by,
        interests=cases.interests(connection, writing.by, case, group.urn if group else None),
        consultations=connection.execute(asked).scalar_one(),
        decided_by=connection.execute(last).scalar_one_or_none() or "",
    )


def _on_run(connection: Connection, facts: Facts, case: CaseNow, choice: Choice) -> Facts:
    """What a decision is asked about besides."""
    newest = runs.newest_run(connection, case.round)
    table = schema.decisions
    made = select(func.count()).where(table.c.run == choice.run, table.c.ref == case.ref, table.c.outcome != "defer")
    unapproved, own = _passing_on(connection, choice, facts.by)
    return replace(
        facts,
        newest_run=newest.run if newest else "",
        newest_says=_says(connection, newest.run, case.ref) if newest and newest.run != choice.run else "",
        opened=cases.opened(connection, choice.run, case.ref, facts.by),
        decided_already=connection.execute(made).scalar_one() > 0,
        unanswered=cases.unanswered(connection, replace(case, group=None), date.max)
        if choice.outcome == "type-only"
        else (),
        barred=_barred(connection, case, choice),
        unapproved=unapproved,
        own_approvals=own,
    )


def _passing_on(connection: Connection, choice: Choice, by: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Supersessions of a held place by this choice: those nobody approved, and those this person did."""
    if choice.group is None:
        return (), ()
    over, agreed = schema.supersessions, schema.approvals
    query = (
        select(over.c.supersession_id, agreed.c.by)
        .outerjoin(agreed, (agreed.c.run == over.c.run) & (agreed.c.supersession_id == over.c.supersession_id))
        .where(over.c.run == choice.run, over.c.child_b == choice.ref, over.c.a_state == State.PROVISIONAL)
        .where(over.c.urn == choice.group.urn, over.c.provision_id == choice.group.provision_id)
        .order_by(over.c.supersession_id)
    )
    found = connection.execute(query).all()
    return tuple(name for name, who in found if who is None), tuple(name for name, who in found if who == by)


def _barred(connection: Connection, case: CaseNow, choice: Choice) -> str:
    if choice.outcome != "hold":
        return ""
    if choice.group is None:
        return "Say which place is to be held."
    room = places.room_at(connection, case.round, places.group_id(choice.group))
    if room is None:
        return f"{choice.group.urn} has no such place in this round."
    first, last = room.ncy_from or 0, room.ncy_to or 0
    return "" if first <= case.ncy <= last else f"{room.name} is not for the child's year."


def _accepts_over_number(connection: Connection, case: CaseNow, urn: int) -> bool:
    """Whether the setting last replied that it takes this child over its number."""
    table = schema.consultations
    query = select(table.c.reply).where(table.c.round == case.round, table.c.ref == case.ref, table.c.urn == urn)
    last = connection.execute(
        query.order_by(table.c.audit_seq.desc(), table.c.number.desc()).limit(1)
    ).scalar_one_or_none()
    return last == Reply.ACCEPT_OVER_NUMBER


def _says(connection: Connection, run: str, ref: str) -> str:
    found = runs.recommended(connection, run, ref)
    if found is None or found.group is None:
        return "That one recommends no place for this case."
    return f"That one recommends {found.group.urn} {found.group.provision_id} for this case."


def _not_that_run(choice: Choice, kept: str, *, listed: bool) -> tuple[Refusal, ...]:
    if not listed:
        return (Refusal("now", "NOT_IN_RUN", f"Run {choice.run} does not have the case {choice.ref}."),)
    if choice.run_digest == kept:
        return ()
    return (Refusal("now", "NOT_THAT_RUN", f"Run {choice.run} is not the one you looked at: its digest is {kept}."),)


def _last_decision(case: CaseNow) -> Select[Any]:
    table = schema.decisions
    return select(func.max(table.c.audit_seq)).where(table.c.round == case.round, table.c.ref == case.ref)


def _request(choice: Choice, by: str) -> str:
    group = list(choice.group) if choice.group else None
    return digest([choice.run, choice.run_digest, choice.ref, choice.outcome, choice.reason, group, by])


def _by_key(connection: Connection, key: str) -> Row[Any] | None:
    return connection.execute(select(schema.decisions).where(schema.decisions.c.idempotency_key == key)).one_or_none()


def _made_before(store: Store, key: str, request: str) -> Decision:
    with store.reading() as connection:
        row = _by_key(connection, key)
    if row is None or row.request != request:
        raise UsageError("This key came before with another choice; nothing was changed. Look at the case again.")
    return _decision(row)


def _decision(row: Row[Any]) -> Decision:
    group = None if row.urn is None else GroupKey(row.urn, row.provision_id, row.ncy_from)
    return Decision(row.audit_seq, row.run, row.ref, row.outcome, group, row.override, row.reason, row.by)
