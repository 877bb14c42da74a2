"""Moves of a case: its policies looked at, its place claimed or given up, and the record made, in one transaction."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection, func, select, update

from sufficiency.domain.cases import State
from sufficiency.domain.run import GroupKey
from sufficiency.domain.settings import Reply
from sufficiency.panel.events import Event
from sufficiency.panel.moves import MOVES, Move
from sufficiency.panel.policies import Facts, stands_in_the_way
from sufficiency.panel.refusal import Refusal, insist
from sufficiency.statute.consultations import by_pair, reply_for
from sufficiency.store import cases, people, places, schema
from sufficiency.store.cases import CaseNow
from sufficiency.store.transactions import Store, Writing

NO_PLACE: Mapping[str, None] = {"urn": None, "provision_id": None, "ncy_from": None}
CODED = frozenset({"REASON_CODE", "BASIS_TO_REOPEN"})
"""Policies that ask for a code; where none of them does, none is kept."""


@dataclass(frozen=True, slots=True)
class Step:
    """A move that is no decision: where to, and what its policies ask for. ``group`` only for a tribunal's order.

    ``seen`` is the event that last moved the case as the person saw it (``last_move``); None: not said.
    """

    ref: str
    to: State
    reason: str = ""
    code: str = ""
    on: date | None = None
    group: GroupKey | None = None
    seen: int | None = None


def take_step(store: Store, round_: str, step: Step, by: str) -> State:
    """Make a move that is no decision; returns the state before. Raises NotAllowed with every rule in the way."""
    with store.writing(by, Event.STARTED, step.ref) as writing:
        connection = writing.connection
        case = cases.case_now(connection, round_, step.ref)
        move = allowed(case.state, step.to)
        insist([Refusal("now", "A_DECISION", "This is decided on a run, not by a step.")] if move.decision else ())
        people.insist_may(connection, by, move.act)
        facts = replace(known(connection, by, case, store.today()), reason=step.reason, code=step.code, on=step.on)
        facts = replace(facts, unanswered=cases.unanswered(connection, case, store.today()))
        insist((*_moved_since(connection, case, step), *stands_in_the_way(move.policies, facts)))
        if move.place == "claims even over number" and step.group is None:
            insist([Refusal("now", "NO_SUCH_PLACE", "Say which place the tribunal ordered.")])
        carry_out(writing, case, move, step if CODED & set(move.policies) else replace(step, code=""))
        return case.state


def allowed(before: State, after: State) -> Move:
    """The move from one state to another. Raises NotAllowed where there is none."""
    move = MOVES.get((before, after))
    if move is None:
        insist([Refusal("now", "NO_SUCH_MOVE", f"A case in state {before} cannot go to {after}.")])
    assert move is not None
    return move


def known(
    connection: Connection, by: str, case: CaseNow, today: date, places_too: Collection[GroupKey | None] = ()
) -> Facts:
    """What any move may be asked about; an interest in a setting asked for or held counts, and in these places too."""
    consulted, decided = schema.consultations, schema.decisions
    asked = select(func.count()).where(consulted.c.round == case.round, consulted.c.ref == case.ref)
    mine = (decided.c.round == case.round, decided.c.ref == case.ref, decided.c.outcome == "hold")
    held = select(func.max(decided.c.audit_seq)).where(*mine).scalar_subquery()
    last = select(decided.c.by).where(decided.c.audit_seq == held)
    urns = {group.urn for group in (case.group, *places_too) if group} | {
        u for _, u in cases.requests(connection, case)
    }
    return Facts(
        by=by,
        today=today,
        interests=cases.declared(connection, case.round, by, (case.ref,), urns),
        consultations=connection.execute(asked).scalar_one(),
        decided_by=connection.execute(last).scalar_one_or_none() or "",
    )


def carry_out(writing: Writing, case: CaseNow, move: Move, step: Step) -> None:
    """Carry a move out: the place, the case, and the record of it. Raises NotAllowed where its place is full."""
    connection, this = writing.connection, (case.round, case.ref)
    claims = move.place in ("claims", "claims even over number")
    group = case.group if move.place == "keeps" else step.group if claims else None
    if claims and group is not None:
        over = move.place == "claims even over number" or _accepts_over_number(connection, case, group)
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


def last_move(connection: Connection, case: CaseNow) -> int:
    """The number of the event that last moved a case."""
    table = schema.moves
    query = select(func.max(table.c.audit_seq)).where(table.c.round == case.round, table.c.ref == case.ref)
    return int(connection.execute(query).scalar_one())


def _moved_since(connection: Connection, case: CaseNow, step: Step) -> tuple[Refusal, ...]:
    if step.seen is None or step.seen == last_move(connection, case):
        return ()
    return (Refusal("now", "MOVED_SINCE", "The case was moved since you looked at it: go back to it and look again."),)


def _accepts_over_number(connection: Connection, case: CaseNow, group: GroupKey) -> bool:
    """Whether the setting last replied, about this provision, that it takes this child over its number."""
    replies = by_pair(cases.consultations(connection, case))
    last = reply_for(replies, case.ref, group.urn, group.provision_id)
    return last is not None and last.reply is Reply.ACCEPT_OVER_NUMBER
