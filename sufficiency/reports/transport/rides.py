"""Every child of a plan once: how the child travels, for how long, and the child's share of the price."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sufficiency.domain.fleet import Fleet
from sufficiency.domain.transport import Aboard, SettingTransport, TransportPlan, Traveller, VehicleRoute
from sufficiency.problems.transport.riders import ride_limit


class Riding(StrEnum):
    """How a child travels; the first that fits, so that every child is counted once."""

    NOT_SERVED = "not served"
    ALONE = "vehicle alone"
    WHEELCHAIR = "shared, in a wheelchair"
    PICK_UP = "shared, from a pick-up point"
    SHARED = "shared, from home"


@dataclass(frozen=True, slots=True)
class Ride:
    """One child's way in the morning.

    ``day`` is the child's share of the price in pence: a route's, or a setting's where there are no routes, is shared
    equally and the odd pence fall to the first. ``route``, ``aboard`` and ``order`` (from 1) are None and 0 without a
    route. ``attended``: an assistant is aboard. ``boarding`` is tenths of a minute. ``why``: not served, in words.
    """

    traveller: Traveller
    mode: Riding
    day: int
    boarding: int
    route: VehicleRoute | None = None
    aboard: Aboard | None = None
    order: int = 0
    attended: bool = False
    why: str = ""

    @property
    def over_guideline(self) -> bool:
        """Whether the child is aboard for longer than the child's own guideline."""
        return self.aboard is not None and self.aboard.tenths > 10 * self.traveller.guideline

    @property
    def unavoidable(self) -> bool:
        """Whether it is over the guideline though no way is shorter: the way there alone is over it too."""
        return self.over_guideline and self.alone_tenths > 10 * self.traveller.guideline

    @property
    def limit(self) -> int:
        """Tenths aboard at most: the guideline, or the way alone where longer; never over the child's own limit."""
        return ride_limit(self.traveller, self.alone_tenths)

    @property
    def alone_tenths(self) -> int:
        """Tenths of a minute with nobody else aboard: boarding and the way there; nought where it is not known."""
        return 0 if self.aboard is None else self.aboard.direct + self.boarding


def rides(plan: TransportPlan, fleet: Fleet) -> tuple[Ride, ...]:
    """Every traveller once, in the order of the plan."""
    return tuple(ride for setting in plan.settings for ride in _rides(setting, fleet))


def shares(total: int, among: int) -> Iterator[int]:
    """``total`` in ``among`` equal whole parts, what is left over one by one to the first."""
    part, over = divmod(total, among) if among else (0, 0)
    return (part + (at < over) for at in range(among))


def _rides(setting: SettingTransport, fleet: Fleet) -> Iterator[Ride]:
    missing = {one.ref: one.why for one in setting.not_served}
    aboard = _by_route(setting.routes)
    equal = shares(0 if setting.routes else setting.day, len(setting.travellers) - len(missing))
    for t in setting.travellers:
        boarding = fleet.wheelchair_boarding if t.wheelchair else fleet.boarding
        if t.ref in missing:
            yield Ride(t, Riding.NOT_SERVED, 0, boarding, why=missing[t.ref])
        elif t.ref in aboard:
            route, order, seat, day = aboard[t.ref]
            mode = _mode(t, alone=len(route.aboard) == 1, pick_up=seat.pick_up)
            yield Ride(t, mode, day, boarding, route, seat, order, route.assistant)
        else:
            yield Ride(t, _mode(t, alone=t.solo, pick_up=t.pick_up), next(equal, 0), boarding, attended=t.assistant)


def _by_route(routes: Sequence[VehicleRoute]) -> Mapping[str, tuple[VehicleRoute, int, Aboard, int]]:
    """Route, order, seat and share of the price of everybody aboard, by reference."""
    return {
        seat.ref: (route, order, seat, day)
        for route in routes
        for order, (seat, day) in enumerate(zip(route.aboard, shares(route.day, len(route.aboard)), strict=True), 1)
    }


def _mode(traveller: Traveller, *, alone: bool, pick_up: str) -> Riding:
    if alone:
        return Riding.ALONE
    if traveller.wheelchair:
        return Riding.WHEELCHAIR
    return Riding.PICK_UP if pick_up else Riding.SHARED
