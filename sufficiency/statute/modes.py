"""How a child may travel: the ladder, least restrictive first; the first rung that fits a child is looked at first."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sufficiency.domain.fleet import VehicleType
from sufficiency.statute.walking import walking_metres

FIRST_NCY_ALONE = 7
"""From this year a child may be looked at for travelling alone, with a pass or after training. Assumed."""

FEWEST_SEATS_OF_A_MINIBUS = 8


class Mode(StrEnum):
    """A rung of the ladder, in its order."""

    WALK = "walk"
    PUBLIC_TRANSPORT = "public transport"
    TRAINING = "independent travel training"
    BUDGET = "personal travel budget"
    PICK_UP_POINT = "pick-up point"
    SHARED_MINIBUS = "shared minibus"
    SHARED_TAXI = "shared taxi"
    WHEELCHAIR_VEHICLE = "wheelchair vehicle"
    SOLO_TAXI = "solo taxi"


NEEDS_AGREEMENT = frozenset((Mode.TRAINING, Mode.BUDGET))
"""Rungs that can be offered and never required. Source: provision ``travel_by_agreement``."""


@dataclass(frozen=True, slots=True)
class Traveller:
    """What the ladder asks about a child; None is not known.

    ``walking`` is metres on foot to the school, ``to_pick_up`` to the nearest pick-up point within reach. ``can_walk``:
    can be expected to, on a route that is safe.
    """

    ncy: int
    can_walk: bool | None = None
    walking: int | None = None
    to_pick_up: int | None = None
    wheelchair: bool = False
    assistant: bool = False
    solo: bool = False

    @property
    def travels_as_others(self) -> bool:
        """Whether no wheelchair, assistant or vehicle of its own is needed."""
        return not (self.wheelchair or self.assistant or self.solo)


def ladder(child: Traveller, pickup_metres: int, on: date) -> tuple[Mode, ...]:
    """Every rung that fits the child, least restrictive first; a rung on facts that are not known does not fit."""
    return tuple(mode for mode, fits in FITS.items() if fits(child, pickup_metres, on))


def by_vehicle(kind: VehicleType, *, wheelchair: bool = False, solo: bool = False) -> Mode:
    """The rung of a child who is brought in a vehicle of that kind."""
    if solo:
        return Mode.SOLO_TAXI
    if wheelchair:
        return Mode.WHEELCHAIR_VEHICLE
    return Mode.SHARED_MINIBUS if kind.seats >= FEWEST_SEATS_OF_A_MINIBUS else Mode.SHARED_TAXI


def in_words(mode: Mode, *, assistant: bool = False) -> str:
    """``shared taxi with a passenger assistant``."""
    return f"{mode} with a passenger assistant" if assistant else str(mode)


def may_be_trained(child: Traveller) -> bool:
    """Whether a learner may be assessed for independent travel training: old enough, and travelling as others do."""
    return child.ncy >= FIRST_NCY_ALONE and child.travels_as_others


def _walks(child: Traveller, _: int, on: date) -> bool:
    near = child.walking is not None and child.walking <= walking_metres(child.ncy, on)
    return bool(child.can_walk) and near and child.travels_as_others


def _by_pick_up(child: Traveller, pickup_metres: int, _: date) -> bool:
    near = child.to_pick_up is not None and child.to_pick_up <= pickup_metres
    return bool(child.can_walk) and near and child.travels_as_others


def _trained(child: Traveller, _: int, _on: date) -> bool:
    return may_be_trained(child)


def _takes_the_bus(child: Traveller, _: int, _on: date) -> bool:
    return bool(child.can_walk) and may_be_trained(child)


def _shares(child: Traveller, _: int, _on: date) -> bool:
    return not child.solo and not child.wheelchair


def _shares_in_wheelchair(child: Traveller, _: int, _on: date) -> bool:
    return child.wheelchair and not child.solo


def _always(_child: Traveller, _: int, _on: date) -> bool:
    return True


FITS: Mapping[Mode, Callable[[Traveller, int, date], bool]] = {
    Mode.WALK: _walks,
    Mode.PUBLIC_TRANSPORT: _takes_the_bus,
    Mode.TRAINING: _trained,
    Mode.BUDGET: _always,
    Mode.PICK_UP_POINT: _by_pick_up,
    Mode.SHARED_MINIBUS: _shares,
    Mode.SHARED_TAXI: _shares,
    Mode.WHEELCHAIR_VEHICLE: _shares_in_wheelchair,
    Mode.SOLO_TAXI: _always,
}
"""Whom each rung fits, in the order of the ladder."""
