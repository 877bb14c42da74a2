"""The files that faults name, opened as workbooks to be marked: the person's own, or one made of their CSV files."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from sufficiency.errors import Fault, InputRejected
from sufficiency.reports.faults.text_cells import write_text
from sufficiency.tables.csv_files import read_records

MARKED_TABLES = "marked-tables.xlsx"
_LARGEST_BOOK = 30_000_000
"""Bytes of a workbook beyond which no copy of it is made."""

_MOST_ROWS = 20_000
"""Rows of a CSV file beyond which its copy holds the faulty rows alone, at their own numbers."""

_LOOKED_AT = 200
"""Rows whose texts fix how wide the columns are."""

_NOT_IN_A_TITLE = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


@dataclass(frozen=True, slots=True)
class Copy:
    """A workbook to mark: the name of the copy, its sheets by file and sheet, and the original's bytes if any."""

    name: str
    book: Workbook
    sheets: Mapping[tuple[str, str], Worksheet]
    original: bytes | None = None


def copies(sources: Sequence[Path], faults: Sequence[Fault]) -> tuple[Copy, ...]:
    """A copy of each workbook that a fault lies in, and one of all such CSV files; of what can be opened."""
    named = {fault.file for fault in faults}
    files = sorted((path for path in sources if path.name in named and path.is_file()), key=lambda path: path.name)
    books = [path for path in files if path.suffix.casefold() == ".xlsx" and not _refused_whole(path.name, faults)]
    plain = [path for path in files if path.suffix.casefold() == ".csv"]
    return (*(copy for path in books for copy in _of_workbook(path)), *_of_tables(plain, faults))


def _refused_whole(file: str, faults: Sequence[Fault]) -> bool:
    """Whether the reader would not open the workbook at all: then it is not opened here either."""
    return any(fault.file == file and not fault.sheet and fault.severity == "error" for fault in faults)


def _of_workbook(path: Path) -> Iterator[Copy]:
    content = path.read_bytes() if path.stat().st_size <= _LARGEST_BOOK else b""
    try:
        book = openpyxl.load_workbook(BytesIO(content))
    except Exception:  # whatever a damaged part makes the reader raise: the error table still stands
        return
    sheets = {(path.name, sheet.title): sheet for sheet in book.worksheets}
    yield Copy(f"{path.stem}-marked.xlsx", book, sheets, content)


def _of_tables(paths: Sequence[Path], faults: Sequence[Fault]) -> Iterator[Copy]:
    book = Workbook()
    book.remove(book.active)
    sheets = {}
    for path in paths:
        try:
            records = list(read_records(path))
        except InputRejected:  # no rows can be told apart, so there is nothing to mark
            continue
        sheet = book.create_sheet(_NOT_IN_A_TITLE.sub("_", path.stem)[:31])
        _fill(sheet, records, {fault.row for fault in faults if fault.file == path.name})
        sheets[path.name, ""] = sheet
    if sheets:
        yield Copy(MARKED_TABLES, book, sheets)


def _fill(sheet: Worksheet, records: Sequence[Sequence[str]], faulty: set[int]) -> None:
    """Lay the rows out as they stand in the file, every cell as text."""
    sheet.freeze_panes = "A2"
    for number, record in enumerate(records, start=1):
        if len(records) <= _MOST_ROWS or number in faulty or number == 1:
            for at, text in enumerate(record, start=1):
                if text:
                    write_text(sheet.cell(number, at), text)
    longest: dict[int, int] = {}
    for record in records[:_LOOKED_AT]:
        longest |= {at: max(len(text), longest.get(at, 0)) for at, text in enumerate(record, start=1)}
    for at, length in longest.items():
        sheet.column_dimensions[get_column_letter(at)].width = min(max(length, 8) + 2, 40)
