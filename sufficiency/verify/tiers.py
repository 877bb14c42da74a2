"""The order of cases, restated: the key each published policy sorts by, the tiers it makes and the tie-break."""

import hashlib
from collections.abc import Callable, Collection
from datetime import date

from sufficiency.verify.deadlines import deadline
from sufficiency.verify.facts import Child, Round

OrderKey = tuple[int, ...]
BAND_OF_WORKING_DAYS = 20
OVERDUE = 5


def tiers(facts: Round, policy: str, refs: Collection[str]) -> dict[str, int]:
    """Tier of each child, counted from 1: equal keys share one, a smaller key comes earlier."""
    key_of = KEYS.get(policy, _joint)
    keys = {ref: key_of(facts.children[ref], facts) for ref in refs}
    number = {key: index for index, key in enumerate(sorted(set(keys.values())), 1)}
    return {ref: number[key] for ref, key in keys.items()}


def tie_order(facts: Round, refs: Collection[str], seed: int) -> list[str]:
    """References in the order of the published tie-break: earliest request, then the seeded hash."""
    return sorted(refs, key=lambda ref: (facts.children[ref].request, tie_hash(seed, ref), ref))


def tie_hash(seed: int, ref: str) -> str:
    """SHA-256 of ``seed:ref`` in hexadecimal."""
    return hashlib.sha256(f"{seed}:{ref}".encode()).hexdigest()


def working_days(start: date, end: date) -> int:
    """Mondays to Fridays from ``start`` up to but not including ``end``."""
    return _weekdays_before(end) - _weekdays_before(start)


def _weekdays_before(day: date) -> int:
    weeks, weekday = divmod(day.toordinal() - 1, 7)
    return weeks * 5 + min(weekday, 5)


def _ordered_first(child: Child) -> int:
    return 0 if child.state == "X1" else 1


def _deadline(child: Child, facts: Round) -> OrderKey:
    return _ordered_first(child), deadline(child, facts.authority.year).toordinal(), child.request.toordinal()


def _chronological(child: Child, facts: Round) -> OrderKey:
    return _ordered_first(child), child.request.toordinal(), deadline(child, facts.authority.year).toordinal()


def _need_in_band(child: Child, facts: Round) -> OrderKey:
    band = _band(deadline(child, facts.authority.year), facts.authority.as_at)
    return _ordered_first(child), band, -child.score, child.request.toordinal()


def _band(due: date, as_at: date) -> int:
    """0 when overdue, then one band for every 20 working days to the deadline."""
    if due < as_at:
        return 0
    return 1 + working_days(as_at, due) // BAND_OF_WORKING_DAYS


def _urgent(child: Child, facts: Round) -> OrderKey:
    """A case past its deadline is at least in the category of overdue cases."""
    stated = int(child.urgency.removeprefix("U"))
    overdue = deadline(child, facts.authority.year) < facts.authority.as_at
    return _ordered_first(child), min(stated, OVERDUE) if overdue else stated, child.request.toordinal()


def _joint(child: Child, facts: Round) -> OrderKey:
    return ()


KEYS: dict[str, Callable[[Child, Round], OrderKey]] = {
    "deadline": _deadline,
    "chronological": _chronological,
    "need-in-band": _need_in_band,
    "urgent-then-chronological": _urgent,
}

JOINT = ("cohort", "what-if")
"""Policies that consider all cases together."""
