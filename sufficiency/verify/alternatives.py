"""What other choices would do: each is open to the child, starts from where children are, and ends within the places.

The change of ``unplaced`` is counted again from the moves; the changes of the other levels are not.
"""

import json
from collections import Counter
from collections.abc import Iterator

from sufficiency.verify.evidence import Evidence
from sufficiency.verify.facts import Key
from sufficiency.verify.limits import Limit
from sufficiency.verify.raw_files import Row
from sufficiency.verify.report import Check

Move = tuple[str, Key | None, Key | None]


def alternatives(evidence: Evidence) -> Check:
    """Each row of ``alternatives.csv`` against the options of the child and the places of everyone."""
    checked, broken = 0, []
    for checked, row in enumerate(evidence.run.alternatives, 1):  # noqa: B007  how many there were, at the end
        broken += [f"{row['child_ref']} at {row['urn']}: {fault}" for fault in _faults(evidence, row)]
    says = "Every alternative is a place the child may have and has not, its moves begin where children are, and fit"
    return Check("alternatives", says, checked, tuple(broken))


def _faults(evidence: Evidence, row: Row) -> Iterator[str]:
    ref, key = row["child_ref"], Key(int(row["urn"]), row["provision_id"], int(row["ncy_from"]))
    if key not in {option.key for option in evidence.options.get(ref, ())}:
        yield "not a place this child may be recommended"
        return
    if _place(evidence, ref) == key:
        yield "the place recommended is no alternative"
    if row["feasible"] == "yes":
        yield from _moved(evidence, row, (ref, key))


def _moved(evidence: Evidence, row: Row, choice: tuple[str, Key]) -> Iterator[str]:
    moves = [_move(plain) for plain in json.loads(row["moves_by_key"] or "[]")]
    if choice not in {(ref, after) for ref, _, after in moves}:
        yield "the child is not moved there"
    if any(_place(evidence, ref) != before for ref, before, _ in moves):
        yield "a child is moved from where it is not"
    if any(ref not in evidence.options for ref, _, _ in moves):
        yield "a child is moved that this round may not move"
    if int(row["change_unplaced"]) != sum((after is None) - (before is None) for _, before, after in moves):
        yield "change_unplaced is not that of the moves"
    if _overfills(evidence, moves):
        yield "a limit would hold more children than places"


def _overfills(evidence: Evidence, moves: list[Move]) -> bool:
    change = Counter[Limit]()
    for _, before, after in moves:
        change.update(evidence.paths[after] if after else ())
        change.subtract(evidence.paths[before] if before else ())
    more = (limit for limit, number in change.items() if number > 0)
    return any(evidence.used.get(limit, 0) + change[limit] > evidence.places[limit] for limit in more)


def _place(evidence: Evidence, ref: str) -> Key | None:
    placed = evidence.run.placed.get(ref)
    return None if placed is None else placed.key


def _move(plain: list[object]) -> Move:
    ref, before, after = plain
    return str(ref), _key(before), _key(after)


def _key(plain: object) -> Key | None:
    if not isinstance(plain, list):
        return None
    urn, provision_id, ncy_from = plain
    return Key(int(urn), str(provision_id), int(ncy_from))
