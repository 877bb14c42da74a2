"""A plan of transport with what is needed to tell it."""

from dataclasses import dataclass
from datetime import time

from sufficiency.domain.fleet import Depth, Fleet
from sufficiency.domain.inputs import Authority, Inputs
from sufficiency.domain.places import Place
from sufficiency.domain.transport import TransportPlan
from sufficiency.problems.transport.offers import Offered

DEPTHS: dict[Depth, str] = {
    "rate": "mileage shared by the children a vehicle carries on average; no routes are made",
    "insertion": "each child in turn takes the cheapest place on a route",
    "routes": "routes improved by search until nothing better is found",
}
"""What each depth does, in words."""


@dataclass(frozen=True, slots=True)
class Destination:
    """A setting that is travelled to. ``at`` may have no point; then it is not drawn."""

    urn: int
    name: str
    at: Place


@dataclass(frozen=True, slots=True)
class CalibratedError:
    """Between how many percent below (``low``, negative) and above the price of a depth the price of routes lay.

    ``source`` says on what it was measured.
    """

    low: int
    high: int
    source: str = ""


@dataclass(frozen=True, slots=True)
class TransportReport:
    """A plan and everything that is said with it.

    ``estimated`` counts journeys known only as a straight line with an allowance. ``arrive_by`` is when vehicles reach
    a setting; none is on record, so it is the caller's to state. ``error`` is None where none was measured.
    ``offered`` is what could be offered in place of a vehicle, the greatest saving first.
    """

    authority: Authority
    plan: TransportPlan
    fleet: Fleet
    destinations: tuple[Destination, ...]
    error: CalibratedError | None = None
    estimated: int = 0
    arrive_by: time = time(8, 50)
    offered: tuple[Offered, ...] = ()

    def name(self, urn: int) -> str:
        """The setting's name, or its number where no name is known."""
        return next((to.name for to in self.destinations if to.urn == urn), f"URN {urn}")

    def label(self, vehicle: str) -> str:
        """What a kind of vehicle is called."""
        return vehicle_label(self.fleet, vehicle)


def transport_report(
    inputs: Inputs,
    plan: TransportPlan,
    *,
    estimated: int = 0,
    offered: tuple[Offered, ...] = (),
    error: CalibratedError | None = None,
) -> TransportReport:
    """The report on a plan made from a round: its settings by name and place, and the fleet they are reached with."""
    travelled_to = {setting.urn for setting in plan.settings}
    to = tuple(Destination(s.urn, s.name, s.site) for s in inputs.settings if s.urn in travelled_to)
    return TransportReport(inputs.authority, plan, inputs.fleet, to, error, estimated, offered=offered)


def vehicle_label(fleet: Fleet, code: str) -> str:
    """What a kind of vehicle is called, its code where the fleet has no such kind."""
    return next((kind.label for kind in fleet.vehicles if kind.code == code), code)
