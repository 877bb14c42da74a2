"""Dated numbers and duties, each with its instrument; a name or a date without an entry raises.

The entries stand in ``provisions/*.toml``. Each has ``says`` (the rule in a sentence), ``unit`` and one ``from`` row
for every date on which its value changed.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TypeVar

from sufficiency.errors import SufficiencyError

T = TypeVar("T")
Value = int | str | tuple[int, ...] | Mapping[str, str]


class MissingProvision(SufficiencyError):
    """A rule was asked for that has no entry, or none in force on that date. It never passes silently."""


@dataclass(frozen=True, slots=True)
class Source:
    """The instrument a provision rests on, its address where sure, and when and how it was checked."""

    title: str
    url: str
    checked: date
    status: str


@dataclass(frozen=True, slots=True)
class DatedProvision:
    """A duty or number as it stood from ``since``, with its source."""

    name: str
    says: str
    unit: str
    value: Value
    since: date
    source: Source

    @property
    def whole(self) -> int:
        """The value as a whole number of ``unit``."""
        return self._as(int)

    @property
    def text(self) -> str:
        """The value as text."""
        return self._as(str)

    @property
    def codes(self) -> tuple[int, ...]:
        """The value as a list of whole-number codes."""
        return self._as(tuple)

    @property
    def items(self) -> Mapping[str, str]:
        """The value as named items."""
        return self._as(dict)

    def day_in(self, year: int) -> date:
        """The value (month and day, ``02-15``) in a calendar year."""
        return date.fromisoformat(f"{year}-{self.text}")

    def _as(self, kind: type[T]) -> T:
        if isinstance(self.value, kind):
            return self.value
        raise TypeError(f"{self.name} is in {self.unit}, not a {kind.__name__}")


@cache
def provision(name: str, on: date) -> DatedProvision:
    """The provision in force on a date.

    Raises
    ------
    MissingProvision
        No entry has that name, or its first date is later than ``on``.
    """
    entries = provisions().get(name)
    if entries is None:
        raise MissingProvision(f"no provision is named {name}")
    in_force = [entry for entry in entries if entry.since <= on]
    if not in_force:
        raise MissingProvision(f"{name} has no entry in force on {on}; the first is from {entries[0].since}")
    return in_force[-1]


@cache
def provisions() -> Mapping[str, tuple[DatedProvision, ...]]:
    """Every provision by name, each with its entries in date order."""
    read: dict[str, tuple[DatedProvision, ...]] = {}
    folder = files("sufficiency.statute") / "provisions"
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        for name, table in tomllib.loads(file.read_text(encoding="utf-8")).items():
            if name in read:
                raise ValueError(f"{name} is stated twice; the second time in {file.name}")
            read[name] = _entries(name, table)
    return read


def _entries(name: str, table: Mapping[str, object]) -> tuple[DatedProvision, ...]:
    says, unit, rows = table["says"], table["unit"], table["from"]
    if not (isinstance(says, str) and isinstance(unit, str) and isinstance(rows, list)):
        raise TypeError(f"{name}: says and unit are text, from is a list")
    entries = (
        DatedProvision(name, says, unit, _value(row["value"]), row["date"], Source(**row["source"])) for row in rows
    )
    return tuple(sorted(entries, key=lambda entry: entry.since))


def _value(raw: int | str | list[int] | dict[str, str]) -> Value:
    return tuple(raw) if isinstance(raw, list) else raw
