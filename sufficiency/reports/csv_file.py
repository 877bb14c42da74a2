r"""CSV files as a run keeps them: UTF-8 without a mark, lines end in ``\n``, no cell can act as a formula.

Text that a spreadsheet would run as a formula begins with an apostrophe in the file; numbers, negative ones too, stay
numbers. Reading takes the apostrophe off again.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from defusedcsv import csv

Cell = str | int
_RUNS_AS_FORMULA = ("@", "+", "-", "=", "|", "%")


def write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write one table; runs of white space within text become one space, so that no row breaks over lines."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows([_one_line(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)


def read_csv(path: Path) -> Iterator[Mapping[str, str]]:
    """Each row of a table that ``write_csv`` wrote, by column."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        header: list[str] = next(rows, [])
        for row in rows:
            yield dict(zip(header, map(_as_meant, row), strict=True))


@lru_cache(2**14)  # long tables say the same few things a million times
def _one_line(cell: str) -> str:
    return " ".join(cell.split())


def _as_meant(cell: str) -> str:
    if cell[:1] == "'" and cell[1:2] in _RUNS_AS_FORMULA:
        return cell[1:].replace("\\|", "|")
    return cell
