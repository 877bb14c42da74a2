"""From a policy and the cases of a round to tiers, with a published tie-break.

A tier holds the cases the policy cannot tell apart. Inside it, the earliest request comes first and then a seeded hash
of the reference, so that a rerun gives the same order and nothing about a child decides it. No part of any key reads a
protected characteristic; a high need score and looked-after urgency are the two the policies name openly.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from itertools import groupby

from sufficiency.domain.cases import Case, State, Urgency
from sufficiency.domain.ordering import OrderingPolicy, Tier
from sufficiency.domain.years import AcademicYear
from sufficiency.statute.clocks import deadline_of
from sufficiency.statute.policies import POLICIES
from sufficiency.statute.provisions import provision

__all__ = ["PARTS", "POLICIES", "Standing", "key", "label", "tie_key", "tiers", "urgency_of"]

OVERDUE_BAND = -1


@dataclass(frozen=True, slots=True)
class Standing:
    """What a key may read: the case, when it is due, and the date the round is as at."""

    case: Case
    due: date
    as_at: date

    @property
    def days_left(self) -> int:
        """Calendar days to the deadline; negative when overdue."""
        return (self.due - self.as_at).days

    @property
    def overdue(self) -> bool:
        """Whether the deadline has passed."""
        return self.days_left < 0


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a key: what it says in the published policy, its value (ascending) and the value in words."""

    says: str
    value: Callable[[Standing], int]
    words: Callable[[int, date], str]


def tiers(
    cases: Iterable[Case], policy: OrderingPolicy, as_at: date, year: AcademicYear, seed: int
) -> tuple[Tier, ...]:
    """Cases in the order of the policy, first tier first; the order of ``cases`` does not matter."""
    standings = [Standing(case, deadline_of(case, year).on, as_at) for case in cases]
    keyed = sorted(((key(s, policy), tie_key(s.case, seed)) for s in standings), key=lambda row: row)
    grouped = groupby(keyed, key=lambda row: row[0])
    return tuple(
        Tier(index, value, label(value, policy, as_at), tuple(tie[-1] for _, tie in rows))
        for index, (value, rows) in enumerate(grouped, 1)
    )


def key(standing: Standing, policy: OrderingPolicy) -> tuple[int, ...]:
    """The policy's key for one case; smaller comes first."""
    return tuple(PARTS[part].value(standing) for part in policy.key_parts)


def tie_key(case: Case, seed: int) -> tuple[int, str, str]:
    """Earliest request, then the SHA-256 of ``seed:reference``, then the reference itself."""
    return case.request_date.toordinal(), sha256(f"{seed}:{case.ref}".encode()).hexdigest(), case.ref


def label(value: tuple[int, ...], policy: OrderingPolicy, as_at: date) -> str:
    """A tier's key in words."""
    if not policy.key_parts:
        return "All cases together."
    words = (PARTS[part].words(number, as_at) for part, number in zip(policy.key_parts, value, strict=True))
    said = "; ".join(word for word in words if word)
    return f"{said[:1].upper()}{said[1:]}."


def urgency_of(standing: Standing) -> Urgency:
    """The category stated for the case; a case past its deadline is at least U5 whatever was stated."""
    return min(standing.case.urgency, Urgency.OVERDUE) if standing.overdue else standing.case.urgency


def _band(standing: Standing) -> int:
    """0, 1, ... for blocks of working days from the date the round is as at; all overdue cases together come first."""
    if standing.overdue:
        return OVERDUE_BAND
    block = provision("need_band_working_days", standing.as_at).whole
    import numpy as np  # noqa: PLC0415  slow to load, and reading a run needs the policies but no numbers

    return int(np.busday_count(standing.as_at, standing.due)) // block


def _lock_words(value: int, _: date) -> str:
    return "" if value else "ordered by the tribunal"


def _overdue_words(value: int, _: date) -> str:
    return "" if value else "overdue"


def _deadline_words(value: int, as_at: date) -> str:
    return f"due {as_at + timedelta(days=value)}"


def _band_words(value: int, _: date) -> str:
    return "overdue" if value == OVERDUE_BAND else f"deadline in block {value + 1} of working days"


def _need_words(value: int, _: date) -> str:
    return f"need score {-value}"


def _urgency_words(value: int, _: date) -> str:
    return f"urgency U{value}"


def _request_words(value: int, _: date) -> str:
    return f"requested {date.fromordinal(value)}"


PARTS: Mapping[str, Part] = {
    "lock": Part(
        "A tribunal's order comes before everything.",
        lambda s: 0 if s.case.state is State.TRIBUNAL_ORDERED else 1,
        _lock_words,
    ),
    "overdue": Part("Cases past their deadline come first.", lambda s: 0 if s.overdue else 1, _overdue_words),
    "deadline": Part("Then the earliest deadline.", lambda s: s.days_left, _deadline_words),
    "band": Part("Cases past their deadline together, then blocks of working days by deadline.", _band, _band_words),
    "need": Part("Inside a block, the higher published need score.", lambda s: -s.case.need_score, _need_words),
    "urgency": Part(
        "The closed list of urgent categories, in its order.", lambda s: int(urgency_of(s)[1:]), _urgency_words
    ),
    "request": Part("Then the earliest request.", lambda s: s.case.request_date.toordinal(), _request_words),
}
"""Every part a key may have. Nothing else orders cases."""
