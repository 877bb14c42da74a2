"""A run: the recommendation for one round, with everything needed to explain it. A recommendation is not a decision."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from sufficiency.domain.cases import State
from sufficiency.domain.inputs import Authority
from sufficiency.domain.needs import Need
from sufficiency.domain.transport import RoundTransport

Basis = Literal["given", "network", "estimated"]


class GroupKey(NamedTuple):
    """A place group: URN, provision and first National Curriculum year of its band."""

    urn: int
    provision_id: str
    ncy_from: int


@dataclass(frozen=True, slots=True)
class Journey:
    """One way, home to site: tenths of minutes, metres, and how they are known."""

    tenths: int
    metres: int
    basis: Basis


@dataclass(frozen=True, slots=True)
class Level:
    """One level of the programme and the value reached: lower is better, ``bound`` is proven."""

    name: str
    says: str
    unit: str
    value: int
    bound: int


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One child and the place recommended, or already fixed. Money is pence a year."""

    child_ref: str
    ncy: int
    primary_need: Need
    state: State
    tier: int
    group: GroupKey
    setting_name: str
    preference_rank: int | None
    journey: Journey | None
    annual_cost: int
    marginal_cost: int
    basis: str
    fixed: bool
    over_guideline: bool = False


@dataclass(frozen=True, slots=True)
class Unplaced:
    """One child for whom no place is recommended, and why in words.

    ``conflict_children`` compete for ``conflict_places``; ``by_order`` says that only an earlier case's preference
    stands in the way, not the number of places.
    """

    child_ref: str
    ncy: int
    primary_need: Need
    tier: int
    deadline: date
    options: int
    stated: int
    why: str
    conflict_children: int = 0
    conflict_places: int = 0
    by_order: bool = False
    relaxations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found about one child and one place group, or about the child alone (``group`` is None)."""

    child_ref: str
    group: GroupKey | None
    verdict: Literal["recommended", "eligible", "not eligible", "note"]
    rule: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Move:
    """One child moving from one place group to another; None is no place."""

    child_ref: str
    before: GroupKey | None
    after: GroupKey | None


@dataclass(frozen=True, slots=True)
class Alternative:
    """What giving this child this place instead would do: the exact change of every level, and who would move."""

    child_ref: str
    group: GroupKey
    feasible: bool
    change: tuple[int, ...] = ()
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True)
class LimitUse:
    """One limit on places, how full it is, and what one more place would change at every level."""

    kind: Literal["group", "provision", "setting", "family"]
    urn: int
    provision_id: str
    ncy_from: int | None
    ncy_to: int | None
    name: str
    places: int
    used: int
    one_more: tuple[int, ...] = ()
    one_more_with_all_above: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PolicyPrice:
    """The same round under another policy: the value of every level, and how many children it would place elsewhere."""

    policy: str
    values: tuple[int, ...]
    moved: int


@dataclass(frozen=True, slots=True)
class Override:
    """A place settled by a named person against or ahead of the recommendation, with the reason given."""

    child_ref: str
    urn: int
    provision_id: str
    reason: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class PolicyUsed:
    """The ordering policy as published."""

    code: str
    name: str
    sentence: str
    source: str
    programme: Literal["ordered", "cohort"]
    version: str = ""
    approved_by: str = ""
    watermark: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """A setting as the report draws it: where it is and how full, easting and northing in metres if known."""

    urn: int
    name: str
    type: str
    easting: int | None
    northing: int | None
    places: int
    used: int


@dataclass(frozen=True, slots=True)
class Run:
    """The whole answer for one round; every tuple is in canonical order.

    ``homes`` are grid points of children by reference, for the map only, drawn without references; ``outlines`` are
    rings of the areas drawn under them, in metres.
    ``first`` is the level that a what-if put first, blank for the programme as published.
    ``status`` is ``stopped`` where a deterministic limit ended the proof; ``repeatable`` is False where a limit on time
    did, and such a run cannot go to a panel. ``transport`` is None where it is priced by mileage.
    """

    authority: Authority
    policy: PolicyUsed
    levels: tuple[Level, ...]
    recommendations: tuple[Recommendation, ...]
    unplaced: tuple[Unplaced, ...]
    verdicts: tuple[Verdict, ...]
    alternatives: tuple[Alternative, ...]
    limits: tuple[LimitUse, ...]
    supersessions: tuple["Supersession", ...] = ()
    price_of_the_order: tuple[PolicyPrice, ...] = ()
    overrides: tuple[Override, ...] = ()
    sites: tuple[Site, ...] = ()
    homes: tuple[tuple[str, int, int], ...] = ()
    outlines: tuple[tuple[tuple[int, int], ...], ...] = ()
    stated: int = 0
    tie_lower_bound: int = 1
    tied_children: int = 0
    status: Literal["optimal", "stopped"] = "optimal"
    repeatable: bool = True
    seed: int = 0
    holds_released: bool = False
    first: str = ""
    notes: tuple[str, ...] = field(default_factory=tuple)
    transport: RoundTransport | None = None

    @property
    def not_arranged(self) -> tuple[str, ...]:
        """Children recommended a place to which no vehicle of the fleet brings them; none where all is by mileage."""
        if self.transport is None:
            return ()
        arranged = {(its.ref, its.urn) for its in self.transport.arrangements}
        free = (r for r in self.recommendations if not r.fixed)
        return tuple(r.child_ref for r in free if (r.child_ref, r.group.urn) not in arranged)


@dataclass(frozen=True, slots=True)
class Supersession:
    """Child B is recommended capacity that child A, who asked earlier, was seeking. One record per inversion.

    ``supersession_id`` is derived from the two references and the place, so a rerun gives the same one.
    Fields that only people can fill (who decided, who was told) are left out until a decision is made.
    """

    supersession_id: str
    group: GroupKey
    child_a: str
    child_b: str
    a_request_date: date
    b_request_date: date
    a_state: State
    a_deadline: date
    b_deadline: date
    reason_code: str
    a_need_score: int
    b_need_score: int
    counterfactual: str
    effect_on_a: str
