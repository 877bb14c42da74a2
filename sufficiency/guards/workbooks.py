"""An .xlsx workbook looked at before a library lays it out in memory: what it unpacks to, and how far its cells reach.

A workbook is an archive of XML. One of 1,500 bytes can name a cell in the last row and column, and a library that
lays out what lies between never comes back.
"""

import copy
import re
import string
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from sufficiency.errors import Fault
from sufficiency.guards.archives import look_at_archive
from sufficiency.guards.limits import TABLE_CELLS, WORKBOOK_BYTES, WORKBOOK_UNPACKED
from sufficiency.guards.refusal import refusal

SAVE_AGAIN = "Open it in Excel and save it again as an .xlsx workbook without a password."
"""What to do about a workbook that cannot be read."""

_CELL = re.compile(rb"""r\s?=\s?["']([A-Z]{1,3}[0-9]{1,9})["']""")
_SPREAD = re.compile(
    rb"""<(?:\w+:)?(?:mergeCell|hyperlink)\s[^>]*?\bref\s*=\s*["']([A-Z]{1,3})([0-9]{1,9}):([A-Z]{1,3})([0-9]{1,9})["']"""
)
_DIGITS, _LETTERS = string.digits.encode(), string.ascii_uppercase.encode()
_CHUNK = 1 << 20
_OF_XML = (".xml", ".rels", ".vml")
_DECLARES = (b"<!DOCTYPE", b"<!ENTITY", b"\x00")
_NESTED = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
_SHRINK = "Delete the empty rows and columns beyond the tables, then save it again."


def look_at_workbook(path: Path, name: str = "") -> tuple[Fault, ...]:
    """Warnings about a workbook that may be opened; raises InputRejected where it may not.

    Every part is unpacked once, a piece at a time, and counted: a part may hold more than the table of contents says.
    """
    name = name or path.name
    archive = look_at_archive(path, name, WORKBOOK_BYTES, WORKBOOK_UNPACKED)
    parts = {member.filename for member in archive.members}
    if "[Content_Types].xml" not in parts:
        raise refusal(name, "UNREADABLE", "is an archive, but not a workbook", SAVE_AGAIN)
    if any(part.endswith("vbaProject.bin") for part in parts):
        message = "holds macros, which are programs; no workbook with programs is read"
        raise refusal(name, "MACROS", message, "Save it as an .xlsx workbook, without macros.")
    try:
        with zipfile.ZipFile(path) as opened:
            _look_inside(opened, name, _counter)
            _look_inside(opened, name, _measurer)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, RuntimeError, zlib.error) as error:
        message = f"is not a workbook that can be read ({type(error).__name__})"
        raise refusal(name, "UNREADABLE", message, SAVE_AGAIN) from None
    if not any("externalLinks/" in part for part in parts):
        return ()
    message = "has links to other workbooks, which are not followed; the values it last showed were read"
    remedy = "Check the linked cells, or copy them and paste their values."
    return (Fault(name, "", 0, "", "EXTERNAL_LINKS", message, remedy, "warning"),)


Look = Callable[[bytes], None]
"""What is done with one stretch of a part, cut between two tags."""


def _look_inside(archive: zipfile.ZipFile, name: str, looking: Callable[[str, str], Look | None]) -> None:
    """Show every stretch of every part of XML to what ``looking`` gives for that part, and count all bytes."""
    left = WORKBOOK_UNPACKED.most
    for member in archive.infolist():
        look = looking(member.filename, name)
        rest = b""
        for at, chunk in enumerate(_unpacked(archive, member)):
            left -= len(chunk)
            if left < 0:
                message = f"holds more than {WORKBOOK_UNPACKED.most:,} {WORKBOOK_UNPACKED.of}"
                raise refusal(name, "TOO_BIG", message, _SHRINK)
            if at == 0 and chunk.startswith(_NESTED):
                message = f"holds another file inside it ({member.filename[-40:]!r}), which is not looked into"
                raise refusal(name, "NESTED", message, "Take the embedded files out and save it again.")
            if look:
                window = rest + chunk
                cut = max(window.rfind(b"<"), 0)
                if len(window) - cut > _CHUNK:
                    raise refusal(name, "TOO_LONG", f"holds more than {_CHUNK:,} characters in one cell", _SHRINK)
                look(window[:cut])
                rest = window[cut:]


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """All bytes of a part, whatever length it claims."""
    whole = copy.copy(member)
    whole.file_size = sys.maxsize
    with archive.open(whole) as part:
        while chunk := part.read(_CHUNK):
            yield chunk


def _counter(part: str, name: str) -> Look | None:
    """First and quickly: nothing declared in any part of XML, and not too many cells in a sheet."""
    cells = 0

    def look(stretch: bytes) -> None:
        nonlocal cells
        if any(word in stretch for word in _DECLARES):
            message = "declares a document type or an entity inside, or is not in UTF-8; none such is read"
            raise refusal(name, "XML_DTD", message, SAVE_AGAIN)
        if _is_sheet(part):
            cells += max(stretch.count(b"<c") - stretch.count(b"<col"), stretch.count(b":c "))
            _hold(cells, f"holds {cells:,} cells", name)

    return look if part.endswith(_OF_XML) else None


def _measurer(part: str, name: str) -> Look | None:
    """Then, of sheets alone: how far to the right and down any cell lies, however few there are."""
    furthest = 0
    columns: set[bytes] = set()

    def look(stretch: bytes) -> None:
        nonlocal furthest
        cells = b" ".join(_CELL.findall(stretch))
        columns.update(cells.translate(None, _DIGITS).split())
        rows = set(cells.translate(None, _LETTERS).split())
        furthest = max(furthest, max(map(int, rows), default=0))
        width = max(map(_number, columns), default=0)
        _hold(furthest * width, f"spans {furthest:,} rows and {width:,} columns", name)
        spreads = _SPREAD.findall(stretch) if b"mergeCell" in stretch or b"hyperlink" in stretch else ()
        for left, top, right, bottom in spreads:
            area = (_number(right) - _number(left) + 1) * (int(bottom) - int(top) + 1)
            _hold(area, f"merges or links {area:,} cells", name)

    return look if _is_sheet(part) else None


def _is_sheet(part: str) -> bool:
    return "worksheets/" in part and part.endswith(_OF_XML)


def _hold(cells: int, words: str, name: str) -> None:
    if cells > TABLE_CELLS.most:
        message = f"has a sheet that {words}; at most {TABLE_CELLS.most:,} cells are read"
        raise refusal(name, "TOO_BIG", message, _SHRINK)


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
