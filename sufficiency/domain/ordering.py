"""The order in which cases are considered, as published: policies and the tiers they make."""

from dataclasses import dataclass
from enum import StrEnum


class Programme(StrEnum):
    """How an order is used: tier after tier, or all cases jointly."""

    ORDERED = "ordered"
    COHORT = "cohort"


@dataclass(frozen=True, slots=True)
class OrderingPolicy:
    """A published ordering policy.

    ``key_parts`` names the parts of the sort key, first to last, each ascending; none means one joint tier.
    ``watermark`` is printed on every output of a policy that may not be used for decisions.
    """

    code: str
    name: str
    sentence: str
    source: str
    key_parts: tuple[str, ...]
    programme: Programme
    suitable: str
    legal_risk: str
    watermark: str = ""


@dataclass(frozen=True, slots=True)
class Tier:
    """Cases the policy cannot tell apart, in tie-break order. ``index`` counts from 1; ``key`` is the policy's key."""

    index: int
    key: tuple[int, ...]
    label: str
    refs: tuple[str, ...]
