"""What a rule found, in words, and the answer that several rules give together."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What a reason says: it allows, it bars, or it is only to be noted."""

    MAY = "may"
    MAY_NOT = "may-not"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule's finding about one child and one place: rule code, verdict, a sentence and the legal source."""

    rule: str
    verdict: Verdict
    sentence: str
    source: str


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Whether the place may be recommended, never without the reasons: every bar found, then every note."""

    may: bool
    reasons: tuple[Reason, ...]
