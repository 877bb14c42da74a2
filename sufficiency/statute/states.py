"""How settled a case is: what the round may move, what it must leave, and what it takes to move it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sufficiency.domain.cases import State


class Treatment(StrEnum):
    """How the allocation treats a case in a state."""

    FREE = "free"
    HELD = "held"
    FIXED_USES_PLACE = "fixed-uses-place"
    FIXED_ON_ROLL = "fixed-on-roll"


@dataclass(frozen=True, slots=True)
class StateRule:
    """A state in words: its meaning, whether another case may supersede it, and what is required to move it."""

    state: State
    name: str
    meaning: str
    may_be_superseded: bool
    treatment: Treatment
    to_move: str


_ALL = (
    StateRule(
        State.REQUEST_OPEN,
        "Request open",
        "A request or representation was received and not yet answered.",
        True,
        Treatment.FREE,
        "Nothing, but the clock runs and the request needs its own answer.",
    ),
    StateRule(
        State.TYPE_AGREED,
        "Type agreed",
        "The authority agrees the type of place; no institution is settled.",
        True,
        Treatment.FREE,
        "A record of who was passed over, and why.",
    ),
    StateRule(
        State.CONSULTED,
        "Consulted",
        "Settings were sent the draft plan, and may have replied.",
        True,
        Treatment.FREE,
        "A record of who was passed over, and why.",
    ),
    StateRule(
        State.PROVISIONAL,
        "Held provisionally",
        "A place is held by the panel; the family may have been told.",
        True,
        Treatment.HELD,
        "Approval by a service manager or above, a reason code, and notice to the family.",
    ),
    StateRule(
        State.NAMED_FINAL,
        "Named in the final plan",
        "The institution is in Section I of a final plan and must admit (Children and Families Act 2014, s.43).",
        False,
        Treatment.FIXED_USES_PLACE,
        "A review and amendment under s.44, a tribunal's order, or withdrawal by the family.",
    ),
    StateRule(
        State.ON_ROLL,
        "On roll",
        "The child attends and is counted on roll.",
        False,
        Treatment.FIXED_ON_ROLL,
        "An annual review, a phase transfer, or a move.",
    ),
    StateRule(
        State.TRIBUNAL_ORDERED,
        "Ordered by the tribunal",
        "The First-tier Tribunal ordered the institution to be named (SI 2014/1530, reg 44).",
        False,
        Treatment.FIXED_USES_PLACE,
        "Another order of the tribunal.",
    ),
    StateRule(
        State.TYPE_NAMED_ONLY,
        "Type named only",
        "The final plan names a type and no institution. The child counts as unplaced and the duty in s.42 runs.",
        True,
        Treatment.FREE,
        "Nothing: a place is still owed.",
    ),
)

STATES: Mapping[State, StateRule] = {rule.state: rule for rule in _ALL}
"""Every state by its code."""
