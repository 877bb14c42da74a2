"""Rows of the eight modules, from files or sheets, put into the tree by the keys that link them."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from sufficiency.errors import Fault, InputRejected
from sufficiency.importers.sen2.items import ALSO, MODULES, Module, known_name
from sufficiency.importers.sen2.nodes import Node
from sufficiency.importers.sen2.records import Spot
from sufficiency.tables.grid import Grid
from sufficiency.tables.header import Header, match

_HOUSEKEEPING = ("nativeid", "sourceid")
_Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Keys:
    """The columns that name a row of a module, and those that name the row it hangs below; none where empty."""

    own: Callable[[Module], _Key]
    parent: Callable[[Module], _Key]

    def columns(self, module: Module) -> _Key:
        """All of them, each once."""
        return tuple(dict.fromkeys((*self.own(module), *self.parent(module))))


@dataclass(slots=True)
class Linked:
    """The tree as it grows, and where every row went."""

    people: list[Node] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)
    rejected: Counter[str] = field(default_factory=Counter)
    duplicates: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)
    known: dict[tuple[str, _Key], Node] = field(default_factory=dict)


def link(grids: Mapping[str, Grid], keys: Keys) -> Linked:
    """The tree of all rows. Raises ``InputRejected`` with every structural fault where a header does not fit."""
    plain = {name: _plain_header(grid) for name, grid in grids.items()}
    headers = _headers(plain, keys)
    linked = Linked()
    for module in MODULES:
        grid, (header, warnings) = plain[module.name], headers[module.name]
        linked.faults += [*grid.warnings, *warnings]
        for number, row in zip(grid.numbers, grid.rows, strict=True):
            spot = Spot(grid.origin.file, grid.origin.sheet, number, "", linked.seen.total())
            linked.seen[module.name] += 1
            cells = {name: row[place] for name, place in header.places.items() if place < len(row)}
            wrong = _ragged(spot, row, header.width) or _put(linked, Node(module, spot, cells), keys)
            if wrong:
                linked.rejected[module.name] += 1
                linked.faults.append(wrong)
    return linked


def _plain_header(grid: Grid) -> Grid:
    """The grid under names as the statement spells them; an older item only where the newer one is not there too."""
    written = ["".join(filter(str.isalnum, name.casefold())) for name in grid.header]
    return replace(grid, header=tuple(name if ALSO.get(name) in written else known_name(name) for name in written))


def _headers(grids: Mapping[str, Grid], keys: Keys) -> dict[str, tuple[Header, list[Fault]]]:
    found = {}
    for module in MODULES:
        header, faults = match(module.table(*keys.columns(module)), grids[module.name])
        housekeeping = (*_HOUSEKEEPING, f"{module.name}orderseqcolumn", f"{module.parent or 'sen2'}tableid",
                        f"{module.name}tableid", "persontableid", "requeststableid")  # fmt: skip
        found[module.name] = header, [fault for fault in faults if fault.column not in housekeeping or _blocks(fault)]
    faults = [fault for _, wrong in found.values() for fault in wrong]
    if any(map(_blocks, faults)):
        raise InputRejected(faults)
    return found


def _blocks(fault: Fault) -> bool:
    return fault.severity == "error"


def _ragged(spot: Spot, row: _Key, width: int) -> Fault | None:
    if len(row) == width:
        return None
    message = f"has {len(row)} cells under {width} headings, so its cells cannot be told apart"
    remedy = "Export it again; put quotation marks round a cell that holds a comma."
    return spot.fault("", "RAGGED_ROW", message, remedy)


def _put(linked: Linked, node: Node, keys: Keys) -> Fault | None:
    """Hang the node below its parent; the fault where that cannot be done."""
    module = node.module
    for name in keys.columns(module):
        if not node.cells.get(name):
            message, remedy = "is blank, so it is not known what this row belongs to", "Export every module again."
            return node.at.fault(name, "KEY_BLANK", message, remedy)
    own, above = (tuple(node.cells[name] for name in names) for names in (keys.own(module), keys.parent(module)))
    if earlier := linked.known.get((module.name, own)) if own else None:
        return _met_again(linked, node, earlier, keys)
    parent = linked.known.get((module.parent, above)) if module.parent else None
    if module.parent and parent is None:
        message = f"belongs to a row of {module.parent} that is not there, or that could not be read"
        remedy = f"Export every module of the return at the same time; look for this key in {module.parent}."
        return node.at.fault(keys.parent(module)[-1], "NO_PARENT", message, remedy)
    (parent.below if parent else linked.people).append(node)
    if own:
        linked.known[module.name, own] = node
    return None


def _met_again(linked: Linked, node: Node, earlier: Node, keys: Keys) -> Fault | None:
    """A row with a key met before: a duplicate if every cell is the same, else a fault; never one over the other."""
    if node.cells == earlier.cells:
        linked.duplicates[node.module.name] += 1
        return None
    message = f"has the key of row {earlier.at.row} but differs from it"
    remedy = "Keep the row that is right, or give each its own key."
    return node.at.fault(keys.own(node.module)[-1], "KEY_TWICE", message, remedy)
