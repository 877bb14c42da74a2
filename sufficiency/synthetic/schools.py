"""The made-up authority's settings and what each offers: special schools, satellites, bases, independents, one AP."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import isqrt

from sufficiency.domain.settings import Admits, Setting, SettingType
from sufficiency.synthetic.county import Settlement
from sufficiency.synthetic.designations import (
    ALTERNATIVE,
    BASE_MIX,
    INDEPENDENT_MIX,
    SPECIAL_MIX,
    SPECIAL_SCHOOLS,
    Designation,
)
from sufficiency.synthetic.draws import Draws, by_quota
from sufficiency.synthetic.names import school_names
from sufficiency.synthetic.national import Calibration
from sufficiency.synthetic.offers import Offer, bands_within, place_money

FIRST_URN = 900_001
PRIMARY, SECONDARY, ALL_THROUGH = (0, 6), (7, 14), (0, 14)
SPECIAL_ROLLS = {"SLD": (180, 290), "MLD": (200, 320), "SEMH": (90, 160), "PD": (110, 180)}
"""Children on roll, least and most; the average state special school has 144 (DfE school census, January 2023)."""

BASE_ROLLS, SATELLITE_ROLLS, INDEPENDENT_ROLLS = (8, 20), (20, 50), (25, 70)
USUAL_CHILDREN_TO_A_SETTING = 10


@dataclass(frozen=True, slots=True)
class Plan:
    """One setting to be: what it is called, where it may be, whom it is for and how many it has."""

    kind: SettingType
    designations: tuple[Designation, ...]
    years: tuple[int, int]
    roll: tuple[int, int]
    s38_3: bool = True
    admits: Admits = Admits.MIXED
    crowding: int = 100
    """Children on roll for every 100 places in the building."""


class Schools:
    """Draws settings and offers, numbering settings as it goes."""

    def __init__(self, settlements: Sequence[Settlement], calibration: Calibration, children: int, seed: int) -> None:
        self._settlements = settlements
        self._calibration = calibration
        self._children = children
        self._draws = Draws("settings", seed)
        self._words: list[str] = []
        self.settings: list[Setting] = []
        self.offers: list[Offer] = []

    def open(self, count: int, opens_on: date) -> None:
        """Draw ``count`` settings; the last satellite opens on the day given and has nobody on roll yet."""
        self._words = school_names(count, self._draws)
        plans = _plans(count, self._draws)
        scale = max(50, min(300, 100 * self._children // (USUAL_CHILDREN_TO_A_SETTING * count)))
        leads = []
        for plan in plans:
            setting = self._setting(plan, None)
            self._offer(setting, plan, scale, None)
            if plan.kind == SettingType.SPECIAL:
                leads.append((setting, plan))
        self._open_satellites(leads, count * 7 // 100, scale, opens_on)

    def _open_satellites(self, leads: Sequence[tuple[Setting, Plan]], count: int, scale: int, opens_on: date) -> None:
        for number in range(count):
            lead, plan = leads[number % len(leads)]
            years = PRIMARY if number % 2 else (7, 11)
            second = Plan(SettingType.SATELLITE, plan.designations[:1], years, SATELLITE_ROLLS)
            is_new = number == count - 1
            self._offer(self._setting(second, lead), second, scale, opens_on if is_new else None)

    def _setting(self, plan: Plan, lead: Setting | None) -> Setting:
        where = self._settlement(plan)
        setting = Setting(
            urn=FIRST_URN + len(self.settings),
            name=_name(plan, self._words[len(self.settings)], where.name, lead),
            type=plan.kind,
            site=self._draws.one_of(where.homes),
            s38_3=plan.s38_3,
            admits=plan.admits,
            lead_urn=lead.urn if lead else None,
            la_code="999",
        )
        self.settings.append(setting)
        return setting

    def _settlement(self, plan: Plan) -> Settlement:
        """Return a settlement by the root of its people, so that small places have some schools too.

        Only primary bases and independent schools are in villages.
        """
        in_villages = plan.years == PRIMARY or plan.kind == SettingType.INDEPENDENT
        able = [place for place in self._settlements if in_villages or place.people >= 8000]
        return self._draws.weighted(able, [isqrt(place.people) for place in able])

    def _offer(self, setting: Setting, plan: Plan, scale: int, opens_on: date | None) -> None:
        """Share the roll among provisions, the first having two thirds, and bands by their years."""
        roll = self._draws.between(*plan.roll) * scale // 100
        shares = (100,) if len(plan.designations) == 1 else (65, 35)
        bands = bands_within(*plan.years)
        years = sum(last - first + 1 for first, last in bands)
        for (provision_id, needs), share in zip(plan.designations, shares, strict=True):
            place_cost, top_up = place_money(plan.kind, needs, self._calibration, self._draws)
            for first, last in bands:
                there = max(1, roll * share * (last - first + 1) // (100 * years))
                physical = there * 100 // plan.crowding
                on_roll = 0 if opens_on else there
                self.offers.append(
                    Offer(setting, provision_id, needs, first, last, on_roll, physical, place_cost, top_up, opens_on)
                )


def _plans(count: int, draws: Draws) -> list[Plan]:
    """Return the settings to be, without satellites: about 12% special, 60% bases, 17% independent, one AP."""
    special, satellites = max(1, count * 12 // 100), count * 7 // 100
    independent, alternative = count * 17 // 100, 1 if count >= 15 else 0
    bases = count - special - satellites - independent - alternative
    plans = _special(special, draws) + _bases(bases, draws) + _independent(independent, draws)
    return plans + [Plan(SettingType.AP, (ALTERNATIVE,), (7, 11), (25, 45))] * alternative


def _special(count: int, draws: Draws) -> list[Plan]:
    """Return special schools: the first of each group all-through, the next secondary, then primary.

    Two in three are at or over capacity. Source of the ratio: DfE, School capacity, 2023/24.
    """
    plans: list[Plan] = []
    seen: dict[str, int] = {}
    for number, group in enumerate(by_quota(SPECIAL_MIX, count)):
        turn = seen[group] = seen.get(group, -1) + 1
        years = (ALL_THROUGH, SECONDARY, PRIMARY)[turn % 3]
        if group == "SEMH":
            years = (3, 11) if turn == 0 else (7, 11)
        low, high = SPECIAL_ROLLS[group]
        shortened = (low * 2 // 3, high * 2 // 3) if years != ALL_THROUGH else (low, high)
        crowding = draws.between(100, 115) if number % 3 != 2 else draws.between(85, 97)
        plans.append(Plan(SettingType.SPECIAL, SPECIAL_SCHOOLS[group], years, shortened, crowding=crowding))
    return plans


def _bases(count: int, draws: Draws) -> list[Plan]:
    """Return bases, three primary for every two secondary; about a third go by the older local name, DSP."""
    primary = by_quota(BASE_MIX, count * 3 // 5)
    secondary = by_quota(BASE_MIX, count - len(primary))
    kinds = [SettingType.DSP if draws.chance(330) else SettingType.BASE for _ in range(count)]
    years = [PRIMARY] * len(primary) + [(7, 11)] * len(secondary)
    return [
        Plan(kind, (designation,), span, BASE_ROLLS)
        for kind, designation, span in zip(kinds, primary + secondary, years, strict=True)
    ]


def _independent(count: int, draws: Draws) -> list[Plan]:
    """Return independent schools, two in five approved under section 41; one takes boys only."""
    plans = []
    for number, designation in enumerate(by_quota(INDEPENDENT_MIX, count)):
        years = draws.one_of(((3, 11), (7, 11), (7, 14)))
        admits = Admits.BOYS if number == 2 else Admits.MIXED
        plans.append(
            Plan(SettingType.INDEPENDENT, (designation,), years, INDEPENDENT_ROLLS, number % 5 in (0, 3), admits)
        )
    return plans


def _name(plan: Plan, word: str, place: str, lead: Setting | None) -> str:
    if lead is not None:
        return f"{lead.name} at {place}"
    match plan.kind:
        case SettingType.BASE | SettingType.DSP:
            return f"{place} {word} {'Primary' if plan.years == PRIMARY else 'Secondary'} School"
        case SettingType.INDEPENDENT:
            return f"{word} House"
        case SettingType.AP:
            return f"{word} Pupil Academy"
        case _:
            return f"{word} School" if plan.years == ALL_THROUGH else f"{word} {_phase(plan.years)} Academy"


def _phase(years: tuple[int, int]) -> str:
    return "Primary" if years == PRIMARY else "Upper" if years[0] >= 7 else "Middle"
