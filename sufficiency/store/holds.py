"""Places that people hold for a case here, by decision or by the tribunal's order: a run leaves them as they are."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from sufficiency.domain.cases import State
from sufficiency.domain.run import GroupKey, Run
from sufficiency.panel.refusal import Refusal
from sufficiency.store import schema
from sufficiency.store.rounds import IMPORT
from sufficiency.store.transactions import Store

SHOWN = 5
"""Cases that a refusal names before it counts the rest."""


@dataclass(frozen=True, slots=True)
class Held:
    """A place held for a case, named or attended since, with the reason and the name of whoever settled it."""

    ref: str
    group: GroupKey
    reason: str
    by: str


def holds(store: Store, round_: str) -> tuple[Held, ...]:
    """Every place of a round that was settled here and still stands, by case."""
    with store.reading() as connection:
        return holds_of(connection, round_)


def holds_of(connection: Connection, round_: str) -> tuple[Held, ...]:
    """The same on an open connection. A case with a place has the one that the last such move gave it."""
    moves, cases, made = schema.moves, schema.cases, schema.decisions
    settling = (moves.c.after.in_((State.PROVISIONAL, State.TRIBUNAL_ORDERED)), moves.c.code != IMPORT)
    last = select(func.max(moves.c.audit_seq)).where(moves.c.round == round_, *settling).group_by(moves.c.ref)
    query = (
        select(cases.c.ref, cases.c.urn, cases.c.provision_id, cases.c.ncy_from, moves.c.by,
               func.coalesce(made.c.reason, moves.c.reason).label("reason"))
        .join(moves, (moves.c.round == cases.c.round) & (moves.c.ref == cases.c.ref))
        .outerjoin(made, made.c.audit_seq == moves.c.audit_seq)
        .where(cases.c.round == round_, moves.c.audit_seq.in_(last), cases.c.urn.is_not(None))
        .order_by(cases.c.ref)
    )  # fmt: skip
    rows = connection.execute(query)
    return tuple(Held(row.ref, GroupKey(row.urn, row.provision_id, row.ncy_from), row.reason, row.by) for row in rows)


def left_out(connection: Connection, round_: str, run: Run) -> tuple[Refusal, ...]:
    """Why a run may not go before the panel: it would have a held child elsewhere, and nobody would have said so."""
    moved = list(_moved(holds_of(connection, round_), run))
    if not moved:
        return ()
    more = f" and {len(moved) - SHOWN} more" if len(moved) > SHOWN else ""
    says = (
        f"The run does not leave places as they are held here: {', '.join(moved[:SHOWN])}{more}. Recommend again: the "
        "next run takes them as settled."
    )
    return (Refusal("now", "HELD_HERE", says),)


def _moved(held: tuple[Held, ...], run: Run) -> Iterator[str]:
    there: dict[str, GroupKey | None] = {one.child_ref: one.group for one in run.recommendations}
    there |= dict.fromkeys(one.child_ref for one in run.unplaced)
    return (one.ref for one in held if one.ref in there and there[one.ref] != one.group)
