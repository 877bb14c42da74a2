"""Records of a later request given what an earlier one was seeking."""

from sufficiency.verify.deadlines import deadline
from sufficiency.verify.evidence import Evidence
from sufficiency.verify.facts import Child, Key
from sufficiency.verify.raw_files import Row
from sufficiency.verify.report import Check


def supersessions(evidence: Evidence) -> Check:
    """Each record names two children with their own dates; the first asked earlier and the other is in its way."""
    checked, broken = 0, []
    for checked, row in enumerate(evidence.run.supersessions, 1):  # noqa: B007  how many there were, at the end
        if not _is_true(evidence, row):
            broken.append(row.get("supersession_id", "") or "no identifier")
    says = "Every supersession names an earlier and a later request as they were made"
    return Check("supersessions", says, checked, tuple(broken))


def _is_true(evidence: Evidence, row: Row) -> bool:
    children = evidence.facts.children
    earlier, later = children.get(row["child_a"]), children.get(row["child_b"])
    if earlier is None or later is None:
        return False
    as_made = _dated(evidence, row, "a", earlier) and _dated(evidence, row, "b", later)
    return earlier.request < later.request and as_made and _in_the_way(evidence, row, later)


def _in_the_way(evidence: Evidence, row: Row, later: Child) -> bool:
    """Whether the later child holds a place that counts against a limit above the place sought."""
    placed = evidence.run.placed.get(later.ref)
    sought = Key(int(row["urn"]), row["provision_id"], int(row["ncy_from"]))
    return placed is not None and not set(evidence.paths[sought]).isdisjoint(evidence.paths[placed.key])


def _dated(evidence: Evidence, row: Row, side: str, child: Child) -> bool:
    due = deadline(child, evidence.facts.authority.year).isoformat()
    return row[f"{side}_request_date"] == child.request.isoformat() and row[f"{side}_deadline"] == due
