"""An .xlsx workbook looked at before a library lays it out in memory: what it unpacks to, and how far its cells reach.

A workbook is an archive of XML. One of 1,500 bytes can name a cell in the last row and column, and a library that
lays out what lies between never comes back.
"""

import copy
import re
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

_CELL = re.compile(rb"""\br\s?=\s?["']([A-Z]{1,3})([0-9]{1,9})["']""")
_SPREAD = re.compile(
    rb"""<(?:\w+:)?(?:mergeCell|hyperlink)\s[^>]*?\bref\s*=\s*["']([A-Z]{1,3})([0-9]{1,9}):([A-Z]{1,3})([0-9]{1,9})["']"""
)
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
            _look_inside(opened, name)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, RuntimeError, zlib.error) as error:
        message = f"is not a workbook that can be read ({type(error).__name__})"
        raise refusal(name, "UNREADABLE", message, SAVE_AGAIN) from None
    if not any("externalLinks/" in part for part in parts):
        return ()
    message = "has links to other workbooks, which are not followed; the values it last showed were read"
    remedy = "Check the linked cells, or copy them and paste their values."
    return (Fault(name, "", 0, "", "EXTERNAL_LINKS", message, remedy, "warning"),)


def _look_inside(archive: zipfile.ZipFile, name: str) -> None:
    left = WORKBOOK_UNPACKED.most
    for member in archive.infolist():
        look = _looker(member.filename, name)
        tail = b""
        for at, chunk in enumerate(_unpacked(archive, member)):
            left -= len(chunk)
            if left < 0:
                message = f"holds more than {WORKBOOK_UNPACKED.most:,} {WORKBOOK_UNPACKED.of}"
                raise refusal(name, "TOO_BIG", message, _SHRINK)
            if at == 0 and chunk.startswith(_NESTED):
                message = f"holds another file inside it ({member.filename[-40:]!r}), which is not looked into"
                raise refusal(name, "NESTED", message, "Take the embedded files out and save it again.")
            tail = look(tail + chunk)
        if tail:
            look(tail + b"<")


def _looker(part: str, name: str) -> Callable[[bytes], bytes]:
    """What is done with the bytes of a part: it gives back those that it must be shown again with what follows."""
    if not part.endswith(_OF_XML):
        return lambda _: b""
    sheet = _Sheet(name) if "worksheets/" in part else None

    def look(window: bytes) -> bytes:
        if any(word in window for word in _DECLARES):
            message = "declares a document type or an entity inside, or is not in UTF-8; none such is read"
            raise refusal(name, "XML_DTD", message, SAVE_AGAIN)
        cut = max(window.rfind(b"<"), 0)
        if len(window) - cut > _CHUNK:
            raise refusal(name, "TOO_LONG", f"holds more than {_CHUNK:,} characters in one cell", _SHRINK)
        if sheet:
            sheet.look(window[:cut])
        return window[cut:]

    return look


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """All bytes of a part, whatever length it claims."""
    whole = copy.copy(member)
    whole.file_size = sys.maxsize
    with archive.open(whole) as part:
        while chunk := part.read(_CHUNK):
            yield chunk


class _Sheet:
    """The cells of one sheet as they are come upon: how many, and how far to the right and down."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._cells = self._row = 0
        self._columns: set[bytes] = set()

    def look(self, window: bytes) -> None:
        """Count the cells in a window that ends between two tags."""
        named = _CELL.findall(window)
        self._cells += max(len(named), window.count(b"<c") - window.count(b"<col"), window.count(b":c "))
        self._columns.update(column for column, _ in named)
        self._row = max(self._row, max((int(row) for _, row in named), default=0))
        columns = max(map(_number, self._columns), default=0)
        self._hold(max(self._cells, self._row * columns), f"spans {self._row:,} rows and {columns:,} columns")
        for left, top, right, bottom in _SPREAD.findall(window):
            area = (_number(right) - _number(left) + 1) * (int(bottom) - int(top) + 1)
            self._hold(area, f"merges or links {area:,} cells")

    def _hold(self, cells: int, words: str) -> None:
        if cells > TABLE_CELLS.most:
            message = f"has a sheet that {words}; at most {TABLE_CELLS.most:,} cells are read"
            raise refusal(self._name, "TOO_BIG", message, _SHRINK)


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
