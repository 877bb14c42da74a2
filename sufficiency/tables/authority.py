"""authority.toml: the authority and the round."""

from collections.abc import Mapping
from typing import Any

from sufficiency.domain.inputs import Authority, SideRules, TravelRules
from sufficiency.domain.needs import Need
from sufficiency.tables import kinds
from sufficiency.tables.dates import DAY_FIRST, ISO
from sufficiency.tables.kinds import Kind
from sufficiency.tables.table import Column, Record, Table

_MINUTES = kinds.whole_number(1, 300)
_PATH = kinds.text(400)


def _parse_mix(written: str, _: str) -> tuple[Need, int]:
    need, _space, most = written.partition(" ")
    return Need(need.upper()), kinds.whole_number(0, 100).parse(most.strip(), ISO)


_MIX = Kind("need and number", "NOT_A_MIX", "a need and the most children with it, such as PMLD 4",
            'Write { need = "PMLD", most = 4 }.', "PMLD 4", _parse_mix,
            lambda mix, _: f"{mix[0]} {mix[1]}")  # fmt: skip

TRAVEL_RULES = ("guideline_primary", "guideline_secondary", "limit", "peak_percent")
"""Fields of ``TravelRules``, each a key under ``travel``."""

AUTHORITY = Table(
    name="authority",
    one_row_is="the authority and the round",
    key=(),
    keyed=True,
    columns=(
        Column("name", "Name of the authority", kinds.text(200), "authority", required=True, example="Riverside"),
        Column("la_code", "Three-figure code of the authority", kinds.IDENTIFIER, "DfE", required=True,
               remedy='Write the code in quotes: la_code = "999".', example="999"),
        Column("academic_year", "Academic year the places are for; 2026 is 2026/27", kinds.YEAR, "authority",
               required=True, example="2026"),
        Column("census_date", "The date the round is as at; deadlines are counted from it", kinds.DATE, "authority",
               required=True, remedy="Write the date as 2026-01-15.", example="2026-01-15"),
        Column("date_format", "How every other table writes its dates", kinds.code((ISO, DAY_FIRST)), "authority",
               default=ISO, blank="iso", example="iso"),
        Column("synthetic", "Whether the children are made up", kinds.YES_NO, "authority", default=False, blank="no",
               remedy="Write true or false."),
        Column("assumed", "What is assumed rather than known; printed on every output",
               kinds.text(1000), "authority", repeats=True, default=()),
        Column("ordering.policy", "Code of the ordering policy", kinds.IDENTIFIER, "authority", default="deadline",
               blank="deadline", example="deadline"),
        Column("ordering.version", "Version of the published policy", kinds.text(60), "authority", default=""),
        Column("ordering.approved_by", "Who approved the policy, by role", kinds.text(200), "authority", default=""),
        Column("ordering.seed", "Seed of the published tie-break", kinds.whole_number(0, 2**31 - 1), "authority",
               default=0, blank="0", example="7"),
        Column("travel.guideline_primary", "Guideline journey each way, primary", _MINUTES, "DfE", unit="minutes",
               default=45, blank="45", example="45"),
        Column("travel.guideline_secondary", "Guideline journey each way, secondary", _MINUTES, "DfE", unit="minutes",
               default=75, blank="75", example="75"),
        Column("travel.limit", "Longest journey offered unless a parent asked", _MINUTES, "authority", unit="minutes",
               default=90, blank="90", example="90"),
        Column("travel.peak_percent", "Times over the roads when schools open, beside those of free roads",
               kinds.whole_number(100, 300), "authority", unit="percent", default=100, blank="100", example="120",
               remedy="Write 100 for free roads, 120 where the same way takes a fifth longer when schools open."),
        Column("side.siblings_together", "Whether siblings in the round must be placed together", kinds.YES_NO,
               "authority", default=False, blank="no", remedy="Write true or false."),
        Column("side.money_ceiling", "Most that all places of the round may cost, those already settled included",
               kinds.money(1_000_000_000), "authority",
               unit="pounds a year", blank="no ceiling"),
        Column("side.mix", "At most so many children with a need in one place group, those already settled included",
               _MIX, "authority", repeats=True,
               default=()),
        Column("sources.postcodes", "File or folder of postcodes, relative to the input folder", _PATH, "ONS or OS",
               default="", blank="no postcode table"),
        Column("sources.roads", "Roads: an extract (.osm.pbf), OS Open Roads (.gpkg) or a folder of two tables, "
               "relative to the input folder", _PATH, "OSM or OS",
               default="", blank="no roads"),
        Column("sources.areas", "File of area outlines with a column `name`, drawn on the map", _PATH, "ONS or OS",
               default="", blank="no outlines"),
        Column("pseudonyms.salt_reference", "Where the salt of the references is kept; never the salt itself",
               kinds.text(200), "authority", default=""),
    ),
)  # fmt: skip

SOURCES = ("postcodes", "roads", "areas")
"""Files beside the tables that say where things are."""

ALIASES: Mapping[str, str] = {"policy": "ordering.policy"}
"""Keys accepted at the top of the file for one in a section."""


def build(keys: Record) -> Authority:
    """The authority. The keys must be free of faults."""
    return Authority(
        name=keys["name"],
        la_code=keys["la_code"],
        academic_year=keys["academic_year"],
        as_at=keys["census_date"],
        policy=keys["ordering.policy"],
        policy_version=keys["ordering.version"],
        policy_approved_by=keys["ordering.approved_by"],
        date_format=keys["date_format"],
        seed=keys["ordering.seed"],
        travel=TravelRules(**{name: keys[f"travel.{name}"] for name in TRAVEL_RULES}),
        side=SideRules(
            keys["side.siblings_together"], keys["side.mix"], keys["side.money_ceiling"]
        ),
        sources=tuple((name, keys[f"sources.{name}"]) for name in SOURCES if keys[f"sources.{name}"]),
        assumed=keys["assumed"],
        synthetic=keys["synthetic"],
    )  # fmt: skip


def row_of(authority: Authority) -> dict[str, Any]:
    """The keys that read back as this authority."""
    travel, side = authority.travel, authority.side
    return {
        "name": authority.name,
        "la_code": authority.la_code,
        "academic_year": authority.academic_year,
        "census_date": authority.as_at,
        "date_format": authority.date_format,
        "synthetic": authority.synthetic,
        "assumed": authority.assumed,
        "ordering.policy": authority.policy,
        "ordering.version": authority.policy_version,
        "ordering.approved_by": authority.policy_approved_by,
        "ordering.seed": authority.seed,
        **{f"travel.{name}": getattr(travel, name) for name in TRAVEL_RULES},
        "side.siblings_together": side.siblings_together,
        "side.money_ceiling": side.money_ceiling,
        "side.mix": side.mix_limits,
    } | {f"sources.{name}": path for name, path in authority.sources}
