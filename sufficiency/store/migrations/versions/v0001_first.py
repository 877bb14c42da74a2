"""Cases, decisions and their audit trail: the first form of the store."""

import sqlalchemy as sa
from alembic import op

from sufficiency.store.migrations.append_only import keep_for_good, start_guarding

revision = "0001"
down_revision = None

KEPT_FOR_GOOD = (
    "audit", "people", "contents", "rounds", "snapshot_rows", "standings", "snapshots", "snapshot_files",
    "snapshot_tables", "moves", "runs", "run_files", "recommendations", "supersessions", "openings", "interests",
    "consultations", "refusals", "decisions", "approvals", "letters",
)  # fmt: skip


def upgrade() -> None:
    """Make every table, then the guards."""
    for make in TABLES:
        make()
    start_guarding()
    keep_for_good(*KEPT_FOR_GOOD)


def _text(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _count(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), autoincrement=False, nullable=False)


def _refers(table: str, names: str, other: str, keys: str, *, late: bool = False) -> sa.ForeignKeyConstraint:
    """A foreign key; a late one is looked at when the transaction ends."""
    called = f"fk_{table}_{'_'.join(names.split())}"
    to = [f"{other}.{key}" for key in keys.split()]
    if late:
        return sa.ForeignKeyConstraint(names.split(), to, called, deferrable=True, initially="DEFERRED")
    return sa.ForeignKeyConstraint(names.split(), to, called)


def _place() -> tuple[sa.Column[int], sa.Column[str], sa.Column[int]]:
    return sa.Column("urn", sa.Integer()), sa.Column("provision_id", sa.Text()), sa.Column("ncy_from", sa.Integer())


def _audit() -> None:
    op.create_table(
        "audit",
        _count("seq"),
        *_text("at", "by", "event", "subject", "detail", "seal", "previous", "hash"),
        sa.CheckConstraint("seq > 0", name="counted"),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("hash", name="uq_audit_hash"),
    )


def _audit_head() -> None:
    op.create_table(
        "audit_head",
        _count("one"),
        _count("seq"),
        *_text("hash"),
        sa.CheckConstraint("one = 1", name="single"),
        sa.PrimaryKeyConstraint("one"),
    )


def _contents() -> None:
    op.create_table(
        "contents",
        *_text("digest"),
        _count("size"),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest"),
    )


def _people() -> None:
    op.create_table("people", *_text("name"), sa.PrimaryKeyConstraint("name"))


def _rounds() -> None:
    op.create_table(
        "rounds", *_text("round", "la_code", "name"), _count("academic_year"), sa.PrimaryKeyConstraint("round")
    )


def _cases() -> None:
    op.create_table(
        "cases",
        *_text("round", "ref", "state"),
        *_place(),
        _count("ncy"),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.CheckConstraint("state IN ('P0','P1','P2','P3','P4','P5','X1','X2')", name="state"),
        _refers("cases", "round", "rounds", "round"),
        sa.PrimaryKeyConstraint("round", "ref"),
    )
    op.create_index("ix_cases_round_state", "cases", ["round", "state"])


def _interests() -> None:
    op.create_table(
        "interests",
        _count("audit_seq"),
        *_text("round"),
        sa.Column("ref", sa.Text(), nullable=True),
        sa.Column("urn", sa.Integer(), nullable=True),
        *_text("says", "by"),
        sa.CheckConstraint("ref IS NOT NULL OR urn IS NOT NULL", name="in_something"),
        _refers("interests", "audit_seq", "audit", "seq", late=True),
        _refers("interests", "by", "people", "name"),
        sa.PrimaryKeyConstraint("audit_seq"),
    )


def _limits() -> None:
    op.create_table(
        "limits",
        *_text("round", "limit_id", "kind"),
        *_place(),
        sa.Column("ncy_to", sa.Integer(), nullable=True),
        *_text("name"),
        sa.Column("parent", sa.Text(), nullable=True),
        _count("places"),
        _count("claimed"),
        _count("over"),
        sa.CheckConstraint("claimed <= places + over", name="room"),
        sa.CheckConstraint("places >= 0 AND claimed >= 0 AND over >= 0", name="counts"),
        _refers("limits", "round parent", "limits", "round limit_id", late=True),
        _refers("limits", "round", "rounds", "round"),
        sa.PrimaryKeyConstraint("round", "limit_id"),
    )


def _run_files() -> None:
    op.create_table(
        "run_files",
        _count("audit_seq"),
        *_text("name", "digest"),
        _refers("run_files", "audit_seq", "audit", "seq", late=True),
        _refers("run_files", "digest", "contents", "digest"),
        sa.PrimaryKeyConstraint("audit_seq", "name"),
    )


def _snapshot_files() -> None:
    op.create_table(
        "snapshot_files",
        _count("audit_seq"),
        *_text("name", "digest"),
        sa.Column("kept", sa.Boolean(), nullable=False),
        _refers("snapshot_files", "audit_seq", "audit", "seq", late=True),
        sa.PrimaryKeyConstraint("audit_seq", "name"),
    )


def _snapshot_tables() -> None:
    op.create_table(
        "snapshot_tables",
        _count("audit_seq"),
        *_text("name"),
        _count("rows"),
        *_text("digest"),
        _refers("snapshot_tables", "audit_seq", "audit", "seq", late=True),
        sa.PrimaryKeyConstraint("audit_seq", "name"),
    )


def _snapshots() -> None:
    op.create_table(
        "snapshots",
        _count("audit_seq"),
        *_text("digest", "round"),
        _refers("snapshots", "audit_seq", "audit", "seq", late=True),
        _refers("snapshots", "round", "rounds", "round"),
        sa.PrimaryKeyConstraint("audit_seq"),
        sa.UniqueConstraint("digest", name="uq_snapshots_digest"),
    )


def _standings() -> None:
    op.create_table(
        "standings",
        _count("audit_seq"),
        *_text("name", "full_name", "roles"),
        sa.Column("active", sa.Boolean(), nullable=False),
        _refers("standings", "audit_seq", "audit", "seq", late=True),
        _refers("standings", "name", "people", "name"),
        sa.PrimaryKeyConstraint("audit_seq"),
    )


def _claims() -> None:
    op.create_table(
        "claims",
        *_text("round", "ref", "limit_id"),
        _refers("claims", "round limit_id", "limits", "round limit_id"),
        _refers("claims", "round ref", "cases", "round ref"),
        sa.PrimaryKeyConstraint("round", "ref"),
    )


def _consultations() -> None:
    op.create_table(
        "consultations",
        _count("audit_seq"),
        _count("number"),
        *_text("round", "ref"),
        _count("urn"),
        *_text("provision_id", "sent_on", "replied_on", "reply", "ground", "evidence", "by"),
        _refers("consultations", "audit_seq", "audit", "seq", late=True),
        _refers("consultations", "round ref", "cases", "round ref"),
        sa.PrimaryKeyConstraint("audit_seq", "number"),
    )
    op.create_index("ix_consultations_round_ref", "consultations", ["round", "ref"])


def _moves() -> None:
    op.create_table(
        "moves",
        _count("audit_seq"),
        _count("number"),
        *_text("round", "ref", "before", "after"),
        *_place(),
        *_text("by", "reason", "code", "on"),
        _refers("moves", "audit_seq", "audit", "seq", late=True),
        _refers("moves", "round ref", "cases", "round ref"),
        sa.PrimaryKeyConstraint("audit_seq", "number"),
    )
    op.create_index("ix_moves_round_ref", "moves", ["round", "ref"])


def _refusals() -> None:
    op.create_table(
        "refusals",
        _count("audit_seq"),
        *_text("round", "ref"),
        _count("urn"),
        *_text("provision_id", "ground", "evidence", "consideration", "alternative", "by"),
        _refers("refusals", "audit_seq", "audit", "seq", late=True),
        _refers("refusals", "by", "people", "name"),
        _refers("refusals", "round ref", "cases", "round ref"),
        sa.PrimaryKeyConstraint("audit_seq"),
    )
    op.create_index("ix_refusals_round_ref", "refusals", ["round", "ref"])


def _runs() -> None:
    op.create_table(
        "runs",
        _count("audit_seq"),
        *_text("run", "digest", "round", "snapshot", "policy"),
        _count("seed"),
        *_text("by"),
        _refers("runs", "audit_seq", "audit", "seq", late=True),
        _refers("runs", "by", "people", "name"),
        _refers("runs", "round", "rounds", "round"),
        _refers("runs", "snapshot", "snapshots", "digest"),
        sa.PrimaryKeyConstraint("audit_seq"),
        sa.UniqueConstraint("digest", name="uq_runs_digest"),
        sa.UniqueConstraint("run", name="uq_runs_run"),
    )


def _snapshot_rows() -> None:
    op.create_table(
        "snapshot_rows",
        *_text("snapshot", "name"),
        _count("number"),
        *_text("about", "row"),
        _refers("snapshot_rows", "snapshot", "snapshots", "digest"),
        sa.PrimaryKeyConstraint("snapshot", "name", "number"),
    )
    op.create_index("ix_snapshot_rows_snapshot_name_about", "snapshot_rows", ["snapshot", "name", "about"])


def _openings() -> None:
    op.create_table(
        "openings",
        _count("audit_seq"),
        *_text("run", "round", "ref", "by"),
        _refers("openings", "audit_seq", "audit", "seq", late=True),
        _refers("openings", "by", "people", "name"),
        _refers("openings", "round ref", "cases", "round ref"),
        _refers("openings", "run", "runs", "run"),
        sa.PrimaryKeyConstraint("audit_seq"),
        sa.UniqueConstraint("run", "round", "ref", "by", name="uq_openings_run_round_ref_by"),
    )


def _recommendations() -> None:
    op.create_table(
        "recommendations",
        _count("audit_seq"),
        *_text("round", "ref", "run"),
        *_place(),
        sa.Column("preference_rank", sa.Integer(), nullable=True),
        sa.Column("fixed", sa.Boolean(), nullable=False),
        _refers("recommendations", "audit_seq", "audit", "seq", late=True),
        _refers("recommendations", "round ref", "cases", "round ref"),
        _refers("recommendations", "run", "runs", "run"),
        sa.PrimaryKeyConstraint("audit_seq", "round", "ref"),
        sa.UniqueConstraint("run", "ref", name="uq_recommendations_run_ref"),
    )


def _supersessions() -> None:
    op.create_table(
        "supersessions",
        _count("audit_seq"),
        *_text("supersession_id", "run", "child_a", "child_b", "a_state", "reason_code"),
        *_place(),
        _refers("supersessions", "audit_seq", "audit", "seq", late=True),
        _refers("supersessions", "run", "runs", "run"),
        sa.PrimaryKeyConstraint("audit_seq", "supersession_id"),
        sa.UniqueConstraint("run", "supersession_id", name="uq_supersessions_run_supersession_id"),
    )


def _approvals() -> None:
    op.create_table(
        "approvals",
        _count("audit_seq"),
        *_text("run", "supersession_id", "reason", "by"),
        sa.CheckConstraint("length(trim(reason)) > 0", name="reasoned"),
        _refers("approvals", "audit_seq", "audit", "seq", late=True),
        _refers("approvals", "by", "people", "name"),
        _refers("approvals", "run supersession_id", "supersessions", "run supersession_id"),
        sa.PrimaryKeyConstraint("audit_seq"),
        sa.UniqueConstraint("run", "supersession_id", name="uq_approvals_run_supersession_id"),
    )


def _decisions() -> None:
    op.create_table(
        "decisions",
        _count("audit_seq"),
        *_text("round", "ref", "run", "run_digest", "outcome"),
        *_place(),
        sa.Column("override", sa.Boolean(), nullable=False),
        *_text("reason", "by", "idempotency_key", "request"),
        sa.CheckConstraint("(outcome = 'hold') = (urn IS NOT NULL)", name="place"),
        sa.CheckConstraint("outcome IN ('hold', 'type-only', 'defer')", name="outcome"),
        sa.CheckConstraint("length(trim(reason)) > 0", name="reasoned"),
        _refers("decisions", "audit_seq", "audit", "seq", late=True),
        _refers("decisions", "by", "people", "name"),
        _refers("decisions", "round ref", "cases", "round ref"),
        _refers("decisions", "run round ref by", "openings", "run round ref by"),
        sa.PrimaryKeyConstraint("audit_seq"),
        sa.UniqueConstraint("idempotency_key", name="uq_decisions_idempotency_key"),
    )
    op.create_index(
        "uq_decisions_once",
        "decisions",
        ["run", "ref"],
        unique=True,
        sqlite_where=sa.text("outcome <> 'defer'"),
        postgresql_where=sa.text("outcome <> 'defer'"),
    )


def _letters() -> None:
    op.create_table(
        "letters",
        _count("audit_seq"),
        *_text("round", "ref"),
        _count("decision"),
        *_text("kind", "by"),
        _refers("letters", "audit_seq", "audit", "seq", late=True),
        _refers("letters", "by", "people", "name"),
        _refers("letters", "decision", "decisions", "audit_seq"),
        _refers("letters", "round ref", "cases", "round ref"),
        sa.PrimaryKeyConstraint("audit_seq"),
    )


TABLES = (
    _audit, _audit_head, _contents, _people, _rounds, _cases, _interests, _limits, _run_files,
    _snapshot_files, _snapshot_tables, _snapshots, _standings, _claims, _consultations, _moves, _refusals,
    _runs, _snapshot_rows, _openings, _recommendations, _supersessions, _approvals, _decisions, _letters,
)  # fmt: skip
