"""Reading a folder as far as its structure: whether every table is there, readable, and headed as it should be.

These faults are reported before any row is looked at, and all of them at once.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from geodata.postcodes import PostcodeTable
from sufficiency.domain.inputs import Authority
from sufficiency.errors import Fault, InputRejected
from sufficiency.guards.files import file_size
from sufficiency.guards.limits import ARCHIVE_UNPACKED
from sufficiency.tables import authority as authority_table
from sufficiency.tables.authority import AUTHORITY
from sufficiency.tables.catalogue import KEYED, LISTED
from sufficiency.tables.csv_files import read_csv
from sufficiency.tables.dates import DAY_FIRST, ISO
from sufficiency.tables.folder import Folder, not_read, open_folder
from sufficiency.tables.grid import Grid, Origin
from sufficiency.tables.header import Header, match
from sufficiency.tables.keyed import read_keys, read_pairs, read_toml
from sufficiency.tables.table import Record, Table


@dataclass(frozen=True, slots=True)
class Structure:
    """A folder whose tables can all be read: each listed table's grid and header (none for an absent optional one).

    ``keys`` are the keyed tables as they were read, by name; ``authority`` is what the first of them says.
    """

    folder: Folder
    keys: Mapping[str, Record]
    authority: Authority
    grids: tuple[tuple[Table, Grid, Header], ...]
    postcodes: PostcodeTable | None
    warnings: tuple[Fault, ...]


def read_structure(path: Path) -> Structure:
    """The structure of a folder. Raises ``InputRejected`` with every structural fault and warning."""
    folder = open_folder(path)
    faults: list[Fault] = []
    about, origin = _keys(folder, AUTHORITY, faults)
    keys = {table.name: _keys(folder, table, faults)[0] for table in KEYED if table is not AUTHORITY}
    grids = tuple(_grids(folder, _date_format(about["date_format"]), faults))
    postcodes = _sources(folder, about, origin, faults)
    sources = tuple((name, about[f"sources.{name}"]) for name in authority_table.SOURCES if about[f"sources.{name}"])
    faults += not_read(folder, sources)
    if any(fault.severity == "error" for fault in faults):
        raise InputRejected(faults)
    authority = authority_table.build(about)
    return Structure(folder, {AUTHORITY.name: about} | keys, authority, grids, postcodes, tuple(faults))


def declared_date_format(path: Path) -> str:
    """How the folder says that it writes its dates; ISO where that cannot be read."""
    try:
        given = _keys(open_folder(path), AUTHORITY, [])[0]["date_format"]
    except InputRejected:
        return ISO
    return _date_format(given)


def texts_of(path: Path) -> Iterator[tuple[str, tuple[Mapping[str, str], ...]]]:
    """Every listed table that a folder gives, its cells as they were written, unknown columns included; unchecked.

    Known columns go by our name for them. Raises ``InputRejected`` where the folder cannot be read at all.
    """
    for table, grid, header in _grids(open_folder(path), declared_date_format(path), []):
        ours = {place: name for name, place in header.places.items()}
        names = [ours.get(place, written) for place, written in enumerate(grid.header)]
        if names:
            yield table.name, tuple(dict(zip(names, row, strict=False)) for row in grid.rows)


def declared_name(path: Path) -> str:
    """What the folder says that the authority is called; blank where that cannot be read."""
    try:
        return str(_keys(open_folder(path), AUTHORITY, [])[0].get("name") or "")
    except InputRejected:
        return ""


def _date_format(given: object) -> str:
    return str(given) if given in (ISO, DAY_FIRST) else ISO


def _keys(folder: Folder, table: Table, faults: list[Fault]) -> tuple[Record, Origin]:
    """The keys of a TOML file or of a sheet; defaults where it is absent. Adds to ``faults``."""
    file, book = folder.file_of(table), folder.sheet_of(table)
    origin = Origin(file.name if file else table.file_name)
    texts: dict[str, list[str]] = {}
    try:
        if file and book:
            raise InputRejected([_two_sources(file, book.file)])
        if file:
            texts, wrong = read_toml(file, table)
            faults += wrong
        elif book:
            grid = book.read(table.name, ISO)
            origin, texts = grid.origin, read_pairs(grid)
        elif not table.optional:
            raise InputRejected([folder.missing(table)])
    except InputRejected as rejected:
        faults += rejected.faults
        return {column.name: column.default for column in table.columns}, origin
    record, wrong = read_keys(table, texts, origin)
    wrong_types = {fault.column for fault in faults if fault.file == origin.file}
    faults += [fault for fault in wrong if fault.column not in wrong_types]
    return record, origin


def _two_sources(file: Path, book: str) -> Fault:
    message, remedy = f"gives a table that {book} gives too", "Keep the table in one of the two."
    return Origin(file.name).fault(0, "", "TWO_SOURCES", message, remedy)


def _grids(folder: Folder, date_format: str, faults: list[Fault]) -> Iterator[tuple[Table, Grid, Header]]:
    """Every listed table with its header. Adds to ``faults``."""
    for table in LISTED:
        file, book = folder.file_of(table), folder.sheet_of(table)
        try:
            if file and book:
                raise InputRejected([_two_sources(file, book.file)])
            if not file and not book:
                if not table.optional:
                    raise InputRejected([folder.missing(table)])
                yield table, Grid(Origin(table.file_name), (), (), ()), Header({}, 0)
                continue
            grid = read_csv(file) if file else book.read(table.name, date_format) if book else None
        except InputRejected as rejected:
            faults += rejected.faults
            continue
        if grid:
            header, wrong = match(table, grid)
            faults += [*grid.warnings, *wrong]
            yield table, grid, header


def _sources(folder: Folder, about: Record, origin: Origin, faults: list[Fault]) -> PostcodeTable | None:
    """The postcode table, where one is given. Adds a fault for each source that is not there or cannot be read."""
    remedy = "Give the path from this folder to the file, or remove the key."
    table = None
    for name in authority_table.SOURCES:
        path = about[f"sources.{name}"]
        if isinstance(path, str) and path and not (folder.path / path).exists():
            faults.append(origin.fault(0, f"sources.{name}", "SOURCE_MISSING", f'"{path[:60]}" does not exist', remedy))
        elif name == "postcodes" and isinstance(path, str) and path:
            try:
                table = _postcodes(folder.path / path)
            except InputRejected as rejected:
                faults += rejected.faults
            except (ValueError, OSError) as error:
                words = ("SOURCE_UNREADABLE", f"is not a table of postcodes ({error})"[:300], remedy)
                faults.append(origin.fault(0, "sources.postcodes", *words))
    return table


def _postcodes(path: Path) -> PostcodeTable:
    if not path.is_dir():
        file_size(path, ARCHIVE_UNPACKED)
    from geodata.postcode_files import read_postcodes  # noqa: PLC0415 (a second to load, seldom needed)

    return read_postcodes(path)
