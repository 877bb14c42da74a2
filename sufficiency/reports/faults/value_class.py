"""What kind of thing stands in a cell, in words: enough to recognise a mistake, and never the value itself."""

import re
from datetime import date, time
from typing import Any

from sufficiency.errors import Fault
from sufficiency.tables.kinds import Kind
from sufficiency.tables.table import Column

_NUMBER = re.compile(r"[+-]?[£]?[0-9][0-9,]*(\.[0-9]+)?%?")
_DATE = re.compile(r"[0-9]{1,4}[-/. ][0-9A-Za-z]{1,9}[-/. ][0-9]{2,4}( [0-9:.]+)?")
_POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?\s*[0-9][A-Z]{2}", re.IGNORECASE)
_SEVERAL = ("minutes", "money", "text", "yes or no")
_NUMBERS = ("whole number", "minutes", "money", "URN", "academic year")


def value_class(value: Any, fault: Fault, column: Column | None) -> str:
    """What is there, and what should be where the fault is that the cell does not fit its column."""
    there = _there(value)
    if column is None or fault.rule != column.kind.rule or there == "blank":
        return there
    wanted = _with_article(column.kind)
    if there == wanted or (there == "a number" and column.kind.name in _NUMBERS):
        return f"{there}, but not as it should be written"
    return f"{there} where {wanted} should be"


def _there(value: Any) -> str:
    if isinstance(value, bool):
        return "yes or no"
    if isinstance(value, int | float):
        return "a number"
    if isinstance(value, date | time):
        return "a date"
    return _text(str(value or "").strip())


def _text(text: str) -> str:
    if not text:
        return "blank"
    if text.startswith("="):
        return "a formula"
    for pattern, words in ((_NUMBER, "a number"), (_DATE, "a date"), (_POSTCODE, "a postcode")):
        if pattern.fullmatch(text):
            return words
    return "text"


def _with_article(kind: Kind) -> str:
    if kind.name in _SEVERAL:
        return kind.name
    return f"{'an' if kind.name[0] in 'aeio' else 'a'} {kind.name}"
