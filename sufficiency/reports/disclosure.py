"""Counts of children for the public: small ones hidden, the rest rounded, totals made from what is left.

The order matters: hide 1 to 7, then round to 5, then add up. A total therefore carries nothing about a hidden cell:
every table that differs only inside its hidden cells is shown as the same table. Two things this cannot do alone:

* A true total printed elsewhere (another table, a sentence, an earlier report) undoes it. Every public figure about the
  same children must come from here, and from the same finest cells.
* Two tables made before and after one child differ by that child. ``earlier`` is the answer: a figure once shown stays
  until the count behind it has moved by more than seven.

Source of the rule: OpenSAFELY, statistical disclosure control of released outputs (redact counts up to 7, then round to
the nearest 5, then compute totals and rates from the rounded counts).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

SMALLEST_SHOWN = 8
ROUND_TO = 5
HIDDEN = "[c]"
"""Shown in the place of a hidden figure; the mark for *confidential* of the Government Analysis Function."""

NOTE = (
    f"{HIDDEN}: 1 to {SMALLEST_SHOWN - 1} children, not shown, or a figure that would rest on so few. Other counts are "
    f"rounded to the nearest {ROUND_TO}; totals and percentages are made from the figures shown, so a total leaves out "
    "what is hidden. Show figures about these children from this table only; beside an earlier table, only where this "
    "one was made beside it."
)
"""Printed under every public table."""


@dataclass(frozen=True, slots=True)
class Counts:
    """A table of true counts of children, never to be shown: ``cells`` by row, then column."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int, ...], ...]

    def at(self, row: str, column: str) -> int:
        """The count, 0 where the table has no such row or column."""
        if row not in self.rows or column not in self.columns:
            return 0
        return self.cells[self.rows.index(row)][self.columns.index(column)]


@dataclass(frozen=True, slots=True)
class PublicTable:
    """What may be shown: whole numbers, and None for what is hidden.

    ``behind`` holds the count that each figure was made from; it is for the next table alone and is never shown.
    """

    shown: Mapping[tuple[str, str], int | None]
    behind: Counts

    @property
    def rows(self) -> tuple[str, ...]:
        """Row labels."""
        return self.behind.rows

    @property
    def columns(self) -> tuple[str, ...]:
        """Column labels."""
        return self.behind.columns

    def row(self, row: str) -> tuple[int | None, ...]:
        """The figures of one row."""
        return tuple(self.shown[row, column] for column in self.columns)

    def row_total(self, row: str) -> int | None:
        """The sum of what the row shows."""
        return public_total(self.row(row))

    def column_total(self, column: str) -> int | None:
        """The sum of what the column shows."""
        return public_total([self.shown[row, column] for row in self.rows])

    @property
    def total(self) -> int | None:
        """The sum of all that is shown."""
        return public_total(list(self.shown.values()))

    def percent(self, row: str, column: str) -> int | None:
        """The column's share of its row, in whole per cent; hidden where any figure of the row is."""
        return public_percent(self.shown[row, column], self.row(row))


def public_count(count: int) -> int | None:
    """0 as it is, 1 to 7 hidden (None), the rest to the nearest 5. Raises ValueError below 0."""
    if count < 0:
        raise ValueError(f"a count of children cannot be {count}")
    if 0 < count < SMALLEST_SHOWN:
        return None
    return ROUND_TO * ((count + ROUND_TO // 2) // ROUND_TO)


def public_total(shown: Sequence[int | None]) -> int | None:
    """The sum of figures already made public; hidden where nothing but hidden figures would make it up."""
    if None in shown and not any(shown):
        return None
    return sum(figure or 0 for figure in shown)


def public_percent(part: int | None, parts: Sequence[int | None]) -> int | None:
    """``part`` of the sum of ``parts`` in whole per cent, halves up; hidden where any is hidden or there is nothing."""
    known = [figure for figure in parts if figure is not None]
    whole = sum(known)
    if part is None or len(known) < len(parts) or not whole:
        return None
    return (200 * part + whole) // (2 * whole)


def public_table(counts: Counts, earlier: PublicTable | None = None) -> PublicTable:
    """The table as it may be shown.

    ``earlier`` is the table shown before, about some of the same children. Each of its figures is kept until the count
    behind it has moved by more than seven, so that the difference of the two tables is never 1 to 7 children. A row
    that only one of them has counts as nought in the other, and is shown.
    """
    rows, columns = _labels(counts, earlier)
    shown, behind = {}, []
    for row in rows:
        kept = [_figure(counts.at(row, column), earlier, (row, column)) for column in columns]
        shown.update({(row, column): figure for column, (figure, _) in zip(columns, kept, strict=True)})
        behind.append(tuple(count for _, count in kept))
    return PublicTable(shown, Counts(rows, columns, tuple(behind)))


def grouped(counts: Counts, rest: str = "All others") -> Mapping[str, str] | None:
    """Each row to the group it is shown in, so that no cell of any group is 1 to 7; None where fewer than two are left.

    Rows with a small cell go into ``rest``, then the smallest of the others until its cells are large enough. Children
    could be shared out among the rows of ``rest`` in any way and the table would be the same, whatever else is printed.
    """
    by_size = sorted(zip(counts.rows, counts.cells, strict=True), key=lambda row: (sum(row[1]), row[0]))
    together = [row for row in by_size if _small(row[1])]
    alone = [row for row in by_size if not _small(row[1])]
    while together and alone and _small(_added(together)):
        together.append(alone.pop(0))
    if len(alone) + bool(together) < 2 or (together and _small(_added(together))):
        return None
    hidden = {row for row, _ in together}
    return {row: rest if row in hidden else row for row in counts.rows}


def mark(figure: int | None, after: str = "") -> str:
    """The figure as text, with what comes after it (``%``); the mark of a hidden figure stands alone."""
    return HIDDEN if figure is None else f"{figure:,}{after}"


def _small(cells: Sequence[int]) -> bool:
    return any(0 < cell < SMALLEST_SHOWN for cell in cells)


def _added(rows: Sequence[tuple[str, tuple[int, ...]]]) -> tuple[int, ...]:
    return tuple(map(sum, zip(*(cells for _, cells in rows), strict=True)))


def _figure(count: int, earlier: PublicTable | None, at: tuple[str, str]) -> tuple[int | None, int]:
    """What is shown, and the count that it was made from."""
    if earlier is not None:
        before = earlier.behind.at(*at)
        if abs(count - before) < SMALLEST_SHOWN:
            return earlier.shown.get(at, 0), before
    return public_count(count), count


def _labels(counts: Counts, earlier: PublicTable | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if earlier is None:
        return counts.rows, counts.columns
    rows, columns = (counts.rows, earlier.rows), (counts.columns, earlier.columns)
    return tuple(dict.fromkeys(chain(*rows))), tuple(dict.fromkeys(chain(*columns)))
