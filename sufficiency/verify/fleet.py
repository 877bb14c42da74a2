"""Vehicles, figures and passengers as the raw files state them, the built-in figures where they state none."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from sufficiency.verify import cells
from sufficiency.verify.facts import Home
from sufficiency.verify.raw_files import Row, facts, table
from sufficiency.verify.read_facts import home, section

BUILT_IN = "built_in_fleet.toml"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of vehicle; pence, and ``number`` None where more can always be had."""

    code: str
    seats: int
    wheelchairs: int
    day: int
    mile: int
    number: int | None


@dataclass(frozen=True, slots=True)
class Fleet:
    """Kinds by code, times in tenths of a minute, pence, days and metres."""

    kinds: Mapping[str, Kind]
    boarding: int
    wheelchair_boarding: int
    assistant_per_hour: int
    assistant_unseen: int
    days: int
    pickup_metres: int


@dataclass(frozen=True, slots=True)
class Passenger:
    """One row of ``passengers``."""

    ref: str
    ncy: int
    urn: int
    home: Home
    wheelchair: bool
    assistant: bool
    solo: bool
    max_minutes: int | None
    apart: tuple[str, ...]


def read_fleet(folder: Path) -> Fleet:
    """The fleet of an input folder. Raises Unreadable where a cell cannot be read."""
    built_in = tomllib.loads((files("sufficiency.domain") / BUILT_IN).read_text(encoding="utf-8"))
    stated = section(facts(folder, "rates.toml"), "transport")

    def figure(name: str) -> Row:
        return {"value": stated.get(name) or str(built_in[name]["value"])}

    rows = table(folder, "vehicles") or [{key: str(cell) for key, cell in row.items()} for row in built_in["vehicle"]]
    kinds = [_kind(row) for row in rows]
    return Fleet(
        {kind.code: kind for kind in sorted(kinds, key=lambda kind: kind.code)},
        boarding=cells.tenths(figure("boarding_minutes"), "value") or 0,
        wheelchair_boarding=cells.tenths(figure("wheelchair_boarding_minutes"), "value") or 0,
        assistant_per_hour=cells.pence(figure("assistant_per_hour"), "value"),
        assistant_unseen=cells.tenths(figure("assistant_unseen_minutes"), "value") or 0,
        days=cells.whole(figure("days"), "value"),
        pickup_metres=cells.whole(figure("pickup_metres"), "value"),
    )


def read_passengers(folder: Path) -> dict[str, Passenger]:
    """Passengers by reference, in order of it."""
    rows = (_passenger(row) for row in table(folder, "passengers"))
    return {one.ref: one for one in sorted(rows, key=lambda one: one.ref)}


def read_points(folder: Path) -> dict[str, Home]:
    """Pick-up points by their short names, in order of them."""
    rows = table(folder, "pickup_points")
    return dict(sorted((cells.text(row, "point_id"), home(row)) for row in rows))


def _kind(row: Row) -> Kind:
    return Kind(
        cells.text(row, "code"),
        cells.whole(row, "seats"), cells.count(row, "wheelchairs"),
        cells.pence(row, "day"), cells.pence(row, "mile"), cells.whole_or_none(row, "number"),
    )  # fmt: skip


def _passenger(row: Row) -> Passenger:
    return Passenger(
        ref=cells.text(row, "child_ref"),
        ncy=cells.whole(row, "ncy"),
        urn=cells.whole(row, "urn"),
        home=home(row),
        wheelchair=cells.yes(row, "wheelchair"),
        assistant=cells.yes(row, "passenger_assistant"),
        solo=cells.yes(row, "solo_travel"),
        max_minutes=cells.whole_or_none(row, "max_minutes"),
        apart=cells.references(row, "apart_from"),
    )
