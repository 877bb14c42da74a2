"""The error report: a folder of ``errors.csv`` and a marked copy of every workbook, or of the CSV files as one."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from defusedcsv import csv

from sufficiency.errors import Fault
from sufficiency.files.whole_folder import whole_folder
from sufficiency.reports.faults.lines import HEADINGS, ErrorLine, error_lines
from sufficiency.reports.faults.marking import mark
from sufficiency.reports.faults.saving import save
from sufficiency.reports.faults.sources import copies
from sufficiency.tables.dates import ISO
from sufficiency.tables.table import Column

ERRORS = "errors.csv"


def write_error_report(
    out: Path,
    faults: Sequence[Fault],
    sources: Sequence[Path],
    columns: Mapping[str, Column] | None = None,
    date_format: str = ISO,
) -> tuple[str, ...]:
    """Write the report of faults found in source files into a new folder, whole or not at all; returns its files.

    A source that is an .xlsx workbook or a CSV file is copied and marked; of any other, and of one that cannot be
    opened, the faults are listed only. ``columns`` are those that headings of the source stand for, by the name in
    the fault; the columns of the input tables are known without. Examples of dates are in ``date_format``.

    Raises StoreTrouble where the folder is there already or cannot be written.
    """
    marked = copies(sources, faults)
    sheets = {place: sheet for copy in marked for place, sheet in copy.sheets.items()}
    lines = error_lines(faults, sheets, columns or {}, date_format)
    with whole_folder(out) as stage:
        _write_csv(stage / ERRORS, lines)
        for copy in marked:
            mark(copy, lines)
            save(copy.book, stage / copy.name, copy.original)
    return (ERRORS, *(copy.name for copy in marked))


def _write_csv(path: Path, lines: Sequence[ErrorLine]) -> None:
    """The error table with a mark at its start, so that Excel reads its accents."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADINGS)
        writer.writerows(line.texts() for line in lines)
