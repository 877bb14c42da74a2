"""Reading a GIAS extract (``edubasealldataYYYYMMDD.csv``) by the names of its columns, whichever release it is.

Columns come and go between releases (Ofsted's left on 22 April 2025), so none is read by its position. The file is
Windows-1252, dates are dd-mm-yyyy. Source: Get Information about Schools, downloads.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from sys import intern

from sufficiency.errors import Fault, InputRejected
from sufficiency.guards.limits import REGISTER_BYTES, REGISTER_CELLS
from sufficiency.importers.imported import Source
from sufficiency.tables.csv_files import read_records
from sufficiency.tables.grid import Origin

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
    """The register, of which only the columns used are kept. Raises InputRejected where it is not a GIAS extract."""
    if path.suffix.casefold() == ".zip":
        words = ("NOT_CSV", "is a zip archive", "Unpack it and give the edubasealldata file inside.")
        raise InputRejected([Fault(path.name, "", 0, "", *words)])
    records = enumerate(read_records(path, REGISTER_BYTES, REGISTER_CELLS), start=1)
    header = [name.strip() for name in next(records, (1, ()))[1]]
    places = _places(Origin(path.name), header)
    rows, faults, seen = [], [], 0
    for number, record in records:
        if not any(map(str.strip, record)):
            continue
        seen += 1
        if len(record) == len(header):
            rows.append((number, {name: intern(record[at].strip()) for name, at in places.items()}))
        else:
            message = f"has {len(record)} cells under {len(header)} headings, so its cells cannot be told apart"
            words = ("RAGGED_ROW", message, "Download the file again.")
            faults.append(Fault(path.name, "", number, "", *words))
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    source = Source(path.name, digest, "GIAS establishments")
    return Register(source, tuple(rows), seen, frozenset(places), tuple(faults))


def _places(origin: Origin, header: Sequence[str]) -> dict[str, int]:
    """Where each column that is read stands. Raises InputRejected where one that must be there is not, or is twice."""
    plain = [" ".join(name.split()).casefold() for name in header]
    remedy = "Give the file edubasealldata of Get Information about Schools, with its header in row 1."
    faults = [
        origin.fault(1, name, "COLUMN_MISSING", "is missing from the header", remedy)
        for name in REQUIRED
        if name.casefold() not in plain
    ]
    faults += [
        origin.fault(1, name, "COLUMN_TWICE", "stands in the header more than once", remedy)
        for name in (*REQUIRED, *OPTIONAL)
        if plain.count(name.casefold()) > 1
    ]
    if faults:
        raise InputRejected(faults)
    return {name: plain.index(name.casefold()) for name in (*REQUIRED, *OPTIONAL) if name.casefold() in plain}
