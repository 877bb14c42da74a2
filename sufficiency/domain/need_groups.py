"""Needs that places are planned and paid for together."""

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
