"""Real specialist settings of real authorities, with what open data say of them and what has to be drawn."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sufficiency.domain.establishments import ADMITS, BY_TYPE_NAME, RECEPTION_AGE, is_listed, years_taken
from sufficiency.domain.needs import Need
from sufficiency.domain.places import Place
from sufficiency.domain.settings import Admits, Setting, SettingType
from sufficiency.synthetic import open_data
from sufficiency.synthetic.designations import (
    ALTERNATIVE,
    BASE_MIX,
    INDEPENDENT_MIX,
    SPECIAL_MIX,
    SPECIAL_SCHOOLS,
    Designation,
    with_companions,
)
from sufficiency.synthetic.draws import Draws, by_quota
from sufficiency.synthetic.national import Calibration
from sufficiency.synthetic.offers import Offer, bands_within, place_money
from sufficiency.tables.open_files import whole

if TYPE_CHECKING:
    import pandas as pd

AGES = range(2, 20)
LAST_YEAR, LAST_YEAR_OF_BASES = 14, 11
BASE_PLACES = (8, 20)
FEW = 3
"""Children of an age who do not make it one that a mainstream school takes."""

OWN_CHILDREN_PER_CENT = {SettingType.INDEPENDENT: 55}
"""Share of an independent school's roll taken to be children of the authorities of the round."""


@dataclass(frozen=True, slots=True)
class School:
    """What open data say of one school. ``roll`` by age on 31 August; ``capacity`` and ``ages`` where published."""

    setting: Setting
    roll: Mapping[int, int]
    capacity: int | None
    ages: tuple[int, int] | None

    @property
    def years(self) -> tuple[int, int]:
        """First and last National Curriculum year taken, from 0 to 14."""
        if self.ages:
            first, last = years_taken(*self.ages)
        else:
            there = [age for age, count in self.roll.items() if count] or [11, 15]
            first, last = min(there) - RECEPTION_AGE, max(there) - RECEPTION_AGE
        return min(max(0, first), LAST_YEAR), min(max(0, last), LAST_YEAR)

    def on_roll(self, first: int, last: int) -> int:
        """Children on roll in a band of years; ages beyond Year 14 count in it, ages before Reception in Reception."""
        low = 0 if first == 0 else first + RECEPTION_AGE
        high = 99 if last == LAST_YEAR else last + RECEPTION_AGE
        return sum(count for age, count in self.roll.items() if low <= age <= high)


def real_schools(folder: Path, la_codes: Sequence[str]) -> list[School]:
    """Return the specialist settings open in June 2024, hospital schools left out, then the bases; each by URN."""
    wanted = [int(code) for code in la_codes]
    table = open_data.read(folder, open_data.SPECIALIST)
    table = table[table["old_la_code"].isin(wanted) & (table["gias_status_2024_06"] == "Open")]
    table = table[~table["school_name"].str.contains("hospital", case=False) & table["easting"].notna()]
    approved = _approved(folder)
    published = _capacities(folder)
    return [_school(row, approved, published) for row in _by_urn(table)] + _bases(folder, wanted)


def _by_urn(table: "pd.DataFrame") -> Iterator[dict[str, Any]]:
    for row in table.sort_values("urn").to_dict("records"):
        yield {str(name): value for name, value in row.items()}


def _school(row: Mapping[str, Any], approved: frozenset[int], published: Mapping[int, Mapping[str, str]]) -> School:
    urn, kind = int(row["urn"]), BY_TYPE_NAME[row["typeofestablishment_name"].casefold()]
    listed = is_listed(kind, int(row["laestab"]) in approved)
    gias = published.get(urn, {})
    roll = _roll(row)
    if gias.get("number_of_pupils"):
        roll = _scaled(roll, int(gias["number_of_pupils"]))
    ages = (int(gias["statutory_low_age"]), int(gias["statutory_high_age"])) if gias else None
    capacity = int(gias["school_capacity"]) if gias.get("school_capacity") else None
    return School(_setting(row, kind.kind, listed), roll, capacity, ages)


def _setting(row: Mapping[str, Any], kind: SettingType, listed: bool) -> Setting:
    return Setting(
        urn=int(row["urn"]),
        name=str(row["school_name"]),
        type=kind,
        site=Place(str(row["postcode"]), int(row["easting"]), int(row["northing"])),
        s38_3=listed,
        admits=ADMITS.get(str(row.get("sex_of_school_description")).casefold(), Admits.MIXED),
        la_code=str(int(row["old_la_code"])),
    )


def _roll(row: Mapping[str, Any]) -> dict[int, int]:
    return {age: whole(row[f"age_{age}"]) or 0 for age in AGES}


def _scaled(roll: Mapping[int, int], total: int) -> dict[int, int]:
    now = sum(roll.values())
    return {age: count * total // now for age, count in roll.items()} if now else dict(roll)


def _approved(folder: Path) -> frozenset[int]:
    """Return the establishment numbers (authority and school, seven figures) approved under section 41."""
    references = open_data.read(folder, open_data.APPROVED, ["gias_ref"])["gias_ref"].astype(str)
    plain = (reference.replace("/", "") for reference in references)
    return frozenset(int(reference) for reference in plain if reference.isdigit())


def _capacities(folder: Path) -> dict[int, dict[str, str]]:
    """Return what the GIAS extract says by URN; it covers few schools and may be absent."""
    path = folder / open_data.CAPACITIES
    if not path.is_file():
        return {}
    with path.open(newline="", encoding="utf-8-sig") as file:
        return {int(row["urn"]): row for row in csv.DictReader(file)}


def _bases(folder: Path, wanted: Sequence[int]) -> list[School]:
    """Return mainstream schools with resourced provision or a SEN unit; their own rolls say which years they take."""
    table = open_data.read(folder, open_data.BASES)
    phases = table["phase_type_grouping"].isin(["State-funded primary", "State-funded secondary"])
    table = table[table["old_la_code"].isin(wanted) & phases & (table["gias_status_2024_06"] == "Open")]
    table = table[table["urn"].notna() & table["easting"].notna()]
    columns = ["urn", *(f"age_{age}" for age in AGES), "sex_of_school_description"]
    hosts = open_data.read(folder, open_data.SCHOOLS, columns).set_index("urn")
    return [_base(row, hosts.loc[int(row["urn"])].to_dict()) for row in _by_urn(table)]


def _base(row: Mapping[str, Any], host: Mapping[Any, Any]) -> School:
    setting = _setting({**row, **host}, SettingType.BASE, listed=True)
    ages = [age for age, count in _roll(host).items() if count > FEW and age >= RECEPTION_AGE]
    first, last = (min(ages), max(ages)) if ages else (RECEPTION_AGE, 10)
    return School(setting, {}, None, (first, min(last, LAST_YEAR_OF_BASES + RECEPTION_AGE) + 1))


def real_offers(schools: Sequence[School], calibration: Calibration, seed: int) -> list[Offer]:
    """Return the place groups: designations and base sizes drawn where open data do not say."""
    draws = Draws("real settings", seed)
    known = known_designations()
    drawn = _drawn_designations(schools, known, draws)
    return [offer for school in schools for offer in _offers(school, drawn[school.setting.urn], calibration, draws)]


def known_designations() -> dict[int, tuple[Need, ...]]:
    """Return the needs of schools known from general knowledge, each with those that commonly come with it."""
    path = files("sufficiency.synthetic") / "calibration" / "designations_leicester_leicestershire_rutland.csv"
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    return {int(row["urn"]): with_companions(Need(code) for code in row["needs"].split("|")) for row in rows}


def _drawn_designations(
    schools: Sequence[School], known: Mapping[int, tuple[Need, ...]], draws: Draws
) -> dict[int, tuple[Designation, ...]]:
    """Return the designations of every school: known, or drawn so that each kind has its usual share."""
    chosen: dict[int, tuple[Designation, ...]] = {}
    unknown: dict[SettingType, list[int]] = {kind: [] for kind in SettingType}
    for school in schools:
        urn = school.setting.urn
        if urn in known:
            chosen[urn] = (("main", known[urn]),)
        else:
            unknown[school.setting.type].append(urn)
    special = [SPECIAL_SCHOOLS[group] for group in by_quota(SPECIAL_MIX, len(unknown[SettingType.SPECIAL]))]
    chosen |= zip(draws.shuffled(unknown[SettingType.SPECIAL]), special, strict=True)
    for kind, mix in ((SettingType.BASE, BASE_MIX), (SettingType.INDEPENDENT, INDEPENDENT_MIX)):
        single = [(designation,) for designation in by_quota(mix, len(unknown[kind]))]
        chosen |= zip(draws.shuffled(unknown[kind]), single, strict=True)
    return chosen | dict.fromkeys(unknown[SettingType.AP], (ALTERNATIVE,))


def _offers(
    school: School, designations: Sequence[Designation], calibration: Calibration, draws: Draws
) -> Iterator[Offer]:
    bands = bands_within(*school.years)
    rolls = _band_rolls(school, bands, draws)
    total = max(1, sum(rolls))
    shares = (100,) if len(designations) == 1 else (65, 35)
    for (provision_id, needs), share in zip(designations, shares, strict=True):
        place_cost, top_up = place_money(school.setting.type, needs, calibration, draws)
        for (first, last), roll in zip(bands, rolls, strict=True):
            there = max(1, roll * share // 100)
            physical = school.capacity * there // total if school.capacity else there
            yield Offer(school.setting, provision_id, needs, first, last, there, physical, place_cost, top_up)


def _band_rolls(school: School, bands: Sequence[tuple[int, int]], draws: Draws) -> list[int]:
    """Return children on roll by band: published, or for a base its drawn places shared by years."""
    if school.setting.type == SettingType.BASE:
        places = draws.between(*BASE_PLACES)
        years = sum(last - first + 1 for first, last in bands)
        return [max(1, places * (last - first + 1) // years) for first, last in bands]
    own = OWN_CHILDREN_PER_CENT.get(school.setting.type, 100)
    return [max(1, school.on_roll(first, last) * own // 100) for first, last in bands]
