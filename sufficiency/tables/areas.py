"""The areas table: parts of the authority that plans and children are counted by."""

from collections.abc import Sequence
from typing import Any

from sufficiency.domain.places import Place
from sufficiency.domain.plans import PlanningArea
from sufficiency.tables import kinds
from sufficiency.tables.coordinates import EASTING, NORTHING, point_is_whole
from sufficiency.tables.table import Column, Record, Rule, Table

AREAS = Table(
    name="areas",
    one_row_is="one part of the authority that plans and children are counted by",
    key=("code",),
    either=(("postcode", "easting"),),
    optional=True,
    columns=(
        Column("code", "The area's code: a ward, a planning area, or the authority's own short name", kinds.IDENTIFIER,
               "ONS or authority", required=True, example="E05000001"),
        Column("name", "What people call it", kinds.text(200), "ONS or authority", default="", blank="its code",
               example="North Town"),
        Column("postcode", "A postcode in the middle of its homes", kinds.POSTCODE, "authority", default="",
               example="AB1 2CD"),
        Column("easting", "The middle of its homes, metres east on the National Grid", EASTING, "authority", unit="m",
               example="430300"),
        Column("northing", "The middle of its homes, metres north on the National Grid", NORTHING, "authority",
               unit="m", example="310200"),
        Column("deprivation", "Decile of the English Indices of Deprivation, 1 the most deprived",
               kinds.whole_number(1, 10), "MHCLG", unit="decile", blank="not known", example="3"),
    ),
    rules=(
        Rule("HALF_A_POINT", ("easting", "northing"), point_is_whole, "easting and northing must be given together",
             "Give both or neither."),
    ),
)  # fmt: skip


def build(rows: Sequence[Record]) -> tuple[PlanningArea, ...]:
    """The areas, by code. Rows must be free of faults."""
    areas = (
        PlanningArea(
            row["code"],
            row["name"] or row["code"],
            Place(row["postcode"], row["easting"], row["northing"]),
            row["deprivation"],
        )
        for row in rows
    )
    return tuple(sorted(areas, key=lambda area: area.code))


def row_of(area: PlanningArea) -> dict[str, Any]:
    """The row that reads back as this area."""
    where = area.place
    return {
        "code": area.code,
        "name": area.name,
        "postcode": where.postcode,
        "easting": where.easting,
        "northing": where.northing,
        "deprivation": area.deprivation,
    }
