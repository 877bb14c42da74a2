"""The round that a return is read for: what the input folder says of it already, else what the return implies."""

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from sufficiency.domain.years import AcademicYear
from sufficiency.files.whole_folder import recover
from sufficiency.importers.keys import standing_keys
from sufficiency.importers.landing import Landing
from sufficiency.importers.sen2.returns import Return
from sufficiency.importers.sen2.whereabouts import Round
from sufficiency.tables.authority import AUTHORITY
from sufficiency.tables.csv_files import read_csv
from sufficiency.tables.dates import ISO
from sufficiency.tables.header import plain
from sufficiency.tables.kinds import YEAR
from sufficiency.tables.provision import PROVISION

_BAND = ("urn", "ncy_from", "ncy_to")


def round_of(found: Return, folder: Path, landing: Landing) -> Round:
    """The academic year of the folder, else the one asked for, else the one that starts after the census.

    Where the folder holds provision already, a setting has a place only if it has provision for the year group.
    """
    recover(folder)
    standing = standing_keys(folder / AUTHORITY.file_name, AUTHORITY).get("academic_year", ())
    said = standing[0] if standing else landing.year
    year: AcademicYear = YEAR.parse(said, ISO) if said else AcademicYear(found.census.year)
    places = _has_place(folder / PROVISION.file_name)
    return Round(found.census, year, places) if places else Round(found.census, year)


def _has_place(path: Path) -> Callable[[int, int], bool] | None:
    """Whether a URN has provision for a year group, by the provision table; None where that is not there."""
    if not path.is_file():
        return None
    grid = read_csv(path)
    names = [plain(name) for name in grid.header]
    if not set(_BAND) <= set(names):
        return None
    bands: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for row in grid.rows:
        urn, low, high = (row[names.index(name)] if names.index(name) < len(row) else "" for name in _BAND)
        if urn.isdecimal() and _whole(low) and _whole(high):
            bands[int(urn)].append((int(low), int(high)))
    return lambda urn, ncy: any(low <= ncy <= high for low, high in bands[urn])


def _whole(text: str) -> bool:
    return text.removeprefix("-").isdecimal()
