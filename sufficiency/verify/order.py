"""The published order is kept: tiers as stated, no justified envy, no place left that a child could have had."""

from collections.abc import Iterator

from sufficiency.verify.evidence import NOWHERE, Evidence, Option
from sufficiency.verify.limits import Limit
from sufficiency.verify.report import Check
from sufficiency.verify.tiers import JOINT, KEYS

SETTLED = 0
"""The tier of children that were settled before the round."""


def tiers_stated(evidence: Evidence) -> Check:
    """The tier beside each child, sorted again by the published key."""
    run = evidence.run
    stated = [(row.ref, row.tier) for row in run.rows] + [(row.ref, row.tier) for row in run.unplaced]
    free = [(ref, tier) for ref, tier in stated if ref in evidence.options]
    broken = [ref for ref, tier in free if tier != evidence.tier[ref]]
    broken += [ref for ref, tier in stated if ref in evidence.settled and tier != SETTLED]
    if run.policy not in KEYS and run.policy not in JOINT:
        broken.append("the policy is not a published one")
    if run.ordered != (run.policy in KEYS):
        broken.append("the policy is not used as it is published")
    return Check("tiers", "Every child stands in the tier that the published order gives it", len(free), tuple(broken))


def no_room_left(evidence: Evidence) -> Check:
    """Nobody without a place has an option with room in every limit."""
    without = [ref for ref in evidence.free if ref not in evidence.run.placed] if _plain(evidence) else []
    broken = [
        f"{ref} could have a place at {option.key.urn}"
        for ref in without
        for option in evidence.options[ref]
        if all(_has_room(evidence, limit) for limit in evidence.paths[option.key])
    ]
    says = "No child is without a place while one it may have is free" + _where(evidence)
    return Check("room", says, len(without), tuple(broken))


def no_justified_envy(evidence: Evidence) -> Check:
    """Nobody later in the order holds what an earlier child ranks above its own place."""
    broken, checked = [], 0
    latest = _latest_tier(evidence)
    for ref in evidence.free if evidence.run.ordered and _plain(evidence) else ():
        for option in _ranked_above(evidence, ref):
            checked += 1
            full = _first_full(evidence, ref, option)
            if full is None:
                broken.append(f"{ref} ranks {option.key.urn} higher and it has room")
            elif latest.get(full, 0) > evidence.tier[ref]:
                broken.append(f"{ref} ranks {option.key.urn} higher and a later case holds it")
    says = "In an ordered run nobody is refused what they rank higher in favour of someone later in the order"
    return Check("order", says + _where(evidence), checked, tuple(broken))


def _plain(evidence: Evidence) -> bool:
    """Whether limits are all that can stand in the way: rules beside them may rightly leave a place empty."""
    stated = evidence.facts.authority
    return not (stated.siblings_together or stated.mix or stated.ceiling is not None)


def _where(evidence: Evidence) -> str:
    return "" if _plain(evidence) else " (not checked: rules beside the limits are stated)"


def _has_room(evidence: Evidence, limit: Limit) -> bool:
    return evidence.used.get(limit, 0) < evidence.places[limit]


def _ranked_above(evidence: Evidence, ref: str) -> Iterator[Option]:
    now = evidence.choice(ref) if ref in evidence.run.placed else NOWHERE
    return (option for option in evidence.options[ref] if option.choice < now)


def _first_full(evidence: Evidence, ref: str, option: Option) -> Limit | None:
    """The narrowest full limit above an option, leaving aside limits the child itself already counts in."""
    placed = evidence.run.placed.get(ref)
    own = evidence.paths.get(placed.key, ()) if placed else ()
    others = (limit for limit in evidence.paths[option.key] if limit not in own)
    return next((limit for limit in others if not _has_room(evidence, limit)), None)


def _latest_tier(evidence: Evidence) -> dict[Limit, int]:
    """The latest tier of a free child in each limit."""
    latest: dict[Limit, int] = {}
    for placed, _, _ in evidence.free_rows():
        for limit in evidence.paths[placed.key]:
            latest[limit] = max(latest.get(limit, 0), evidence.tier[placed.ref])
    return latest
