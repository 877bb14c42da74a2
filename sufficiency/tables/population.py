"""The population table: children by single age in each area, counted and projected, January by January."""

from collections.abc import Sequence
from typing import Any

from sufficiency.domain.age_stock import FIRST_AGE, LAST_AGE
from sufficiency.domain.plans import ChildrenOfAge
from sufficiency.tables import kinds
from sufficiency.tables.plans import JANUARY
from sufficiency.tables.table import Column, Record, Table

POPULATION = Table(
    name="population",
    one_row_is="children of one age in one area and January",
    key=("area", "january", "age"),
    optional=True,
    columns=(
        Column("area", "The area", kinds.IDENTIFIER, "ONS or GP registers", required=True, refers="areas.code",
               remedy="Add the area to areas, or correct its code.", example="E05000001"),
        Column("january", "Year of the January it is for; a mid-year estimate is for the January after it", JANUARY,
               "ONS or GP registers", required=True, unit="year", example="2026"),
        Column("age", "Age on the 31 August before", kinds.whole_number(FIRST_AGE, LAST_AGE), "ONS or GP registers",
               required=True, unit="years", example="12"),
        Column("children", "Children and young people of that age", kinds.whole_number(0, 1_000_000),
               "ONS or GP registers", required=True, unit="children", example="310"),
    ),
)  # fmt: skip


def build(rows: Sequence[Record]) -> tuple[ChildrenOfAge, ...]:
    """The counts, by area, January and age. Rows must be free of faults."""
    counts = (ChildrenOfAge(row["area"], row["january"], row["age"], row["children"]) for row in rows)
    return tuple(sorted(counts, key=lambda one: (one.area, one.january, one.age)))


def row_of(count: ChildrenOfAge) -> dict[str, Any]:
    """The row that reads back as this count."""
    return {"area": count.area, "january": count.january, "age": count.age, "children": count.children}
