"""The pick-up points table: places where children who can walk to them may be picked up together."""

from collections.abc import Sequence
from typing import Any

from sufficiency.domain.passengers import PickUpPoint
from sufficiency.domain.places import Place
from sufficiency.tables import kinds
from sufficiency.tables.coordinates import EASTING, NORTHING, point_is_whole
from sufficiency.tables.table import Column, Record, Rule, Table

PICKUP_POINTS = Table(
    name="pickup_points",
    one_row_is="one place where a vehicle may stop for several children",
    key=("point_id",),
    either=(("postcode", "easting"),),
    optional=True,
    columns=(
        Column("point_id", "The authority's short name for the point", kinds.IDENTIFIER, "authority", required=True,
               example="P1"),
        Column("name", "What people call it", kinds.text(200), "authority", default="", blank="its short name",
               example="Library, High Street"),
        Column("postcode", "Postcode of the point", kinds.POSTCODE, "authority", default="", example="AB1 2CD"),
        Column("easting", "The point, metres east on the National Grid", EASTING, "authority", unit="m",
               example="430300"),
        Column("northing", "The point, metres north on the National Grid", NORTHING, "authority", unit="m",
               example="310200"),
    ),
    rules=(
        Rule("HALF_A_POINT", ("easting", "northing"), point_is_whole, "easting and northing must be given together",
             "Give both or neither."),
    ),
)  # fmt: skip


def build(rows: Sequence[Record]) -> tuple[PickUpPoint, ...]:
    """The points, by short name. Rows must be free of faults."""
    points = (
        PickUpPoint(row["point_id"], row["name"], Place(row["postcode"], row["easting"], row["northing"]))
        for row in rows
    )
    return tuple(sorted(points, key=lambda point: point.id))


def row_of(point: PickUpPoint) -> dict[str, Any]:
    """The row that reads back as this point."""
    where = point.place
    return {
        "point_id": point.id,
        "name": point.name,
        "postcode": where.postcode,
        "easting": where.easting,
        "northing": where.northing,
    }
