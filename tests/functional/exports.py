"""Everything an export says, wherever it says it: names of files, members of archives, text of PDFs, metadata."""

import io
import re
import shutil
import subprocess
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

_TAG = re.compile(rb"<[^>]*>")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


def said_by(path: Path) -> str:
    """All text of a file or of every file below a folder, names included, without white space and in capitals.

    Word may break a word over several runs, so documents are read with their tags taken out as well as with them.
    """
    files = [path] if path.is_file() else sorted(file for file in path.rglob("*") if file.is_file())
    told = [f"{file.name}\n{_text(file.name, file.read_bytes())}" for file in files]
    return plain("\n".join(told))


def plain(text: str) -> str:
    """Text as the scan compares it."""
    return "".join(text.split()).upper()


def _text(name: str, content: bytes) -> str:
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            told = archive.comment.decode("utf-8", "replace")
            return told + "\n".join(f"{member}\n{_text(member, archive.read(member))}" for member in archive.namelist())
    if name.endswith(".pdf"):
        return content.decode("latin-1") + "\n".join(_streams(content)) + _pages(content)
    if name.endswith((".xml", ".rels")):
        return content.decode("utf-8") + _TAG.sub(b"", content).decode("utf-8")
    return content.decode("utf-8", "replace")


def _streams(content: bytes) -> Iterator[str]:
    """What a PDF packs: structure, metadata, drawing."""
    for packed in _STREAM.findall(content):
        try:
            yield zlib.decompress(packed).decode("latin-1")
        except zlib.error:
            yield packed.decode("latin-1")


def _pages(content: bytes) -> str:
    """The words on the pages, where this machine has a reader of PDFs; glyphs are not letters."""
    if not can_read_pages():
        return ""
    done = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True, timeout=60)
    return done.stdout.decode("utf-8")


def can_read_pages() -> bool:
    """Whether the words on the pages of a PDF can be read here."""
    return shutil.which("pdftotext") is not None
