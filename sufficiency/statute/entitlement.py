"""Free travel to school: whether it is a duty for one child and one school on a date, with every reason.

``GATEWAYS`` is the whole of Schedule 35B: one small function per gateway, giving a sentence when it is open and naming
what it would have to know when that is not known. What each rests on stands in ``provisions/entitlement.toml``, the
numbers in ``provisions/travel.toml``. The order: age; a school that counts; the nearest suitable one, or the one named;
then every gateway in turn. A finding is for the authority's officers to check; it is no legal advice.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from sufficiency.domain.entitlement import Entitlement, Named, TravelFacts
from sufficiency.domain.reasons import Reason, Verdict
from sufficiency.domain.years import LAST_SCHOOL_NCY
from sufficiency.statute.provisions import provision
from sufficiency.statute.walking import metres_in, walking_metres, walking_miles

LAST_SIXTH_FORM_NCY = 14
AGED_8_TO_10, AGED_11_TO_16 = range(4, 7), range(7, 12)
"""Year groups that stand for the ages of the low-income rules; in Year 3 two miles is the walking distance anyway."""

WALKS = "whether the child can be expected to walk"
SAFE = "whether the walking route is safe"
DISTANCE = "how far it is to walk"
INCOME = "whether the family has a low income"
NEARER = "whether a nearer suitable school has a place"
THREE_NEAREST = "whether the school is one of the three nearest suitable ones"
BELIEF = "whether the school is the nearest that the parents prefer for their religion or belief"
SCHOOL_AGE = "whether the child has reached compulsory school age"

Found = tuple[str | None, tuple[str, ...]]
"""A sentence if the rule holds; else the facts that are not known and might make it hold."""

SHUT: Found = (None, ())


def entitlement(facts: TravelFacts, on: date) -> Entitlement:
    """Whether free travel is a duty on a date, is not, or is discretionary; every gateway that is open is given.

    Raises MissingProvision for a date before the first on which the rules are stated.
    """
    if (outside := _outside_school_age(facts, on)) is not None:
        return outside
    opened, missing = _opened(facts, on)
    about_school = _about_school(facts, on)
    if opened:
        return Entitlement("yes", (*opened, *about_school))
    unknown = missing
    if facts.nearer_place is None and facts.named is not Named.ALONE:
        hoped, more = _opened(replace(facts, nearer_place=False), on)
        unknown = (NEARER, *missing) if hoped else (NEARER, *more) if more else ()
    reasons = about_school or [_reason("NO_GATEWAY", Verdict.MAY_NOT, _nothing(facts, on), on)]
    return Entitlement("no", (*reasons, *_not_known(unknown, on)), unknown)


def _outside_school_age(f: TravelFacts, on: date) -> Entitlement | None:
    """The answer for a child who is not of compulsory school age, or may not be."""
    if f.ncy < 0 or (f.ncy == 0 and not f.of_school_age):
        rule, unknown = "BELOW_AGE", (SCHOOL_AGE,) if f.ncy == 0 and f.of_school_age is None else ()
    elif f.ncy > LAST_SIXTH_FORM_NCY:
        rule, unknown = "POST_19", ()
    elif f.ncy > LAST_SCHOOL_NCY:
        rule, unknown = "POST_16", ()
    else:
        return None
    return Entitlement("discretionary", (_reason(rule, Verdict.NOTE, _says(rule, on), on),), unknown)


def _about_school(f: TravelFacts, on: date) -> list[Reason]:
    """What the place of the school among suitable ones means: a bar, or a note."""
    if f.independent and f.named is Named.NOT:
        rule, verdict = "NOT_QUALIFYING", Verdict.MAY_NOT
    elif f.named is Named.ALONE:
        rule, verdict = "NAMED", Verdict.NOTE
    elif f.nearer_place:
        rule = "PARENTS_CONDITION" if f.named is Named.ON_CONDITION else "NEARER_PLACE"
        verdict = Verdict.MAY_NOT
    elif f.nearer_place is False and f.named is Named.ON_CONDITION:
        rule, verdict = "CONDITION_FALLS", Verdict.NOTE
    else:
        return []
    return [_reason(rule, verdict, _says(rule, on), on)]


def _tests(f: TravelFacts) -> Mapping[str, "Gateway"]:
    """The gateways there are to this school: all to the nearest suitable one, or the one named without a condition."""
    if f.named is Named.ALONE or (f.nearer_place is False and (f.named is Named.ON_CONDITION or not f.independent)):
        return GATEWAYS
    return OWN_SCHOOL_TEST if f.named is Named.NOT and not f.independent else {}


def _opened(f: TravelFacts, on: date) -> tuple[list[Reason], tuple[str, ...]]:
    """Every gateway that is open, and facts that are not known and might open another."""
    opened: list[Reason] = []
    missing: list[str] = []
    for rule, gateway in _tests(f).items():
        sentence, unknown = gateway(f, on)
        missing += unknown
        if sentence is not None:
            opened.append(_reason(rule, Verdict.MAY, sentence, on))
    return opened, tuple(dict.fromkeys(missing))


def _not_known(facts: Sequence[str], on: date) -> list[Reason]:
    if not facts:
        return []
    return [_reason("NOT_KNOWN", Verdict.NOTE, f"{_says('NOT_KNOWN', on)} Not known: {'; '.join(facts)}.", on)]


def cannot_walk(f: TravelFacts, _: date) -> Found:
    """Paragraph 2: special educational needs, disability or mobility; distance does not matter."""
    if f.cannot_walk:
        return (
            "The child cannot reasonably be expected to walk to school because of special educational needs, a "
            "disability or a mobility problem; how far it is does not matter."
        ), ()
    return None, (WALKS,) if f.cannot_walk is None else ()


def unsafe_route(f: TravelFacts, _: date) -> Found:
    """Paragraph 4: the nature of the route."""
    if f.unsafe_route:
        return "The walking route is not safe for the child, even accompanied by an adult as necessary.", ()
    return None, (SAFE,) if f.unsafe_route is None else ()


def beyond_walking_distance(f: TravelFacts, on: date) -> Found:
    """Paragraph 6: farther than walking distance by the nearest available route."""
    if f.metres is None:
        return None, (DISTANCE,)
    if f.metres <= walking_metres(f.ncy, on):
        return SHUT
    return f"The school is {f.metres:,} metres away on foot, more than {walking_miles(f.ncy, on)} miles.", ()


def low_income_8_to_10(f: TravelFacts, on: date) -> Found:
    """Paragraph 9: low income, aged 8 to 10, farther than two miles."""
    least = provision("low_income_miles_8_to_10", on).whole
    return _on_low_income(f, AGED_8_TO_10, (least, None), (True, ""))


def low_income_11_to_16(f: TravelFacts, on: date) -> Found:
    """Paragraph 11: low income, aged 11 to 16, two to six miles to one of the three nearest suitable schools."""
    near, far = provision("low_income_miles_11_to_16", on).codes
    return _on_low_income(f, AGED_11_TO_16, (near, far), (f.three_nearest, THREE_NEAREST))


def low_income_belief(f: TravelFacts, on: date) -> Found:
    """Paragraph 13: low income, aged 11 to 16, two to fifteen miles to the nearest by religion or belief."""
    near, far = provision("low_income_miles_belief", on).codes
    return _on_low_income(f, AGED_11_TO_16, (near, far), (f.nearest_by_belief, BELIEF))


def _on_low_income(
    f: TravelFacts, years: range, miles: tuple[int, int | None], school: tuple[bool | None, str]
) -> Found:
    """A rule for families with a low income: year, band of miles, and a condition of its own on the school."""
    near, far = miles
    holds, asked = school
    in_band = None if f.metres is None else f.metres > metres_in(near) and (far is None or f.metres <= metres_in(far))
    facts = ((f.low_income, INCOME), (in_band, DISTANCE), (holds, asked))
    if f.ncy not in years or any(value is False for value, _ in facts):
        return SHUT
    if unknown := tuple(name for value, name in facts if value is None):
        return None, unknown
    band = f"more than {near} miles" if far is None else f"more than {near} and not more than {far} miles"
    return f"The family has a low income and the school is {f.metres:,} metres away, {band}.", ()


Gateway = Callable[[TravelFacts, date], Found]

OWN_SCHOOL_TEST: Mapping[str, Gateway] = {
    "LOW_INCOME_11_16": low_income_11_to_16,
    "LOW_INCOME_BELIEF": low_income_belief,
}
"""Gateways that ask about the school themselves: it need not be the nearest suitable one."""

GATEWAYS: Mapping[str, Gateway] = {
    "CANNOT_WALK": cannot_walk,
    "UNSAFE_ROUTE": unsafe_route,
    "BEYOND_WALKING": beyond_walking_distance,
    "LOW_INCOME_8_10": low_income_8_to_10,
    **OWN_SCHOOL_TEST,
}
"""Every way in which free travel is a duty at compulsory school age, by the code used in files."""

RULES = (
    *GATEWAYS, "BELOW_AGE", "POST_16", "POST_19", "NOT_QUALIFYING", "NAMED", "NEARER_PLACE", "PARENTS_CONDITION",
    "CONDITION_FALLS", "NO_GATEWAY", "NOT_KNOWN",
)  # fmt: skip
"""Every rule that an answer may give."""


def _nothing(f: TravelFacts, on: date) -> str:
    if f.metres is None:
        return _says("NO_GATEWAY", on)
    return (
        f"{_says('NO_GATEWAY', on)} It is {f.metres:,} metres to walk; {walking_miles(f.ncy, on)} miles is the limit."
    )


def _reason(rule: str, verdict: Verdict, sentence: str, on: date) -> Reason:
    return Reason(rule, verdict, sentence, _source(rule, on))


@cache
def _says(rule: str, on: date) -> str:
    return provision(f"entitlement_{rule}", on).says


@cache
def _source(rule: str, on: date) -> str:
    return provision(f"entitlement_{rule}", on).source.title
