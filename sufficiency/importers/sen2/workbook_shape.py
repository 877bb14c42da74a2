"""The return as the workbook filled in before submission: one sheet for each module."""

import hashlib
from pathlib import Path

from sufficiency.errors import Fault, InputRejected
from sufficiency.importers.imported import Source
from sufficiency.importers.sen2.items import MODULES, Module
from sufficiency.importers.sen2.linking import Keys, link
from sufficiency.importers.sen2.nodes import Reading
from sufficiency.importers.sen2.records import Header
from sufficiency.tables.dates import ISO
from sufficiency.tables.grid import Grid
from sufficiency.tables.workbooks import Workbook, open_workbook

_PERSON, _REQUEST = "persontableid", "requeststableid"
_WITHOUT_KEY = ("plandetail", "placementdetail", "senneed")


def _own(module: Module) -> tuple[str, ...]:
    if module.name in _WITHOUT_KEY:
        return ()
    return (_PERSON,) if module.name == "person" else (_PERSON, _REQUEST)


def _parent(module: Module) -> tuple[str, ...]:
    if not module.parent:
        return ()
    return (_PERSON,) if module.parent == "person" else (_PERSON, _REQUEST)


KEYS = Keys(_own, _parent)
"""Every row below a request carries the keys of its person and its request; there are no others."""


def read_workbook(path: Path) -> Reading:
    """The records of a workbook. Raises ``InputRejected`` with every structural fault."""
    book = open_workbook(path)
    linked = link(_grids(book), KEYS)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Reading(
        (Source(path.name, digest, "SEN2 return, workbook before submission"),), Header(), tuple(linked.people),
        linked.seen, linked.rejected, linked.duplicates, (*book.warnings, *linked.faults),
    )  # fmt: skip


def _grids(book: Workbook) -> dict[str, Grid]:
    by_name = {_plain(sheet): sheet for sheet in book.sheets}
    grids: dict[str, Grid] = {}
    faults: list[Fault] = []
    for module in MODULES:
        names = dict.fromkeys(map(_plain, (module.sheet, module.element, module.name)))
        sheet = next((by_name[name] for name in names if name in by_name), None)
        try:
            if sheet is None:
                faults.append(_missing(book, module))
            else:
                grids[module.name] = book.read(sheet, ISO)
        except InputRejected as rejected:
            faults += rejected.faults
    if faults:
        raise InputRejected(faults)
    return grids


def _plain(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))


def _missing(book: Workbook, module: Module) -> Fault:
    message, remedy = f"has no sheet {module.sheet}", "Keep every sheet of the workbook, filled in or not."
    return Fault(book.file, module.sheet, 0, "", "MODULE_MISSING", message, remedy)
