"""Keys of an import laid into ``authority.toml`` or ``rates.toml``: what is there stands, what is not is added.

A key that holds a list gathers what both say. A person's comments and order are kept: keys are put in as lines.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from sufficiency.errors import Fault, InputRejected
from sufficiency.tables.grid import Origin
from sufficiency.tables.keyed import read_toml
from sufficiency.tables.table import Column, Table
from sufficiency.tables.write import toml_text

Keys = Mapping[str, tuple[str, ...]]
"""Texts by dotted key; several where the key holds a list."""

MUST_AGREE = ("la_code", "sources.postcodes")
"""Keys that may not be said in two ways: it would be another authority's round, or other postcodes than those used."""


def standing_keys(path: Path, table: Table) -> dict[str, tuple[str, ...]]:
    """The keys that a file holds; none where it is not there. Raises InputRejected where it cannot be read."""
    if not path.is_file():
        return {}
    texts, faults = read_toml(path, table)
    if faults:
        raise InputRejected(faults)
    return {key: tuple(values) for key, values in texts.items() if values}


def with_keys(
    table: Table, standing: Keys, given: Keys, replace: bool
) -> tuple[dict[str, tuple[str, ...]], list[Fault]]:
    """The keys after the import, and a fault for each that may not differ and does."""
    merged, faults = dict(standing), []
    for name, values in given.items():
        column, there = table.column(name), standing.get(name, ())
        if column.repeats:
            merged[name] = tuple(dict.fromkeys((*there, *values)))
        elif not there or replace:
            merged[name] = values
        elif there != values and name in MUST_AGREE:
            message = f'is "{there[0]}", but the import would make it "{values[0]}"'
            remedy = "Import into another folder, or with --replace to let the import's stand."
            faults.append(Origin(table.file_name).fault(0, name, "CONFLICT", message, remedy))
    return merged, faults


def write_keys(folder: Path, table: Table, standing: Keys, keys: Keys) -> None:
    """Write the file so that it holds these keys. Raises InputRejected where a person's own layout has no room."""
    path = folder / table.file_name
    before = path.read_text(encoding="utf-8-sig") if path.is_file() else ""
    if not before or before == rendered(table, standing):
        path.write_text(rendered(table, keys), encoding="utf-8", newline="\n")
        return
    new = {name: values for name, values in keys.items() if standing.get(name) != values}
    text = _with_lines(before, table, new)
    path.write_text(text, encoding="utf-8", newline="\n")
    if _reads_as(path, table) != dict(keys):
        lines = rendered(table, new).replace("\n", "; ").strip("; ")
        words = ("NO_ROOM", "has no room for what the import adds", f"Put in by hand, then import again: {lines}")
        raise InputRejected([Origin(table.file_name).fault(0, "", *words)])


def rendered(table: Table, keys: Keys) -> str:
    """The file as the product writes it."""
    row = {column.name: _value(column, keys[column.name]) for column in table.columns if column.name in keys}
    return toml_text(table, row)


def _value(column: Column, values: tuple[str, ...]) -> object:
    return values if column.repeats else values[0]


def _with_lines(text: str, table: Table, new: Keys) -> str:
    """The text with a line for each new key: at its top, below its section's name, or in a section at the end."""
    for name, values in new.items():
        section, _, _last = name.rpartition(".")
        line = rendered(table, {name: values}).splitlines()[-1]
        if not section:
            text = f"{line}\n{text}"
        elif f"[{section}]\n" in text:
            text = text.replace(f"[{section}]\n", f"[{section}]\n{line}\n", 1)
        else:
            text = f"{text.rstrip()}\n\n[{section}]\n{line}\n"
    return text


def _reads_as(path: Path, table: Table) -> dict[str, tuple[str, ...]]:
    try:
        return standing_keys(path, table)
    except (InputRejected, tomllib.TOMLDecodeError):
        return {}
