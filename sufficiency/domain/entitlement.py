"""Free travel to school: what is asked about one child and one school, and the answer with every reason for it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from sufficiency.domain.reasons import Reason, Verdict

Entitled = Literal["yes", "no", "discretionary"]
"""Whether free travel is a duty, is not, or is for the authority's discretion and policy."""


class Named(StrEnum):
    """How the child's plan names the school."""

    NOT = "not"
    ALONE = "alone"
    ON_CONDITION = "on-condition"


@dataclass(frozen=True, slots=True)
class TravelFacts:
    """One child and one school; None is a fact that is not known.

    ``metres`` is the nearest available walking route, along the network. ``cannot_walk``: because of special
    educational needs, a disability or a mobility problem; ``unsafe_route``: even for a child who is accompanied as
    necessary. ``named`` on condition: that the parent arranges travel. ``nearer_place``: a nearer suitable school has a
    place. ``independent``: neither maintained, an academy, a non-maintained special school nor a referral unit.
    ``three_nearest``: one of the three nearest suitable schools; ``nearest_by_belief``: the nearest of those preferred
    for the family's religion or belief. ``of_school_age`` matters in Reception alone.
    """

    ncy: int
    metres: int | None
    cannot_walk: bool | None = None
    unsafe_route: bool | None = None
    low_income: bool | None = None
    named: Named = Named.NOT
    nearer_place: bool | None = None
    independent: bool = False
    three_nearest: bool | None = None
    nearest_by_belief: bool | None = None
    of_school_age: bool | None = None


@dataclass(frozen=True, slots=True)
class Entitlement:
    """The answer, never without reasons; ``unknown`` are facts that, if known, might turn a no into a yes."""

    answer: Entitled
    reasons: tuple[Reason, ...]
    unknown: tuple[str, ...] = ()

    @property
    def gateways(self) -> tuple[str, ...]:
        """Codes of every rule by which free travel is a duty."""
        return tuple(reason.rule for reason in self.reasons if reason.verdict is Verdict.MAY)
