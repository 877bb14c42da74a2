"""An authority's plans January by January, the areas they are counted by, and the children who live there."""

from dataclasses import dataclass
from enum import StrEnum

from sufficiency.domain.age_stock import FIRST_AGE, LAST_AGE, PLACEMENTS
from sufficiency.domain.establishments import RECEPTION_AGE
from sufficiency.domain.needs import Need
from sufficiency.domain.places import Place

LAST_PLAN_NCY = LAST_AGE - RECEPTION_AGE
"""A plan may be kept to the end of the academic year in which its holder turns 25."""


class Placement(StrEnum):
    """Where a child with a plan is educated; in the order of PLACEMENTS, of which these are the short codes."""

    MAINSTREAM = "mainstream"
    BASE = "base"
    SPECIAL = "special"
    INDEPENDENT = "independent"
    AP = "ap"
    FE = "fe"
    EARLY_YEARS = "early-years"
    ELSEWHERE = "elsewhere"

    @property
    def label(self) -> str:
        """The name that published counts have for it."""
        return PLACEMENTS[list(Placement).index(self)]


class Awaited(StrEnum):
    """The kind of place that a child waits for."""

    SPECIAL = "special"
    BASE = "base"


@dataclass(frozen=True, slots=True)
class PlanningArea:
    """A part of the authority that plans are counted by, and the point that stands for its homes.

    ``deprivation`` is the decile of the English Indices of Deprivation, 1 the most deprived; None where not known.
    """

    code: str
    name: str
    place: Place
    deprivation: int | None = None


@dataclass(frozen=True, slots=True)
class PlanHeld:
    """One child's plan on the census day of one January; ``ncy`` is that of the academic year the January lies in.

    ``awaited`` is the place the child waits for where ``placement`` is for want of it, None where it is not.
    """

    ref: str
    january: int
    ncy: int
    need: Need
    placement: Placement
    area: str
    urn: int | None = None
    awaited: Awaited | None = None

    @property
    def age(self) -> int:
        """Age on the 31 August before; FIRST_AGE holds all younger."""
        return age_in(self.ncy)


@dataclass(frozen=True, slots=True)
class ChildrenOfAge:
    """How many children of one age on the 31 August before live in an area in a January, counted or projected."""

    area: str
    january: int
    age: int
    children: int


def age_in(ncy: int) -> int:
    """The age on 31 August of a National Curriculum year; FIRST_AGE holds all younger."""
    return max(ncy + RECEPTION_AGE, FIRST_AGE)
