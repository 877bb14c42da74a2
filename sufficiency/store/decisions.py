"""Decisions: a named person, a reason, an exact run; the place is claimed in the same transaction."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from sqlalchemy import Connection, Row, func, select

from sufficiency.domain.cases import State
from sufficiency.domain.run import GroupKey
from sufficiency.errors import UsageError
from sufficiency.panel.events import Event
from sufficiency.panel.moves import BEFOREHAND, DEFER
from sufficiency.panel.policies import Facts, stands_in_the_way
from sufficiency.panel.refusal import Refusal, insist
from sufficiency.store import cases, people, places, runs, schema
from sufficiency.store.canonical import digest
from sufficiency.store.cases import CaseNow
from sufficiency.store.moves import NO_PLACE, Step, allowed, carry_out, known
from sufficiency.store.supersessions import PassedOn, passed_on
from sufficiency.store.transactions import Store, Unchanged, Writing

Outcome = Literal["hold", "type-only", "defer"]

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
class Progress:
    """Cases that a run leaves to the panel, those of them decided on it, and decisions of which a letter went out."""

    awaiting: int
    decided: int
    sent: int


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
            return _decide(writing, choice, request, store.today())
    except Unchanged:
        return _made_before(store, choice.key, request)


def in_the_way(store: Store, run: str, ref: str, by: str) -> tuple[Refusal, ...]:
    """What keeps this person from deciding a case on a run, whatever they would decide and for whatever reason."""
    with store.reading() as connection:
        case = cases.case_now(connection, runs.run_called(connection, run).round, ref)
        recommended = runs.recommended(connection, run, ref)
        facts = known(connection, by, case, store.today(), (recommended.group if recommended else None,))
        choice = Choice(run, "", ref, "defer", "", "")
        return stands_in_the_way(BEFOREHAND, _on_run(connection, replace(facts, run=run), case, choice))


def decisions_on(store: Store, round_: str, ref: str = "") -> tuple[Decision, ...]:
    """Decisions of a round, of one case if said, in the order they were made."""
    with store.reading() as connection:
        return decisions_of(connection, round_, ref)


def decided_on(store: Store, run: str) -> frozenset[str]:
    """Cases decided on a run, deferrals aside."""
    table = schema.decisions
    with store.reading() as connection:
        query = select(table.c.ref).where(table.c.run == run, table.c.outcome != "defer")
        return frozenset(connection.execute(query).scalars())


def progress_on(store: Store, run: str) -> Progress:
    """How far the panel is with a run."""
    told, made, sent = schema.recommendations, schema.decisions, schema.letters
    here = (made.c.run == told.c.run) & (made.c.ref == told.c.ref) & (made.c.outcome != "defer")
    query = select(func.count(), func.count(made.c.audit_seq)).select_from(told.outerjoin(made, here))
    gone = select(func.count(sent.c.decision.distinct())).join(made, made.c.audit_seq == sent.c.decision)
    with store.reading() as connection:
        awaiting, decided = connection.execute(query.where(told.c.run == run, told.c.fixed.is_(False))).one()
        return Progress(awaiting, decided, connection.execute(gone.where(made.c.run == run)).scalar_one())


def decisions_of(connection: Connection, round_: str, ref: str = "") -> tuple[Decision, ...]:
    """The same on an open connection."""
    table = schema.decisions
    query = select(table).where(table.c.round == round_).order_by(table.c.audit_seq)
    return tuple(decision_of(row) for row in connection.execute(query.where(table.c.ref == ref) if ref else query))


def _decide(writing: Writing, choice: Choice, request: str, today: date) -> Decision:
    connection = writing.connection
    run = runs.run_called(connection, choice.run)
    case = cases.case_now(connection, run.round, choice.ref)
    after = _AFTER[choice.outcome]
    move = DEFER if after is None else allowed(case.state, after)
    writing.event = move.event
    people.insist_may(connection, writing.by, move.act)
    recommended = runs.recommended(connection, choice.run, choice.ref)
    insist(_not_that_run(choice, run.digest, listed=recommended is not None))
    assert recommended is not None
    facts = known(connection, writing.by, case, today, (choice.group, recommended.group))
    facts = replace(facts, reason=choice.reason, run=choice.run)
    insist(stands_in_the_way(move.policies, _on_run(connection, facts, case, choice)))
    override = choice.outcome != "defer" and recommended.group != choice.group
    decision = Decision(
        writing.seq, choice.run, choice.ref, choice.outcome, choice.group, override, choice.reason, writing.by
    )
    row = {
        "round": run.round, "ref": choice.ref, "run": choice.run, "run_digest": run.digest, "outcome": choice.outcome,
        **(choice.group._asdict() if choice.group else NO_PLACE), "override": override, "reason": choice.reason,
        "by": writing.by, "idempotency_key": choice.key, "request": request,
    }  # fmt: skip
    writing.add(schema.decisions, row)
    writing.detail |= {"round": run.round, "run": choice.run, "digest": run.digest, "override": override}
    if after is not None:
        carry_out(writing, case, move, Step(choice.ref, after, group=choice.group))
    return decision


def _on_run(connection: Connection, facts: Facts, case: CaseNow, choice: Choice) -> Facts:
    """What a decision is asked about besides."""
    newest = runs.newest_run(connection, case.round)
    table = schema.decisions
    made = select(func.count()).where(table.c.run == choice.run, table.c.ref == case.ref, table.c.outcome != "defer")
    held = [one for one in passed_on(connection, choice.run, choice.ref) if one.held and _gives(one, choice)]
    return replace(
        facts,
        newest_run=newest.run if newest else "",
        newest_says=_says(connection, newest.run, case.ref) if newest and newest.run != choice.run else "",
        listed=case.listed,
        opened=cases.opened(connection, choice.run, case.ref, facts.by),
        decided_already=connection.execute(made).scalar_one() > 0,
        unanswered=cases.unanswered(connection, case, facts.today) if choice.outcome == "type-only" else (),
        barred=_barred(connection, case, choice),
        unapproved=tuple(one.supersession_id for one in held if not one.approved_by),
        own_approvals=tuple(one.supersession_id for one in held if one.approved_by == facts.by),
    )


def _gives(record: PassedOn, choice: Choice) -> bool:
    """Whether a choice gives the later child the place that a record is about."""
    return record.child_b == choice.ref and choice.group is not None and record.group[:2] == choice.group[:2]


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
    return decision_of(row)


def decision_of(row: Row[Any]) -> Decision:
    """A row of the decisions as it is read."""
    group = None if row.urn is None else GroupKey(row.urn, row.provision_id, row.ncy_from)
    return Decision(row.audit_seq, row.run, row.ref, row.outcome, group, row.override, row.reason, row.by)
