"""What transport is bought with: kinds of vehicle, an assistant's pay, budgets and training, each with its source."""

from dataclasses import dataclass, field
from typing import Literal

Depth = Literal["rate", "insertion", "routes"]
"""How transport is priced: by mileage and average sharing, by the cheapest place on today's routes, by new routes."""


@dataclass(frozen=True, slots=True)
class VehicleType:
    """One kind of vehicle. Money is whole pence; ``grams_per_km`` is CO2e.

    ``day`` is paid for each day a vehicle runs, both ways; ``mile`` for each mile with a child aboard, both ways.
    ``number`` is how many can be had, None without limit. ``seats`` are for passengers, an assistant among them;
    ``wheelchairs`` are positions beside the seats.
    """

    code: str
    label: str
    seats: int
    wheelchairs: int
    day: int
    mile: int
    grams_per_km: int
    number: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Fleet:
    """Vehicles and what goes with them. Money is whole pence, time tenths of a minute, distance metres.

    ``assistant_per_hour`` is paid from the first child's boarding to arrival, both ways, and for
    ``assistant_unseen`` tenths a day besides (reaching the first child, coming back). ``days`` are contract days a
    year. ``budget_per_mile`` and ``budget_legs`` make a personal travel budget; ``training_cost`` is paid once a
    learner and ``training_success`` percent of them then travel alone with a ``bus_pass`` (a year).
    ``pickup_metres`` is how far a child may be asked to walk to a pick-up point. ``sources`` say where each figure is
    from, by its name (and ``vehicles``); those in ``assumed`` are built in, and are marked so wherever they are shown.
    """

    vehicles: tuple[VehicleType, ...]
    boarding: int
    wheelchair_boarding: int
    assistant_per_hour: int
    assistant_unseen: int
    days: int
    budget_per_mile: int
    budget_legs: int
    training_cost: int
    training_success: int
    bus_pass: int
    pickup_metres: int
    sources: tuple[tuple[str, str], ...] = field(default_factory=tuple)
    assumed: tuple[str, ...] = ()
