"""One child's case: what is asked for, by when, and how far it has got."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sufficiency.domain.needs import Need
from sufficiency.domain.places import Place


class Sex(StrEnum):
    """As recorded by the national return; blank when not given."""

    FEMALE = "F"
    MALE = "M"
    NOT_GIVEN = ""


class Reason(StrEnum):
    """Why a place is being looked for; with the dates it fixes the statutory deadline."""

    NEW_PLAN = "new-plan"
    PHASE_TRANSFER = "phase-transfer"
    MOVE_IN = "move-in"
    BREAKDOWN = "breakdown"
    TRIBUNAL = "tribunal"


class State(StrEnum):
    """How far a case has got, from an open request to a child on roll."""

    REQUEST_OPEN = "P0"
    TYPE_AGREED = "P1"
    CONSULTED = "P2"
    PROVISIONAL = "P3"
    NAMED_FINAL = "P4"
    ON_ROLL = "P5"
    TRIBUNAL_ORDERED = "X1"
    TYPE_NAMED_ONLY = "X2"


class Urgency(StrEnum):
    """The closed list of urgency categories, most urgent first."""

    TRIBUNAL_CLOCK = "U1"
    NO_SCHOOL_PLACE = "U2"
    PLACEMENT_ENDED = "U3"
    LOOKED_AFTER = "U4"
    OVERDUE = "U5"
    OTHER = "U6"


@dataclass(frozen=True, slots=True)
class Case:
    """One case awaiting a place.

    ``ref`` is the authority's own pseudonymous reference; nothing here names a child. ``ncy`` is the National
    Curriculum year in the round's academic year, the year in which the place would be taken up.
    ``deadline`` is the date given, if any; otherwise statute works it out from ``reason`` and the dated facts
    (request, review or tribunal order). ``named_urn`` is the setting held (P3), named (P4), attended (P5) or
    ordered (X1). ``cannot_walk``: whether the child cannot reasonably be expected to walk to school because of special
    educational needs, a disability or a mobility problem; None: not known. ``apart_from`` are references of children
    with whom no vehicle is shared.
    """

    ref: str
    ncy: int
    primary_need: Need
    home: Place
    request_date: date
    deadline: date | None = None
    reason: Reason = Reason.NEW_PLAN
    review_date: date | None = None
    order_date: date | None = None
    state: State = State.REQUEST_OPEN
    urgency: Urgency = Urgency.OTHER
    other_needs: tuple[Need, ...] = ()
    sex: Sex = Sex.NOT_GIVEN
    need_score: int = 0
    sibling_urn: int | None = None
    sibling_ref: str = ""
    current_urn: int | None = None
    named_urn: int | None = None
    named_provision: str = ""
    wheelchair: bool = False
    passenger_assistant: bool = False
    solo_travel: bool = False
    max_minutes: int | None = None
    low_income: bool = False
    cannot_walk: bool | None = None
    apart_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Preference:
    """One request by a parent or young person; rank 1 is the most wanted, a blank provision means any there.

    ``parent_transports``: the setting is to be named only on condition that the parent arranges travel to it.
    """

    child_ref: str
    rank: int
    urn: int
    provision_id: str = ""
    requested_on: date | None = None
    parent_transports: bool = False
