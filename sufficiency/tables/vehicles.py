"""The vehicles table: kinds of vehicle that transport is bought with, and what each costs."""

from collections.abc import Sequence
from typing import Any

from sufficiency.domain.built_in_fleet import figures
from sufficiency.domain.fleet import VehicleType
from sufficiency.tables import kinds
from sufficiency.tables.table import Column, Record, Rule, Table

LARGEST_TAXI = 8
"""Seats of the largest vehicle whose carbon is taken as a taxi's where none is stated."""

_POUNDS = kinds.money(10_000)

VEHICLES = Table(
    name="vehicles",
    one_row_is="one kind of vehicle that transport is bought with",
    key=("code",),
    optional=True,
    columns=(
        Column("code", "The authority's short name for the kind", kinds.IDENTIFIER, "authority", required=True,
               example="TAXI"),
        Column("label", "What people call it", kinds.text(100), "authority", default="", blank="its short name",
               example="Saloon taxi"),
        Column("seats", "Seats for passengers, a passenger assistant among them", kinds.whole_number(0, 100),
               "authority", required=True, unit="seats", example="4"),
        Column("wheelchairs", "Positions for wheelchairs, beside the seats", kinds.whole_number(0, 20), "authority",
               unit="positions", default=0, blank="0", example="0"),
        Column("day", "Price of each day the vehicle runs, both ways", _POUNDS, "authority", required=True,
               unit="pounds a day", example="50.00"),
        Column("mile", "Price of each mile with a child aboard, both ways", _POUNDS, "authority", required=True,
               unit="pounds a mile", example="2.50"),
        Column("grams_per_km", "Greenhouse gases, as CO2e", kinds.whole_number(0, 5000), "DESNZ", unit="g a km",
               blank=f"{figures()['taxi_grams_per_km'].text}, or {figures()['minibus_grams_per_km'].text} with more "
               f"than {LARGEST_TAXI} places or a wheelchair's; assumed", example="208"),
        Column("number", "Vehicles of the kind that can be had", kinds.whole_number(0, 10_000), "authority",
               unit="vehicles", blank="as many as are needed"),
        Column("source", "Where the prices come from", kinds.text(400), "authority", default="",
               example="Transport framework"),
        Column("date", "Day the prices are of; kept with the source", kinds.DATE, "authority", example="2026-04-01"),
    ),
    rules=(
        Rule("NO_ROOM", ("seats", "wheelchairs"), lambda row, _: row["seats"] + row["wheelchairs"] > 0,
             "has neither a seat nor a position for a wheelchair",
             "Give the seats for passengers, or the positions for wheelchairs."),
    ),
)  # fmt: skip


def build(rows: Sequence[Record]) -> tuple[VehicleType, ...]:
    """The kinds of vehicle, by short name. Rows must be free of faults."""
    return tuple(sorted(map(_kind, rows), key=lambda kind: kind.code))


def with_date(source: str, day: Any) -> str:
    """A source with the day of its figures, where one is given."""
    return ", ".join(part for part in (source, day.isoformat() if day else "") if part)


def _kind(row: Record) -> VehicleType:
    grams = row["grams_per_km"]
    return VehicleType(
        code=row["code"],
        label=row["label"] or row["code"],
        seats=row["seats"],
        wheelchairs=row["wheelchairs"],
        day=row["day"],
        mile=row["mile"],
        grams_per_km=_usual_grams(row["seats"], row["wheelchairs"]) if grams is None else grams,
        number=row["number"],
        source=with_date(row["source"], row["date"]),
    )


def _usual_grams(seats: int, wheelchairs: int) -> int:
    large = seats > LARGEST_TAXI or wheelchairs > 0
    return int(figures()["minibus_grams_per_km" if large else "taxi_grams_per_km"].text)


def row_of(kind: VehicleType) -> dict[str, Any]:
    """The row that reads back as this kind; the date is part of the source by now."""
    return {column.name: getattr(kind, column.name) for column in VEHICLES.columns if column.name != "date"}
