"""Children who travel to a setting today, and the points where a vehicle may stop for several."""

from dataclasses import dataclass

from sufficiency.domain.places import Place


@dataclass(frozen=True, slots=True)
class Passenger:
    """One child who travels to a setting today and awaits no place; ``ncy`` is that of the round.

    ``apart_from`` are references of children, passengers or cases, with whom no vehicle is shared. ``max_minutes`` is
    the longest journey of this child, each way, None where there is no limit of its own.
    """

    ref: str
    ncy: int
    urn: int
    home: Place
    wheelchair: bool = False
    passenger_assistant: bool = False
    solo_travel: bool = False
    max_minutes: int | None = None
    apart_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PickUpPoint:
    """One place where children who can walk to it may be picked up together."""

    id: str
    name: str
    place: Place
