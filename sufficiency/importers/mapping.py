"""The map of a spreadsheet: which heading becomes which column, which word which code; a file a person can edit."""

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sufficiency.errors import Fault, InputRejected
from sufficiency.tables.catalogue import LISTED
from sufficiency.tables.dates import DAY_FIRST, ISO
from sufficiency.tables.grid import Origin
from sufficiency.tables.table import Table

TABLES = {table.name: table for table in LISTED}
DATES = (ISO, DAY_FIRST)


@dataclass(frozen=True, slots=True)
class SheetMap:
    """How one sheet becomes one table.

    ``columns``: heading by column. ``always``: text by column, the same in every row. ``values``: code by column and
    written word. ``dates``: how the sheet writes its dates; blank where none is mapped. ``header_row`` as Excel shows.
    """

    table: Table
    columns: Mapping[str, str]
    sheet: str = ""
    header_row: int = 1
    dates: str = ""
    always: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def read_map(path: Path) -> SheetMap:
    """The map in a file. Raises InputRejected with everything wrong with it."""
    origin = Origin(path.name)
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        detail = str(error) if isinstance(error, tomllib.TOMLDecodeError) else type(error).__name__
        words = ("NOT_TOML", f"cannot be read as a map ({detail})", "Mend that line, or have the map proposed again.")
        raise InputRejected([origin.fault(0, "", *words)]) from None
    faults = list(_shape(said, origin))
    if not faults:
        faults = list(_content(said, origin))
    if faults:
        raise InputRejected(faults)
    return SheetMap(
        table=TABLES[said["table"]],
        columns=dict(said["columns"]),
        sheet=said.get("sheet", ""),
        header_row=said.get("header_row", 1),
        dates=said.get("dates", ""),
        always=dict(said.get("always", {})),
        values={column: dict(words) for column, words in said.get("values", {}).items()},
    )


def _shape(said: Mapping[str, Any], origin: Origin) -> Sequence[Fault]:
    """What is of the wrong kind or missing."""
    wrong = []
    for key, kind in (("table", str), ("sheet", str), ("dates", str), ("header_row", int)):
        if key in said and (not isinstance(said[key], kind) or isinstance(said[key], bool)):
            wrong.append((key, "is not of the right kind", "Write words in quotation marks, the row as digits."))
    for key in ("columns", "always", "values"):
        if key in said and not isinstance(said[key], dict):
            wrong.append((key, "is not a section", f"Begin it with [{key}]."))
    for key in ("columns", "always"):
        section = said.get(key, {})
        if isinstance(section, dict) and not all(isinstance(text, str) for text in section.values()):
            wrong.append((key, "holds something other than words", "Write every value in quotation marks."))
    values = said.get("values", {})
    words = list(values.values()) if isinstance(values, dict) else []
    if not all(isinstance(one, dict) and all(isinstance(code, str) for code in one.values()) for one in words):
        wrong.append(("values", "is not a section for each column", 'Write [values.COLUMN] and "word" = "code".'))
    if said.get("table") not in TABLES:
        wrong.append(("table", "is not a table", f"Write one of {', '.join(TABLES)}."))
    if not said.get("columns"):
        wrong.append(("columns", "maps nothing", 'Write a line for each column: column = "heading".'))
    return [origin.fault(0, key, "MAP", message, remedy) for key, message, remedy in wrong]


def _content(said: Mapping[str, Any], origin: Origin) -> Sequence[Fault]:
    """What cannot be meant: columns that are none, keys left out, codes that are none."""
    table = TABLES[said["table"]]
    known = {column.name: column for column in table.columns}
    always, values = said.get("always", {}), said.get("values", {})
    wrong = [
        (name, f"is not a column of {table.name}", f"Write one of {', '.join(known)}.")
        for name in dict.fromkeys((*said["columns"], *always, *values))
        if name not in known
    ]
    given = {name for name in (*said["columns"], *always) if name in known}
    wrong += [
        (name, "is not mapped, and rows are told apart by it", "Map a heading to it, or give it under [always].")
        for name in table.key
        if name not in given and known[name].required
    ]
    if any(known[name].kind.name == "date" for name in given) and said.get("dates") not in DATES:
        wrong.append(
            ("dates", "does not say how dates are written", f'Write dates = "{ISO}" or dates = "{DAY_FIRST}".')
        )
    for name, words in values.items():
        choices = set(known[name].kind.choices) if name in known else set()
        undecided = sum(code not in choices for code in words.values())
        if name in known and undecided:
            message = f"leaves {undecided} {'word' if undecided == 1 else 'words'} without one of its codes"
            wrong.append((name, message, f"Write one of {', '.join(known[name].kind.choices)} beside each."))
    if said.get("header_row", 1) < 1:
        wrong.append(("header_row", "is not a row", "Write the number that Excel shows beside the headings."))
    return [origin.fault(0, key, "MAP", message, remedy) for key, message, remedy in wrong]


def map_text(one: SheetMap, comments: Sequence[str] = ()) -> str:
    """The file of a map, with comments at its head."""
    lines = [f"# {comment}" for comment in comments]
    lines += [f"table = {_words(one.table.name)}"]
    lines += [f"sheet = {_words(one.sheet)}"] if one.sheet else []
    lines += [f"header_row = {one.header_row}"]
    if one.dates or any(one.table.column(name).kind.name == "date" for name in one.columns):
        lines += [f"dates = {_words(one.dates)}  # {ISO} for 2026-01-31, {DAY_FIRST} for 31/01/2026"]
    lines += ["", "[columns]  # column of the table = heading of the file"]
    lines += [f"{name} = {_words(heading)}" for name, heading in one.columns.items()]
    if one.always:
        lines += ["", "[always]  # the same in every row"]
        lines += [f"{name} = {_words(text)}" for name, text in one.always.items()]
    for column, words in one.values.items():
        lines += [
            "",
            f"[values.{column}]  # what is written = code: {', '.join(one.table.column(column).kind.choices)}",
        ]
        lines += [f"{_words(word)} = {_words(code)}" for word, code in words.items()]
    return "\n".join(lines) + "\n"


def _words(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
