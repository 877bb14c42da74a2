"""Published counts of children by need and by phase: checked against their own total, and kept beside the tables.

The file has three columns: breakdown (total, need, phase or any other word), item, and children. Each breakdown should
add to the total; published tables often do not, and then that is said. Nothing is corrected.
"""

import csv
import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sufficiency.domain.needs import Need
from sufficiency.errors import Fault, InputRejected
from sufficiency.importers.imported import Count, Imported, Mapped, Source
from sufficiency.tables.csv_files import read_csv
from sufficiency.tables.grid import Grid
from sufficiency.tables.headings import NEED_WORDS, plain_words

COLUMNS = ("breakdown", "item", "children")
TOTAL, NEED = "total", "need"
HIDDEN = ("c", "low", "z", "x", "*", "..", "-", "")
"""What publishers write where a number is hidden or does not apply; DfE uses c, low, z and x."""

_NEEDS = {plain_words(word): str(need) for word, need in NEED_WORDS.items()} | {plain_words(n): str(n) for n in Need}


@dataclass(frozen=True, slots=True)
class NeedCount:
    """One published number; None where it is hidden."""

    breakdown: str
    item: str
    children: int | None


def read_need_counts(path: Path) -> tuple[Imported, tuple[NeedCount, ...]]:
    """The counts of a file, and whether they add up. Raises InputRejected where it has not the three columns."""
    grid = read_csv(path)
    places = _places(grid)
    found: dict[tuple[str, str], NeedCount] = {}
    faults = list(grid.warnings)
    rejected = duplicates = 0
    for number, row in zip(grid.numbers, grid.rows, strict=True):
        one = _read(row, places)
        if isinstance(one, tuple):
            rejected += 1
            faults.append(grid.origin.fault(number, *one))
        elif found.get((one.breakdown, one.item), one) != one:
            rejected += 1
            words = ("CONTRADICTS", "is given twice with different numbers", "Keep the right one.")
            faults.append(grid.origin.fault(number, "children", *words))
        else:
            duplicates += (one.breakdown, one.item) in found
            found[one.breakdown, one.item] = one
    faults += _sums(grid, list(found.values()))
    count = Count("published counts", len(grid.rows), len(found), rejected, duplicates)
    source = Source(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), "counts by need and phase")
    return Imported((source,), {}, (count,), _mapped(list(found.values())), tuple(faults)), tuple(found.values())


def write_need_counts(counts: Sequence[NeedCount], path: Path) -> None:
    """Write the counts as they were published, needs by their codes; a hidden number is blank."""
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(COLUMNS)
        lines.writerows((one.breakdown, one.item, "" if one.children is None else one.children) for one in counts)


def _places(grid: Grid) -> Mapping[str, int]:
    names = [plain_words(name) for name in grid.header]
    missing = [name for name in COLUMNS if name not in names]
    if missing:
        remedy = f"Write the columns {', '.join(COLUMNS)} in row 1: total, need or phase; which one; how many."
        raise InputRejected(
            [grid.origin.fault(1, name, "COLUMN_MISSING", "is missing from the header", remedy) for name in missing]
        )
    return {name: names.index(name) for name in COLUMNS}


def _read(row: tuple[str, ...], places: Mapping[str, int]) -> NeedCount | tuple[str, str, str, str]:
    """One row; or the column, rule, message and remedy of what is wrong with it."""
    cells = {name: row[at] if at < len(row) else "" for name, at in places.items()}
    breakdown, item, number = plain_words(cells["breakdown"]), cells["item"][:60], cells["children"].replace(",", "")
    if not breakdown or not (item or breakdown == TOTAL):
        return (
            "breakdown",
            "BLANK",
            "or item is blank",
            "Say what is counted: need and its code, or phase and its name.",
        )
    if breakdown == NEED:
        item = _NEEDS.get(plain_words(item), "")
        if not item:
            remedy = f"Use one of {', '.join(Need)}."
            return "item", "NOT_LISTED", "is not a type of need that is known", remedy
    if number.casefold() in HIDDEN:
        return NeedCount(breakdown, item, None)
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        return "children", "NOT_WHOLE_NUMBER", "is not a whole number", "Write digits alone, or c where it is hidden."
    return NeedCount(breakdown, item, int(number))


def _by_breakdown(counts: Sequence[NeedCount]) -> dict[str, list[NeedCount]]:
    groups = defaultdict(list)
    for one in counts:
        groups[one.breakdown].append(one)
    return dict(groups)


def _sums(grid: Grid, counts: Sequence[NeedCount]) -> Iterator[Fault]:
    """A warning for each breakdown that does not add to the total (or to the first breakdown, where none is given)."""
    sums = {
        name: sum(one.children or 0 for one in group)
        for name, group in _by_breakdown(counts).items()
        if all(one.children is not None for one in group)
    }
    first = TOTAL if TOTAL in sums else next(iter(sums), "")
    for name, total in sums.items():
        if total != sums[first]:
            more = total - sums[first]
            than = f"{abs(more):,} {'more' if more > 0 else 'fewer'}"
            message = f"adds to {total:,} by {name}, but to {sums[first]:,} by {first}: {than}"
            remedy = "Nothing was corrected. Ask the publisher which is right before relying on the difference."
            yield grid.origin.warning(0, "children", "SUMS_DIFFER", message, remedy)


def _mapped(counts: Sequence[NeedCount]) -> tuple[Mapped, ...]:
    groups = _by_breakdown(counts).items()
    return tuple(Mapped(name, "imports/need-counts.csv", _told(group)) for name, group in groups)


def _told(group: Sequence[NeedCount]) -> str:
    hidden = sum(one.children is None for one in group)
    total = f"{len(group)} of them, adding to {sum(one.children or 0 for one in group):,}"
    return f"{total}; {hidden} hidden, so no sum is compared" if hidden else total
