"""Settings and the place groups they offer, before anybody has counted which places are free."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sufficiency.domain.cases import Case, Sex
from sufficiency.domain.needs import Need
from sufficiency.domain.settings import Admits, Setting, SettingType
from sufficiency.synthetic.draws import Draws
from sufficiency.synthetic.homes import metres_between
from sufficiency.synthetic.national import Calibration

BANDS = ((0, 2), (3, 6), (7, 9), (10, 11), (12, 14))
"""First and last National Curriculum year of the bands in which specialist places are counted."""

PENCE = 100


@dataclass(frozen=True, slots=True)
class Offer:
    """One place group: a provision of a setting for a band of years.

    ``on_roll``: children there now; ``physical``: places in the building. Money in whole pence a year.
    """

    setting: Setting
    provision_id: str
    needs: tuple[Need, ...]
    ncy_from: int
    ncy_to: int
    on_roll: int
    physical: int
    place_cost: int
    top_up: int
    opens_on: date | None = None

    @property
    def turnover(self) -> int:
        """Places vacated in an ordinary year: one band's share of its years; all of a new provision's."""
        return max(1, self.on_roll // (self.ncy_to - self.ncy_from + 1)) if not self.opens_on else self.physical

    def suits(self, case: Case) -> bool:
        """Whether the child's year, primary need and sex are those the place group is for."""
        return (
            self.ncy_from <= case.ncy <= self.ncy_to
            and case.primary_need in self.needs
            and admits(self.setting.admits, case.sex)
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """An offer that suits one child, and how far away it is in a straight line."""

    offer: int
    metres: int


def admits(setting: Admits, sex: Sex) -> bool:
    """Whether a setting that admits these sexes admits this child."""
    return setting == Admits.MIXED or (setting == Admits.BOYS) == (sex == Sex.MALE)


def choices_of(cases: Sequence[Case], offers: Sequence[Offer]) -> list[list[Choice]]:
    """Return, for every case, the offers that suit it, as positions in ``offers``."""
    alike: dict[tuple[int, Need, Sex], list[int]] = {}
    for case in cases:
        kind = (case.ncy, case.primary_need, case.sex)
        if kind not in alike:
            alike[kind] = [place for place, offer in enumerate(offers) if offer.suits(case)]
    return [
        [
            Choice(place, metres_between(case.home, offers[place].setting.site))
            for place in alike[case.ncy, case.primary_need, case.sex]
        ]
        for case in cases
    ]


def nearness(metres: int) -> int:
    """Weight of a distance, falling with its square beyond about three miles."""
    return 10**12 // (metres + 5000) ** 2


def bands_within(ncy_from: int, ncy_to: int) -> list[tuple[int, int]]:
    """Return the bands, cut to the years a setting takes."""
    return [(max(a, ncy_from), min(b, ncy_to)) for a, b in BANDS if a <= ncy_to and b >= ncy_from]


def place_money(kind: SettingType, needs: Sequence[Need], calibration: Calibration, draws: Draws) -> tuple[int, int]:
    """Return place cost and top-up in pence a year, the top-up drawn within a tenth of the usual for the first need."""
    place = calibration.shares["place_cost"][kind]
    if kind == SettingType.INDEPENDENT:
        return place * draws.between(800, 1250) // 1000 * PENCE, 0
    usual = calibration.shares["top_up"][needs[0]]
    share = 550 if kind in (SettingType.BASE, SettingType.DSP) else 1000
    return place * PENCE, usual * share // 1000 * draws.between(90, 110) * PENCE // 100
