"""From nodes to records: every item read by its kind, every fault of the whole return kept, identical records once."""

from dataclasses import dataclass, field
from typing import Any

from sufficiency.errors import Fault
from sufficiency.importers.sen2.items import BY_NAME, Below, Item
from sufficiency.importers.sen2.nodes import Node
from sufficiency.importers.sen2.records import Person, Spot
from sufficiency.tables.cells import misfit, read_cell, unread
from sufficiency.tables.dates import ISO


@dataclass(slots=True)
class Judged:
    """What was found while records were read: faults, the records they reject, and records met twice.

    ``wrong`` holds the numbers of records with an error of their own, and ``repeated`` of those met before, each with
    its module; ``unsound`` adds to the wrong ones every record above one.
    """

    faults: list[Fault] = field(default_factory=list)
    wrong: dict[int, str] = field(default_factory=dict)
    unsound: set[int] = field(default_factory=set)
    repeated: dict[int, str] = field(default_factory=dict)

    def tell(self, at: Spot, module: str, fault: Fault) -> None:
        """Keep a fault of a record; an error rejects it."""
        self.faults.append(fault)
        if fault.severity == "error":
            self.wrong[at.number] = module
            self.unsound.add(at.number)

    def sound(self, at: Spot) -> bool:
        """Whether neither the record nor any below it has an error."""
        return at.number not in self.unsound


def people_of(nodes: tuple[Node, ...], judged: Judged) -> tuple[Person, ...]:
    """The persons of a return, each once."""
    return tuple(_once(nodes, [_record(node, judged) for node in nodes], judged))


def _record(node: Node, judged: Judged) -> Any:
    """The record of a node. An item that cannot be read is None, and its record is rejected."""
    for fault in node.faults:
        judged.tell(node.at, node.module.name, fault)
    values = {item.field: _value(node, item, judged) for item in node.module.items}
    for below in node.module.below:
        values[below.field] = _below(node, below, judged)
    return node.module.record(**values, at=node.at)


def _value(node: Node, item: Item, judged: Judged) -> Any:
    text = node.cells.get(item.column.name, "").strip()
    value = read_cell(item.column, text, ISO)
    if not unread(value):
        return value
    column = item.tag if node.at.path else item.column.name
    judged.tell(node.at, node.module.name, node.at.fault(column, *misfit(item.column, text, ISO)))
    return None


def _below(node: Node, below: Below, judged: Judged) -> Any:
    nodes = tuple(child for child in node.below if child.module.name == below.module)
    records = _once(nodes, [_record(child, judged) for child in nodes], judged)
    if any(not judged.sound(child.at) for child in nodes):
        judged.unsound.add(node.at.number)
    if below.many:
        return tuple(records)
    for record in records[1:]:
        module = BY_NAME[below.module]
        message = f"is a second {module.element} of one {node.module.element}, and differs from the first"
        remedy = "Keep the one that is right, or give the other a request of its own."
        judged.tell(record.at, module.name, record.at.fault("", "ONE_ONLY", message, remedy))
        _reject_inside(next(child for child in nodes if child.at is record.at), judged)
        judged.unsound.add(node.at.number)
    return records[0] if records else None


def _reject_inside(node: Node, judged: Judged) -> None:
    """Name every record inside one that has no place."""
    for child in node.below:
        if child.at.number not in judged.wrong and child.at.number not in judged.repeated:
            message, remedy = "stands inside a record that has no place", "Mend the record it stands in."
            judged.tell(child.at, child.module.name, child.at.fault("", "NO_PARENT", message, remedy))
        _reject_inside(child, judged)


def _once(nodes: tuple[Node, ...], records: list[Any], judged: Judged) -> list[Any]:
    """The records without those that repeat an earlier one entirely, with all below it; these count as duplicates."""
    first: dict[Any, Any] = {}
    kept = []
    for node, record in zip(nodes, records, strict=True):
        if not judged.sound(node.at) or first.setdefault(record, record) is record:
            kept.append(record)
            continue
        _count_twice(node, judged)
        message = f"repeats row {first[record].at.row} entirely; it is counted as a duplicate and read once"
        fault = record.at.warning("", "RECORD_TWICE", message, "Nothing to do; leave one out to be rid of this line.")
        judged.faults.append(fault)
    return kept


def _count_twice(node: Node, judged: Judged) -> None:
    judged.repeated[node.at.number] = node.module.name
    for child in node.below:
        _count_twice(child, judged)
