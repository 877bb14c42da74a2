"""What a folder that an import goes into says already: its authority and year, and the settings its tables name."""

from dataclasses import dataclass
from pathlib import Path

from sufficiency.errors import UsageError
from sufficiency.files.whole_folder import recover
from sufficiency.importers.keys import standing_keys
from sufficiency.importers.landing import Landing
from sufficiency.tables.authority import AUTHORITY
from sufficiency.tables.catalogue import LISTED
from sufficiency.tables.csv_files import read_csv
from sufficiency.tables.header import plain
from sufficiency.tables.kinds import URN


@dataclass(frozen=True, slots=True)
class Facts:
    """The authority's code, the academic year of the places, and every URN that a table other than settings names."""

    la_code: str
    year: str
    urns: frozenset[str]


def facts_of(folder: Path, landing: Landing) -> Facts:
    """The facts, those of the folder before those of the landing.

    Raises UsageError where neither gives the authority and the year, InputRejected for a file that cannot be read.
    """
    recover(folder)
    standing = standing_keys(folder / AUTHORITY.file_name, AUTHORITY)
    given = {name: (text,) for name, text in landing.keys().items()} | standing
    if "la_code" not in given or "academic_year" not in given:
        raise UsageError(
            f"{folder} has no {AUTHORITY.file_name} yet: say whose round it is and for which year, "
            "with --authority CODE and --year YEAR."
        )
    return Facts(given["la_code"][0], given["academic_year"][0], _urns(folder))


def _urns(folder: Path) -> frozenset[str]:
    found: set[str] = set()
    for table in LISTED:
        columns = {column.name for column in table.columns if column.kind is URN}
        path = folder / table.file_name
        if table.name in ("settings", "provision") or not columns or not path.is_file():
            continue
        grid = read_csv(path)
        places = [at for at, name in enumerate(grid.header) if plain(name) in columns]
        found |= {row[at] for row in grid.rows for at in places if at < len(row) and row[at]}
    return frozenset(found)
