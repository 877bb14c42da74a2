"""Whether a store keeps what it promises: settings, guards, trail, and every figure worked out again from its rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Connection, func, or_, select, text

from sufficiency.domain.cases import State
from sufficiency.panel.events import Event
from sufficiency.store import places, schema
from sufficiency.store.audit import BATCH, verify_trail
from sufficiency.store.chain import Head
from sufficiency.store.contents import unpacked
from sufficiency.store.engine import weak_settings
from sufficiency.store.jobs import AFTER, subject_of
from sufficiency.store.snapshots import stored
from sufficiency.store.transactions import Store


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at, and what is wrong with it."""

    says: str
    broken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Integrity:
    """Everything looked at, and the trail's head, to be noted elsewhere."""

    findings: tuple[Finding, ...]
    head: Head

    @property
    def broken(self) -> tuple[str, ...]:
        """Everything that is wrong."""
        return tuple(what for finding in self.findings for what in finding.broken)


def verify_store(store: Store, noted: Head | None = None) -> Integrity:
    """Look at everything, at one commit point."""
    with store.reading() as connection:
        trail = verify_trail(connection, noted)
        looked_at = (
            ("what is acknowledged is on disk", weak_settings(connection)),
            ("the file is sound and every reference leads somewhere", _sound(connection)),
            ("rows kept for good are guarded", _guarded(connection)),
            ("the audit trail is whole, and what its events wrote is as written", trail.broken),
            ("every case is where its last move put it", _cases(connection)),
            ("every job is where its last event left it", _jobs(connection)),
            ("every place is counted as it is claimed", _places(connection)),
            ("every snapshot holds the rows that came", _snapshots(connection)),
            ("every kept file is the file it was", _contents(connection)),
        )
        return Integrity(tuple(Finding(says, tuple(broken)) for says, broken in looked_at), trail.head)


def _sound(connection: Connection) -> Iterator[str]:
    """PostgreSQL looks after its pages itself, where they were made with checksums."""
    if connection.dialect.name != "sqlite":
        return
    for line in connection.exec_driver_sql("PRAGMA integrity_check").scalars():
        if line != "ok":
            yield f"SQLite: {line}"
    for table, *_ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"a row of {table} refers to one that is not there"


def _guarded(connection: Connection) -> Iterator[str]:
    if connection.dialect.name == "sqlite":
        asked, expected = "SELECT name FROM sqlite_master WHERE type = 'trigger'", ("no_update", "no_delete")
    else:
        asked = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
        expected = ("no_change", "no_truncate")
    found = {str(name).lower() for name in connection.execute(text(asked)).scalars()}
    wanted = {f"{table.name}_{guard}" for table in schema.FOR_GOOD for guard in expected} | {"audit_head_follows"}
    for name in sorted(wanted - found):
        yield f"the guard {name} is gone"


def _cases(connection: Connection) -> Iterator[str]:
    moves, cases = schema.moves, schema.cases
    last = select(func.max(moves.c.audit_seq).label("seq"), moves.c.round, moves.c.ref).group_by(
        moves.c.round, moves.c.ref
    )
    newest = last.subquery()
    query = (
        select(
            cases,
            moves.c.after,
            moves.c.urn.label("to"),
            moves.c.provision_id.label("at"),
            moves.c.ncy_from.label("band"),
        )
        .join(newest, (newest.c.round == cases.c.round) & (newest.c.ref == cases.c.ref), isouter=True)
        .join(
            moves,
            (moves.c.audit_seq == newest.c.seq) & (moves.c.round == cases.c.round) & (moves.c.ref == cases.c.ref),
            isouter=True,
        )
        .order_by(cases.c.round, cases.c.ref)
    )
    for row in connection.execute(query, execution_options={"yield_per": BATCH}):
        if (row.state, row.urn, row.provision_id, row.ncy_from) != (row.after, row.to, row.at, row.band):
            yield f"case {row.ref} of {row.round} is not where its last move put it"


def _jobs(connection: Connection) -> Iterator[str]:
    states: dict[str, str] = {}
    query = select(schema.audit.c.subject, schema.audit.c.event).where(schema.audit.c.event.in_(AFTER))
    for subject, event in connection.execute(query.order_by(schema.audit.c.seq)):
        states[subject] = AFTER[Event(event)]
    found = {
        subject_of(number): state
        for number, state in connection.execute(select(schema.jobs.c.number, schema.jobs.c.state))
    }
    for subject in sorted(states.keys() | found.keys()):
        if states.get(subject) != found.get(subject):
            yield f"job {subject} is not where its last event left it"


def _places(connection: Connection) -> Iterator[str]:
    for round_ in connection.execute(select(schema.rounds.c.round).order_by(schema.rounds.c.round)).scalars():
        known = places.rooms(connection, round_)
        claims = select(schema.claims.c.limit_id).where(schema.claims.c.round == round_)
        counted = places.claimed_by_limit(known, connection.execute(claims).scalars())
        for limit_id, room in known.items():
            if room.claimed != counted[limit_id]:
                yield f"{limit_id} of {round_} counts {room.claimed} claims, and there are {counted[limit_id]}"
    yield from _claims_elsewhere(connection)


def _claims_elsewhere(connection: Connection) -> Iterator[str]:
    """A claim is on the place that the case holds.

    A child on roll may need none, for the roll counts the child; nor does a case that the tables no longer list.
    """
    cases, claims = schema.cases, schema.claims
    query = (
        select(cases, claims.c.limit_id)
        .join(claims, (claims.c.round == cases.c.round) & (claims.c.ref == cases.c.ref), isouter=True)
        .where(or_(cases.c.urn.is_not(None), claims.c.limit_id.is_not(None)))
        .order_by(cases.c.round, cases.c.ref)
    )
    for row in connection.execute(query):
        held = f"group:{row.urn}:{row.provision_id}:{row.ncy_from}"
        if row.limit_id != held and not (row.limit_id is None and (row.state == State.ON_ROLL or not row.listed)):
            yield f"case {row.ref} of {row.round} does not claim the place it holds"


def _snapshots(connection: Connection) -> Iterator[str]:
    tables, snapshots = schema.snapshot_tables, schema.snapshots
    query = select(snapshots.c.digest.label("snapshot"), tables).join(
        snapshots, snapshots.c.audit_seq == tables.c.audit_seq
    )
    for row in connection.execute(query.order_by(tables.c.audit_seq, tables.c.name)).all():
        if stored(connection, row.snapshot, row.name) != {"rows": row.rows, "digest": row.digest}:
            yield f"rows of {row.name} in snapshot {row.snapshot[:12]} are not those that came"


def _contents(connection: Connection) -> Iterator[str]:
    kept = schema.contents
    query = select(kept.c.digest, kept.c.packed).order_by(kept.c.digest)
    for row in connection.execute(query, execution_options={"yield_per": 20}):
        if sha256(unpacked(row.packed)).hexdigest() != row.digest:
            yield f"the kept file {row.digest[:12]} was changed"
    files = (
        select(schema.snapshot_files.c.digest).where(schema.snapshot_files.c.kept.is_(True)).distinct(),
        select(schema.run_files.c.digest).distinct(),
    )
    known = set(connection.execute(select(kept.c.digest)).scalars())
    for query in files:
        yield from (f"the kept file {d[:12]} is gone" for d in sorted(set(connection.execute(query).scalars()) - known))
