"""Vehicles and figures used where an authority states none: from ``built_in_fleet.toml``, each with its source."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files

from sufficiency.domain.fleet import Fleet, VehicleType

ASSUMED = "Assumed"
_TENTHS, _PENCE, _WHOLE = 10, 100, 1

FIGURES: Mapping[str, tuple[str, int]] = {
    "boarding": ("boarding_minutes", _TENTHS),
    "wheelchair_boarding": ("wheelchair_boarding_minutes", _TENTHS),
    "assistant_per_hour": ("assistant_per_hour", _PENCE),
    "assistant_unseen": ("assistant_unseen_minutes", _TENTHS),
    "days": ("days", _WHOLE),
    "budget_per_mile": ("budget_per_mile", _PENCE),
    "budget_legs": ("budget_legs", _WHOLE),
    "training_cost": ("training_cost", _PENCE),
    "training_success": ("training_success", _WHOLE),
    "bus_pass": ("bus_pass", _PENCE),
    "pickup_metres": ("pickup_metres", _WHOLE),
}
"""Every figure of a fleet: the key it is stated under, and into how many parts it cuts one of what is stated."""


Said = Mapping[str, str | int]
"""One entry of the file: its value or its prices, ``source`` and ``status``."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One built-in figure as it would be typed, and where it is from."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class _Content:
    checked: date
    figures: Mapping[str, Said]
    vehicles: Sequence[Said]


@cache
def figures() -> Mapping[str, Figure]:
    """Every built-in figure by its key."""
    return {key: Figure(str(said["value"]), _source(said)) for key, said in _content().figures.items()}


@cache
def vehicles() -> tuple[VehicleType, ...]:
    """The six built-in kinds of vehicle, in the order of their codes."""
    return tuple(sorted(map(_vehicle, _content().vehicles), key=lambda kind: kind.code))


@cache
def built_in_fleet() -> Fleet:
    """The fleet of an authority that has stated nothing: every figure is assumed, and says so."""
    values = {name: int(Decimal(figures()[key].text) * parts) for name, (key, parts) in FIGURES.items()}
    sources = {name: figures()[key].source for name, (key, _) in FIGURES.items()}
    return Fleet(
        vehicles=vehicles(),
        **values,
        sources=(("vehicles", f"{ASSUMED}: the built-in kinds, each with its source"), *sources.items()),
        assumed=("vehicles", *FIGURES),
    )


def _vehicle(said: Said) -> VehicleType:
    seats, wheelchairs, grams = (int(said[name]) for name in ("seats", "wheelchairs", "grams_per_km"))
    day, mile = (int(Decimal(said[name]) * _PENCE) for name in ("day", "mile"))
    return VehicleType(
        str(said["code"]), str(said["label"]), seats, wheelchairs, day, mile, grams, source=_source(said)
    )  # fmt: skip


def _source(said: Said) -> str:
    return f"{ASSUMED}: {said['source']} ({said['status']}; checked {_content().checked.isoformat()})"


@cache
def _content() -> _Content:
    read = tomllib.loads((files("sufficiency.domain") / "built_in_fleet.toml").read_text(encoding="utf-8"))
    figures_read = {key: said for key, said in read.items() if isinstance(said, dict)}
    return _Content(read["checked"], figures_read, read["vehicle"])
