"""Settings, the places they offer, and what they replied when consulted."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sufficiency.domain.needs import Need
from sufficiency.domain.places import Place
from sufficiency.domain.years import AcademicYear


class SettingType(StrEnum):
    """Kind of setting. ``base`` and ``dsp`` are specialist bases in mainstream schools (2026 terms)."""

    SPECIAL = "special"
    BASE = "base"
    DSP = "dsp"
    SATELLITE = "satellite"
    INDEPENDENT = "independent"
    AP = "ap"
    MAINSTREAM = "mainstream"

    @property
    def label(self) -> str:
        """The name people say."""
        return _TYPE_LABELS[self]


_TYPE_LABELS = {
    SettingType.SPECIAL: "Special school",
    SettingType.BASE: "Specialist base",
    SettingType.DSP: "Specialist base (DSP)",
    SettingType.SATELLITE: "Satellite of a special school",
    SettingType.INDEPENDENT: "Independent or non-maintained",
    SettingType.AP: "Alternative provision",
    SettingType.MAINSTREAM: "Mainstream",
}


class Admits(StrEnum):
    """Which sexes a setting admits."""

    MIXED = "mixed"
    GIRLS = "girls"
    BOYS = "boys"


@dataclass(frozen=True, slots=True)
class Setting:
    """A school, base or satellite.

    ``s38_3`` says whether it is of a type listed in section 38(3) of the Children and Families Act 2014.
    ``shared_places`` caps the places free to name across the setting and its satellites, where one was agreed.
    """

    urn: int
    name: str
    type: SettingType
    site: Place
    s38_3: bool
    admits: Admits = Admits.MIXED
    lead_urn: int | None = None
    la_code: str = ""
    shared_places: int | None = None


@dataclass(frozen=True, slots=True)
class Provision:
    """One provision, year band and academic year: the place group children are offered.

    Counts are places; money is whole pence a year. ``named_not_started`` and ``held`` count children who are not rows
    of the children table. Source of the five numbers: school place planning practice, kept apart on purpose.
    """

    urn: int
    provision_id: str
    needs: tuple[Need, ...]
    ncy_from: int
    ncy_to: int
    year: AcademicYear
    commissioned: int
    on_roll: int = 0
    held: int = 0
    named_not_started: int = 0
    leavers: int = 0
    physical: int | None = None
    place_cost: int = 0
    top_up: int = 0
    opens_on: date | None = None
    closes_on: date | None = None

    @property
    def key(self) -> tuple[int, str, int]:
        """URN, provision and first year of the band: unique within an academic year."""
        return self.urn, self.provision_id, self.ncy_from

    @property
    def free_to_name(self) -> int:
        """Commissioned - on roll - named not started - held + confirmed leavers; negative when over number."""
        return self.commissioned - self.on_roll - self.named_not_started - self.held + self.leavers

    @property
    def annual_cost(self) -> int:
        """Place cost and top-up, pence a year."""
        return self.place_cost + self.top_up


class Reply(StrEnum):
    """What a consulted setting replied."""

    ACCEPT = "accept"
    ACCEPT_OVER_NUMBER = "accept-over-number"
    OBJECT = "object"
    NONE = "none"


class Ground(StrEnum):
    """Ground of an objection or refusal. ``PROVIDER_REPORTED_FULL`` is a report, not a legal ground."""

    A_AGE = "A_AGE"
    A_ABILITY = "A_ABILITY"
    A_SEN = "A_SEN"
    B_I_EDU = "B_I_EDU"
    B_II_RES = "B_II_RES"
    M_33 = "M_33"
    I_9 = "I_9"
    E_61 = "E_61"
    NOT_OFFERED = "NOT_OFFERED"
    PROVIDER_REPORTED_FULL = "PROVIDER_REPORTED_FULL"
    NOT_GIVEN = ""


@dataclass(frozen=True, slots=True)
class Consultation:
    """One consultation of one setting about one child. A blank provision means the setting as a whole."""

    child_ref: str
    urn: int
    reply: Reply
    provision_id: str = ""
    sent_on: date | None = None
    replied_on: date | None = None
    ground: Ground = Ground.NOT_GIVEN
    evidence: str = ""
