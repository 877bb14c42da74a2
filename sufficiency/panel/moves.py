"""The one dict of allowed moves of a case: who may make each, whether it may be made now, and what the audit calls it.

A move that is not in it cannot be made, by anybody. Source of the states: ``statute/states.py``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from sufficiency.domain.cases import State
from sufficiency.panel.events import Event
from sufficiency.panel.permissions import Act

PlaceEffect = Literal["claims", "claims even over number", "keeps", "gives up", "none"]
"""What a move does to the places of the round."""

_LOOKING = (State.REQUEST_OPEN, State.TYPE_AGREED, State.CONSULTED, State.TYPE_NAMED_ONLY)
_SETTLED = (State.PROVISIONAL, State.NAMED_FINAL, State.ON_ROLL, State.TRIBUNAL_ORDERED)
_LOOKED_AT = ("REASON", "OPENED", "NO_INTEREST", "CURRENT_RUN", "LISTED")
_DECIDING = (*_LOOKED_AT, "ONCE")


@dataclass(frozen=True, slots=True)
class Move:
    """One step of a case. ``policies`` name rules of ``policies.py``; a ``decision`` is made against an exact run."""

    says: str
    act: Act
    policies: tuple[str, ...]
    event: Event
    place: PlaceEffect = "none"
    decision: bool = False


_AGREE_TYPE = Move("agree the type of place", Act.PREPARE, (), Event.TYPE_AGREED)
_CONSULT = Move("note that settings were consulted", Act.PREPARE, ("CONSULTATION_SENT",), Event.CONSULTED)
_HOLD = Move(
    "hold a place", Act.DECIDE, (*_DECIDING, "MAY_BE_NAMED", "APPROVED_BY_ANOTHER"), Event.HELD, "claims", decision=True
)
_NAME_TYPE = Move(
    "name a type only", Act.DECIDE, (*_DECIDING, "REQUESTS_ANSWERED"), Event.TYPE_NAMED, "none", decision=True
)
_NAME_FINAL = Move(
    "name the held place in the final plan", Act.ISSUE, ("NO_INTEREST", "REQUESTS_ANSWERED"), Event.NAMED_FINAL, "keeps"
)
_START = Move("note that the child came on roll", Act.PREPARE, (), Event.STARTED, "keeps")
_RELEASE = Move(
    "give up a held place", Act.UNSETTLE,
    ("REASON", "REASON_CODE", "FAMILY_TOLD", "NO_INTEREST", "NOT_OWN_DECISION"), Event.HOLD_RELEASED, "gives up",
)  # fmt: skip
_REOPEN = Move(
    "open a settled case again", Act.UNSETTLE, ("REASON", "BASIS_TO_REOPEN", "NO_INTEREST", "NOT_OWN_DECISION"),
    Event.REOPENED, "gives up",
)  # fmt: skip
_ORDER = Move(
    "carry out the tribunal's order", Act.PREPARE, ("REASON", "ORDER_DATE"), Event.ORDERED, "claims even over number"
)

DEFER = Move("ask for more information", Act.DECIDE, _LOOKED_AT, Event.DEFERRED, decision=True)
"""The one decision that moves nothing: the case stays in its state."""


def _moves() -> Iterator[tuple[tuple[State, State], Move]]:
    yield (State.REQUEST_OPEN, State.TYPE_AGREED), _AGREE_TYPE
    for before in (State.REQUEST_OPEN, State.TYPE_AGREED, State.TYPE_NAMED_ONLY):
        yield (before, State.CONSULTED), _CONSULT
    for before in _LOOKING:
        yield (before, State.PROVISIONAL), _HOLD
    for before in _LOOKING[:3]:
        yield (before, State.TYPE_NAMED_ONLY), _NAME_TYPE
    yield (State.PROVISIONAL, State.NAMED_FINAL), _NAME_FINAL
    yield (State.NAMED_FINAL, State.ON_ROLL), _START
    yield (State.TRIBUNAL_ORDERED, State.ON_ROLL), _START
    yield (State.PROVISIONAL, State.CONSULTED), _RELEASE
    yield (State.NAMED_FINAL, State.REQUEST_OPEN), _REOPEN
    yield (State.ON_ROLL, State.REQUEST_OPEN), _REOPEN
    for before in (*_LOOKING, *_SETTLED):
        yield (before, State.TRIBUNAL_ORDERED), _ORDER


MOVES: Mapping[tuple[State, State], Move] = dict(_moves())
"""Every move allowed, by the state before and the state after."""

BEFOREHAND = ("NO_INTEREST", "CURRENT_RUN", "LISTED", "ONCE")
"""Policies of a decision that stand in the way of some person or case before anything is said or chosen."""
APPROVING = ("REASON", "NO_INTEREST", "CURRENT_RUN")
"""Policies of an approval that a held place is passed on, which is no move."""
