"""A child, a setting and a place that fit each other; each test changes the one thing it is about."""

from dataclasses import dataclass, replace
from datetime import date

import pytest

from sufficiency.domain.cases import Case
from sufficiency.domain.inputs import TravelRules
from sufficiency.domain.needs import Need
from sufficiency.domain.places import Place
from sufficiency.domain.run import Journey
from sufficiency.domain.settings import Provision, Setting, SettingType
from sufficiency.domain.years import AcademicYear
from sufficiency.statute.eligibility import Pairing, assess, may

YEAR = AcademicYear(2026)
SITE = Place("LE1 1AA")


@dataclass(frozen=True)
class FittingPair:
    """One child and one place, with the authority's limits."""

    pairing: Pairing
    travel: TravelRules

    def but(self, *, case=None, setting=None, provision=None, **changes):
        """The pair with the fields named changed."""
        p = self.pairing
        p = replace(p, case=replace(p.case, **case or {}), setting=replace(p.setting, **setting or {}))
        p = replace(p, provision=replace(p.provision, **provision or {}), **changes)
        return FittingPair(p, self.travel)

    def reasons(self):
        """Rule codes found, the bars first; checked against the short answer."""
        answer = assess(self.pairing, self.travel)
        assert answer.may == may(self.pairing, self.travel)
        return answer.may, [reason.rule for reason in answer.reasons]


@pytest.fixture(scope="session")
def fits():
    """A Year 7 autistic child and a Year 7 to 11 ASD place 30 minutes away: nothing keeps them apart."""
    pairing = Pairing(
        case=Case("C-1", 7, Need.ASD, SITE, date(2026, 1, 5)),
        setting=Setting(100_001, "Oak School", SettingType.SPECIAL, SITE, s38_3=True),
        provision=Provision(100_001, "ASD", (Need.ASD, Need.SLCN), 7, 11, YEAR, commissioned=8),
        journey=Journey(300, 12_000, "given"),
    )
    return FittingPair(pairing, TravelRules())
