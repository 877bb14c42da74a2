"""Saving a workbook with nothing added: no author, no date, no name of a program, and the same bytes each time."""

import zipfile
from io import BytesIO
from pathlib import Path

from openpyxl.workbook.workbook import Workbook

_CORE, _APP = "docProps/core.xml", "docProps/app.xml"
_BLANK = {
    _CORE: b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties '
    b'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
    _APP: b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties '
    b'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
}
_SOME_DAY = (1980, 1, 1, 0, 0, 0)


def save(book: Workbook, path: Path, original: bytes | None = None) -> None:
    """Write the workbook; its properties are those of the original it was made from, or none."""
    kept = _BLANK | (_properties(original) if original else {})
    written = BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as made, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as settled:
        for member in made.infolist():
            content = kept.get(member.filename) or made.read(member)
            settled.writestr(zipfile.ZipInfo(member.filename, _SOME_DAY), content, zipfile.ZIP_DEFLATED)


def _properties(original: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(original)) as archive:
        return {name: archive.read(name) for name in _BLANK if name in archive.namelist()}
