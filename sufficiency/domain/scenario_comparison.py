"""Scenarios side by side: every figure a row, every scenario a column, the base first."""

from dataclasses import dataclass
from enum import StrEnum

Values = tuple[int | None, ...]
"""One value for each scenario, the base first; None where it is not known."""


class Figure(StrEnum):
    """What a row counts: thousandths of a child, whole places, pence, tenths of minutes, grams, parts in a thousand."""

    CHILDREN = "children"
    PLACES = "places"
    MONEY = "money"
    MINUTES = "minutes"
    CARBON = "carbon"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One figure of every scenario; ``year`` is None for all years together, ``of`` says of what, blank for all."""

    section: str
    name: str
    figure: Figure
    year: int | None
    values: Values
    of: str = ""

    @property
    def changes(self) -> Values:
        """Each value less the base's, whose own is nought."""
        base = self.values[0]
        return tuple(None if value is None or base is None else value - base for value in self.values)


@dataclass(frozen=True, slots=True)
class Gain:
    """Entrants of one area or decile in the whole plan, and their mean way, tenths of a minute, in every scenario.

    ``name`` is of an area, blank of a decile; ``deprivation`` its decile. A smaller value is a shorter way.
    """

    by: str
    code: str
    name: str
    deprivation: int | None
    entrants: int
    minutes: Values
    within: Values

    @property
    def changes(self) -> Values:
        """Tenths of a minute more, or fewer, than under the base."""
        base = self.minutes[0]
        return tuple(None if one is None or base is None else one - base for one in self.minutes)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Runs of scenarios against the first of them, the base; all from the same inputs and years.

    ``descriptions`` say how each deviates, ``opened`` what each opens with the year, in words.
    """

    authority: str
    names: tuple[str, ...]
    descriptions: tuple[str, ...]
    opened: tuple[tuple[str, ...], ...]
    first: int
    years: int
    rows: tuple[ComparedRow, ...]
    gains: tuple[Gain, ...]
    notes: tuple[str, ...] = ()

    def section(self, name: str) -> tuple[ComparedRow, ...]:
        """The rows of a section, in order."""
        return tuple(row for row in self.rows if row.section == name)
