"""Money beside each child, to the penny."""

from sufficiency.verify import costs
from sufficiency.verify.evidence import Evidence
from sufficiency.verify.facts import Child
from sufficiency.verify.joining import year_of
from sufficiency.verify.report import Check
from sufficiency.verify.run_files import Placed


def cost(evidence: Evidence) -> Check:
    """Annual and marginal cost from place cost, top-up and the transport rate."""
    rows = list(evidence.known_rows())
    broken = []
    for placed, child, group in rows:
        moved = _moved(evidence, placed, child)
        setting = evidence.facts.settings[placed.key.urn]
        should_be = (costs.annual(group, moved), costs.marginal(setting, group, moved))
        if (placed.annual, placed.marginal) != should_be:
            broken.append(f"{child.ref} at {placed.key.urn}")
    says = "Annual and marginal cost are place cost, top-up and transport as stated, to the penny"
    return Check("cost", says, len(rows), tuple(broken))


def _moved(evidence: Evidence, placed: Placed, child: Child) -> int:
    """Pence a year of transport: as arranged, else by mileage."""
    arranged = evidence.vehicles.arrangements.get((child.ref, placed.key.urn)) if evidence.vehicles else None
    return costs.transport(child, placed.metres or 0, evidence.facts.rates) if arranged is None else year_of(arranged)
