"""Rules beside the limits on places, each only where the authority states it."""

from collections import Counter

from sufficiency.verify.evidence import Evidence
from sufficiency.verify.report import Check


def side_rules(evidence: Evidence) -> Check:
    """Siblings together, most children with a need in a place group, and the ceiling on money."""
    stated = evidence.facts.authority
    broken = [*_siblings(evidence), *_mix(evidence), *_ceiling(evidence)]
    number = stated.siblings_together + len(stated.mix) + (stated.ceiling is not None)
    says = "Siblings together, the mix of needs and the ceiling on money are kept, settled children counted"
    return Check("side rules", says, number, tuple(broken))


def _siblings(evidence: Evidence) -> list[str]:
    """Pairs that this round could both move, where both have a place."""
    if not evidence.facts.authority.siblings_together:
        return []
    urn = {placed.ref: placed.key.urn for placed, _, _ in evidence.free_rows()}
    pairs = [(ref, evidence.facts.children[ref].sibling_ref) for ref in urn]
    return [f"{ref} and {other} are apart" for ref, other in pairs if other in urn and urn[ref] != urn[other]]


def _mix(evidence: Evidence) -> list[str]:
    """Settled children count; where they alone are too many, this round may add none."""
    most = dict(evidence.facts.authority.mix)
    found = Counter((placed.key, child.needs[0]) for placed, child, _ in evidence.known_rows())
    added = Counter((placed.key, child.needs[0]) for placed, child, _ in evidence.free_rows())
    over = [(key, need) for (key, need) in added if found[key, need] > most.get(need, found[key, need])]
    return [f"{key.urn} {key.provision_id}: {found[key, need]} with {need}" for key, need in sorted(over)]


def _ceiling(evidence: Evidence) -> list[str]:
    """The cost of settled places counts; where it alone is too high, this round may add none."""
    ceiling = evidence.facts.authority.ceiling
    spent = sum(placed.annual for placed, _, _ in evidence.known_rows())
    added = sum(placed.annual for placed, _, _ in evidence.free_rows())
    over = ceiling is not None and added > 0 and spent > ceiling
    return [f"{spent} pence is over the ceiling"] if over else []
