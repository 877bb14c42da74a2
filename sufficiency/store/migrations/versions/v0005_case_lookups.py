"""A case is found without reading through every other: indexes of the tables that grow with each panel."""

from alembic import op

revision = "0005"
down_revision = "0004"

BY_CASE = ("openings", "decisions", "letters", "interests")


def upgrade() -> None:
    """Make the indexes."""
    for table in BY_CASE:
        op.create_index(f"ix_{table}_round_ref", table, ["round", "ref"])
    for child in ("child_a", "child_b"):
        op.create_index(f"ix_supersessions_{child}", "supersessions", [child, "run"])
    op.create_index("ix_letters_decision", "letters", ["decision"])
    op.create_index("ix_standings_name", "standings", ["name"])
