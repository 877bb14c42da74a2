"""A pack as a tagged PDF (PDF/UA-1): the contents go in as data, so that no text in them is ever read as a program."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime
from importlib.resources import files

import typst

from sufficiency.reports.pack import sheets
from sufficiency.reports.pack.contents import Pack, in_words


def pack_pdf(pack: Pack, as_at: date) -> bytes:
    """The pack as PDF bytes; the same contents give the same bytes, whatever fonts the machine has."""
    named = {
        sheet.name: asdict(sheet)
        for sheet in (sheets.FIGURES, sheets.CASE, *sheets.PAGE_TABLES, sheets.DECISION, *sheets.LISTS)
    }
    order = {"page_tables": [s.name for s in sheets.PAGE_TABLES], "lists": [s.name for s in sheets.LISTS]}
    return typeset("pack.typ", {"pack": in_words(pack), "sheets": named, **order}, as_at)


def typeset(template: str, contents: Mapping[str, object], as_at: date) -> bytes:
    """A Typst template of this package filled with plain data."""
    made = typst.compile(
        (files("sufficiency.reports.pack") / template).read_bytes(),
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"contents": json.dumps(contents, ensure_ascii=False, sort_keys=True)},
        pdf_standards="ua-1",
        timestamp=datetime(as_at.year, as_at.month, as_at.day, tzinfo=UTC),
    )
    if not isinstance(made, bytes):
        raise TypeError("one PDF was asked for")
    return made
