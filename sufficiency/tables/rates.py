"""rates.toml: prices, in pounds, and the other figures of transport, with their source."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sufficiency.domain.built_in_fleet import FIGURES, built_in_fleet, figures
from sufficiency.domain.fleet import Depth, Fleet, VehicleType
from sufficiency.domain.inputs import Rates
from sufficiency.tables import kinds
from sufficiency.tables.kinds import Kind
from sufficiency.tables.table import Column, Record, Table
from sufficiency.tables.vehicles import with_date

_POUNDS = kinds.money(10_000)
_MINUTES = kinds.minutes(120)
_STANDARD = Rates()
DEPTHS: tuple[Depth, ...] = ("rate", "insertion")


def _figure(name: str, says: str, kind: Kind, unit: str) -> Column:
    """A figure of the fleet; where none is stated the built-in one is assumed, so a blank file states none."""
    text = figures()[name].text
    kind = replace(kind, example=text)
    return Column(f"transport.{name}", says, kind, "authority", unit=unit, blank=f"{text}, assumed")


RATES = Table(
    name="rates",
    one_row_is="the prices of transport",
    key=(),
    optional=True,
    keyed=True,
    columns=(
        Column("transport.depth", "How transport is priced: by mileage and average sharing, or by the cheapest place "
               "on today's routes", kinds.code(DEPTHS), "authority", blank="insertion where vehicles are given, "
               "else rate", remedy='Write "rate" or "insertion".'),
        Column("transport.per_mile", "Price of a vehicle", _POUNDS, "authority", unit="pounds a mile",
               default=_STANDARD.per_mile, blank="3.00", example="3.00"),
        Column("transport.wheelchair_per_mile", "Price of a vehicle that takes a wheelchair", _POUNDS, "authority",
               unit="pounds a mile", default=_STANDARD.wheelchair_per_mile, blank="4.00", example="4.00"),
        Column("transport.assistant_per_day", "Price of a passenger assistant", _POUNDS, "authority",
               unit="pounds a day", default=_STANDARD.assistant_per_day, blank="40.00", example="40.00"),
        Column("transport.share", "Children who share a vehicle, on average", kinds.whole_number(1, 16), "authority",
               unit="children", default=_STANDARD.share, blank="3", example="3"),
        _figure("days", "School days a year", kinds.whole_number(1, 366), "days"),
        _figure("boarding_minutes", "Time a child takes to get aboard", _MINUTES, "minutes"),
        _figure("wheelchair_boarding_minutes", "Time a child in a wheelchair takes to get aboard", _MINUTES, "minutes"),
        _figure("assistant_per_hour", "Price of a passenger assistant, from the first child's boarding to arrival",
                _POUNDS, "pounds an hour"),
        _figure("assistant_unseen_minutes", "Time a passenger assistant is paid for besides, reaching the first child "
                "and coming back", kinds.minutes(600), "minutes a day"),
        _figure("budget_per_mile", "Personal travel budget", _POUNDS, "pounds a mile"),
        _figure("budget_legs", "Journeys a day that a personal travel budget pays for", kinds.whole_number(1, 4),
                "journeys a day"),
        _figure("training_cost", "Independent travel training, paid once", kinds.money(100_000), "pounds a learner"),
        _figure("training_success", "Learners who travel alone after training", kinds.whole_number(0, 100),
                "in 100 learners"),
        _figure("bus_pass", "Price of a bus pass", _POUNDS, "pounds a year"),
        _figure("pickup_metres", "How far a child may be asked to walk to a pick-up point",
                kinds.whole_number(0, 5000), "m"),
        Column("transport.source", "Where the prices come from", kinds.text(400), "authority", default="",
               example="Transport framework"),
        Column("transport.date", "Day the prices are of; kept with the source", kinds.DATE, "authority",
               remedy="Write the date as 2026-04-01.", example="2026-04-01"),
    ),
)  # fmt: skip


def build(keys: Record) -> Rates:
    """The prices of the first depth. The keys must be free of faults."""
    names = ("per_mile", "wheelchair_per_mile", "assistant_per_day", "share")
    days = keys["transport.days"]
    return Rates(
        **{name: keys[f"transport.{name}"] for name in names},
        days=_STANDARD.days if days is None else days,
        source=_source(keys),
    )


def build_fleet(keys: Record, stated: Sequence[VehicleType]) -> Fleet:
    """The fleet: figures and kinds of vehicle as stated, else built in and assumed. Keys must be free of faults."""
    built_in = built_in_fleet()
    given = {name: keys[f"transport.{key}"] for name, (key, _) in FIGURES.items()}
    values = {name: getattr(built_in, name) if value is None else value for name, value in given.items()}
    assumed = [name for name, value in given.items() if value is None]
    sources = dict(built_in.sources) | {name: _source(keys) for name in given if name not in assumed}
    if stated:
        sources["vehicles"] = "As each kind says"
    return Fleet(
        vehicles=tuple(stated) or built_in.vehicles,
        **values,
        sources=tuple(sources.items()),
        assumed=(*assumed,) if stated else ("vehicles", *assumed),
    )


def build_depth(keys: Record, stated: Sequence[VehicleType]) -> Depth:
    """How transport is priced: as stated, else by insertion where there are kinds of vehicle to insert into."""
    given: Depth | None = keys["transport.depth"]
    return given or ("insertion" if stated else "rate")


def _source(keys: Record) -> str:
    return with_date(keys["transport.source"], keys["transport.date"])


def row_of(rates: Rates, fleet: Fleet, depth: Depth) -> dict[str, Any]:
    """The keys that read back as these; the date is part of the source by now, and what is assumed is not stated."""
    names = ("per_mile", "wheelchair_per_mile", "assistant_per_day", "share", "source")
    stated = {key: getattr(fleet, name) for name, (key, _) in FIGURES.items() if name not in fleet.assumed}
    figures_of = {name: getattr(rates, name) for name in names} | stated | {"depth": depth}
    return {f"transport.{name}": value for name, value in figures_of.items()}
