"""The passengers table: children who travel to a setting today and await no place, as transport teams hold them."""

from collections.abc import Collection, Sequence
from typing import Any

from sufficiency.domain.passengers import Passenger
from sufficiency.domain.places import Place
from sufficiency.domain.years import FIRST_NCY, LAST_NCY
from sufficiency.tables import kinds
from sufficiency.tables.coordinates import EASTING, NORTHING, point_is_whole
from sufficiency.tables.table import Column, Record, Rule, Table

PASSENGERS = Table(
    name="passengers",
    one_row_is="one child who travels to a setting today and awaits no place",
    key=("child_ref",),
    either=(("postcode", "easting"),),
    optional=True,
    columns=(
        Column("child_ref", "The authority's own pseudonymous reference; a child who is in children counts there",
               kinds.REFERENCE, "authority", required=True, example="C-9001"),
        Column("ncy", "National Curriculum year in the round's academic year",
               kinds.whole_number(FIRST_NCY, LAST_NCY), "SEN2", required=True, unit="year",
               remedy="Write the year group as a number: 0 for Reception, 7 for Year 7.", example="8"),
        Column("urn", "Setting travelled to", kinds.URN, "authority", required=True, refers="settings.urn",
               remedy="Add the setting to settings, or correct the URN.", example="900001"),
        Column("postcode", "Where the journey begins", kinds.POSTCODE, "authority", default="", private=True,
               example="AB1 2CD"),
        Column("easting", "Where the journey begins, metres east on the National Grid", EASTING, "authority", unit="m",
               private=True, example="430100"),
        Column("northing", "Where the journey begins, metres north on the National Grid", NORTHING, "authority",
               unit="m", private=True, example="310100"),
        Column("wheelchair", "Travels in a wheelchair", kinds.YES_NO, "authority", default=False, blank="no"),
        Column("passenger_assistant", "Needs a passenger assistant", kinds.YES_NO, "authority", default=False,
               blank="no"),
        Column("solo_travel", "Must travel alone", kinds.YES_NO, "authority", default=False, blank="no"),
        Column("max_minutes", "Longest journey this child can make, each way", kinds.whole_number(1, 300),
               "authority", unit="minutes", blank="no limit of its own"),
        Column("apart_from", "Children of this table or of children with whom no vehicle is shared", kinds.REFERENCES,
               "authority", default=(), blank="nobody"),
    ),
    rules=(
        Rule("HALF_A_POINT", ("easting", "northing"), point_is_whole, "easting and northing must be given together",
             "Give both or neither."),
        Rule("APART_FROM_ITSELF", ("apart_from", "child_ref"), lambda row, _: row["child_ref"] not in row["apart_from"],
             "{child_ref} is the child's own reference", "Give the other child's reference, or leave it blank."),
    ),
)  # fmt: skip


def build(rows: Sequence[Record], cases: Collection[str]) -> tuple[Passenger, ...]:
    """The passengers, by reference; not those whose reference is a case's. Rows must be free of faults."""
    counted = (_passenger(row) for row in rows if row["child_ref"] not in cases)
    return tuple(sorted(counted, key=lambda passenger: passenger.ref))


def _passenger(row: Record) -> Passenger:
    home = Place(row["postcode"], row["easting"], row["northing"])
    return Passenger(ref=row["child_ref"], home=home, **{name: row[name] for name in _SAME_NAME})


def row_of(passenger: Passenger) -> dict[str, Any]:
    """The row that reads back as this passenger."""
    home = passenger.home
    return {
        "child_ref": passenger.ref,
        "postcode": home.postcode,
        "easting": home.easting,
        "northing": home.northing,
    } | {name: getattr(passenger, name) for name in _SAME_NAME}


_SAME_NAME = ("ncy", "urn", "wheelchair", "passenger_assistant", "solo_travel", "max_minutes", "apart_from")
"""Columns that are fields of a passenger under the same name."""
