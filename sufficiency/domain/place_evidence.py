"""What one round of the panel tells a planner: where one more place would have helped, and where it was too full."""

from dataclasses import dataclass

from sufficiency.domain.needs import Need
from sufficiency.domain.run import Level


@dataclass(frozen=True, slots=True)
class PlaceGroupEvidence:
    """One place group in which one more place would have made the round better.

    ``change`` is what one more place there (and in every limit above it) would have done to each level of the run,
    exactly; below nought is better. ``used`` of ``places`` free to name were used. ``refused_as_full``: children of
    these years of whom the setting said that it was full, or that its resources would not allow it.
    """

    rank: int
    urn: int
    name: str
    provision_id: str
    ncy_from: int
    ncy_to: int
    needs: tuple[Need, ...]
    places: int
    used: int
    change: tuple[int, ...]
    refused_as_full: int


@dataclass(frozen=True, slots=True)
class RefusedAsFull:
    """Children of one need and phase of whom one setting said that it was full, or lacked the resources.

    ``reported_full`` is a report, not a legal ground (``PROVIDER_REPORTED_FULL``); ``resources`` is the ground of
    efficient use of resources (``B_II_RES``). ``children`` counts each child once.
    """

    urn: int
    name: str
    need: Need
    phase: str
    reported_full: int
    resources: int
    children: int


@dataclass(frozen=True, slots=True)
class PlaceEvidence:
    """Both, the most helpful first; ``levels`` are those of the run, in order."""

    levels: tuple[Level, ...]
    groups: tuple[PlaceGroupEvidence, ...]
    refused: tuple[RefusedAsFull, ...]
