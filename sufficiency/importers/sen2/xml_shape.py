"""The return as the XML file that is loaded into COLLECT, read person by person.

Elements are known by name, whatever their capitals and whatever the root is called; of an element that is not known
nothing is read, and a warning says so once.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sufficiency.errors import Fault, InputRejected
from sufficiency.guards.xml import Element, look_at_xml, records
from sufficiency.importers.imported import Source
from sufficiency.importers.sen2.header import header_of
from sufficiency.importers.sen2.items import BY_ELEMENT, ITEMS, PERSON, Module, known_name
from sufficiency.importers.sen2.nodes import Node, Reading
from sufficiency.importers.sen2.records import Spot

_HEADER_ITEMS = ("collection", "year", "referencedate", "lea")
_EXPECTED = frozenset((
    "message", "header", "collectiondetails", "source", "sourcelevel", "softwarecode", "release", "serialno",
    "datetime", "persons", "content", "dmo", "dco", "dsco", "lalevel", *_HEADER_ITEMS,
))  # fmt: skip
"""Elements outside a person that carry nothing for the input tables."""


@dataclass(slots=True)
class _Reader:
    """What has been met so far in one file."""

    file: str
    seen: Counter[str] = field(default_factory=Counter)
    rejected: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)
    unknown: dict[str, int] = field(default_factory=dict)

    def person(self, element: Element) -> Node:
        return self._node(PERSON, element, f"Person[{self.seen[PERSON.name] + 1}]")

    def outside(self, element: Element) -> None:
        """Count a record that stands in no person, and name it."""
        module = BY_ELEMENT[element.tag.casefold()]
        spot = Spot(self.file, "", element.line, "/".join(element.path), self.seen.total())
        self.seen[module.name] += 1
        self.rejected[module.name] += 1
        message, remedy = "stands outside any person", "Put it inside the person it belongs to."
        self.faults.append(spot.fault("", "NO_PARENT", message, remedy))

    def _node(self, module: Module, element: Element, path: str) -> Node:
        spot = Spot(self.file, "", element.line, path, self.seen.total())
        self.seen[module.name] += 1
        cells: dict[str, str] = {}
        node = Node(module, spot, cells)
        met: Counter[str] = Counter()
        for child in self._inside(element):
            below = BY_ELEMENT.get(child.tag.casefold())
            if below:
                met[below.name] += 1
                self._below(node, below, child, f"{path}/{below.element}[{met[below.name]}]")
            elif not self._item(node, child):
                self.unknown.setdefault(child.tag, child.line)
        return node

    def _below(self, node: Node, module: Module, element: Element, path: str) -> None:
        child = self._node(module, element, path)
        if module.parent == node.module.name:
            node.below.append(child)
            return
        self._lose(child)
        message = f"stands inside {node.module.element}, where it has no place"
        remedy = f"Put it inside {module.parent or 'the list of persons'}, as the specification of the return does."
        self.faults.append(child.at.fault("", "NO_PARENT", message, remedy))

    def _lose(self, node: Node) -> None:
        """Count a record that cannot be hung anywhere, and name each record inside it."""
        self.rejected[node.module.name] += 1
        for child in node.below:
            message, remedy = "stands inside a record that has no place", "Mend the record it stands in."
            self.faults.append(child.at.fault("", "NO_PARENT", message, remedy))
            self._lose(child)

    def _inside(self, element: Element) -> Iterator[Element]:
        """The elements inside; those of a container that is no module and no item, as if they stood in its place."""
        for child in element.children:
            if child.children and child.tag.casefold() not in BY_ELEMENT:
                yield from self._inside(child)
            else:
                yield child

    def _item(self, node: Node, element: Element) -> bool:
        """Take an item down; False where the module has no such item. A second, different value is a fault."""
        item = ITEMS[node.module.name].get(known_name(element.tag))
        if item is None:
            return False
        name = item.column.name
        if node.cells.get(name, element.text) == element.text:
            node.cells[name] = element.text  # type: ignore[index]
        elif element.text:
            message, remedy = "is given twice, differently", "Keep the one that is right."
            node.faults.append(node.at.fault(element.tag, "ITEM_TWICE", message, remedy))
        return True


def read_xml(path: Path) -> Reading:
    """The records of an XML return. Raises ``InputRejected`` for a file that is no such return, or that is refused."""
    text = look_at_xml(path)
    reader = _Reader(path.name)
    header: dict[str, str] = {}
    people = []
    for element in records(text, (PERSON.element,)):
        tag = element.tag.casefold()
        if tag == PERSON.element.casefold():
            people.append(reader.person(element))
        elif tag in BY_ELEMENT:
            reader.outside(element)
        elif tag in _HEADER_ITEMS:
            header.setdefault(tag, element.text)
        elif tag not in _EXPECTED and len(element.path) > 1 and not _in_a_record(element):
            reader.unknown.setdefault(element.tag, element.line)
    if not people:
        raise InputRejected([_no_person(path.name)])
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    faults = (*text.warnings, *_unknown(path.name, reader.unknown.items()), *reader.faults)
    return Reading(
        (Source(path.name, digest, "SEN2 return, XML"),), header_of(header), tuple(people), reader.seen,
        reader.rejected, Counter(), faults,
    )  # fmt: skip


def _in_a_record(element: Element) -> bool:
    """Whether it stands in a record, which was named already."""
    return any(tag.casefold() in BY_ELEMENT for tag in element.path)


def _no_person(file: str) -> Fault:
    message, remedy = "holds no element Person, so it is no SEN2 return", "Give the XML file made for COLLECT."
    return Fault(file, "", 0, "", "NOT_A_RETURN", message, remedy)


def _unknown(file: str, tags: Iterable[tuple[str, int]]) -> Iterator[Fault]:
    for tag, line in tags:
        message, remedy = "is no element of the return that is known; not read", "Nothing to do if it is not needed."
        yield Fault(file, "", line, tag[:60], "ELEMENT_UNKNOWN", message, remedy, "warning")
