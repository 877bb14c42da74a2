"""Jobs: work that outlives the page that asked for it."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table of jobs, whose course is told by the trail and needs no guard."""
    op.create_table(
        "jobs",
        _count("number"),
        *_text("kind", "arguments", "says", "by", "state", "step"),
        _count("done"),
        _count("total"),
        *_text("result", "problem", "stop_by"),
        _count("tries"),
        *_text("asked_at", "seen_at"),
        sa.CheckConstraint("state IN ('queued', 'running', 'done', 'failed', 'stopped')", name="state"),
        sa.ForeignKeyConstraint(["by"], ["people.name"], "fk_jobs_by"),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("result", name="uq_jobs_result"),
    )
    op.create_index("ix_jobs_state", "jobs", ["state"])


def _text(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _count(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), autoincrement=False, nullable=False)
