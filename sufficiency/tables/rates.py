"""rates.toml: prices, in pounds, with their source."""

from typing import Any

from sufficiency.domain.inputs import Rates
from sufficiency.tables import kinds
from sufficiency.tables.table import Column, Record, Table

_POUNDS = kinds.money(10_000)
_STANDARD = Rates()

RATES = Table(
    name="rates",
    one_row_is="the prices of transport",
    key=(),
    optional=True,
    keyed=True,
    columns=(
        Column("transport.per_mile", "Price of a vehicle", _POUNDS, "authority", unit="pounds a mile",
               default=_STANDARD.per_mile, blank="3.00", example="3.00"),
        Column("transport.wheelchair_per_mile", "Price of a vehicle that takes a wheelchair", _POUNDS, "authority",
               unit="pounds a mile", default=_STANDARD.wheelchair_per_mile, blank="4.00", example="4.00"),
        Column("transport.assistant_per_day", "Price of a passenger assistant", _POUNDS, "authority",
               unit="pounds a day", default=_STANDARD.assistant_per_day, blank="40.00", example="40.00"),
        Column("transport.share", "Children who share a vehicle, on average", kinds.whole_number(1, 16), "authority",
               unit="children", default=_STANDARD.share, blank="3", example="3"),
        Column("transport.days", "School days a year", kinds.whole_number(1, 366), "authority", unit="days",
               default=_STANDARD.days, blank="190", example="190"),
        Column("transport.source", "Where the prices come from", kinds.text(400), "authority", default="",
               example="Transport framework"),
        Column("transport.date", "Day the prices are of; kept with the source", kinds.DATE, "authority",
               remedy="Write the date as 2026-04-01.", example="2026-04-01"),
    ),
)  # fmt: skip


def build(keys: Record) -> Rates:
    """The prices. The keys must be free of faults."""
    names = ("per_mile", "wheelchair_per_mile", "assistant_per_day", "share", "days")
    source, day = keys["transport.source"], keys["transport.date"]
    if day is not None:
        source = f"{source}, {day.isoformat()}" if source else day.isoformat()
    return Rates(**{name: keys[f"transport.{name}"] for name in names} | {"source": source})


def row_of(rates: Rates) -> dict[str, Any]:
    """The keys that read back as these prices; the date is part of the source by now."""
    names = ("per_mile", "wheelchair_per_mile", "assistant_per_day", "share", "days", "source")
    return {f"transport.{name}": getattr(rates, name) for name in names}
