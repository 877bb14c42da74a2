"""Bringing in a round's tables: all of them or nothing, and never over what a person decided here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, select, update

from sufficiency.domain.cases import Case, State
from sufficiency.domain.inputs import Authority, Inputs
from sufficiency.domain.round import Fixed
from sufficiency.domain.run import GroupKey
from sufficiency.errors import UsageError
from sufficiency.panel.events import Event
from sufficiency.panel.permissions import Act
from sufficiency.problems.fixed import fixed_placements
from sufficiency.problems.limits import forest
from sufficiency.store import people, places, schema
from sufficiency.store.snapshots import Snapshot, add_snapshot, is_known, newest_snapshot
from sufficiency.store.transactions import Store, Unchanged, Writing

IMPORT = "IMPORT"
"""The code of a move that a table brought and no person made."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A case on which a person moved here, and of which the tables say otherwise. What was done here stands."""

    ref: str
    here: State
    tables: State


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import came to. ``rows`` are counted as stored; ``unlisted`` cases are no longer in the tables."""

    round: str
    snapshot: str
    new: bool
    rows: tuple[tuple[str, int], ...] = ()
    added: int = 0
    changed: int = 0
    conflicts: tuple[Conflict, ...] = ()
    unlisted: tuple[str, ...] = ()
    over_number: tuple[str, ...] = ()


def round_called(authority: Authority) -> str:
    """The name of a round: the authority's code and the year in which its academic year begins."""
    return f"{authority.la_code}-{authority.academic_year.starts}"


def import_tables(store: Store, inputs: Inputs, snapshot: Snapshot, by: str) -> Imported:
    """Keep a snapshot and bring the round's cases, limits and claims to it. The newest snapshot again changes nothing.

    Raises Infeasible where the tables settle more than there is, NotAllowed where ``by`` may not, UsageError where an
    older snapshot comes again.
    """
    fixed = fixed_placements(inputs)
    round_ = round_called(inputs.authority)
    try:
        with store.writing(by, Event.ROUND_IMPORTED, round_) as writing:
            people.insist_may(writing.connection, by, Act.IMPORT)
            if newest_snapshot(writing.connection, round_) == snapshot.digest:
                raise Unchanged
            if is_known(writing.connection, snapshot.digest):
                raise UsageError("These tables came in before, and others after them; going back would undo those.")
            _round_row(writing.connection, round_, inputs.authority)
            add_snapshot(writing, round_, snapshot)
            found = _bring_cases(writing, round_, inputs.cases, fixed)
            _consultations(writing, round_, inputs)
            settled = _settled(writing.connection, round_, inputs.cases, fixed)
            over = places.lay_out(writing.connection, round_, forest(inputs, fixed), settled)
            rows = tuple((name, len(kept)) for name, kept in snapshot.rows.items())
            return Imported(round_, snapshot.digest, True, rows, *found, over)
    except Unchanged:
        return Imported(round_, snapshot.digest, new=False)


def moved_here(connection: Connection, round_: str) -> frozenset[str]:
    """References of the cases on which a person made a move."""
    return frozenset(connection.execute(refs_moved_here(round_)).scalars())


def refs_moved_here(round_: str) -> Select[str]:
    """The question that ``moved_here`` asks, for others to build on."""
    return select(schema.moves.c.ref).where(schema.moves.c.round == round_, schema.moves.c.code != IMPORT).distinct()


def _round_row(connection: Connection, round_: str, authority: Authority) -> None:
    known = select(schema.rounds.c.round).where(schema.rounds.c.round == round_)
    if connection.execute(known).one_or_none() is None:
        row = {"round": round_, "la_code": authority.la_code, "name": authority.name}
        connection.execute(insert(schema.rounds), {**row, "academic_year": authority.academic_year.starts})


def _bring_cases(
    writing: Writing, round_: str, cases: Sequence[Case], fixed: Sequence[Fixed]
) -> tuple[int, int, tuple[Conflict, ...], tuple[str, ...]]:
    """Added, changed, in conflict, and no longer listed."""
    groups = {item.child_ref: item.group for item in fixed}
    query = select(schema.cases).where(schema.cases.c.round == round_)
    before = {row.ref: row for row in writing.connection.execute(query)}
    decided = moved_here(writing.connection, round_)
    listed = {case.ref for case in cases}
    added = [case for case in cases if case.ref not in before]
    changed = [
        case
        for case in cases
        if case.ref in before
        and case.ref not in decided
        and (State(before[case.ref].state), _group(before[case.ref])) != (case.state, groups.get(case.ref))
    ]
    rows = [{"round": round_, "ref": c.ref, "ncy": c.ncy, "listed": True, **_stands(c, groups)} for c in added]
    if rows:
        writing.connection.execute(insert(schema.cases), rows)
    for case in changed:
        _set(writing.connection, round_, case.ref, _stands(case, groups))
    for case in cases:
        if case.ref in before and before[case.ref].ncy != case.ncy:
            _set(writing.connection, round_, case.ref, {"ncy": case.ncy})
    moves = [_move(round_, case, groups, before, writing.by) for case in (*added, *changed)]
    writing.add(schema.moves, *({"number": number, **move} for number, move in enumerate(moves, start=1)))
    for ref, row in before.items():
        if row.listed != (ref in listed):
            _set(writing.connection, round_, ref, {"listed": ref in listed})
    conflicts = tuple(
        Conflict(case.ref, State(before[case.ref].state), case.state)
        for case in cases
        if case.ref in decided and before[case.ref].state != case.state
    )
    return len(added), len(changed), conflicts, tuple(sorted(before.keys() - listed))


def _settled(connection: Connection, round_: str, cases: Sequence[Case], fixed: Sequence[Fixed]) -> dict[str, str]:
    """Case to place group: as the tables say, and for cases moved here as they stand, unless now counted on roll."""
    decided = moved_here(connection, round_)
    stands = select(schema.claims.c.ref, schema.claims.c.limit_id).where(schema.claims.c.round == round_)
    counted = {case.ref for case in cases if case.state is State.ON_ROLL}
    on_roll = set(
        connection.execute(
            select(schema.cases.c.ref).where(schema.cases.c.round == round_, schema.cases.c.state == State.ON_ROLL)
        ).scalars()
    )
    kept = {ref: limit for ref, limit in connection.execute(stands) if ref in decided and ref not in counted & on_roll}
    given = {f.child_ref: places.group_id(f.group) for f in fixed if f.uses_place and f.child_ref not in decided}
    return given | kept


def _consultations(writing: Writing, round_: str, inputs: Inputs) -> None:
    """What the tables say of consultations and the store does not know yet."""
    names = ("ref", "urn", "provision_id", "sent_on", "replied_on", "reply", "ground", "evidence")
    table = schema.consultations
    known = set(writing.connection.execute(select(*(table.c[name] for name in names)).where(table.c.round == round_)))
    said = [
        (
            c.child_ref,
            c.urn,
            c.provision_id,
            _day(c.sent_on),
            _day(c.replied_on),
            str(c.reply),
            str(c.ground),
            c.evidence,
        )
        for c in inputs.consultations
    ]
    fresh = [one for one in dict.fromkeys(said) if one not in known]
    rows = [dict(zip(names, one, strict=True)) for one in fresh]
    writing.add(
        table, *({"round": round_, "number": n, "by": writing.by, **row} for n, row in enumerate(rows, start=1))
    )


def _stands(case: Case, groups: Mapping[str, GroupKey]) -> dict[str, object]:
    group = groups.get(case.ref)
    place = group._asdict() if group else {"urn": None, "provision_id": None, "ncy_from": None}
    return {"state": str(case.state), **place}


def _move(
    round_: str, case: Case, groups: Mapping[str, GroupKey], before: Mapping[str, object], by: str
) -> dict[str, object]:
    was = before.get(case.ref)
    stands = _stands(case, groups)
    after = stands.pop("state")
    said = {"by": by, "reason": "", "code": IMPORT, "on": ""}
    return {"round": round_, "ref": case.ref, "before": getattr(was, "state", ""), "after": after, **stands, **said}


def _set(connection: Connection, round_: str, ref: str, values: Mapping[str, object]) -> None:
    this = (schema.cases.c.round == round_, schema.cases.c.ref == ref)
    connection.execute(update(schema.cases).where(*this).values(**values))


def _group(row: Row[Any]) -> GroupKey | None:
    return None if row.urn is None else GroupKey(row.urn, row.provision_id, row.ncy_from)


def _day(day: object) -> str:
    return "" if day is None else str(day)
