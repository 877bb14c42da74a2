"""Who competes for the same places: children of like need, phase and kind of provision."""

from dataclasses import dataclass
from enum import StrEnum

from sufficiency.domain.needs import Need


class NeedGroup(StrEnum):
    """Needs that places are planned for together: the four broad areas, learning told apart by how severe.

    Source of the areas: SEND Code of Practice 2015, paragraphs 6.28 to 6.35.
    """

    COMMUNICATION = "communication"
    LEARNING = "learning"
    SEVERE_LEARNING = "severe-learning"
    SEMH = "semh"
    SENSORY_PHYSICAL = "sensory-physical"

    @property
    def label(self) -> str:
        """The name people say."""
        return _LABELS[self]


_LABELS = {
    NeedGroup.COMMUNICATION: "Communication and interaction",
    NeedGroup.LEARNING: "Moderate and specific learning difficulties",
    NeedGroup.SEVERE_LEARNING: "Severe and profound learning difficulties",
    NeedGroup.SEMH: "Social, emotional and mental health",
    NeedGroup.SENSORY_PHYSICAL: "Sensory and physical needs",
}

GROUP_OF = {
    Need.ASD: NeedGroup.COMMUNICATION,
    Need.SLCN: NeedGroup.COMMUNICATION,
    Need.SPLD: NeedGroup.LEARNING,
    Need.MLD: NeedGroup.LEARNING,
    Need.OTH: NeedGroup.LEARNING,
    Need.NSA: NeedGroup.LEARNING,
    Need.SLD: NeedGroup.SEVERE_LEARNING,
    Need.PMLD: NeedGroup.SEVERE_LEARNING,
    Need.DS: NeedGroup.SEVERE_LEARNING,
    Need.SEMH: NeedGroup.SEMH,
    Need.HI: NeedGroup.SENSORY_PHYSICAL,
    Need.VI: NeedGroup.SENSORY_PHYSICAL,
    Need.MSI: NeedGroup.SENSORY_PHYSICAL,
    Need.PD: NeedGroup.SENSORY_PHYSICAL,
}
"""Every type of need in one group; needs without a specialist assessment are planned with moderate learning."""


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


def phase_at(ncy: int) -> PlanningPhase | None:
    """The phase of a National Curriculum year; None from Year 15, where no school place is planned."""
    return next((phase for phase in PlanningPhase if ncy in phase.years), None)
