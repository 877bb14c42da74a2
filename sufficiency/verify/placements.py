"""Each child's own place: allowed by every rule, kept where it is settled, ranked as the parent ranked it."""

from sufficiency.verify.eligibility import barred, rank_of
from sufficiency.verify.evidence import Evidence
from sufficiency.verify.report import Check
from sufficiency.verify.settled import Settled, settled_group


def eligibility(evidence: Evidence) -> Check:
    """Every rule, for every child whose place this round chose."""
    broken, checked = [], 0
    for placed, child, group in evidence.free_rows():
        checked += 1
        journey = evidence.journeys.get((child.ref, placed.key.urn))
        rules = list(barred(evidence.facts, child, group, journey.tenths if journey else None))
        if rules:
            broken.append(f"{child.ref} at {placed.key.urn}: {', '.join(rules)}")
    says = "Every recommended place is allowed by age, need, sex, dates, consultation and travel limits"
    return Check("eligibility", says, checked, tuple(broken))


def locks(evidence: Evidence) -> Check:
    """Named, ordered, on roll and held places, and places settled by a person."""
    broken = [
        f"{ref} is not at {place.urn} ({place.basis})"
        for ref, place in sorted(evidence.settled.items())
        if not _is_kept(evidence, ref, place)
    ]
    strange = sorted(set(evidence.run.overrides) - evidence.facts.children.keys())
    broken += [f"{ref} is overridden but is not in the input" for ref in strange]
    says = "Places named, ordered, on roll, held or settled by a named person are kept"
    return Check("locks", says, len(evidence.settled), tuple(broken))


def preferences(evidence: Evidence) -> Check:
    """The parent's rank of each place, from the list of requests."""
    rows = list(evidence.known_rows())
    broken = [placed.ref for placed, child, group in rows if placed.rank != rank_of(evidence.facts, child.ref, group)]
    says = "The rank beside each place is the parent's own, blank where nobody asked for it"
    return Check("preferences", says, len(rows), tuple(broken))


def _is_kept(evidence: Evidence, ref: str, place: Settled) -> bool:
    placed = evidence.run.placed.get(ref)
    return placed is not None and placed.key == settled_group(evidence.facts, evidence.facts.children[ref], place)
