"""A return as read and not yet judged: one node for each record, as text, in the tree of its modules."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from sufficiency.errors import Fault
from sufficiency.importers.imported import Source
from sufficiency.importers.sen2.items import Module
from sufficiency.importers.sen2.records import Header, Spot


@dataclass(frozen=True, slots=True)
class Node:
    """One record as text by column name, the records below it, and what was wrong with it when it was read."""

    module: Module
    at: Spot
    cells: Mapping[str, str]
    below: list["Node"] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a reader found.

    people      the tree, one node for each person that could be linked
    seen        records met, by module, counted before anything is judged
    rejected    records that could not be put into the tree, by module; each has its fault
    duplicates  rows met again word for word, by module
    """

    sources: tuple[Source, ...]
    header: Header
    people: tuple[Node, ...]
    seen: Counter[str]
    rejected: Counter[str]
    duplicates: Counter[str]
    faults: tuple[Fault, ...]
