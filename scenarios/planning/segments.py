"""Who competes for the same places: children of like need, phase and kind of provision."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from sufficiency.domain.need_groups import GROUP_OF, NeedGroup

__all__ = ["GROUP_OF", "SEGMENTS", "NeedGroup", "PlanningPhase", "Segment", "Tier", "phase_at"]


class PlanningPhase(StrEnum):
    """Phases between which children choose again: a place is held to the end of one."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    POST_16 = "post-16"

    @property
    def years(self) -> range:
        """National Curriculum years; primary includes all before Reception, post-16 ends with Year 14."""
        return {"primary": range(-4, 7), "secondary": range(7, 12), "post-16": range(12, 15)}[self.value]


class Tier(StrEnum):
    """What a child needs: a specialist base in a mainstream school would do, or a special school is needed."""

    BASE = "base"
    SPECIAL = "special"


@dataclass(frozen=True, slots=True, order=True)
class Segment:
    """One kind of demand."""

    need: NeedGroup
    phase: PlanningPhase
    tier: Tier


SEGMENTS = tuple(Segment(need, phase, tier) for need in NeedGroup for phase in PlanningPhase for tier in Tier)
"""All of them, in the order that every array of demand has."""


@cache
def phase_at(ncy: int) -> PlanningPhase | None:
    """The phase of a National Curriculum year; None from Year 15, where no school place is planned."""
    return next((phase for phase in PlanningPhase if ncy in phase.years), None)
