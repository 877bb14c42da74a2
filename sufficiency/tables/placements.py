"""The placements table: children with plans who await no place. Checked, and read by no rule, order or solver."""

from collections.abc import Sequence

from sufficiency.domain.needs import Need
from sufficiency.domain.placed import PlacedChild
from sufficiency.domain.places import Place
from sufficiency.domain.years import FIRST_NCY, LAST_NCY
from sufficiency.tables import kinds
from sufficiency.tables.table import Column, Record, Rule, Table

PLACEMENTS = Table(
    name="placements",
    one_row_is="one child with a plan who awaits no place",
    key=("child_ref",),
    optional=True,
    columns=(
        Column("child_ref", "The authority's own pseudonymous reference; a child who is in children counts there",
               kinds.REFERENCE, "authority", required=True, example="C-9001"),
        Column("ncy", "National Curriculum year in the round's academic year",
               kinds.whole_number(FIRST_NCY, LAST_NCY), "SEN2", required=True, unit="year",
               remedy="Write the year group as a number: 0 for Reception, 7 for Year 7.", example="8"),
        Column("primary_need", "Primary type of need", kinds.code(Need), "SEN2", required=True,
               remedy="Use the code of the national return: ASD for autism, SEMH for social, emotional, mental health.",
               example="ASD"),
        Column("other_needs", "Other types of need", kinds.codes(Need), "SEN2", default=()),
        Column("need_score", "Published need score, higher is more urgent", kinds.whole_number(0, 1000), "authority",
               unit="points", default=0, blank="none"),
        Column("postcode", "Home postcode; for the journey of a child in an independent school", kinds.POSTCODE,
               "SEN2", default="", blank="no journey is known", private=True),
        Column("urn", "Setting attended", kinds.URN, "SEN2", required=True, example="900001"),
        Column("in_base", "In the SEN unit or resourced provision of the setting", kinds.YES_NO, "SEN2",
               blank="as the type in settings says"),
    ),
    rules=(
        Rule("NEED_TWICE", ("other_needs", "primary_need"),
             lambda row, _: row["primary_need"] not in row["other_needs"],
             "repeats the primary need {primary_need}", "Leave the primary need out of other_needs."),
    ),
)  # fmt: skip


def build(rows: Sequence[Record]) -> tuple[PlacedChild, ...]:
    """The children placed, by reference. Rows must be free of faults."""
    return tuple(sorted(map(_placed, rows), key=lambda child: child.ref))


def _placed(row: Record) -> PlacedChild:
    return PlacedChild(
        ref=row["child_ref"],
        ncy=row["ncy"],
        primary_need=row["primary_need"],
        urn=row["urn"],
        other_needs=row["other_needs"],
        need_score=row["need_score"],
        in_base=row["in_base"],
        home=Place(row["postcode"], row.get("easting"), row.get("northing")),
    )
