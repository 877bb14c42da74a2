"""Places and children in special schools as published: rolls and capacities of schools, and where plans are met."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sufficiency.errors import InputRejected, UsageError
from sufficiency.importers.published_plans import CASELOAD, january_of, newest_release
from sufficiency.tables.open_files import missing_file, read_open_file, whole

if TYPE_CHECKING:
    import pandas as pd

ROLLS = "schools/specialist_settings_england_2022_23.csv.gz"
CAPACITIES = "schools/llr_special_gias_2026_06_partial.csv"
STATE_FUNDED = "State-funded special school"
HOSPITAL = "Hospital"
"""In the name of a hospital school, whose children have plans for other schools or none."""

BY_ROLL, BY_CAPACITY = "roll in January 2023", "capacity of the national register, June 2026"


@dataclass(frozen=True, slots=True)
class SchoolPlaces:
    """One state-funded special school and the places it is taken to have, with what says so."""

    urn: int
    name: str
    la_code: str
    places: int
    source: str


def read_school_places(folder: Path, codes: Sequence[str], *, by_roll: bool = False) -> tuple[SchoolPlaces, ...]:
    """State-funded special schools of authorities, by URN, hospital schools (told by their names) left out.

    Their capacity where the open data hold it, else their roll; ``by_roll`` all by their rolls. Raises InputRejected
    where the rolls are missing.
    """
    if not (folder / ROLLS).is_file():
        raise InputRejected([missing_file(folder, ROLLS)])
    columns = ["urn", "old_la_code", "school_name", "phase_type_grouping", "headcount"]
    rows = read_open_file(folder, ROLLS, columns).to_dict("records")
    known = {} if by_roll else _capacities(folder)
    found = []
    for row in rows:
        urn, code = int(row["urn"]), str(row["old_la_code"])
        if code in codes and row["phase_type_grouping"] == STATE_FUNDED and HOSPITAL not in row["school_name"]:
            places, source = (known[urn], BY_CAPACITY) if urn in known else (whole(row["headcount"]) or 0, BY_ROLL)
            found.append(SchoolPlaces(urn, str(row["school_name"]), code, places, source))
    return tuple(sorted(found, key=lambda school: school.urn))


def _capacities(folder: Path) -> dict[int, int]:
    if not (folder / CAPACITIES).is_file():
        return {}
    rows = read_open_file(folder, CAPACITIES).to_dict("records")
    named = {"".join(letter for letter in str(name).lower() if letter.isalnum()): name for name in (rows or [{}])[0]}
    urn, capacity = named["urn"], next(name for plain, name in named.items() if "capacity" in plain)
    return {int(row[urn]): count for row in rows if (count := whole(row[capacity]))}


def read_special_children(folder: Path, codes: Sequence[str]) -> Mapping[int, Mapping[str, tuple[int, int]]]:
    """By January and authority, plans met in special schools: state-funded or non-maintained, and independent.

    Raises UsageError for a code without plans, InputRejected as ``read_open_file`` does.
    """
    file = newest_release(folder).format(CASELOAD)
    if not (folder / file).is_file():
        raise InputRejected([missing_file(folder, file)])
    columns = ["time_period", "old_la_code", "special_total", "special_independent"]
    rows = read_open_file(folder, file, columns, [("breakdown", "==", "All EHC plans")])
    found: dict[int, dict[str, tuple[int, int]]] = {}
    for code in codes:
        own = rows[rows["old_la_code"] == code]
        if own.empty:
            raise UsageError(f"No plans are published for authority {code}; use a three-figure code such as 855.")
        for january, counts in _counts(own):
            found.setdefault(january, {})[code] = counts
    return dict(sorted(found.items()))


def _counts(rows: "pd.DataFrame") -> list[tuple[int, tuple[int, int]]]:
    counted = []
    for row in rows.to_dict("records"):
        every, independent = whole(row["special_total"]), whole(row["special_independent"])
        if every is not None and independent is not None:
            counted.append((january_of(str(row["time_period"])), (every - independent, independent)))
    return counted
