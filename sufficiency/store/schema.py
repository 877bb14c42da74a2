"""The tables of the store, as they are now; how older stores get there is in ``migrations``.

Every row written for good carries ``audit_seq``, the number of the event that wrote it, and is sealed by that event
(``audit.py``). What changes in place is marked so below, and can be worked out again from rows that do not.
Dates are ISO text, so that both databases give back what was put in.
"""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _event() -> Column[int]:
    """The event that wrote the row; it is written last, so the database looks for it at the end."""
    return Column(
        "audit_seq",
        Integer,
        ForeignKey("audit.seq", deferrable=True, initially="DEFERRED"),
        primary_key=True,
        nullable=False,
        autoincrement=False,
    )


def _said(name: str, *, key: bool = False) -> Column[str]:
    return Column(name, Text, primary_key=key, nullable=False)


def _place() -> tuple[Column[int], Column[str], Column[int]]:
    """A place group: all three blank where there is none."""
    return Column("urn", Integer), Column("provision_id", Text), Column("ncy_from", Integer)


def _case(*, key: bool = False) -> tuple[Column[str], Column[str], ForeignKeyConstraint]:
    refers = ForeignKeyConstraint(["round", "ref"], ["cases.round", "cases.ref"])
    return _said("round", key=key), _said("ref", key=key), refers


def _by() -> Column[str]:
    return Column("by", Text, ForeignKey("people.name"), nullable=False)


audit = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    *map(_said, ("at", "by", "event", "subject", "detail", "seal", "previous")),
    Column("hash", Text, nullable=False, unique=True),
    CheckConstraint("seq > 0", name="counted"),
    Index(None, "subject"),
)
audit_head = Table(  # changes in place: the number and hash of the last event, nothing else
    "audit_head",
    metadata,
    Column("one", Integer, primary_key=True, autoincrement=False),
    Column("seq", Integer, nullable=False),
    _said("hash"),
    CheckConstraint("one = 1", name="single"),
)

people = Table("people", metadata, _said("name", key=True))
standings = Table(
    "standings",
    metadata,
    _event(),
    Column("name", Text, ForeignKey("people.name"), nullable=False),
    _said("full_name"),
    _said("roles"),
    Column("active", Boolean, nullable=False),
    Index("ix_standings_name", "name"),
)

sign_ins = Table(  # changes in place: no password or link is kept longer than it is good
    "sign_ins",
    metadata,
    Column("name", Text, ForeignKey("people.name"), primary_key=True),
    *map(_said, ("password", "invitation", "invited_at")),
)

contents = Table(
    "contents",
    metadata,
    _said("digest", key=True),
    Column("size", Integer, nullable=False),
    Column("packed", LargeBinary, nullable=False),
)
rounds = Table(
    "rounds",
    metadata,
    _said("round", key=True),
    *map(_said, ("la_code", "name")),
    Column("academic_year", Integer, nullable=False),
)
snapshots = Table(
    "snapshots",
    metadata,
    _event(),
    Column("digest", Text, nullable=False, unique=True),
    Column("round", Text, ForeignKey("rounds.round"), nullable=False),
)
snapshot_files = Table(
    "snapshot_files",
    metadata,
    _event(),
    _said("name", key=True),
    _said("digest"),
    Column("kept", Boolean, nullable=False),
)
snapshot_tables = Table(
    "snapshot_tables",
    metadata,
    _event(),
    _said("name", key=True),
    Column("rows", Integer, nullable=False),
    _said("digest"),
)
snapshot_rows = Table(  # sealed through the digest of their table
    "snapshot_rows",
    metadata,
    Column("snapshot", Text, ForeignKey("snapshots.digest"), primary_key=True),
    _said("name", key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    _said("about"),
    _said("row"),
    Index(None, "snapshot", "name", "about"),
)

cases = Table(  # changes in place: the state is that of the last move
    "cases",
    metadata,
    Column("round", Text, ForeignKey("rounds.round"), primary_key=True),
    _said("ref", key=True),
    _said("state"),
    *_place(),
    Column("ncy", Integer, nullable=False),
    Column("listed", Boolean, nullable=False),
    CheckConstraint("state IN ('P0','P1','P2','P3','P4','P5','X1','X2')", name="state"),
    Index(None, "round", "state"),
)
moves = Table(
    "moves",
    metadata,
    _event(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    *_case(),
    *map(_said, ("before", "after")),
    *_place(),
    *map(_said, ("by", "reason", "code", "on")),
    Index(None, "round", "ref"),
)
limits = Table(  # changes in place: places as the newest tables give them, claims as they are made
    "limits",
    metadata,
    Column("round", Text, ForeignKey("rounds.round"), primary_key=True),
    _said("limit_id", key=True),
    _said("kind"),
    *_place(),
    Column("ncy_to", Integer),
    _said("name"),
    Column("parent", Text),
    Column("places", Integer, nullable=False),
    Column("claimed", Integer, nullable=False),
    Column("over", Integer, nullable=False),
    ForeignKeyConstraint(
        ["round", "parent"], ["limits.round", "limits.limit_id"], deferrable=True, initially="DEFERRED"
    ),
    CheckConstraint("places >= 0 AND claimed >= 0 AND over >= 0", name="counts"),
    CheckConstraint("claimed <= places + over", name="room"),
)
claims = Table(  # changes in place: the place a case uses now, at most one
    "claims",
    metadata,
    *_case(key=True),
    _said("limit_id"),
    ForeignKeyConstraint(["round", "limit_id"], ["limits.round", "limits.limit_id"]),
)

runs = Table(
    "runs",
    metadata,
    _event(),
    Column("run", Text, nullable=False, unique=True),
    Column("digest", Text, nullable=False, unique=True),
    Column("round", Text, ForeignKey("rounds.round"), nullable=False),
    Column("snapshot", Text, ForeignKey("snapshots.digest"), nullable=False),
    _said("policy"),
    Column("seed", Integer, nullable=False),
    _by(),
)
run_files = Table(
    "run_files",
    metadata,
    _event(),
    _said("name", key=True),
    Column("digest", Text, ForeignKey("contents.digest"), nullable=False),
)
recommendations = Table(
    "recommendations",
    metadata,
    _event(),
    *_case(key=True),
    _said("run"),
    *_place(),
    Column("preference_rank", Integer),
    Column("fixed", Boolean, nullable=False),
    ForeignKeyConstraint(["run"], ["runs.run"]),
    UniqueConstraint("run", "ref"),
)
supersessions = Table(
    "supersessions",
    metadata,
    _event(),
    _said("supersession_id", key=True),
    *map(_said, ("run", "child_a", "child_b", "a_state", "reason_code")),
    *_place(),
    ForeignKeyConstraint(["run"], ["runs.run"]),
    UniqueConstraint("run", "supersession_id"),
    Index("ix_supersessions_child_a", "child_a", "run"),
    Index("ix_supersessions_child_b", "child_b", "run"),
)

openings = Table(
    "openings",
    metadata,
    _event(),
    Column("run", Text, ForeignKey("runs.run"), nullable=False),
    *_case(),
    _by(),
    UniqueConstraint("run", "round", "ref", "by"),
    Index(None, "round", "ref"),
)
interests = Table(
    "interests",
    metadata,
    _event(),
    _said("round"),
    Column("ref", Text),
    Column("urn", Integer),
    _said("says"),
    _by(),
    CheckConstraint("ref IS NOT NULL OR urn IS NOT NULL", name="in_something"),
    Index(None, "round", "ref"),
)
consultations = Table(
    "consultations",
    metadata,
    _event(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    *_case(),
    Column("urn", Integer, nullable=False),
    *map(_said, ("provision_id", "sent_on", "replied_on", "reply", "ground", "evidence", "by")),
    Index(None, "round", "ref"),
)
refusals = Table(
    "refusals",
    metadata,
    _event(),
    *_case(),
    Column("urn", Integer, nullable=False),
    *map(_said, ("provision_id", "ground", "evidence", "consideration", "alternative")),
    _by(),
    Index(None, "round", "ref"),
)
decisions = Table(
    "decisions",
    metadata,
    _event(),
    *_case(),
    Column("run", Text, nullable=False),
    _said("run_digest"),
    _said("outcome"),
    *_place(),
    Column("override", Boolean, nullable=False),
    _said("reason"),
    _by(),
    Column("idempotency_key", Text, nullable=False, unique=True),
    _said("request"),
    ForeignKeyConstraint(["run", "round", "ref", "by"], [f"openings.{name}" for name in ("run", "round", "ref", "by")]),
    CheckConstraint("length(trim(reason)) > 0", name="reasoned"),
    CheckConstraint("outcome IN ('hold', 'type-only', 'defer')", name="outcome"),
    CheckConstraint("(outcome = 'hold') = (urn IS NOT NULL)", name="place"),
    Index(None, "round", "ref"),
    Index("uq_decisions_once", "run", "ref", unique=True, sqlite_where=text("outcome <> 'defer'"),
          postgresql_where=text("outcome <> 'defer'")),
)  # fmt: skip
approvals = Table(
    "approvals",
    metadata,
    _event(),
    *map(_said, ("run", "supersession_id", "reason")),
    _by(),
    ForeignKeyConstraint(["run", "supersession_id"], ["supersessions.run", "supersessions.supersession_id"]),
    UniqueConstraint("run", "supersession_id"),
    CheckConstraint("length(trim(reason)) > 0", name="reasoned"),
)
letters = Table(
    "letters",
    metadata,
    _event(),
    *_case(),
    Column("decision", Integer, ForeignKey("decisions.audit_seq"), nullable=False),
    _said("kind"),
    _by(),
    Index(None, "round", "ref"),
    Index("ix_letters_decision", "decision"),
)

jobs = Table(  # changes in place: the state is that of its last event; progress is no event
    "jobs",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    *map(_said, ("kind", "arguments", "says")),
    _by(),
    *map(_said, ("state", "step")),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    *map(_said, ("result", "problem", "stop_by")),
    Column("tries", Integer, nullable=False),
    *map(_said, ("asked_at", "seen_at")),
    UniqueConstraint("result"),
    CheckConstraint("state IN ('queued', 'running', 'done', 'failed', 'stopped')", name="state"),
    Index(None, "state"),
)

identities = Table(  # changes in place: who at the authority's own directory a person is
    "identities",
    metadata,
    Column("name", Text, ForeignKey("people.name"), primary_key=True),
    *map(_said, ("issuer", "subject")),
    UniqueConstraint("issuer", "subject"),
)

sessions = Table(  # goes when it is over; ``standing`` is how the person stood when it began
    "sessions",
    metadata,
    _said("digest", key=True),
    Column("name", Text, ForeignKey("people.name"), nullable=False),
    Column("standing", Integer, nullable=False),
    *map(_said, ("began_at", "seen_at")),
)
forms_sent = Table("forms_sent", metadata, _said("digest", key=True), *map(_said, ("led", "at")))
guesses = Table(
    "guesses",
    metadata,
    _said("guess", key=True),  # no sequence: the account of the pages may use none
    *map(_said, ("digest", "at")),
    Index(None, "digest"),
)

OF_A_CASE = (moves, openings, interests, consultations, refusals, decisions, letters)
"""Tables whose rows are about one case of one round."""

SEALED = (
    standings, snapshots, snapshot_files, snapshot_tables, moves, runs, run_files, recommendations, supersessions,
    openings, interests, consultations, refusals, decisions, approvals, letters,
)  # fmt: skip
"""Tables to which rows are only ever added, each row sealed by the event that wrote it."""

FOR_GOOD = (audit, people, contents, rounds, snapshot_rows, *SEALED)
"""Tables whose rows the database itself refuses to change or remove."""

PASSING = frozenset({"sessions", "forms_sent", "guesses"})
"""Tables of the moment: rows go within a day, and no backup holds them, so that none brings back a session."""

BACKED_UP = tuple(table for table in metadata.sorted_tables if table.name not in PASSING)
"""Every other table, each after those it refers to."""
