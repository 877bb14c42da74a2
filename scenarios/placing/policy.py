"""What is held to when entrants are placed: how far, in which kind of place, at which prices."""

from dataclasses import dataclass

from scenarios.files.scenario import IndependentLimit
from scenarios.money.pools import pool_cost
from scenarios.planning.segments import PlanningPhase, Segment, Tier
from scenarios.planning.supply import Pool
from sufficiency.domain.finance import Finance
from sufficiency.domain.planning_results import THOUSANDTHS
from sufficiency.domain.settings import SettingType

BASES = frozenset({SettingType.BASE, SettingType.DSP, SettingType.MAINSTREAM})
SPECIALS = frozenset({SettingType.SPECIAL, SettingType.SATELLITE})


@dataclass(frozen=True, slots=True)
class PlacingPolicy:
    """Minutes are whole, one way; fees whole pence a year.

    ``limit``: nobody is placed further away. ``guideline_primary`` and ``guideline_secondary`` are those of the
    statutory guidance on travel to school, and are reported. ``finance`` prices places and children as the money of a
    plan does. ``base_first``: percent of entrants who would need a special school whom a base may serve instead, where
    it takes their needs. ``independent`` limits how many go to that sector.
    """

    limit: int
    guideline_primary: int
    guideline_secondary: int
    finance: Finance
    base_first: int = 0
    independent: tuple[IndependentLimit, ...] = ()

    def guideline_tenths(self, phase: PlanningPhase) -> int:
        """Tenths of a minute; post-16 has the guideline of secondary."""
        return 10 * (self.guideline_primary if phase is PlanningPhase.PRIMARY else self.guideline_secondary)

    def top_up(self, pool: Pool) -> int:
        """Pence a year for a child in the pool, the funding of its place aside."""
        return pool_cost(pool, 0, THOUSANDTHS, self.finance).children // THOUSANDTHS

    def vacant(self, pool: Pool) -> int:
        """Pence a year that one place of the pool is funded by with nobody in it; never below nought."""
        return max(pool_cost(pool, 1, 0, self.finance).places // THOUSANDTHS, 0)

    def filling(self, pool: Pool) -> int:
        """Pence a year by which that is more than for a place with a child in it, as it is in bases."""
        return self.vacant(pool) - pool_cost(pool, 1, THOUSANDTHS, self.finance).places // THOUSANDTHS


def kinds_for(segment: Segment, *, in_base: bool) -> frozenset[SettingType]:
    """Kinds of setting that may take them: special schools anybody, bases those for whom a base will do."""
    return SPECIALS | BASES if in_base or segment.tier is Tier.BASE else SPECIALS
