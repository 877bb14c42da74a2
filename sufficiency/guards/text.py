"""Text of unknown making: its encoding found and said, and nothing in it that is not text, before it is parsed."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from sufficiency.errors import Fault
from sufficiency.guards.files import file_size
from sufficiency.guards.limits import LINE, TEXT_BYTES, Limit
from sufficiency.guards.refusal import RIGHT_FILE, SAVE_AS_TEXT, refusal

CHUNK = 1 << 20
"""Characters, or bytes, looked at in one go."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TWO_BYTES_OF_UTF_8 = re.compile(rb"[\xc3-\xf4][\x80-\xbf]")
_WORDS = {"utf-8-sig": "UTF-8", "utf-32": "UTF-32", "utf-16": "UTF-16"}


@dataclass(frozen=True, slots=True)
class Text:
    """A file that holds text: where it is, what messages call it, how it is encoded, and what to tell people."""

    path: Path
    name: str
    encoding: str
    warnings: tuple[Fault, ...]

    def open(self) -> TextIO:
        """The text from its start, line ends as they are."""
        return self.path.open(encoding=self.encoding, newline="")

    def chunks(self) -> Iterator[str]:
        """The text piece by piece."""
        with self.open() as stream:
            while chunk := stream.read(CHUNK):
                yield chunk


def look_at_text(path: Path, name: str = "", limit: Limit = TEXT_BYTES) -> Text:
    """The encoding of a file, by its mark, else UTF-8, else Windows-1252 with a warning.

    The whole file is decoded once, a piece at a time. Raises InputRejected where it is no file, too big, in no such
    encoding, in two of them, or holds NUL characters.
    """
    name = name or path.name
    file_size(path, limit, name)
    with path.open("rb") as stream:
        start = stream.read(4)
    encoding = next((codec for mark, codec in _MARKS if start.startswith(mark)), "utf-8")
    try:
        return _plain(Text(path, name, encoding, ()))
    except UnicodeError:
        if encoding != "utf-8":
            message = f"begins as {_WORDS[encoding]} but does not go on so"
            raise refusal(name, "ENCODING", message, SAVE_AS_TEXT) from None
    try:
        return _plain(_old_windows(path, name))
    except UnicodeError:
        message = "is not text in UTF-8, marked UTF-16 or Windows-1252"
        raise refusal(name, "ENCODING", message, SAVE_AS_TEXT) from None


def refuse_long_lines(text: Text, most: Limit) -> None:
    """Raise InputRejected at a line too long for any table, or where there are more than ``most`` lines.

    A reader of lines holds each whole, so it should never be given such a file.
    """
    row, carried = 1, 0
    for chunk in text.chunks():
        pieces = chunk.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        lengths = [carried + len(pieces[0]), *map(len, pieces[1:])]
        if max(lengths) > LINE.most:
            row += next(at for at, length in enumerate(lengths) if length > LINE.most)
            message = f"has more than {LINE.most:,} {LINE.of}"
            raise refusal(text.name, "TOO_LONG", message, RIGHT_FILE, row)
        row += len(pieces) - 1
        carried = lengths[-1]
        if row > most.most:
            message = f"has more than {most.most:,} rows, and so more {most.of}"
            raise refusal(text.name, "TOO_BIG", message, RIGHT_FILE)


def _old_windows(path: Path, name: str) -> Text:
    """Windows-1252, but not where other lines are plainly UTF-8: one of the two would come out bent."""
    with path.open("rb") as stream:
        for row, line in enumerate(stream, start=1):
            if _TWO_BYTES_OF_UTF_8.search(line):
                message = "is in UTF-8 here but in Windows-1252 elsewhere, as if two files had been joined"
                remedy = "Save both parts in one encoding: from Excel as 'CSV UTF-8 (comma delimited)'."
                raise refusal(name, "ENCODING_MIXED", message, remedy, row)
    message = "is not UTF-8; it was read as Windows-1252, so accents and dashes should be checked"
    return Text(path, name, "cp1252", (Fault(name, "", 0, "", "ENCODING", message, SAVE_AS_TEXT, "warning"),))


def _plain(text: Text) -> Text:
    """The text, decoded once from end to end. Raises UnicodeError, or InputRejected at a NUL."""
    row = 1
    for chunk in text.chunks():
        if "\x00" in chunk:
            row += chunk[: chunk.index("\x00")].count("\n")
            message = "holds NUL characters, so it is not plain text or its encoding is not marked"
            raise refusal(text.name, "NUL_CHARACTER", message, SAVE_AS_TEXT, row)
        row += chunk.count("\n")
    return text
