"""The provision table: one provision, year band and academic year."""

from collections.abc import Sequence
from typing import Any

from sufficiency.domain.needs import Need
from sufficiency.domain.settings import Provision
from sufficiency.domain.years import FIRST_NCY, LAST_NCY
from sufficiency.tables import kinds
from sufficiency.tables.table import Column, Record, Rule, Table

_PLACES = kinds.whole_number(0, 2000)
_COUNT_REMEDY = "Write the number of places as digits alone; a number of places cannot be below zero."


def _count(name: str, says: str, source: str, example: str = "", **more: Any) -> Column:
    """A column that counts places or children."""
    return Column(name, says, _PLACES, source, unit="places", remedy=_COUNT_REMEDY, example=example, **more)


PROVISION = Table(
    name="provision",
    one_row_is="one provision, year band and academic year",
    key=("urn", "provision_id", "ncy_from", "year"),
    columns=(
        Column("urn", "The setting", kinds.URN, "GIAS", required=True, refers="settings.urn",
               remedy="Add the setting to settings, or correct the URN.", example="900001"),
        Column("provision_id", "The authority's short name for the provision", kinds.IDENTIFIER, "authority",
               required=True, example="ASD"),
        Column("needs", "Types of need it is designated for", kinds.codes(Need), "GIAS or authority", required=True,
               example="ASD|SLCN"),
        Column("ncy_from", "First National Curriculum year of the band", kinds.whole_number(FIRST_NCY, LAST_NCY),
               "authority", required=True, unit="year", example="7"),
        Column("ncy_to", "Last National Curriculum year of the band", kinds.whole_number(FIRST_NCY, LAST_NCY),
               "authority", required=True, unit="year", example="11"),
        Column("year", "Academic year the numbers are for", kinds.YEAR, "authority", required=True, example="2026"),
        _count("commissioned", "Places commissioned", "authority", "40", required=True),
        _count("on_roll", "Children on roll at the start of the year", "School Census", "30", default=0, blank="0"),
        _count("held", "Places held for children who are not rows of children", "authority", default=0, blank="0"),
        _count("named_not_started", "Children named here, not yet started, who are not rows of children", "authority",
               default=0, blank="0"),
        _count("leavers", "Children on roll confirmed to leave", "authority", "6", default=0, blank="0"),
        _count("physical", "Places the building holds", "authority", blank="not known"),
        Column("place_cost", "Place funding for one place", kinds.money(1_000_000), "authority", unit="pounds a year",
               default=0, blank="0", example="10000.00"),
        Column("top_up", "Top-up funding for one child", kinds.money(1_000_000), "authority", unit="pounds a year",
               default=0, blank="0", example="8500.00"),
        Column("opens_on", "First day the provision takes children", kinds.DATE, "authority", blank="open already"),
        Column("closes_on", "Last day the provision takes children", kinds.DATE, "authority", blank="stays open"),
    ),
    rules=(
        Rule("BAND_BACKWARDS", ("ncy_to", "ncy_from"), lambda row, _: row["ncy_from"] <= row["ncy_to"],
             "{ncy_to} is below ncy_from, {ncy_from}", "Swap the two, or correct one."),
        Rule("MORE_LEAVERS_THAN_ON_ROLL", ("leavers", "on_roll"), lambda row, _: row["leavers"] <= row["on_roll"],
             "{leavers} is more than the {on_roll} on roll", "Count only children who are on roll and will leave."),
        Rule("CLOSES_BEFORE_OPENING", ("closes_on", "opens_on"),
             lambda row, _: None in (row["opens_on"], row["closes_on"]) or row["opens_on"] <= row["closes_on"],
             "{closes_on} is before opens_on, {opens_on}", "Correct one of the two dates."),
    ),
)  # fmt: skip


def build(rows: Sequence[Record]) -> tuple[Provision, ...]:
    """The place groups, by year, URN, provision and band. Rows must be free of faults."""
    names = [column.name for column in PROVISION.columns]
    groups = (Provision(**{name: row[name] for name in names}) for row in rows)
    return tuple(sorted(groups, key=lambda group: (group.year, *group.key)))


def row_of(group: Provision) -> dict[str, Any]:
    """The row that reads back as this place group."""
    return {column.name: getattr(group, column.name) for column in PROVISION.columns}
