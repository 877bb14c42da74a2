"""Who is signed in, known to every server of the store; and who a person is at the authority's own directory."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables; none is kept for good."""
    op.create_table(
        "identities",
        *_text("name", "issuer", "subject"),
        sa.ForeignKeyConstraint(["name"], ["people.name"], "fk_identities_name"),
        sa.PrimaryKeyConstraint("name"),
        sa.UniqueConstraint("issuer", "subject", name="uq_identities_issuer_subject"),
    )
    op.create_table(
        "sessions",
        *_text("digest", "name"),
        sa.Column("standing", sa.Integer(), nullable=False),
        *_text("began_at", "seen_at"),
        sa.ForeignKeyConstraint(["name"], ["people.name"], "fk_sessions_name"),
        sa.PrimaryKeyConstraint("digest"),
    )
    op.create_table("forms_sent", *_text("digest", "led", "at"), sa.PrimaryKeyConstraint("digest"))
    op.create_table("guesses", *_text("guess", "digest", "at"), sa.PrimaryKeyConstraint("guess"))
    op.create_index("ix_guesses_digest", "guesses", ["digest"])


def _text(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]
