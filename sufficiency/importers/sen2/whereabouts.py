"""What Section I says against where the child is: every person of a return in exactly one of three groups.

    awaiting      the first list of children awaiting a place, each with the rule that put them there
    placed        where Section I says, or where the parents arranged
    out of scope  no plan in force, or no place is sought in this round

The rules stand in order and the first that fits decides; the last fits everybody. Section I names an institution after
the parent's wish was weighed: it is no preference, so it is carried as a state (P4) and a named setting, never as one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sufficiency.domain.cases import State
from sufficiency.domain.years import FIRST_NCY, LAST_NCY, AcademicYear, ncy_in
from sufficiency.importers.sen2.checks import ceased
from sufficiency.importers.sen2.codes import INSTITUTION_BY_PARENT
from sufficiency.importers.sen2.records import ActivePlan, NamedPlan, Person, Placement, PlanDetail, Request


class Group(StrEnum):
    """Where a person of the return belongs."""

    AWAITING = "awaiting"
    PLACED = "placed"
    OUT_OF_SCOPE = "out of scope"


@dataclass(frozen=True, slots=True)
class Round:
    """The round the return is read for: the census day, the year the places are for, and the places there are.

    ``has_place`` says whether a URN has provision for a year group in the round; without it every named setting is
    taken to have.
    """

    census: date
    year: AcademicYear
    has_place: Callable[[int, int], bool] = lambda _urn, _ncy: True


@dataclass(frozen=True, slots=True)
class Facts:
    """One person's plan in force, the setting of rank 1 in its Section I, and the placement of rank 1."""

    person: Person
    ncy: int
    request: Request | None = None
    active: ActivePlan | None = None
    plan: NamedPlan | None = None
    named: PlanDetail | None = None
    attends: Placement | None = None

    @property
    def setting(self) -> str:
        """The code that stands in place of an institution attended; blank where one is attended."""
        return self.attends.setting if self.attends else ""


@dataclass(frozen=True, slots=True)
class PlaceRule:
    """One rule: whom it fits, the group it puts them in, and the state their case has then."""

    name: str
    group: Group
    fits: Callable[[Facts, Round], bool]
    because: str
    state: State = State.REQUEST_OPEN


def _no_year(facts: Facts, _: Round) -> bool:
    return not FIRST_NCY <= facts.ncy <= LAST_NCY


def _type_only(facts: Facts, _: Round) -> bool:
    return facts.named is not None and facts.named.setting == "OTH"


def _institution(facts: Facts) -> bool:
    return facts.named is not None and (facts.named.urn is not None or bool(facts.named.ukprn))


def _elsewhere(facts: Facts, _: Round) -> bool:
    """Named and attended both known, and not the same; a URN is never held against a UKPRN."""
    if facts.named is None or facts.attends is None or not _institution(facts):
        return False
    if facts.attends.setting:
        return True
    if facts.named.urn is not None and facts.attends.urn is not None:
        return facts.named.urn != facts.attends.urn
    return bool(facts.named.ukprn and facts.attends.ukprn) and facts.named.ukprn != facts.attends.ukprn


def _elsewhere_without_urn(facts: Facts, round_: Round) -> bool:
    return _elsewhere(facts, round_) and facts.named is not None and facts.named.urn is None


def _elsewhere_outside(facts: Facts, round_: Round) -> bool:
    urn = facts.named.urn if facts.named else None
    return _elsewhere(facts, round_) and urn is not None and not round_.has_place(urn, facts.ncy)


def _phase_due(facts: Facts, _: Round) -> bool:
    return (
        facts.active is not None
        and facts.active.phase_transfer_due is not None
        and (facts.active.phase_transfer_final is None)
    )


_AWAITING, _PLACED, _OUT = Group.AWAITING, Group.PLACED, Group.OUT_OF_SCOPE

RULES = (
    PlaceRule("no-plan", _OUT, lambda facts, _: facts.active is None,
              "no plan in force on the census day: refused, ceased, or not decided yet"),
    PlaceRule("no-year", _OUT, _no_year, "too young or too old for any year group of the round"),
    PlaceRule("ceasing", _OUT, lambda facts, _: facts.setting == "NIEC", "notice to cease the plan was given"),
    PlaceRule("arranged-by-parents", _PLACED, lambda facts, _: facts.setting in INSTITUTION_BY_PARENT,
              "the parents or young person made their own arrangements (s.42(5))"),
    PlaceRule("named-without-urn", _OUT, _elsewhere_without_urn,
              "Section I names, by UKPRN alone, a provider that the child does not attend; add the URN to place it"),
    PlaceRule("named-outside-round", _OUT, _elsewhere_outside,
              "Section I names a setting, not attended yet, that has no place of this round"),
    PlaceRule("named-not-attending", _AWAITING, _elsewhere,
              "Section I names an institution that the child does not attend", State.NAMED_FINAL),
    PlaceRule("type-named-only", _AWAITING, _type_only,
              "Section I names a type and no institution (s.42 duty)", State.TYPE_NAMED_ONLY),
    PlaceRule("awaiting-placement", _AWAITING, lambda facts, _: facts.setting == "NIEO",
              "not in education or training, as on moving in and awaiting a place"),
    PlaceRule("phase-transfer-due", _AWAITING, _phase_due, "a phase transfer is due and the plan is not final"),
    PlaceRule("not-in-education", _OUT, lambda facts, _: facts.setting == "NEET",
              "not in education, employment or training, and no other institution named"),
    PlaceRule("attends", _PLACED, lambda _facts, _round: True, "attends where Section I says, or Section I is silent"),
)  # fmt: skip
"""The first rule that fits decides. An independent school that Section I names and the child attends is a place."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """A person, the facts, and the rule that decided."""

    facts: Facts
    rule: PlaceRule

    @property
    def group(self) -> Group:
        """Awaiting, placed or out of scope."""
        return self.rule.group


def whereabouts(person: Person, round_: Round) -> Whereabouts:
    """Where one person belongs. The person must be free of faults."""
    facts = facts_of(person, round_)
    return Whereabouts(facts, next(rule for rule in RULES if rule.fits(facts, round_)))


def facts_of(person: Person, round_: Round) -> Facts:
    """The plan in force and its settings of rank 1, on the census day."""
    ncy = ncy_in(person.born, round_.year)
    running = (request for request in person.requests if request.active_plan and not ceased(request, round_.census))
    request = next(running, None)
    if request is None or request.active_plan is None:
        return Facts(person, ncy)
    plan, active = request.named_plan, request.active_plan
    named = next((detail for detail in (plan.details if plan else ()) if detail.rank == 1), None)
    there = (place for place in active.placements if place.rank == 1 and place.open_on(round_.census))
    return Facts(person, ncy, request, active, plan, named, next(there, None))
