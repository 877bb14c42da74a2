"""XML read record by record, refused where it is anything but plain elements and text.

No document type, hence no entity of any kind; nothing outside the file is ever fetched; depth, count and length are
limited (``limits``). The parser is expat, made safe by defusedxml.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from defusedxml.common import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser

from sufficiency.errors import InputRejected
from sufficiency.guards.limits import CELL, XML_DEPTH, XML_ELEMENTS, XML_RECORD, Limit
from sufficiency.guards.refusal import RIGHT_FILE, refusal
from sufficiency.guards.text import Text, look_at_text

_DECLARED = re.compile(r"""\A\s*<\?xml[^>]*?\bencoding\s*=\s*["']([^"']*)["']""")
_ENCODINGS = frozenset({"utf-8", "utf-16", "utf-32", "us-ascii", "ascii", "iso-8859-1", "windows-1252"})
_EXPORT_AGAIN = "Export the file again from the system it came from."
_PLAIN = "Export the file again as plain XML without a document type (no DOCTYPE, no ENTITY)."


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a file.

    path        its tags from the root down to itself, as written but without a prefix; ``tag`` is the last
    line        where it begins in the file: the row to name in a fault
    attributes  by name without a prefix
    text        what stands directly inside, stripped of white space at both ends
    children    the elements directly inside, in order
    """

    path: tuple[str, ...]
    line: int
    attributes: Mapping[str, str]
    text: str
    children: tuple["Element", ...]

    @property
    def tag(self) -> str:
        """Its own name."""
        return self.path[-1]


def records(text: Text, tags: Collection[str]) -> Iterator[Element]:
    """Every element of the named tags, whole with all inside it, as soon as it is closed, in order of their ends.

    Tags are matched whatever their capitals. An element that lies in no such record is handed out too, when it is
    closed and with the children left out that were handed out before it: so a caller can name what it did not expect.
    Raises InputRejected, at the latest when the last record has been handed out, where the file is not well formed or
    holds what is refused.
    """
    _refuse_too_many(text)
    parser = DefusedExpatParser(forbid_dtd=True)
    builder = _Builder(text.name, frozenset(tag.casefold() for tag in tags), parser.getLineNumber)
    parser.setContentHandler(builder)
    parser.reset()  # else an empty file would pass for a whole one
    for chunk in text.chunks():
        seen = builder.events
        _feed(parser, chunk, text.name)
        if builder.events == seen and len(chunk) > CELL.most:
            message = f"holds a tag, a comment or an instruction of more than {CELL.most:,} characters"
            raise refusal(text.name, "TOO_LONG", message, _EXPORT_AGAIN, parser.getLineNumber())
        yield from builder.take()
    _feed(parser, "", text.name, last=True)
    yield from builder.take()


def look_at_xml(path: Path, name: str = "") -> Text:
    """The text of an XML file, its encoding found and said, before any of it is parsed.

    The bytes decide the encoding; what the file declares must be one that is read. Raises InputRejected.
    """
    text = look_at_text(path, name)
    with text.open() as stream:
        start = stream.read(1_000)
    declared = _DECLARED.match(start)
    if declared and declared[1].casefold() not in _ENCODINGS:
        message = f"says that it is in the encoding {declared[1][:40]!r}, which is not read"
        raise refusal(text.name, "ENCODING", message, "Export the file again in UTF-8.", 1)
    return text


def _refuse_too_many(text: Text) -> None:
    """Count what can begin an element, without parsing: quicker by far than to build two million of them."""
    count = sum(chunk.count("<") - chunk.count("</") for chunk in text.chunks())
    if count > XML_ELEMENTS.most:
        raise _too(text.name, XML_ELEMENTS, 0)


def _feed(parser: DefusedExpatParser, chunk: str, name: str, *, last: bool = False) -> None:
    try:
        if last:
            parser.close()
        else:
            parser.feed(chunk)
    except DefusedXmlException:
        message = "declares a document type or an entity; such files can unpack without end, so none is read"
        raise refusal(name, "XML_DTD", message, _PLAIN, parser.getLineNumber()) from None
    except SAXParseException as error:
        message = f"is not well-formed XML here ({error.getMessage()})"
        raise refusal(name, "NOT_XML", message, _EXPORT_AGAIN, error.getLineNumber() or 0) from None


def _too(name: str, limit: Limit, line: int) -> InputRejected:
    return refusal(name, "TOO_BIG", f"holds more than {limit.most:,} {limit.of}", RIGHT_FILE, line)


@dataclass(slots=True)
class _Open:
    """An element whose end has not come yet."""

    line: int
    attributes: dict[str, str]
    wanted: bool
    text: list[str] = field(default_factory=list)
    length: int = 0
    children: list[Element] = field(default_factory=list)


class _Builder(ContentHandler):
    """Builds elements out of the parser's events and holds to the limits as they come."""

    def __init__(self, name: str, tags: frozenset[str], line: Callable[[], int]) -> None:
        super().__init__()
        self.events = 0
        self._name = name
        self._tags = tags
        self._line = line
        self._path: tuple[str, ...] = ()
        self._open: list[_Open] = []
        self._done: list[Element] = []
        self._in_record = 0  # elements begun in the record that is open; 0 outside one

    def take(self) -> list[Element]:
        """The elements closed since the last call."""
        done, self._done = self._done, []
        return done

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 (the library's name)
        self.events += 1
        tag = _plain(name)
        values = {_plain(key): value for key, value in attrs.items()}
        self._hold(sum(map(len, values.values())) + len(name), CELL)
        self._hold(len(self._path) + 1, XML_DEPTH)
        wanted = not self._in_record and tag.casefold() in self._tags
        if wanted or self._in_record:
            self._in_record += 1
            self._hold(self._in_record, XML_RECORD)
        self._path = (*self._path, tag)
        self._open.append(_Open(self._line(), values, wanted))

    def characters(self, content: str) -> None:
        self.events += 1
        here = self._open[-1]
        here.length += len(content)
        if here.length > CELL.most and content.strip():
            self._hold(here.length, CELL)
        elif here.length <= CELL.most:
            here.text.append(content)

    def processingInstruction(self, target: str, data: str) -> None:  # noqa: N802 (the library's name)
        self.events += 1

    def endElement(self, name: str) -> None:  # noqa: N802 (the library's name)
        self.events += 1
        here = self._open.pop()
        text = "".join(here.text).strip()
        element = Element(self._path, here.line, here.attributes, text, tuple(here.children))
        self._path = self._path[:-1]
        if self._in_record and not here.wanted:
            self._open[-1].children.append(element)
        else:
            self._done.append(element)
            self._in_record = 0

    def _hold(self, count: int, limit: Limit) -> None:
        if count > limit.most:
            raise _too(self._name, limit, self._line())


def _plain(name: str) -> str:
    return name.rpartition(":")[2]
