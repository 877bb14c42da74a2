"""Who travels where, in which vehicle, how long they are aboard and what it costs."""

from dataclasses import dataclass

from sufficiency.domain.entitlement import Entitled
from sufficiency.domain.fleet import Depth, VehicleType
from sufficiency.domain.places import Place


@dataclass(frozen=True, slots=True)
class Traveller:
    """One child who travels, or would travel, to one setting. ``board`` is where the vehicle stops for the child.

    ``guideline`` is whole minutes each way; ``max_minutes`` the longest journey this child can make, None without one.
    ``pick_up`` names the pick-up point boarded at, blank at home. ``area`` is the postcode district of the home, blank
    where not known. ``new``: by this round, not already travelling.
    """

    ref: str
    urn: int
    ncy: int
    board: Place
    guideline: int
    wheelchair: bool = False
    assistant: bool = False
    solo: bool = False
    max_minutes: int | None = None
    apart_from: tuple[str, ...] = ()
    pick_up: str = ""
    area: str = ""
    new: bool = False


@dataclass(frozen=True, slots=True)
class Aboard:
    """One child on a route.

    ``tenths`` of a minute are from the beginning of boarding to arrival; ``direct`` is what driving there alone takes.
    ``spared`` is pence a day that the route would cost less without this child; nought where it was not asked.
    """

    ref: str
    tenths: int
    direct: int
    at: Place
    pick_up: str = ""
    spared: int = 0


@dataclass(frozen=True, slots=True)
class VehicleRoute:
    """One vehicle's morning run to a setting, in the order it picks up; the afternoon is taken to mirror it.

    ``metres`` and ``tenths`` are of one run, from the first child to arrival. ``day`` is pence for both runs of a day,
    ``grams`` CO2e for them, empty legs included.
    """

    urn: int
    number: int
    vehicle: str
    assistant: bool
    aboard: tuple[Aboard, ...]
    metres: int
    tenths: int
    day: int
    grams: int

    @property
    def name(self) -> str:
        """``900001/3``: the setting and the number of the route."""
        return f"{self.urn}/{self.number}"


@dataclass(frozen=True, slots=True)
class NotServed:
    """One child whom no vehicle of the fleet brings, and why in words."""

    ref: str
    urn: int
    why: str


@dataclass(frozen=True, slots=True)
class SettingTransport:
    """Transport to one setting: its price a day in pence, and the routes where the depth makes them."""

    urn: int
    travellers: tuple[Traveller, ...]
    day: int
    routes: tuple[VehicleRoute, ...] = ()
    not_served: tuple[NotServed, ...] = ()


@dataclass(frozen=True, slots=True)
class TransportPlan:
    """Transport to every setting at one depth, in order of URN. ``days`` is contract days a year.

    ``arrangements`` are those of children placed for whom no vehicle is needed: travel is not due free of charge.
    """

    depth: Depth
    days: int
    settings: tuple[SettingTransport, ...]
    arrangements: tuple["Arrangement", ...] = ()


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How one child would be brought to one setting: whether that is due free of charge, how, and what it adds.

    ``gateways`` are the codes of every ground of entitlement that succeeds. ``year`` is pence a year over today's
    routes. ``joins`` names today's route joined, blank for a vehicle of its own or none; ``position`` is how many are
    picked up before the child; ``vehicle`` the kind that would then run, blank for none. ``walking`` is metres on
    foot, None where not known; ``direct`` and ``metres`` are the journey from home, in tenths of a minute and metres.
    """

    ref: str
    urn: int
    entitled: Entitled
    gateways: tuple[str, ...]
    mode: str
    year: int
    joins: str = ""
    position: int = 0
    vehicle: str = ""
    walking: int | None = None
    direct: int = 0
    metres: int = 0


@dataclass(frozen=True, slots=True)
class RoundTransport:
    """Transport in a round, in canonical order: today's routes, and how children would be brought to settings.

    ``arrangements`` are those of every child and setting that may be recommended or is settled. ``not_served`` travel
    today and no vehicle of the fleet can bring them. ``vehicles`` are the kinds that run.
    """

    days: int
    today: tuple[VehicleRoute, ...] = ()
    not_served: tuple[NotServed, ...] = ()
    arrangements: tuple[Arrangement, ...] = ()
    vehicles: tuple[VehicleType, ...] = ()

    def for_child(self, ref: str) -> dict[int, Arrangement]:
        """The arrangements of one child, by URN."""
        return {its.urn: its for its in self.arrangements if its.ref == ref}
