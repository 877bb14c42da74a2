"""Money beside each child, to the penny."""

from sufficiency.verify import costs
from sufficiency.verify.evidence import Evidence
from sufficiency.verify.report import Check


def cost(evidence: Evidence) -> Check:
    """Annual and marginal cost from place cost, top-up and the transport rate."""
    rows = list(evidence.known_rows())
    broken = []
    for placed, child, group in rows:
        moved = costs.transport(child, placed.metres or 0, evidence.facts.rates)
        setting = evidence.facts.settings[placed.key.urn]
        should_be = (costs.annual(group, moved), costs.marginal(setting, group, moved))
        if (placed.annual, placed.marginal) != should_be:
            broken.append(f"{child.ref} at {placed.key.urn}")
    says = "Annual and marginal cost are place cost, top-up and transport at the stated rates, to the penny"
    return Check("cost", says, len(rows), tuple(broken))
