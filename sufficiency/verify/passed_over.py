"""Every later request given what an earlier one was seeking has its record; the other way round from the records."""

from collections.abc import Iterator
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
    seated = {placed.ref: placed.key for placed, _, _ in evidence.counted_rows()}
    for earlier in evidence.free:
        asked = _request(evidence, earlier)
        for option in _sought(evidence, earlier):
            full = _full(evidence, option.key)
            for later, key in seated.items():
                if full in evidence.paths[key] and _request(evidence, later) > asked:
                    yield earlier, later


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
