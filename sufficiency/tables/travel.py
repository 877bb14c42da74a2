"""The travel table: minutes and metres from one home or area to one site."""

import re
from collections.abc import Collection, Sequence
from typing import Any

from geodata.errors import MalformedPostcode
from geodata.postcodes import normalise
from sufficiency.domain.inputs import TravelRow
from sufficiency.tables import kinds
from sufficiency.tables.table import Column, Record, Table

TRAVEL = Table(
    name="travel",
    one_row_is="one journey from a home or area to a site",
    key=("origin", "urn"),
    optional=True,
    columns=(
        Column("origin", "A child_ref, a postcode, or the sector or district a postcode is in (AB1 2, AB1)",
               kinds.IDENTIFIER, "authority", required=True, private=True, example="C-0001",
               remedy="Give a child_ref, a postcode, or the first part of one."),
        Column("urn", "The site", kinds.URN, "GIAS", required=True, refers="settings.urn",
               remedy="Add the setting to settings, or remove this row.", example="900001"),
        Column("minutes", "Journey time each way", kinds.minutes(600), "authority or journey planner", required=True,
               unit="minutes", example="23.5"),
        Column("metres", "Length of the journey", kinds.whole_number(0, 1_000_000), "authority or journey planner",
               unit="m", example="9800"),
        Column("unsafe_route", "Whether the nearest walking route is unsafe even for a child who is accompanied",
               kinds.YES_NO, "authority", blank="not known"),
        Column("source", "Where the journey comes from", kinds.text(200), "authority", default=""),
    ),
)  # fmt: skip


_PART_OF_POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?( [0-9])?", re.IGNORECASE)


def origins(ref: str, postcode: str) -> tuple[str, ...]:
    """The origins that stand for a home, nearest first: the case, its postcode, its sector, its district."""
    return (ref, postcode, postcode[:-2], postcode[:-4]) if postcode else (ref,)


def plain_origin(origin: str, refs: Collection[str]) -> str:
    """The one spelling of an origin: a case reference as it is, a postcode or part of one in capitals and spaced."""
    if origin in refs:
        return origin
    if _PART_OF_POSTCODE.fullmatch(origin):
        return origin.upper()
    try:
        return normalise(origin)
    except MalformedPostcode:
        return origin


def build(rows: Sequence[Record]) -> tuple[TravelRow, ...]:
    """The journeys, by origin and URN. Rows must be free of faults."""
    journeys = (
        TravelRow(row["origin"], row["urn"], row["minutes"], row["metres"], row["source"], row["unsafe_route"])
        for row in rows
    )
    return tuple(sorted(journeys, key=lambda journey: (journey.origin, journey.urn)))


def row_of(journey: TravelRow) -> dict[str, Any]:
    """The row that reads back as this journey."""
    return {
        "origin": journey.origin,
        "urn": journey.urn,
        "minutes": journey.tenths,
        "metres": journey.metres,
        "source": journey.source,
        "unsafe_route": journey.unsafe_route,
    }
