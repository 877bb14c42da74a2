"""An input folder with many children who travel to a few special schools today, and one who awaits a place."""

import csv
from pathlib import Path
from random import Random

FIRST = 900_001


def put_passengers(folder: Path, children: int, schools: int, seed: int = 1) -> Path:
    """Write it: towns 40 km about, one child in eight in a wheelchair, one in six with an assistant."""
    chance = Random(seed)
    folder.mkdir(parents=True)
    towns = [(chance.randint(430_000, 470_000), chance.randint(280_000, 320_000)) for _ in range(6)]

    def somewhere() -> tuple[int, int]:
        east, north = chance.choice(towns)
        return int(chance.gauss(east, 2_500)), int(chance.gauss(north, 2_500))

    sites = [(FIRST + at, f"School {at + 1}", "special", *somewhere(), "yes") for at in range(schools)]
    refs = [f"P-{at:04d}" for at in range(children)]
    travelling = [_passenger(chance, ref, FIRST + at % schools, somewhere(), refs) for at, ref in enumerate(refs)]
    years = [(urn, "MAIN", "ASD", 0, 14, 2026, 100, 90, 10_000, 9_000) for urn, *_ in sites]
    _table(folder / "settings.csv", "urn,name,type,easting,northing,s38_3", sites)
    _table(folder / "passengers.csv", _PASSENGERS, travelling)
    _table(folder / "provision.csv",
           "urn,provision_id,needs,ncy_from,ncy_to,year,commissioned,on_roll,place_cost,top_up", years)  # fmt: skip
    _table(folder / "children.csv", "child_ref,ncy,primary_need,easting,northing,request_date,deadline",
           [("C-1", 7, "ASD", *somewhere(), "2025-09-01", "2026-02-15")])  # fmt: skip
    _table(folder / "preferences.csv", "child_ref,rank,urn", [])
    _table(folder / "vehicles.csv", "code,seats,wheelchairs,day,mile", _KINDS)
    (folder / "authority.toml").write_text(_AUTHORITY, encoding="utf-8")
    return folder


_PASSENGERS = "child_ref,ncy,urn,easting,northing,wheelchair,passenger_assistant,solo_travel,max_minutes,apart_from"
_KINDS = [("TAXI", 4, 0, 40, 2.5), ("VAN", 3, 2, 90, 3), ("MINIBUS", 16, 1, 150, 3.5)]
_AUTHORITY = """
name = "Many"
la_code = "999"
academic_year = 2026
census_date = 2026-01-15
[ordering]
policy = "deadline"
seed = 7
"""


def _passenger(chance: Random, ref: str, urn: int, at: tuple[int, int], refs: list[str]) -> tuple[object, ...]:
    one_in = [chance.randrange(of) == 0 for of in (8, 6, 25, 15, 20)]
    wheelchair, assistant, solo, limited, kept_apart = one_in
    apart = chance.choice(refs) if kept_apart else ""
    needs = ("yes" if need else "no" for need in (wheelchair, assistant, solo))
    limit = chance.randint(30, 70) if limited else ""
    return (ref, chance.randint(0, 13), urn, *at, *needs, limit, "" if apart == ref else apart)


def _table(path: Path, header: str, rows: list[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header.split(","), *rows])
