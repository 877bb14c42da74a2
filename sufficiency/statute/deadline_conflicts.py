"""Where a policy would let one case miss its deadline so that another, due later, is placed.

Holding a family's decision past its deadline for another case's sake is a breach, whatever the merits of the other
case. So a policy orders work only inside the deadlines, and wherever it would not, both cases are listed by name.
Source: SI 2014/1530, regs 13(2), 18 and 22.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sufficiency.domain.run import GroupKey
from sufficiency.statute.supersession import Holders, Outcome


@dataclass(frozen=True, slots=True)
class DeadlineConflict:
    """``waiting`` goes without though it is due before ``placed``, which the policy puts no later."""

    waiting: str
    placed: str
    waiting_due: date
    placed_due: date
    group: GroupKey

    @property
    def sentence(self) -> str:
        """Both cases by name, and what has to happen."""
        return (
            f"DEADLINE_CONFLICT: {self.waiting} is due on {self.waiting_due} and has no place, while {self.placed}, "
            f"due on {self.placed_due}, is recommended one that {self.waiting} could have. Neither deadline gives way: "
            "decide both."
        )


def deadline_conflicts(outcomes: Sequence[Outcome], holders: Holders, round_ends: date) -> tuple[DeadlineConflict, ...]:
    """For each case left without a place and due by ``round_ends``: the case due latest that was seated in its stead.

    Only cases that the policy puts ahead or level count: a case later in the order that has a place is no conflict of
    the policy's making.
    """
    by_ref = {outcome.case.ref: outcome for outcome in outcomes}
    unplaced = [a for a in outcomes if a.seat is None and a.due <= round_ends]
    found = []
    for a in sorted(unplaced, key=lambda outcome: (outcome.due, outcome.case.ref)):
        seated = dict.fromkeys(ref for group in a.wanted for ref in holders.get(group, ()) if ref in by_ref)
        ahead = [b for b in map(by_ref.__getitem__, seated) if b.due > a.due and b.key <= a.key]
        found += [_conflict(a, b) for b in sorted(ahead, key=lambda b: (b.due, b.case.ref))[-1:]]
    return tuple(found)


def _conflict(a: Outcome, b: Outcome) -> DeadlineConflict:
    if b.seat is None:
        raise ValueError(f"{b.case.ref} is listed as seated and has no seat")
    return DeadlineConflict(a.case.ref, b.case.ref, a.due, b.due, b.seat)
