"""A Word template filled in, and saved so that the same contents give the same bytes and nothing tells who made it."""

import io
import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.exceptions import TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from sufficiency.errors import UsageError

MADE = (1980, 1, 1, 0, 0, 0)
"""The date of every member: a workbook or document carries the data date inside, and no clock."""

_TELLS_WHO = ("thumbnail", "extended-properties", "custom-properties", "customXml", "attachedTemplate")
_BREAKS = "\t\a\f\n"
"""What the library turns into tabs, paragraphs, pages and lines; nothing else of a text."""

_OF_OLD = ("stylesWithEffects",)
"""A second copy of the styles, for Word 2010."""


def fill_in(template: bytes, contents: Mapping[str, object], *, title: str, as_at: date) -> bytes:
    """The document made from a template (.docx) and its named fields.

    Raises UsageError where the template is not a Word document, carries something live, or names a field that is not
    there.
    """
    document = _opened(template)
    try:
        document.render(dict(contents), _environment(), autoescape=True)
    except TemplateError as error:
        raise UsageError(f"The template cannot be filled in: {error}. {_ADVICE}") from error
    return saved(document.docx, title=title, as_at=as_at)


_ADVICE = "Begin again from `sufficiency panel pack --write-template FILE` and change its words, not its field names."


def read_template(path: Path) -> bytes:
    """The bytes of a template. Raises UsageError where there is no such file."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"The template {path} cannot be read: {error.strerror}.") from error


def saved(document: Any, *, title: str, as_at: date) -> bytes:
    """A python-docx document as bytes: fixed dates, no author, no thumbnail, no properties of another program."""
    told, made = document.core_properties, datetime(as_at.year, as_at.month, as_at.day)
    told.author = told.last_modified_by = told.comments = told.keywords = told.category = told.subject = ""
    told.title, told.language, told.revision = title, "en-GB", 1
    told.created = told.modified = made
    package = document.part.package
    for part in (package, *package.iter_parts()):
        _forget(part.rels)
    for linked in document.settings.element.findall(qn("w:attachedTemplate")):
        document.settings.element.remove(linked)
    stream = io.BytesIO()
    document.save(stream)
    return same_dates(stream.getvalue())


def same_dates(content: bytes) -> bytes:
    """A zip file with its members in order of name, all of one date."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after:
        for name in sorted(before.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            member = zipfile.ZipInfo(name, MADE)
            member.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(member, before.read(name))
    return stream.getvalue()


def _environment() -> ImmutableSandboxedEnvironment:
    """A template is a file from outside: it may show fields and repeat lines, and do nothing else."""
    return ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)


class _Template(DocxTemplate):  # type: ignore[misc]
    """A template whose paragraphs are gone through for line breaks only where there are any.

    Going through the paragraphs of a large pack takes a third of the time of filling it in.
    """

    def resolve_listing(self, xml: str) -> str:
        return super().resolve_listing(xml) if any(mark in xml for mark in _BREAKS) else xml


def _opened(template: bytes) -> DocxTemplate:
    document = _Template(io.BytesIO(template))
    try:
        document.init_docx()
        parts = list(document.docx.part.package.iter_parts())
        links = [rel for part in parts for rel in part.rels.values() if rel.is_external]
    except Exception as error:  # a file that is not a document makes the reader raise almost anything
        raise UsageError(f"The template is not a Word document (.docx) that can be read. {_ADVICE}") from error
    live = [part for part in parts if "vba" in part.partname.lower() or "embeddings" in part.partname.lower()]
    outside = [rel for rel in links if not rel.reltype.endswith(("/hyperlink", "/attachedTemplate"))]
    if live or outside:
        raise UsageError("The template holds a macro, an embedded file or a link to one; take it out first.")
    return document


def _forget(rels: Any) -> None:
    for key in [key for key, rel in rels.items() if rel.reltype.endswith(_TELLS_WHO + _OF_OLD)]:
        del rels[key]
