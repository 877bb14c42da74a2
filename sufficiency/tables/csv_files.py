"""Reading a CSV file to raw text, whatever wrote it: UTF-8 or UTF-16 with a mark, or an old Windows code page."""

import codecs
import csv
import io
from pathlib import Path

from sufficiency.errors import Fault, InputRejected
from sufficiency.tables.grid import TOO_BIG, Grid, Origin, grid_of

_SAVE_AGAIN = "Save the file again from Excel as 'CSV UTF-8 (comma delimited)'."
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_csv(path: Path) -> Grid:
    """The grid of a CSV file. Raises ``InputRejected`` with the one fault that stopped the reading."""
    records, warnings = read_records(path)
    return grid_of(Origin(path.name), records, warnings)


def read_records(path: Path) -> tuple[list[list[str]], tuple[Fault, ...]]:
    """Every record as it stands in the file, the header first, and warnings. Raises as ``read_csv`` does."""
    origin = Origin(path.name)
    text, warnings = _decoded(read_bytes(path), origin)
    return _records(text, origin), warnings


def read_bytes(path: Path) -> bytes:
    """The file's bytes. Raises ``InputRejected`` where it is no file, unreadable or too big."""
    origin = Origin(path.name)
    if path.is_dir():
        raise InputRejected(
            [origin.fault(0, "", "NOT_A_FILE", "is a folder, not a file", "Put the file itself there.")]
        )
    try:
        size = path.stat().st_size
        if size <= TOO_BIG:
            return path.read_bytes()
    except OSError as error:
        message = f"cannot be read ({error.strerror})"
        remedy = "Close it in other programs and check that you may open it."
        raise InputRejected([origin.fault(0, "", "UNREADABLE", message, remedy)]) from None
    message, remedy = f"is too big: {size} bytes, at most {TOO_BIG}", "Check that it is the right file."
    raise InputRejected([origin.fault(0, "", "TOO_BIG", message, remedy)])


def _decoded(content: bytes, origin: Origin) -> tuple[str, tuple[Fault, ...]]:
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8")
    warnings: tuple[Fault, ...] = ()
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text, warnings = _from_old_windows(content, encoding, origin)
    if "\x00" in text:
        row = text[: text.index("\x00")].count("\n") + 1
        message = "holds NUL characters, so it is not plain text or its encoding is not marked"
        raise InputRejected([origin.fault(row, "", "NUL_CHARACTER", message, _SAVE_AGAIN)])
    return text, warnings


def _from_old_windows(content: bytes, encoding: str, origin: Origin) -> tuple[str, tuple[Fault, ...]]:
    """Text of a file that is not UTF-8: Windows-1252 if it can be, with a warning that says so."""
    try:
        if encoding != "utf-8":
            raise UnicodeDecodeError(encoding, content, 0, 1, "the mark at its start is not kept")
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        message = "is not text in UTF-8, marked UTF-16 or Windows-1252"
        raise InputRejected([origin.fault(0, "", "ENCODING", message, _SAVE_AGAIN)]) from None
    message = "is not UTF-8; it was read as Windows-1252, so accents and dashes should be checked"
    return text, (origin.warning(0, "", "ENCODING", message, _SAVE_AGAIN),)


def _records(text: str, origin: Origin) -> list[list[str]]:
    records: list[list[str]] = []
    try:
        records.extend(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        message = f"has a quotation mark that is not closed, or stands inside a cell ({error}), at or after this row"
        remedy = "Write a quotation mark inside a cell twice, and put one at each end of that cell."
        raise InputRejected([origin.fault(len(records) + 1, "", "BROKEN_QUOTES", message, remedy)]) from None
    return records
