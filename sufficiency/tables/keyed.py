"""Tables that are keys and values: a TOML file, or a sheet with the columns key and value.

Every fault here is structural: without the authority's dates and year nothing else can be read.
"""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, time
from pathlib import Path
from typing import Any

from sufficiency.errors import Fault, InputRejected
from sufficiency.guards.files import file_size
from sufficiency.guards.limits import SETTINGS_BYTES
from sufficiency.tables.authority import ALIASES
from sufficiency.tables.cells import misfit, read_cell, unread
from sufficiency.tables.dates import ISO
from sufficiency.tables.grid import Grid, Origin
from sufficiency.tables.header import plain
from sufficiency.tables.table import Column, Record, Table

Texts = dict[str, list[str]]
"""The texts given for each key; one, or several where a key repeats."""

WORDS = ("text", "identifier")
"""Kinds that TOML writes in quotation marks, whatever they look like."""

_TOML_REMEDY = "Check the line: quotes round words, none round numbers and dates, one key on a line."


def read_toml(path: Path, table: Table) -> tuple[Texts, list[Fault]]:
    """The texts of a TOML file by dotted key, and a fault for every value of the wrong type.

    Raises ``InputRejected`` where the file is not TOML.
    """
    origin = Origin(path.name)
    content = toml_content(path, origin)
    texts: Texts = {}
    faults = []
    words = {column.name for column in table.columns if column.kind.name in WORDS}
    for key, value in _flat(content):
        texts[key] = texts_of(value)
        if key in words and not all(isinstance(part, str) for part in (value if isinstance(value, list) else [value])):
            message = "is not words in quotation marks"
            faults.append(origin.fault(0, key, "WRONG_TYPE", message, table.column(key).advice))
    return texts, faults


def toml_content(path: Path, origin: Origin) -> Mapping[str, Any]:
    """What a TOML file holds, numbers with a point as text. Raises ``InputRejected`` where it is not TOML."""
    file_size(path, SETTINGS_BYTES, origin.file)
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"), parse_float=str)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        message = f"is not TOML ({_where(error)})"
        raise InputRejected([origin.fault(0, "", "NOT_TOML", message, _TOML_REMEDY)]) from None


def texts_of(value: object) -> list[str]:
    """The text of a value as a cell would have it; of a list, one for each part."""
    return [_text(part) for part in value] if isinstance(value, list) else [_text(value)]


def _where(error: Exception) -> str:
    return str(error) if isinstance(error, tomllib.TOMLDecodeError) else type(error).__name__


def _flat(content: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in content.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield ALIASES.get(prefix + key, prefix + key), value


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return " ".join(_text(value[key]) for key in ("need", "most") if key in value)
    return value.isoformat() if isinstance(value, date | time) else str(value)


def read_pairs(grid: Grid) -> Texts:
    """The texts of a sheet of keys and values; a key on several rows gathers them."""
    names = [plain(name) for name in grid.header]
    if names[:2] != ["key", "value"]:
        remedy = "Put the words key and value in row 1, and one key with its value on each row below."
        message = "does not begin with the columns key and value"
        raise InputRejected([grid.origin.fault(1, "", "NO_HEADER", message, remedy)])
    texts: Texts = {}
    for row in grid.rows:
        if row[0] and row[1]:
            texts.setdefault(ALIASES.get(row[0], row[0]), []).append(row[1])
    return texts


def read_keys(table: Table, texts: Texts, origin: Origin) -> tuple[Record, list[Fault]]:
    """The value of every key, its default where it is not given; and a fault for each that does not fit."""
    record = {}
    faults = _unknown(table, texts, origin)
    for column in table.columns:
        given = texts.get(column.name, [])
        if len(given) > 1 and not column.repeats:
            faults.append(origin.fault(0, column.name, "KEY_TWICE", "is given more than once", "Give it once."))
        parts = given if column.repeats else given[:1] or [""]
        values = [read_cell(column, part, ISO) for part in parts]
        faults += [_misfit(column, part, origin) for part, v in zip(parts, values, strict=True) if unread(v)]
        record[column.name] = tuple(values) if column.repeats else values[0]
    return record, faults


def _misfit(column: Column, text: str, origin: Origin) -> Fault:
    rule, message, remedy = misfit(column, text, ISO)
    return origin.fault(0, column.name, "KEY_MISSING" if rule == "BLANK" else rule, message, remedy)


def _unknown(table: Table, texts: Texts, origin: Origin) -> list[Fault]:
    known = {column.name for column in table.columns}
    remedy = (
        f"Nothing to do if it is not meant to be read; the keys read are {', '.join(c.name for c in table.columns)}."
    )
    return [
        origin.warning(0, key[:60], "KEY_UNKNOWN", "is not a key of this file; not read", remedy)
        for key in texts
        if key not in known
    ]
