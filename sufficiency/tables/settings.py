"""The settings table: one school, base or satellite."""

from collections.abc import Sequence
from typing import Any

from sufficiency.domain.places import Place
from sufficiency.domain.settings import Admits, Setting, SettingType
from sufficiency.tables import kinds
from sufficiency.tables.coordinates import EASTING, NORTHING, point_is_whole
from sufficiency.tables.table import Column, Record, Rule, Table

SETTINGS = Table(
    name="settings",
    one_row_is="one setting",
    key=("urn",),
    either=(("postcode", "easting"),),
    columns=(
        Column("urn", "Unique reference number", kinds.URN, "GIAS", required=True, example="900001"),
        Column("name", "Name of the setting", kinds.text(200), "GIAS", required=True, example="Oak School"),
        Column("type", "Kind of setting", kinds.code(SettingType), "authority", required=True,
               remedy="special, independent, ap or mainstream; base or dsp for a specialist base in a mainstream "
               "school; satellite for a second site of a special school.", example="special"),
        Column("postcode", "Postcode of the site", kinds.POSTCODE, "GIAS", default="", example="AB1 3CD"),
        Column("easting", "Site, metres east on the National Grid", EASTING, "GIAS", unit="m", example="431000"),
        Column("northing", "Site, metres north on the National Grid", NORTHING, "GIAS", unit="m", example="311000"),
        Column("s38_3", "Of a type listed in section 38(3) of the Children and Families Act 2014", kinds.YES_NO,
               "authority", required=True,
               remedy="Write yes for maintained, academy, non-maintained special and approved independent settings, "
               "no for any other.", example="yes"),
        Column("sex", "Which sexes it admits", kinds.code(Admits), "GIAS", default=Admits.MIXED, blank="mixed",
               remedy="Write mixed, girls or boys.", example="mixed"),
        Column("lead_urn", "The setting this satellite belongs to", kinds.URN, "authority", refers="settings.urn",
               remedy="Give the URN of the lead setting, which needs a row of its own."),
        Column("la_code", "Authority the setting is in", kinds.IDENTIFIER, "GIAS", default="", example="999"),
        Column("shared_places", "Most places free to name across the setting and its satellites",
               kinds.whole_number(0, 5000), "authority", unit="places", blank="no shared limit"),
    ),
    rules=(
        Rule("HALF_A_POINT", ("easting", "northing"), point_is_whole, "easting and northing must be given together",
             "Give both or neither."),
        Rule("NO_LEAD", ("lead_urn", "type"),
             lambda row, _: row["type"] != SettingType.SATELLITE or row["lead_urn"] is not None,
             "is blank, but a satellite belongs to a lead setting", "Give the URN of the lead setting."),
        Rule("OWN_LEAD", ("lead_urn", "urn"), lambda row, _: row["lead_urn"] != row["urn"],
             "{lead_urn} is the setting itself", "Give the URN of the lead setting, or leave it blank."),
    ),
)  # fmt: skip


def build(rows: Sequence[Record]) -> tuple[Setting, ...]:
    """The settings, by URN. Rows must be free of faults."""
    return tuple(sorted(map(_setting, rows), key=lambda setting: setting.urn))


def _setting(row: Record) -> Setting:
    return Setting(
        urn=row["urn"],
        name=row["name"],
        type=row["type"],
        site=Place(row["postcode"], row["easting"], row["northing"]),
        s38_3=row["s38_3"],
        admits=row["sex"],
        lead_urn=row["lead_urn"],
        la_code=row["la_code"],
        shared_places=row["shared_places"],
    )


def row_of(setting: Setting) -> dict[str, Any]:
    """The row that reads back as this setting."""
    site = setting.site
    return {"postcode": site.postcode, "easting": site.easting, "northing": site.northing, "sex": setting.admits} | {
        name: getattr(setting, name) for name in _SAME_NAME
    }


_SAME_NAME = ("urn", "name", "type", "s38_3", "lead_urn", "la_code", "shared_places")
"""Columns that are fields of a setting under the same name."""
