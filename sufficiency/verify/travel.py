"""Minutes and metres beside each child, worked out again from the raw files."""

from sufficiency.verify.evidence import Evidence
from sufficiency.verify.report import Check


def travel(evidence: Evidence) -> Check:
    """Every stated journey against the travel table, a route searched again, or the published estimate."""
    rows = list(evidence.known_rows())
    broken = []
    for placed, child, _ in rows:
        found = evidence.journeys.get((child.ref, placed.key.urn))
        should_be = (found.tenths, found.metres, found.basis) if found else (None, None, "")
        if (placed.tenths, placed.metres, placed.journey_basis) != should_be:
            broken.append(f"{child.ref} to {placed.key.urn}")
    says = (
        "Minutes and metres are those of the travel table, of the fastest route searched again over the same road "
        "file, or of the published estimate on the straight line, and say which"
    )
    return Check("travel", says, len(rows), tuple(broken))
