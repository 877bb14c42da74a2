"""Signing in by account: what a password is recognised by, and links to set one; the trail by what it is about."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table, and the index of the trail."""
    op.create_table(
        "sign_ins",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("name", "password", "invitation", "invited_at")),
        sa.ForeignKeyConstraint(["name"], ["people.name"], "fk_sign_ins_name"),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_index("ix_audit_subject", "audit", ["subject"])
