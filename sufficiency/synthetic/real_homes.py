"""Real postcodes of real authorities, weighted by the people of each age who live around them."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sufficiency.domain.places import Place
from sufficiency.errors import UsageError
from sufficiency.synthetic import open_data
from sufficiency.synthetic.homes import Area
from sufficiency.synthetic.published import Plans

if TYPE_CHECKING:
    import pandas as pd

AGES = range(26)
SCHOOL_AGES = range(4, 19)
NO_POSITION = 90
"""Positional quality of a postcode that Code-Point Open cannot place."""


def districts_of(folder: Path, la_codes: Sequence[str]) -> dict[str, list[str]]:
    """Return the districts of each authority: those where most of the schools are its own.

    Raises UsageError for an authority with no district.
    """
    table = open_data.read(folder, open_data.SCHOOLS, ["old_la_code", "district_administrative_code"]).dropna()
    counts = table.value_counts().reset_index(name="schools")
    counts = counts.sort_values(["schools", "old_la_code"], ascending=[False, True])
    main = counts.drop_duplicates("district_administrative_code")
    found: dict[str, list[str]] = {code: [] for code in la_codes}
    for row in main.itertuples():
        if str(row.old_la_code) in found:
            found[str(row.old_la_code)].append(str(row.district_administrative_code))
    if empty := [code for code, districts in found.items() if not districts]:
        raise UsageError(f"no schools published for authority {', '.join(empty)}; use three-figure codes such as 855")
    return {code: sorted(districts) for code, districts in found.items()}


def real_areas(folder: Path, districts: Mapping[str, Sequence[str]], plans: Sequence[Plans]) -> list[Area]:
    """Return census areas (LSOA 2021) with their postcodes, people weighted by each authority's rate of plans."""
    people = _people(folder)
    postcodes_there = _postcodes_there(folder)
    every_home = _postcodes(folder, [code for one in plans for code in districts[one.la_code]])
    areas: list[Area] = []
    for one in plans:
        homes = every_home[every_home["district_code"].isin(districts[one.la_code])]
        grouped = {str(code): rows for code, rows in homes.groupby("lsoa21_code", sort=True) if code in people}
        of_age = sum(people[code][age] for code in grouped for age in SCHOOL_AGES)
        rate = 1_000_000 * one.plans // max(1, of_age)
        for code, rows in grouped.items():
            share = 1000 * len(rows) // max(len(rows), postcodes_there.get(code, 0))
            areas.append(Area(_places(rows), tuple(count * rate * share // 1000 for count in people[code])))
    return areas


def _people(folder: Path) -> dict[str, list[int]]:
    """Return people of each age from 0 to 25, by area."""
    columns = [f"age_{age}" for age in AGES]
    table = open_data.read(folder, open_data.PEOPLE, ["lsoa21_code", *columns])
    by_age = table[columns].round().astype("int64").to_numpy().tolist()
    return dict(zip(table["lsoa21_code"].tolist(), by_age, strict=True))


def _postcodes_there(folder: Path) -> dict[str, int]:
    """Return how many postcodes each area has: one that straddles a boundary counts in part on each side."""
    table = open_data.read(folder, open_data.AREAS, ["lsoa21_code", "n_postcodes"])
    return dict(zip(table["lsoa21_code"].tolist(), table["n_postcodes"].tolist(), strict=True))


def _postcodes(folder: Path, districts: Sequence[str]) -> "pd.DataFrame":
    columns = ["postcode", "easting", "northing", "lsoa21_code", "district_code"]
    kept = [("district_code", "in", list(districts)), ("pqi", "<", NO_POSITION)]
    table = open_data.read(folder, open_data.POSTCODES, columns, kept)
    return table.dropna().sort_values(["lsoa21_code", "postcode"])


def _places(rows: "pd.DataFrame") -> tuple[Place, ...]:
    columns = (rows["postcode"].tolist(), rows["easting"].tolist(), rows["northing"].tolist())
    return tuple(Place(str(code), int(east), int(north)) for code, east, north in zip(*columns, strict=True))
