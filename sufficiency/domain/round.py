"""The round as a question: who may go where, how many places there are, what is already settled."""

from dataclasses import dataclass
from typing import Literal

from sufficiency.domain.run import GroupKey, Journey, Override

OVERRIDE = "override"
LimitKind = Literal["group", "provision", "setting", "family"]


@dataclass(frozen=True, slots=True)
class Option:
    """One child and one place group it may be recommended.

    ``rank`` is the parent's rank of it, None where nobody asked. Money is pence a year; ``unsuitability`` is in
    points: 2 when the primary need is not designated, 1 for every other need not designated.
    """

    child_ref: str
    group: GroupKey
    journey: Journey
    rank: int | None
    annual_cost: int
    marginal_cost: int
    unsuitability: int
    apart_from_sibling: bool
    over_guideline: bool


@dataclass(frozen=True, slots=True)
class Limit:
    """One node of the forest of limits. ``places`` is what may be named in this round, fixed placements included.

    ``taken`` counts the places that fixed placements use; ``parent`` is an index into the same tuple, or None.
    """

    kind: LimitKind
    urn: int
    provision_id: str
    ncy_from: int | None
    ncy_to: int | None
    name: str
    places: int
    taken: int
    parent: int | None

    @property
    def free(self) -> int:
        """Places left for this round's recommendations."""
        return self.places - self.taken


@dataclass(frozen=True, slots=True)
class Fixed:
    """A placement that is not this round's to change: named, ordered, on roll, held, or settled by an override."""

    child_ref: str
    group: GroupKey
    basis: str
    uses_place: bool
    override: Override | None = None

    @property
    def by_override(self) -> bool:
        """Settled by a person's choice in this round, not by the state of the case."""
        return self.override is not None


@dataclass(frozen=True, slots=True)
class LevelSpec:
    """One level of the programme: its name in files, what it counts in words, and its unit."""

    name: str
    says: str
    unit: Literal["children", "points", "tenths of minutes", "pence a year", "tie-break"]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Why children are unplaced: these compete for these places.

    ``by_order`` is True when an arrangement for all exists but would move an earlier case to an option it ranks lower.
    """

    children: tuple[str, ...]
    limits: tuple[int, ...]
    places: int
    by_order: bool
