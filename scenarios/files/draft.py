"""A scenario file as records by section: every key read by its kind, nothing yet compared with anything."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from scenarios.files.keys import FREE, SECTIONS, Section
from sufficiency.errors import Fault, InputRejected
from sufficiency.tables.cells import misfit, read_cell, unread
from sufficiency.tables.dates import ISO
from sufficiency.tables.grid import Origin
from sufficiency.tables.keyed import WORDS, texts_of, toml_content
from sufficiency.tables.load import SCENARIOS
from sufficiency.tables.table import Column, Record


@dataclass(frozen=True, slots=True)
class Entry:
    """One section as given, or one of several: where it stands, and its keys; one that does not fit is absent.

    ``given`` are the keys that the file has; the others hold their defaults.
    """

    origin: Origin
    path: str
    record: Record
    given: frozenset[str]

    def at(self, key: str) -> str:
        """The whole path of one of its keys: ``action[2].opens``."""
        return f"{self.path}.{key}" if self.path else key

    def fault(self, key: str, words: tuple[str, str, str]) -> Fault:
        """An error at one of its keys; ``words`` are its rule, message and remedy."""
        return self.origin.fault(0, self.at(key), *words)


@dataclass(frozen=True, slots=True)
class Draft:
    """One file: its entries by the path of their section, and the free sections as they were written."""

    origin: Origin
    entries: Mapping[str, tuple[Entry, ...]]
    free: Mapping[str, Mapping[str, Any]]

    @property
    def top(self) -> Entry:
        """The keys at the top of the file."""
        return self.entries[""][0]

    @property
    def name(self) -> str:
        """The name of the scenario; blank where it has none that fits."""
        return str(self.top.record.get("name") or "")


def scenario_files(folder: Path) -> tuple[Path, ...]:
    """Every scenario file of an input folder, by name."""
    return tuple(sorted((folder / SCENARIOS).glob("*.toml")))


def read_draft(path: Path) -> tuple[Draft | None, list[Fault]]:
    """The draft of one file, and a fault for each key that does not fit; None where it is not TOML."""
    origin = Origin(f"{SCENARIOS}/{path.name}")
    try:
        content = toml_content(path, origin)
    except InputRejected as rejected:
        return None, list(rejected.faults)
    faults: list[Fault] = []
    entries: dict[str, list[Entry]] = {section.path: [] for section in SECTIONS}
    for section, place, given in _parts(content, origin, faults):
        entries[section.path].append(_entry(section, place, given, origin, faults))
    free = {name: given for name in FREE if isinstance(given := content.get(name, {}), dict)}
    return Draft(origin, {path: tuple(found) for path, found in entries.items()}, free), faults


def _parts(
    content: Mapping[str, Any], origin: Origin, faults: list[Fault]
) -> Iterator[tuple[Section, str, Mapping[str, Any]]]:
    """Every section the file has, with its place and what stands in it. Adds a fault for each that is no section."""
    for section in SECTIONS:
        head, _, last = section.path.rpartition(".")
        holder = content.get(head, {}) if head else content
        given: Any = content if not section.path else holder.get(last) if isinstance(holder, dict) else None
        if given is None:
            continue
        listed = given if section.several else [given]
        if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
            faults.append(_not_a_section(section.path, section.heading, origin))
            continue
        for number, one in enumerate(listed, 1):
            yield section, f"{section.path}[{number}]" if section.several else section.path, one
    for name in FREE:
        if not isinstance(content.get(name, {}), dict):
            faults.append(_not_a_section(name, f"[{name}]", origin))


def _not_a_section(path: str, heading: str, origin: Origin) -> Fault:
    message, remedy = "is not a section of keys", f"Write {heading} on a line of its own, and its keys below."
    return origin.fault(0, path, "NOT_A_SECTION", message, remedy)


def _entry(section: Section, place: str, given: Mapping[str, Any], origin: Origin, faults: list[Fault]) -> Entry:
    entry = Entry(origin, place, {}, frozenset(given))
    inside = _sections_in(section)
    faults += [_unknown(entry, section, key, inside) for key in given if key not in {*_names(section), *inside}]
    record = {}
    for column in section.table.columns:
        value, wrong = _value(column, given.get(column.name))
        if wrong:
            faults.append(entry.fault(column.name, wrong))
        else:
            record[column.name] = value
    return Entry(origin, place, record, entry.given)


def _names(section: Section) -> list[str]:
    return [column.name for column in section.table.columns]


def _sections_in(section: Section) -> list[str]:
    """Names of the sections that may stand inside one."""
    inside = [one.path.rpartition(".") for one in SECTIONS if one.path]
    return [last for head, _, last in inside if head == section.path] + ([] if section.path else list(FREE))


def _unknown(entry: Entry, section: Section, key: str, inside: Sequence[str]) -> Fault:
    known = [*_names(section), *inside]
    near = get_close_matches(key, known, 1)
    place = f"of {section.heading}" if section.path else "at the top of the file"
    hint = f"; did you mean {near[0]}?" if near else ""
    message = f"is not a key {place}{hint}"
    remedy = f"Correct or remove it; the keys are {', '.join(known)}."
    return entry.fault(key[:60], ("KEY_REFUSED", message, remedy))


def _value(column: Column, given: Any) -> tuple[Any, tuple[str, str, str] | None]:
    """The value of a key, its default where it is not given; or what is wrong with it."""
    parts = given if isinstance(given, list) else [given]
    if given is None or given == []:
        wrong = misfit(column, "", ISO)
        return column.default, ("KEY_MISSING", *wrong[1:]) if column.required else None
    if len(parts) > 1 and not column.repeats:
        return None, ("KEY_TWICE", "is a list", "Give one value.")
    if any(isinstance(part, dict | list) or _not_words(column, part) for part in parts):
        return None, ("WRONG_TYPE", f"is not {column.kind.expects}", column.advice)
    texts = texts_of(given)
    values = [read_cell(column, text, ISO) for text in texts]
    for text, value in zip(texts, values, strict=True):
        if unread(value):
            rule, message, remedy = misfit(column, text, ISO)
            return None, ("KEY_MISSING" if rule == "BLANK" else rule, message, remedy)
    return tuple(values) if column.repeats else values[0], None


def _not_words(column: Column, part: object) -> bool:
    return column.kind.name in WORDS and not isinstance(part, str)
