"""A child with a plan who awaits no place, and where that child is."""

from dataclasses import dataclass, field

from sufficiency.domain.needs import Need
from sufficiency.domain.places import Place


@dataclass(frozen=True, slots=True)
class PlacedChild:
    """One child as the placements table gives it; ``ncy`` is that of the round, a ``need_score`` of 0 is none.

    ``in_base``: in the SEN unit or resourced provision of the setting (True), in an ordinary class of it (False), or
    not said (None).
    """

    ref: str
    ncy: int
    primary_need: Need
    urn: int
    other_needs: tuple[Need, ...] = ()
    need_score: int = 0
    in_base: bool | None = None
    home: Place = field(default_factory=Place)
