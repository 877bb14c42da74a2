"""Right type of provision: children whose present placement does not fit the needs recorded, and why.

``RULES`` is the whole of it: one small function per rule, named by its code, giving a sentence when it bites. What each
rests on stands in ``provisions/right_type.toml``. A finding is a question for the child's next review with the family.
It says nothing of how the child fares, and it is no ground for moving anyone.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sufficiency.domain.cases import Case
from sufficiency.domain.inputs import Inputs
from sufficiency.domain.needs import Need
from sufficiency.domain.placed import PlacedChild
from sufficiency.domain.settings import SettingType
from sufficiency.domain.years import ncy_label
from sufficiency.statute.provisions import provision
from sufficiency.statute.states import STATES, Treatment

BASES = (SettingType.BASE, SettingType.DSP)
SPECIALS = (SettingType.SPECIAL, SettingType.SATELLITE)
SPECIALIST = (*SPECIALS, SettingType.INDEPENDENT)
WITH_MAINSTREAM = (SettingType.MAINSTREAM, *BASES)
JUDGED = (*WITH_MAINSTREAM, *SPECIALIST)
"""Types of setting that the rules can judge; alternative provision is meant for a time and is left out."""


class Towards(StrEnum):
    """Which way a finding points."""

    MORE = "more specialist"
    LESS = "less specialist"
    OTHER = "other designation"


@dataclass(frozen=True, slots=True)
class Placement:
    """Where one child is now.

    ``ncy`` is that of the round; ``here`` the needs that the setting's places are for; a ``need_score`` of 0 is none.
    """

    child_ref: str
    ncy: int
    primary_need: Need
    type: SettingType
    urn: int
    here: frozenset[Need] = frozenset()
    other_needs: tuple[Need, ...] = ()
    need_score: int = 0


@dataclass(frozen=True, slots=True)
class Designation:
    """One provision of the authority: the type of its setting, the needs and the years it is for."""

    type: SettingType
    needs: frozenset[Need]
    ncy_from: int
    ncy_to: int


@dataclass(frozen=True, slots=True)
class Descriptors:
    """What the authority has published: its designations, and the score that points to a special school, if any."""

    designations: tuple[Designation, ...]
    special_from: int | None = None

    def take(self, types: tuple[SettingType, ...], needs: frozenset[Need], ncy: int) -> bool:
        """Whether one provision of these types is for all these needs in that year."""
        return any(d.type in types and needs <= d.needs and d.ncy_from <= ncy <= d.ncy_to for d in self.designations)


@dataclass(frozen=True, slots=True)
class Misfit:
    """One child whose placement does not fit the needs recorded: the rule, which way, and a sentence."""

    child_ref: str
    urn: int
    rule: str
    towards: Towards
    sentence: str


Rule = Callable[[Placement, Descriptors], str | None]


def misfits(placements: Iterable[Placement], published: Descriptors) -> tuple[Misfit, ...]:
    """Every misfit, by child, with the first rule that bites. Placements of a type not ``JUDGED`` are passed over."""
    judged = sorted((p for p in placements if p.type in JUDGED), key=lambda p: p.child_ref)
    return tuple(found for placement in judged if (found := _first(placement, published)))


def placements_of(inputs: Inputs, placed: Iterable[PlacedChild] = ()) -> tuple[tuple[Placement, ...], int]:
    """Where children are now, and how many attend a setting that the settings table does not have.

    The children of the round first; then those ``placed``, who await no place, but for those the round has as well.
    """
    types = {setting.urn: setting.type for setting in inputs.settings}
    here: dict[int, frozenset[Need]] = {}
    for row in inputs.provisions:
        here[row.urn] = here.get(row.urn, frozenset()) | frozenset(row.needs)
    everyone = [*_of_round(inputs.cases), *not_in_round(inputs.cases, placed)]
    known = [_placement(child, types[child.urn], here) for child in everyone if child.urn in types]
    return tuple(known), len(everyone) - len(known)


def not_in_round(cases: Iterable[Case], placed: Iterable[PlacedChild]) -> tuple[PlacedChild, ...]:
    """Those placed whom the round does not have as well: a child stands in one of the two."""
    refs = {case.ref for case in cases}
    return tuple(child for child in placed if child.ref not in refs)


def _of_round(cases: Iterable[Case]) -> Iterator[PlacedChild]:
    """The children of the round who attend a setting, as the placements table would have them."""
    for c in cases:
        urn = _attended(c)
        if urn is not None:
            yield PlacedChild(c.ref, c.ncy, c.primary_need, urn, c.other_needs, c.need_score)


def _placement(child: PlacedChild, setting: SettingType, here: Mapping[int, frozenset[Need]]) -> Placement:
    kind = _type_here(setting, child.in_base)
    ordinary = kind is SettingType.MAINSTREAM and setting in BASES
    needs = frozenset[Need]() if ordinary else here.get(child.urn, frozenset())
    return Placement(
        child.ref, child.ncy, child.primary_need, kind, child.urn, needs, child.other_needs, child.need_score
    )


def _type_here(setting: SettingType, in_base: bool | None) -> SettingType:
    """The type of place a child has: a school with a base has ordinary classes as well, and the other way about."""
    if in_base and setting is SettingType.MAINSTREAM:
        return SettingType.BASE
    return SettingType.MAINSTREAM if in_base is False and setting in BASES else setting


def descriptors_of(inputs: Inputs, special_from: int | None = None) -> Descriptors:
    """The designations of the round's academic year."""
    types = {setting.urn: setting.type for setting in inputs.settings}
    year = inputs.authority.academic_year
    rows = (row for row in inputs.provisions if row.year == year)
    designated = (Designation(types[row.urn], frozenset(row.needs), row.ncy_from, row.ncy_to) for row in rows)
    return Descriptors(tuple(designated), special_from)


def source_of(rule: str, on: date) -> str:
    """What a rule rests on."""
    return provision(f"right_type_{rule}", on).source.title


def special_only(p: Placement, published: Descriptors) -> str | None:
    """Points to a special school: no base is designated for the need."""
    if p.type not in WITH_MAINSTREAM or _base_takes(p, published) or not _special_takes(p, published):
        return None
    return (
        f"{p.primary_need} in {ncy_label(p.ncy)}: places are designated in special schools only, and the child is in "
        f"{_where(p)}."
    )


def score_high(p: Placement, published: Descriptors) -> str | None:
    """Points to a special school: by the published score."""
    line = published.special_from
    if p.type not in WITH_MAINSTREAM or line is None or p.need_score < line or not _special_takes(p, published):
        return None
    return (
        f"Need score {p.need_score}; from {line} the descriptors point to a special school, and these take "
        f"{p.primary_need} in {ncy_label(p.ncy)}. The child is in {_where(p)}."
    )


def base_only(p: Placement, published: Descriptors) -> str | None:
    """Points to a base: no special school is designated for the need."""
    if p.type not in SPECIALIST or _special_takes(p, published) or not _base_takes(p, published):
        return None
    return (
        f"{p.primary_need} in {ncy_label(p.ncy)}: places are designated in bases of mainstream schools only, and the "
        f"child is in {_where(p)}."
    )


def score_low(p: Placement, published: Descriptors) -> str | None:
    """Points to a base: by the published score, where one base is for every need recorded."""
    line, needs = published.special_from, frozenset((p.primary_need, *p.other_needs))
    if p.type not in SPECIALIST or line is None or not 0 < p.need_score < line:
        return None
    if not published.take(BASES, needs, p.ncy):
        return None
    return (
        f"Need score {p.need_score}; from {line} descriptors point to a special school, and a base is designated for "
        f"{', '.join(sorted(needs))} in {ncy_label(p.ncy)}. The child is in {_where(p)}."
    )


def not_designated(p: Placement, _: Descriptors) -> str | None:
    """Points to another designation: the places there are for other needs."""
    if not p.here or p.primary_need in p.here:
        return None
    return f"{p.primary_need}, in {_where(p)} whose places are for {', '.join(sorted(p.here))}."


RULES: Mapping[str, tuple[Towards, Rule]] = {
    "SPECIAL_ONLY": (Towards.MORE, special_only),
    "SCORE_HIGH": (Towards.MORE, score_high),
    "BASE_ONLY": (Towards.LESS, base_only),
    "SCORE_LOW": (Towards.LESS, score_low),
    "NOT_DESIGNATED": (Towards.OTHER, not_designated),
}
"""Every rule by its code, in the order in which they are asked."""


def _first(placement: Placement, published: Descriptors) -> Misfit | None:
    for code, (towards, rule) in RULES.items():
        sentence = rule(placement, published)
        if sentence is not None:
            return Misfit(placement.child_ref, placement.urn, code, towards, sentence)
    return None


def _special_takes(p: Placement, published: Descriptors) -> bool:
    return published.take(SPECIALS, frozenset((p.primary_need,)), p.ncy)


def _base_takes(p: Placement, published: Descriptors) -> bool:
    return published.take(BASES, frozenset((p.primary_need,)), p.ncy)


def _attended(case: Case) -> int | None:
    on_roll = STATES[case.state].treatment is Treatment.FIXED_ON_ROLL
    return case.named_urn if on_roll and case.named_urn is not None else case.current_urn


def _where(p: Placement) -> str:
    label = {SettingType.MAINSTREAM: "a mainstream class", SettingType.INDEPENDENT: "an independent school"}.get(p.type)
    if label is None:
        label = "a base" if p.type in BASES else "a special school"
    return label
