"""The monitoring table: equality characteristics. Checked, and read by no rule, order or solver."""

from sufficiency.domain.cases import Sex
from sufficiency.tables import kinds
from sufficiency.tables.table import Column, Table

_WORDS = kinds.text(60)

MONITORING = Table(
    name="monitoring",
    one_row_is="one case's equality characteristics",
    key=("child_ref",),
    optional=True,
    columns=(
        Column("child_ref", "The case", kinds.REFERENCE, "authority", required=True, refers="children.child_ref",
               remedy="Use the child_ref of a row of children, or remove this row.", example="C-0001"),
        Column("sex", "Sex", kinds.code(Sex), "School Census", default=Sex.NOT_GIVEN, private=True),
        Column("ethnicity", "Ethnicity code", _WORDS, "School Census", default="", private=True),
        Column("fsm", "Eligible for free school meals", kinds.YES_NO, "School Census", private=True),
        Column("looked_after", "Looked after by an authority", kinds.YES_NO, "authority", private=True),
        Column("language", "First language code", _WORDS, "School Census", default="", private=True),
    ),
)  # fmt: skip
