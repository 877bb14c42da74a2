"""What the national register of schools means here: kinds of establishment, years taken, sexes admitted.

Source of codes and names: Get Information about Schools (GIAS), establishment types as at 22 April 2025. Source of
``listed``: Children and Families Act 2014 s.38(3); the assignment of codes to its paragraphs is our reading.
"""

from dataclasses import dataclass
from enum import Enum

from sufficiency.domain.needs import Need
from sufficiency.domain.settings import Admits, SettingType
from sufficiency.domain.years import FIRST_NCY, LAST_NCY

RECEPTION_AGE = 4
"""Age on 31 August of a child about to start Reception (National Curriculum year 0)."""


class Listed(Enum):
    """Whether s.38(3) lists establishments of a type: always, where approved under s.41, or never."""

    YES = "yes"
    IF_APPROVED = "where approved under section 41"
    NO = "no"


@dataclass(frozen=True, slots=True)
class EstablishmentType:
    """A type of establishment: GIAS code and name, kind of setting, and whether s.38(3) lists it.

    ``specialist``: its places are for children with special educational needs, or it is alternative provision.
    """

    code: int
    name: str
    kind: SettingType
    listed: Listed = Listed.YES
    specialist: bool = False


def _mainstream(code: int, name: str, listed: Listed = Listed.YES) -> EstablishmentType:
    return EstablishmentType(code, name, SettingType.MAINSTREAM, listed)


def _special(code: int, name: str) -> EstablishmentType:
    return EstablishmentType(code, name, SettingType.SPECIAL, specialist=True)


def _alternative(code: int, name: str, listed: Listed = Listed.YES) -> EstablishmentType:
    return EstablishmentType(code, name, SettingType.AP, listed, specialist=True)


def _independent(code: int, name: str, listed: Listed) -> EstablishmentType:
    return EstablishmentType(code, name, SettingType.INDEPENDENT, listed, specialist=True)


TYPES = (
    _mainstream(1, "Community school"),
    _mainstream(2, "Voluntary aided school"),
    _mainstream(3, "Voluntary controlled school"),
    _mainstream(5, "Foundation school"),
    _special(7, "Community special school"),
    _independent(8, "Non-maintained special school", Listed.YES),
    _independent(10, "Other independent special school", Listed.IF_APPROVED),
    EstablishmentType(11, "Other independent school", SettingType.INDEPENDENT, Listed.IF_APPROVED),
    _special(12, "Foundation special school"),
    _alternative(14, "Pupil referral unit", Listed.NO),  # not a "maintained school" as s.83 defines it, as we read it
    _mainstream(15, "Local authority nursery school"),
    _mainstream(18, "Further education"),
    _mainstream(28, "Academy sponsor led"),
    _mainstream(31, "Sixth form centres"),
    _independent(32, "Special post 16 institution", Listed.IF_APPROVED),
    _special(33, "Academy special sponsor led"),
    _mainstream(34, "Academy converter"),
    _mainstream(35, "Free schools"),
    _special(36, "Free schools special"),
    _alternative(38, "Free schools alternative provision"),
    _mainstream(39, "Free schools 16 to 19"),
    _mainstream(40, "University technical college"),
    _mainstream(41, "Studio schools"),
    _alternative(42, "Academy alternative provision converter"),
    _alternative(43, "Academy alternative provision sponsor led"),
    _special(44, "Academy special converter"),
    _mainstream(45, "Academy 16-19 converter"),
    _mainstream(46, "Academy 16 to 19 sponsor led"),
)
"""Types that can be named for a child. Others (Welsh, offshore, secure, universities ...) are not settings here."""

BY_CODE = {one.code: one for one in TYPES}
BY_TYPE_NAME = {one.name.casefold(): one for one in TYPES}

ADMITS = {"boys": Admits.BOYS, "girls": Admits.GIRLS}
"""Sexes admitted by their names in the register, in lower case; every other name is mixed."""

NEEDS = {need.casefold(): need for need in Need}
"""Types of need by the code that begins their names in the register (``SpLD - Specific Learning Difficulty``)."""


def is_listed(one: EstablishmentType, approved: bool) -> bool:
    """Whether s.38(3) lists this establishment; ``approved``: under s.41."""
    return one.listed is Listed.YES or (one.listed is Listed.IF_APPROVED and approved)


def years_taken(lowest_age: int, highest_age: int) -> tuple[int, int]:
    """First and last National Curriculum year of a statutory age range: 4 to 11 is Reception to Year 6."""
    first, last = lowest_age - RECEPTION_AGE, highest_age - RECEPTION_AGE - 1
    return max(FIRST_NCY, first), min(LAST_NCY, max(first, last))
