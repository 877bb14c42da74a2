"""Every level of the programme, counted again over the children this round placed or could have placed."""

from collections.abc import Iterator

from sufficiency.verify.evidence import Evidence
from sufficiency.verify.facts import Child, Group
from sufficiency.verify.report import Check
from sufficiency.verify.run_files import Placed, listed
from sufficiency.verify.settled import held_group
from sufficiency.verify.tiers import tie_order

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
LAST_PRIMARY_YEAR = 6


def levels(evidence: Evidence) -> Check:
    """Every value in the record against its recount, and no level missing."""
    should_be = level_values(evidence)
    stated = {str(level["level"]): level["value"] for level in listed(evidence.run.record, "programme")}
    wrong = [name for name, value in should_be.items() if stated.get(name) != value]
    broken = [f"{name} is {stated.get(name, 'missing')}, recounted {should_be[name]}" for name in wrong]
    broken += [f"{name} is not a level" for name in stated if name not in should_be]
    return Check("levels", "The value of every level is what the answer adds up to", len(should_be), tuple(broken))


def level_values(evidence: Evidence) -> dict[str, int]:
    """Value of every level by name, in the order of the programme."""
    rows = list(evidence.counted_rows())
    placed = {row.ref for row, _, _ in rows}
    values = {"unplaced": sum(ref not in placed for ref in evidence.counted), **dict(_preferences_missed(evidence))}
    values["unsuitability"] = sum(unsuitability(child, group) for _, child, group in rows)
    values["apart_from_sibling"] = sum(child.sibling_urn not in (None, group.key.urn) for _, child, group in rows)
    values["over_guideline"] = sum(over_guideline(evidence, row, child) for row, child, _ in rows)
    values["minutes"] = sum(row.tenths or 0 for row, _, _ in rows)
    values["cost"] = sum(row.marginal for row, _, _ in rows)
    values["holds_moved"] = sum(_hold_moved(evidence, ref) for ref in evidence.free)
    if not evidence.run.ordered:
        values["order"] = _tie_break(evidence)
    return values


def unsuitability(child: Child, group: Group) -> int:
    """2 points for the primary need and 1 for every other need that the provision is not designated for."""
    primary, *others = child.needs
    return 2 * (primary not in group.needs) + sum(need not in group.needs for need in others)


def over_guideline(evidence: Evidence, row: Placed, child: Child) -> bool:
    """Whether the journey is longer than the guideline for the child's phase."""
    rules = evidence.facts.authority
    minutes = rules.guideline_primary if child.ncy <= LAST_PRIMARY_YEAR else rules.guideline_secondary
    return row.tenths is not None and row.tenths > 10 * minutes


def highest_rank(evidence: Evidence) -> int:
    """The highest rank anybody stated, 0 where nobody did."""
    return max((rank for asked in evidence.facts.asked.values() for rank, _, _ in asked), default=0)


def _preferences_missed(evidence: Evidence) -> Iterator[tuple[str, int]]:
    placed = evidence.run.placed
    asked = [ref for ref in evidence.counted if ref in evidence.facts.asked]
    given = [placed[ref].rank if ref in placed else None for ref in asked]
    for k in range(1, highest_rank(evidence) + 1):
        name = ORDINALS[k - 1] if k <= len(ORDINALS) else f"rank_{k}"
        yield f"{name}_preference_missed", sum(rank is None or rank > k for rank in given)


def _hold_moved(evidence: Evidence, ref: str) -> bool:
    held = held_group(evidence.facts, evidence.run, evidence.facts.children[ref])
    placed = evidence.run.placed.get(ref)
    return held is not None and (placed is None or placed.key != held)


def _tie_break(evidence: Evidence) -> int:
    """Each child's own order of its place, times the number of children not before it in the published tie order."""
    refs = tie_order(evidence.facts, evidence.counted, int(str(evidence.run.record.get("seed", 0))))
    placed, last = evidence.run.placed, highest_rank(evidence) + 1
    seniority = {ref: len(refs) - position for position, ref in enumerate(refs)}
    return sum(seniority[ref] * (evidence.choice(ref) if ref in placed else last) for ref in evidence.free)
