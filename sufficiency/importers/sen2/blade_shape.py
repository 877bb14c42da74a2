"""The return as the set of CSV files that COLLECT exports ("Blade"): one file for each module."""

import re
from pathlib import Path

from sufficiency.errors import Fault, InputRejected
from sufficiency.importers.imported import Source
from sufficiency.importers.sen2.header import header_of
from sufficiency.importers.sen2.items import MODULES, Module, known_name
from sufficiency.importers.sen2.linking import Keys, link
from sufficiency.importers.sen2.nodes import Reading
from sufficiency.importers.sen2.records import Header
from sufficiency.tables.csv_files import read_csv
from sufficiency.tables.digests import digests
from sufficiency.tables.grid import Grid

_NAME = re.compile(r"(?:.*[_ -])?([a-z0-9]+)\.csv")
_HEADER = "sen2"
_NAMES = (_HEADER, *(module.name for module in MODULES))

KEYS = Keys(
    own=lambda module: (f"{module.name}tableid",),
    parent=lambda module: (f"{module.parent}tableid",) if module.parent else (),
)
"""Every row has a key of its own and, below a person, the key of the row above."""


def read_blade(folder: Path) -> Reading:
    """The records of a set of Blade files. Raises ``InputRejected`` with every structural fault."""
    files = _files(folder)
    grids, faults = _grids(files)
    if faults:
        raise InputRejected(faults)
    linked = link(grids, KEYS)
    kept = [files[name] for name in _NAMES if name in files]
    sources = tuple(
        Source(file.name, file.sha256, "SEN2 return, COLLECT Blade export") for file in digests(folder, kept, ())
    )
    return Reading(
        sources, _header(grids.get(_HEADER)), tuple(linked.people), linked.seen, linked.rejected, linked.duplicates,
        tuple(linked.faults),
    )  # fmt: skip


def is_blade(folder: Path) -> bool:
    """Whether any file in the folder is named as a module of a Blade export."""
    return any(_module_of(path) for path in folder.iterdir())


def _module_of(path: Path) -> str:
    found = _NAME.fullmatch(path.name.casefold())
    return found[1] if found and found[1] in _NAMES else ""


def _files(folder: Path) -> dict[str, Path]:
    found: dict[str, Path] = {}
    faults = []
    for path in sorted(folder.iterdir()):
        name = _module_of(path)
        if name in found:
            message, remedy = f"is a second file of {name} beside {found[name].name}", "Keep one export in the folder."
            faults.append(Fault(path.name, "", 0, "", "TWO_EXPORTS", message, remedy))
        elif name:
            found[name] = path
    faults += [_missing(folder, module) for module in MODULES if module.name not in found]
    if faults:
        raise InputRejected(faults)
    return found


def _missing(folder: Path, module: Module) -> Fault:
    message = f"has no file of module {module.name}"
    remedy = f"Export every module from COLLECT; this one ends in _{module.name}.csv."
    return Fault(folder.name, "", 0, "", "MODULE_MISSING", message, remedy)


def _grids(files: dict[str, Path]) -> tuple[dict[str, Grid], list[Fault]]:
    grids: dict[str, Grid] = {}
    faults: list[Fault] = []
    for name, path in files.items():
        try:
            grids[name] = read_csv(path)
        except InputRejected as rejected:
            faults += rejected.faults
    return grids, faults


def _header(grid: Grid | None) -> Header:
    if grid is None or not grid.rows:
        return Header()
    return header_of(dict(zip(map(known_name, grid.header), grid.rows[0], strict=False)))
