"""Every later request given what an earlier one was seeking has its record; the other way round from the records."""

from bisect import bisect
from collections.abc import Iterator, Mapping
from datetime import date

from sufficiency.verify.evidence import Evidence, Option
from sufficiency.verify.facts import Key
from sufficiency.verify.limits import Limit
from sufficiency.verify.report import Check


def passed_over(evidence: Evidence) -> Check:
    """Pairs found in the raw files and the answer against the pairs recorded."""
    recorded = {(row["child_a"], row["child_b"]) for row in evidence.run.supersessions}
    found = sorted(set(_pairs(evidence)))
    broken = tuple(f"{earlier} and {later} have no record" for earlier, later in sorted({*found} - recorded))
    says = "Every earlier request that a later one stands in the way of has its record of supersession"
    return Check("passed over", says, len(found), broken)


def _pairs(evidence: Evidence) -> Iterator[tuple[str, str]]:
    """An earlier request, and a later one seated within the limit that is full above a place the earlier seeks."""
    within = _seated_within(evidence)
    for earlier in evidence.free:
        asked = _request(evidence, earlier)
        for full in {_full(evidence, option.key) for option in _sought(evidence, earlier)}:
            seated = within.get(full, [])
            yield from ((earlier, later) for _, later in seated[bisect(seated, asked, key=_first) :])


def _seated_within(evidence: Evidence) -> Mapping[Limit | None, list[tuple[date, str]]]:
    """Request and reference of everyone seated under each limit, the earliest request first."""
    within: dict[Limit | None, list[tuple[date, str]]] = {}
    for placed, _, _ in evidence.counted_rows():
        for limit in evidence.paths[placed.key]:
            within.setdefault(limit, []).append((_request(evidence, placed.ref), placed.ref))
    return {limit: sorted(seated) for limit, seated in within.items()}


def _first(seated: tuple[date, str]) -> date:
    return seated[0]


def _sought(evidence: Evidence, ref: str) -> Iterator[Option]:
    """Places ranked above the one it has; where none that it may have was asked for, any of them while it has none."""
    options, has = evidence.options[ref], evidence.choice(ref)
    asked = any(option.rank is not None for option in options)
    return (option for option in options if option.choice < has and (option.rank is not None or not asked))


def _full(evidence: Evidence, key: Key) -> Limit | None:
    """The narrowest limit above a place group that has no place left."""
    full = (limit for limit in evidence.paths[key] if evidence.used.get(limit, 0) >= evidence.places[limit])
    return next(full, None)


def _request(evidence: Evidence, ref: str) -> date:
    return evidence.facts.children[ref].request
