"""The preferences table: one request by a parent or young person."""

from collections.abc import Sequence
from typing import Any

from sufficiency.domain.cases import Preference
from sufficiency.tables import kinds
from sufficiency.tables.table import Column, Record, Table

PREFERENCES = Table(
    name="preferences",
    one_row_is="one request by a parent or young person",
    key=("child_ref", "rank"),
    columns=(
        Column("child_ref", "The case", kinds.REFERENCE, "authority", required=True, refers="children.child_ref",
               remedy="Use the child_ref of a row of children, or remove this row.", example="C-0001"),
        Column("rank", "1 is the most wanted", kinds.whole_number(1, 20), "parent or young person", required=True,
               remedy="Number the requests of each child 1, 2, 3.", example="1"),
        Column("urn", "The setting asked for", kinds.URN, "GIAS", required=True, refers="settings.urn",
               remedy="Add the setting to settings, or correct the URN.", example="900001"),
        Column("provision_id", "The provision asked for there", kinds.IDENTIFIER, "authority", default="",
               blank="any there", example="ASD"),
        Column("parent_transports", "To be named only on condition that the parent arranges travel", kinds.YES_NO,
               "authority", default=False, blank="no"),
        Column("requested_on", "Day it was asked for", kinds.DATE, "authority", example="2025-11-03"),
    ),
)  # fmt: skip


def build(rows: Sequence[Record]) -> tuple[Preference, ...]:
    """The preferences, by child and rank. Rows must be free of faults."""
    names = [column.name for column in PREFERENCES.columns]
    wishes = (Preference(**{name: row[name] for name in names}) for row in rows)
    return tuple(sorted(wishes, key=lambda wish: (wish.child_ref, wish.rank)))


def row_of(wish: Preference) -> dict[str, Any]:
    """The row that reads back as this preference."""
    return {column.name: getattr(wish, column.name) for column in PREFERENCES.columns}
