"""From a folder to checked inputs, or to every fault in it.

Structure first (``structure``); then three passes over the rows, all of whose faults are reported together: each cell
by itself (``cells``), each table by itself (``rows``), and the tables against one another (``across``, ``homes``).
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sufficiency.domain.inputs import Inputs
from sufficiency.errors import Fault, InputRejected
from sufficiency.guards.limits import FAULTS
from sufficiency.tables import (
    areas,
    budgets,
    children,
    consultations,
    finance,
    passengers,
    pickup_points,
    plans,
    population,
    preferences,
    provision,
    rates,
    settings,
    travel,
    vehicles,
)
from sufficiency.tables.across import check_across
from sufficiency.tables.catalogue import BY_NAME, TABLES
from sufficiency.tables.cells import CHECK_AGAIN, Rows, read_cells
from sufficiency.tables.digests import InputFile, digests
from sufficiency.tables.finance import FINANCE
from sufficiency.tables.homes import put_on_map, without_map
from sufficiency.tables.planning import put_in_areas
from sufficiency.tables.rates import RATES
from sufficiency.tables.rows import check_rows
from sufficiency.tables.structure import Structure, read_structure
from sufficiency.tables.table import Record, Table

SCENARIOS = "scenarios"
"""The folder of scenario files in an input folder; they are read against the tables."""

PLACED_ON_MAP = ("children", "settings", "passengers", "pickup_points", "areas")
"""Tables whose rows need a point, or a journey in its place."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A checked round, what should still be looked at, and the files it was read from."""

    inputs: Inputs
    warnings: tuple[Fault, ...]
    files: tuple[InputFile, ...]


def load(folder: Path) -> Loaded:
    """The round in a folder. Raises ``InputRejected`` with all faults where there is any error."""
    with _collector_at_rest():
        structure = read_structure(folder)
        tables, faults = _read_rows(structure)
    if any(fault.severity == "error" for fault in faults):
        raise InputRejected(faults)
    return Loaded(_inputs(structure, tables), tuple(faults), _files(structure))


def check(folder: Path) -> tuple[Fault, ...]:
    """Every fault in a folder, errors and warnings; none where it is sound."""
    return checked(folder)[0]


def checked(folder: Path) -> tuple[tuple[Fault, ...], Inputs | None]:
    """The same, and the round where it is sound and has roads or scenarios to look at."""
    try:
        with _collector_at_rest():
            structure = read_structure(folder)
            tables, faults = _read_rows(structure)
    except InputRejected as rejected:
        return rejected.faults, None
    sound = not any(fault.severity == "error" for fault in faults)
    looked_at = sound and ("roads" in dict(structure.authority.sources) or (folder / SCENARIOS).is_dir())
    return tuple(faults), _inputs(structure, tables) if looked_at else None


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Rows make no cycles, and looking for some among millions of them takes a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def read_tables(folder: Path) -> dict[str, tuple[Record, ...]]:
    """The rows of every table that a folder gives, by name, as they were read; a keyed table is one row.

    Blanks hold what they stand for, and homes are not put on the map. Raises ``InputRejected`` as ``load`` does.
    """
    structure = read_structure(folder)
    _, faults = _read_rows(structure)
    if any(fault.severity == "error" for fault in faults):
        raise InputRejected(faults)
    given = {
        table.name: read_cells(table, grid, header, structure.authority.date_format)[0].records
        for table, grid, header in structure.grids
        if grid.header
    }
    for name, keys in structure.keys.items():
        if structure.folder.file_of(BY_NAME[name]) or structure.folder.sheet_of(BY_NAME[name]):
            given[name] = (keys,)
    return {table.name: given[table.name] for table in TABLES if table.name in given}


def _read_rows(structure: Structure) -> tuple[dict[str, Rows], list[Fault]]:
    """The rows of every table, and all their faults in the order of the tables and rows."""
    faults = list(structure.warnings)
    tables: dict[str, Rows] = {}
    for wrong in _passes(structure, tables):
        faults += wrong
        if len(faults) > FAULTS.most:
            message = f"has, with the tables before it, more than {FAULTS.most:,} faults; no others were looked for"
            faults[FAULTS.most :] = [wrong[-1]._replace(row=0, column="", rule="TOO_MANY_FAULTS", message=message,
                                                        remedy=CHECK_AGAIN, severity="error")]  # fmt: skip
            break
    return tables, _in_order(faults, tables)


def _passes(structure: Structure, tables: dict[str, Rows]) -> Iterator[list[Fault]]:
    """Fills the tables and hands out the faults of each pass, a list at a time."""
    for table, grid, header in structure.grids:
        tables[table.name], wrong = read_cells(table, grid, header, structure.authority.date_format)
        yield wrong
    tables["travel"] = _plain_origins(tables["travel"], tables["children"], tables["passengers"])
    for rows in tables.values():
        yield from check_rows(rows, structure.authority)
    yield from check_across(tables, structure.authority)
    for name in PLACED_ON_MAP:
        tables[name], wrong = _place(tables[name], tables["travel"], structure)
        yield wrong
    tables["plans"], wrong = put_in_areas(tables["plans"], tables["areas"], structure.postcodes)
    yield wrong


def _plain_origins(journeys: Rows, *travellers: Rows) -> Rows:
    refs = {record["child_ref"] for rows in travellers for record in rows.records if "child_ref" in record}
    records = (
        {**record, "origin": travel.plain_origin(record["origin"], refs)} if "origin" in record else record
        for record in journeys.records
    )
    return replace(journeys, records=tuple(records))


def _place(rows: Rows, journeys: Rows, structure: Structure) -> tuple[Rows, list[Fault]]:
    if structure.postcodes is None:
        return rows, without_map(rows, journeys)
    return put_on_map(rows, structure.postcodes)


def _in_order(faults: list[Fault], tables: dict[str, Rows]) -> list[Fault]:
    """Faults by table, row and column as the tables state them; whole files before their rows."""
    order = {(rows.origin.file, rows.origin.sheet): at for at, rows in enumerate(tables.values())}
    columns = {(rows.origin.file, rows.origin.sheet): _positions(rows.table) for rows in tables.values()}

    def place(fault: Fault) -> tuple[int, int, int, Fault]:
        here = (fault.file, fault.sheet)
        return order.get(here, -1), fault.row, columns.get(here, {}).get(fault.column, -1), fault

    return sorted(faults, key=place)


def _positions(table: Table) -> dict[str, int]:
    return {column.name: at for at, column in enumerate(table.columns)}


def _inputs(structure: Structure, tables: dict[str, Rows]) -> Inputs:
    cases = children.build(tables["children"].records, structure.authority)
    prices, kinds = structure.keys[RATES.name], vehicles.build(tables["vehicles"].records)
    return Inputs(
        authority=structure.authority,
        cases=cases,
        preferences=preferences.build(tables["preferences"].records),
        settings=settings.build(tables["settings"].records),
        provisions=provision.build(tables["provision"].records),
        consultations=consultations.build(tables["consultations"].records),
        travel=travel.build(tables["travel"].records),
        rates=rates.build(prices),
        fleet=rates.build_fleet(prices, kinds),
        depth=rates.build_depth(prices, kinds),
        passengers=passengers.build(tables["passengers"].records, {case.ref for case in cases}),
        pickup_points=pickup_points.build(tables["pickup_points"].records),
        finance=finance.build(structure.keys[FINANCE.name], budgets.build(tables["budgets"].records)),
        areas=areas.build(tables["areas"].records),
        plans=plans.build(tables["plans"].records),
        population=population.build(tables["population"].records),
    )


def _files(structure: Structure) -> tuple[InputFile, ...]:
    folder = structure.folder
    files = [file for table in TABLES if (file := folder.file_of(table))]
    if folder.workbook:
        files.append(folder.files[folder.workbook.file.casefold()])
    return digests(folder.path, files, (path for _, path in structure.authority.sources))
