"""Reading a GIAS extract (``edubasealldataYYYYMMDD.csv``) by the names of its columns, whichever release it is.

Columns come and go between releases (Ofsted's left on 22 April 2025), so none is read by its position. The file is
Windows-1252, dates are dd-mm-yyyy. Source: Get Information about Schools, downloads.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sufficiency.errors import Fault, InputRejected
from sufficiency.guards.limits import REGISTER_BYTES, REGISTER_CELLS
from sufficiency.importers.imported import Source
from sufficiency.tables.csv_files import read_csv
from sufficiency.tables.grid import Grid

NEED_COLUMNS = tuple(f"SEN{number} (name)" for number in range(1, 14))
REQUIRED = ("URN", "LA (code)", "EstablishmentName", "TypeOfEstablishment (code)", "EstablishmentStatus (code)")
OPTIONAL = (
    "LA (name)", "CloseDate", "StatutoryLowAge", "StatutoryHighAge", "Gender (name)", "SchoolCapacity",
    "NumberOfPupils", "Postcode", "PlacesPRU", "Section41Approved (name)", *NEED_COLUMNS,
    "TypeOfResourcedProvision (name)", "ResourcedProvisionOnRoll", "ResourcedProvisionCapacity", "SenUnitOnRoll",
    "SenUnitCapacity", "Easting", "Northing",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Register:
    """The establishments of an extract: cells by column name, each with its row in Excel; and which columns it has."""

    source: Source
    rows: tuple[tuple[int, Mapping[str, str]], ...]
    seen: int
    columns: frozenset[str]
    faults: tuple[Fault, ...]


def read_register(path: Path) -> Register:
    """The register. Raises InputRejected where it is not a GIAS extract."""
    if path.suffix.casefold() == ".zip":
        words = ("NOT_CSV", "is a zip archive", "Unpack it and give the edubasealldata file inside.")
        raise InputRejected([Fault(path.name, "", 0, "", *words)])
    grid = read_csv(path, REGISTER_BYTES, REGISTER_CELLS)
    places = _places(grid)
    rows, faults = [], []
    for number, row in zip(grid.numbers, grid.rows, strict=True):
        if len(row) == len(grid.header):
            rows.append((number, {name: row[at] for name, at in places.items()}))
        else:
            message = f"has {len(row)} cells under {len(grid.header)} headings, so its cells cannot be told apart"
            faults.append(grid.origin.fault(number, "", "RAGGED_ROW", message, "Download the file again."))
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    source = Source(path.name, digest, "GIAS establishments")
    return Register(source, tuple(rows), len(grid.rows), frozenset(places), tuple(faults))


def _places(grid: Grid) -> dict[str, int]:
    """Where each column that is read stands. Raises InputRejected where one that must be there is not."""
    standing = {" ".join(name.split()).casefold(): at for at, name in reversed(list(enumerate(grid.header)))}
    missing = [name for name in REQUIRED if name.casefold() not in standing]
    if missing:
        remedy = "Give the file edubasealldata of Get Information about Schools, with its header in row 1."
        raise InputRejected(
            [grid.origin.fault(1, name, "COLUMN_MISSING", "is missing from the header", remedy) for name in missing]
        )
    return {name: standing[name.casefold()] for name in (*REQUIRED, *OPTIONAL) if name.casefold() in standing}
