"""A high needs budget as an authority prints it: its lines by year, and the sums and growth printed beside them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from sufficiency.domain.finance import HighNeedsLine

Sum = Literal["direct", "indirect", "total", "overspend"]


@dataclass(frozen=True, slots=True)
class PublishedBudget:
    """The table: ``lines`` and ``allocation`` are what everything else can be worked out from, pence by column.

    ``years`` is the calendar year in which the financial year of a column begins, None where its heading does not say.
    ``printed`` are the sums as printed, ``growth`` percentages on the year before, of a sum, with their decimals;
    None for a blank. ``source`` is the file or folder it is from.
    """

    source: str
    columns: tuple[str, ...]
    years: tuple[int | None, ...]
    lines: tuple[HighNeedsLine, ...]
    allocation: tuple[int, ...]
    printed: Mapping[Sum, tuple[int, ...]] = field(default_factory=dict)
    growth: Mapping[Sum, tuple[Decimal | None, ...]] = field(default_factory=dict)
