"""Who may be recommended which place, with every reason; never a bare yes or no.

``RULES`` is the whole of it: one small function per rule, named by the code used in files, each giving a sentence when
it bites and nothing when it does not. What each rule rests on stands in ``provisions/eligibility.toml``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from sufficiency.domain.cases import Case, Sex
from sufficiency.domain.inputs import TravelRules
from sufficiency.domain.reasons import Eligibility, Reason, Verdict
from sufficiency.domain.run import Journey
from sufficiency.domain.settings import Admits, Consultation, Ground, Provision, Reply, Setting
from sufficiency.domain.years import AcademicYear, Phase, ncy_label, phase_of
from sufficiency.statute.provisions import provision as provision_in_force

_ACCEPTED = (Reply.ACCEPT, Reply.ACCEPT_OVER_NUMBER)
_ADMITTED = {Admits.GIRLS: Sex.FEMALE, Admits.BOYS: Sex.MALE}


@dataclass(frozen=True, slots=True)
class Pairing:
    """One child and one place, with all that the rules ask about.

    ``journey`` is None where no journey is known; ``asked`` says that a parent or young person asked for the setting.
    ``consultation`` is the latest that covers the place (see ``consultations.reply_for``).
    """

    case: Case
    setting: Setting
    provision: Provision
    journey: Journey | None
    asked: bool = False
    consultation: Consultation | None = None

    @property
    def accepted(self) -> bool:
        """Whether the setting has said it will admit the child."""
        return self.consultation is not None and self.consultation.reply in _ACCEPTED


Rule = Callable[[Pairing, TravelRules], str | None]


def assess(pairing: Pairing, travel: TravelRules) -> Eligibility:
    """Whether the place may be recommended to the child, with every bar and every note."""
    bars = _found(BARS, Verdict.MAY_NOT, pairing, travel)
    notes = _found(NOTES, Verdict.NOTE, pairing, travel)
    if bars:
        return Eligibility(False, (*bars, *notes))
    return Eligibility(True, (_nothing_in_the_way(pairing.provision.year.starts), *notes))


def may(pairing: Pairing, travel: TravelRules) -> bool:
    """The same answer as ``assess``, stopping at the first bar: for millions of pairs, before reasons are asked for."""
    for rule in _BARS:  # noqa: SIM110 - a third faster than all(), and asked millions of times
        if rule(pairing, travel) is not None:
            return False
    return True


def age(p: Pairing, _: TravelRules) -> str | None:
    """The child's year is outside the year band."""
    if p.provision.ncy_from <= p.case.ncy <= p.provision.ncy_to:
        return None
    return f"The child will be in {ncy_label(p.case.ncy)}; the places are for {_band(p.provision)}."


def need(p: Pairing, _: TravelRules) -> str | None:
    """The primary need is not designated and the setting has not accepted the child."""
    if p.case.primary_need in p.provision.needs or p.accepted:
        return None
    return (
        f"{p.case.primary_need} is not among the needs the places are for ({', '.join(p.provision.needs)}) and the "
        "setting has not accepted the child. A designation is not a ground of refusal by itself: consult the setting."
    )


def sex(p: Pairing, _: TravelRules) -> str | None:
    """A single-sex setting and a child recorded as of the other sex."""
    if p.setting.admits is Admits.MIXED or p.case.sex in (Sex.NOT_GIVEN, _ADMITTED[p.setting.admits]):
        return None
    return f"The setting admits {p.setting.admits} only."


def not_open(p: Pairing, _: TravelRules) -> str | None:
    """The place opens after the first day of the academic year."""
    opens = p.provision.opens_on
    if opens is None or opens <= p.provision.year.first_day:
        return None
    return f"The places open on {opens}, after the first day of the academic year."


def closed(p: Pairing, _: TravelRules) -> str | None:
    """The place has closed by the first day of the academic year."""
    closes = p.provision.closes_on
    if closes is None or closes > p.provision.year.first_day:
        return None
    return f"The places close on {closes}, by the first day of the academic year."


def objected(p: Pairing, _: TravelRules) -> str | None:
    """The setting objected on a ground other than being full."""
    reply = p.consultation
    if reply is None or reply.reply is not Reply.OBJECT or reply.ground is Ground.PROVIDER_REPORTED_FULL:
        return None
    ground = f"on ground {reply.ground}" if reply.ground else "and gave no ground"
    return f"The setting objected {ground}. The authority may still name it, having considered the reply."


def not_offered(p: Pairing, _: TravelRules) -> str | None:
    """A setting outside section 38(3) that has not offered a place."""
    if p.setting.s38_3 or p.accepted:
        return None
    return "The setting is not of a section 38(3) type and has not offered a place."


def child_limit(p: Pairing, _: TravelRules) -> str | None:
    """The journey is longer than the limit stated for this child."""
    if p.journey is None or p.case.max_minutes is None or p.journey.tenths <= 10 * p.case.max_minutes:
        return None
    return f"The journey of {_minutes(p.journey)} is longer than this child's limit of {p.case.max_minutes} minutes."


def travel_limit(p: Pairing, travel: TravelRules) -> str | None:
    """The journey is longer than the authority's limit and nobody asked for the setting."""
    if p.asked or p.journey is None or p.journey.tenths <= 10 * travel.limit:
        return None
    return (
        f"The journey of {_minutes(p.journey)} is longer than the authority's limit of {travel.limit} minutes and no "
        "parent or young person asked for this setting."
    )


def no_route(p: Pairing, _: TravelRules) -> str | None:
    """No journey is known."""
    return None if p.journey is not None else "No journey is known from the child's home to the setting."


def full_reported(p: Pairing, _: TravelRules) -> str | None:
    """The setting objected as full, which is not a ground."""
    reply = p.consultation
    if reply is None or reply.reply is not Reply.OBJECT or reply.ground is not Ground.PROVIDER_REPORTED_FULL:
        return None
    return "The setting reported that it is full. That is not a ground; places are counted from the provision table."


def designation_accepted(p: Pairing, _: TravelRules) -> str | None:
    """The primary need is not designated, but the setting accepted the child."""
    if p.case.primary_need in p.provision.needs or not p.accepted:
        return None
    return f"{p.case.primary_need} is not among the needs the places are for; the setting has accepted the child."


def estimated_journey(p: Pairing, _: TravelRules) -> str | None:
    """The journey is an estimate."""
    if p.journey is None or p.journey.basis != "estimated":
        return None
    return f"The journey of {_minutes(p.journey)} is estimated from the straight line."


def over_guideline(p: Pairing, travel: TravelRules) -> str | None:
    """The journey is longer than the guideline for the phase."""
    guideline = guideline_minutes(p.case, travel)
    if p.journey is None or p.journey.tenths <= 10 * guideline:
        return None
    return f"The journey of {_minutes(p.journey)} is longer than the guideline of {guideline} minutes."


def over_number_accepted(p: Pairing, _: TravelRules) -> str | None:
    """The setting accepted the child over its number."""
    if p.consultation is None or p.consultation.reply is not Reply.ACCEPT_OVER_NUMBER:
        return None
    return "The setting has accepted the child over its number; another place is not counted until it is commissioned."


def guideline_minutes(case: Case, travel: TravelRules) -> int:
    """The guideline for the child's phase, whole minutes each way."""
    return travel.guideline_primary if phase_of(case.ncy) is Phase.PRIMARY else travel.guideline_secondary


BARS: Mapping[str, Rule] = {
    "AGE": age,
    "NEED": need,
    "SEX": sex,
    "NOT_OPEN": not_open,
    "CLOSED": closed,
    "OBJECTED": objected,
    "NOT_OFFERED": not_offered,
    "CHILD_LIMIT": child_limit,
    "TRAVEL_LIMIT": travel_limit,
    "NO_ROUTE": no_route,
}
"""Every rule that stands in the way of a recommendation, by the code used in files."""

NOTES: Mapping[str, Rule] = {
    "FULL_REPORTED": full_reported,
    "DESIGNATION_ACCEPTED": designation_accepted,
    "ESTIMATED_JOURNEY": estimated_journey,
    "OVER_GUIDELINE": over_guideline,
    "OVER_NUMBER_ACCEPTED": over_number_accepted,
}
"""Every rule that only adds a note."""

RULES: Mapping[str, Rule] = {**BARS, **NOTES}
"""The whole of eligibility; nothing else bars or notes."""


_BARS = tuple(BARS.values())


def _found(rules: Mapping[str, Rule], verdict: Verdict, pairing: Pairing, travel: TravelRules) -> list[Reason]:
    found = []
    for code, rule in rules.items():
        sentence = rule(pairing, travel)
        if sentence is not None:
            found.append(Reason(code, verdict, sentence, _source(code, pairing.provision.year.starts)))
    return found


@cache
def _source(code: str, starts: int) -> str:
    return provision_in_force(f"rule_{code}", AcademicYear(starts).first_day).source.title


@cache
def _nothing_in_the_way(starts: int) -> Reason:
    rule = provision_in_force("rule_MAY", AcademicYear(starts).first_day)
    return Reason("MAY", Verdict.MAY, rule.says, rule.source.title)


def _band(provision: Provision) -> str:
    first, last = ncy_label(provision.ncy_from), ncy_label(provision.ncy_to)
    return first if first == last else f"{first} to {last}"


def _minutes(journey: Journey) -> str:
    return f"{journey.tenths // 10}.{journey.tenths % 10} minutes"
