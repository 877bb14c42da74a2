"""What is held to when entrants are placed: how far, in which kind of place, at which prices."""

from collections.abc import Mapping
from dataclasses import dataclass

from scenarios.files.scenario import IndependentLimit
from scenarios.planning.segments import PlanningPhase, Segment, Tier
from scenarios.planning.supply import Pool
from sufficiency.domain.need_groups import NeedGroup
from sufficiency.domain.settings import SettingType

BASES = frozenset({SettingType.BASE, SettingType.DSP, SettingType.MAINSTREAM})
SPECIALS = frozenset({SettingType.SPECIAL, SettingType.SATELLITE})


@dataclass(frozen=True, slots=True)
class PlacingPolicy:
    """Minutes are whole, one way; fees whole pence a year.

    ``limit``: nobody is placed further away. ``guideline_primary`` and ``guideline_secondary`` are those of the
    statutory guidance on travel to school, and are reported. ``base_first``: percent of entrants who would need a
    special school whom a base may serve instead, where it takes their needs. ``fees``: a place of the independent
    sector by group of need, ``special_top_up`` and ``base_top_up`` those of pools that state none; ``independent``
    limits how many go there.
    """

    limit: int
    guideline_primary: int
    guideline_secondary: int
    fees: Mapping[NeedGroup, int]
    special_top_up: int = 0
    base_top_up: int = 0
    base_first: int = 0
    independent: tuple[IndependentLimit, ...] = ()

    def guideline_tenths(self, phase: PlanningPhase) -> int:
        """Tenths of a minute; post-16 has the guideline of secondary."""
        return 10 * (self.guideline_primary if phase is PlanningPhase.PRIMARY else self.guideline_secondary)

    def top_up(self, pool: Pool) -> int:
        """Pence a year for a child in the pool."""
        return pool.top_up or (self.base_top_up if pool.type in BASES else self.special_top_up)


def kinds_for(segment: Segment, *, in_base: bool) -> frozenset[SettingType]:
    """Kinds of setting that may take them: special schools anybody, bases those for whom a base will do."""
    return SPECIALS | BASES if in_base or segment.tier is Tier.BASE else SPECIALS
