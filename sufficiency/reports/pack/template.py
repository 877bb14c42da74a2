"""The Word template of a pack, to fill in as it is or to edit first: named fields between double braces.

``{{ authority }}`` is a field, ``{%p for ... %}`` repeats paragraphs and ``{%tr for ... %}`` the lines of a table.
Every name that may stand in a template is a key of ``contents.in_words``.
"""

from typing import Any

from sufficiency.reports.pack import sheets
from sufficiency.reports.pack.sheets import Sheet
from sufficiency.reports.pack.word_parts import (
    A4_SHORT,
    MARGIN,
    footer,
    heading,
    new_document,
    pairs_table,
    paragraph,
    rows_table,
)

WIDTH = A4_SHORT - 2 * MARGIN
FOOTER = "{{ marking }} · {{ authority }} · Run {{ run_id }}"
_FACTS = (
    "year", "need", "other_needs", "state", "reason", "requested", "deadline", "time_left",
)  # fmt: skip
_PLACE = ("place", "basis", "journey", "cost")
_HEADINGS = {column.name: column.heading for column in sheets.CASE.columns}
CASE_FACTS = tuple((_HEADINGS[name], f"{{{{ case.{name} }}}}") for name in _FACTS)
"""Names and fields of a case, as they stand at the head of its page."""


def pack_template() -> Any:
    """The document that ``panel pack --write-template`` gives."""
    document = new_document()
    _opening(document)
    _summary(document)
    _cases(document)
    for sheet in sheets.LISTS:
        _list(document, sheet)
    footer(document, FOOTER)
    return document


def _opening(document: Any) -> None:
    heading(document, "{{ title }}", 0)
    paragraph(document, "{%p if watermark %}")
    paragraph(document, "{{ watermark }}.", bold=True)
    paragraph(document, "{%p endif %}")
    paragraph(document, "{{ made_for }}")
    about = (("Authority", "{{ authority }}"), ("Academic year", "{{ academic_year }}"),
             ("Data date", "{{ data_date }}"), ("Run", "{{ run_id }}"),
             ("Policy version", "{{ policy_version }}"), ("Approved by", "{{ policy_approved_by }}"))  # fmt: skip
    pairs_table(document, about, WIDTH)
    heading(document, "The order of work", 1)
    paragraph(document, "{{ policy }}", bold=True)
    paragraph(document, "{{ policy_sentence }}")
    paragraph(document, "Source: {{ policy_source }}.")
    paragraph(document, "{{ statement }}", bold=True)
    paragraph(document, "{{ recommendation }} {{ recount }}")
    heading(document, "How to read this pack", 1)
    _bullets(document, "how_to_read")


def _summary(document: Any) -> None:
    paragraph(document, "{%p if figures %}")
    heading(document, "Summary", 1)
    rows_table(document, sheets.FIGURES, "figures", WIDTH)
    paragraph(document, "{%p endif %}")
    paragraph(document, "{%p if attention %}")
    heading(document, "To look at first", 2)
    _bullets(document, "attention")
    paragraph(document, "{%p endif %}")
    paragraph(document, "{%p if ties %}")
    heading(document, "Ties", 2)
    paragraph(document, "{{ ties }}")
    paragraph(document, "{%p endif %}")


def _bullets(document: Any, name: str) -> None:
    paragraph(document, f"{{%p for line in {name} %}}")
    document.add_paragraph("{{ line }}", style="List Bullet")
    paragraph(document, "{%p endfor %}")


def _cases(document: Any) -> None:
    paragraph(document, "{%p for case in cases %}")
    heading(document, "Case {{ case.child }}", 1, new_page=True)
    paragraph(document, "{{ case.outcome }}", bold=True)
    pairs_table(document, CASE_FACTS, WIDTH)
    paragraph(document, "Deadline: {{ case.deadline_rule }}.")
    _part(document, sheets.ASKED)
    _part(document, sheets.CONSULTED)
    heading(document, "Recommendation, and why", 3)
    paragraph(document, "{%p if case.basis %}")
    pairs_table(document, [(_HEADINGS[name], f"{{{{ case.{name} }}}}") for name in _PLACE], WIDTH)
    paragraph(document, "{%p endif %}")
    paragraph(document, "{{ case.why }}")
    paragraph(document, "{%p if case.notes != 'Nothing' %}")
    paragraph(document, "To note: {{ case.notes }}")
    paragraph(document, "{%p endif %}")
    _part(document, sheets.ALTERNATIVES)
    for sheet in (sheets.TRAVEL, sheets.REFUSALS, sheets.PAGE_EVIDENCE, sheets.TOUCHING):
        paragraph(document, f"{{%p if case.{sheet.name} %}}")
        _part(document, sheet)
        paragraph(document, "{%p endif %}")
    heading(document, sheets.DECISION.heading, 3)
    names = [(column.heading, "") for column in sheets.DECISION.columns]
    for fields, across in ((names[:4], 2), (names[4:6], 1), (names[6:], 2)):
        pairs_table(document, fields, WIDTH, across=across, to_fill=True)
    paragraph(document, "{%p endfor %}")


def _part(document: Any, sheet: Sheet) -> None:
    heading(document, sheet.heading, 3)
    rows_table(document, sheet, f"case.{sheet.name}", WIDTH)


def _list(document: Any, sheet: Sheet) -> None:
    paragraph(document, f"{{%p if {sheet.name} is not none %}}")
    heading(document, sheet.heading, 1, new_page=sheet not in (sheets.OVERRIDES, sheets.NEEDS))
    if sheet.says:
        paragraph(document, sheet.says)
    if sheet is sheets.EQUALITY:
        _bullets(document, "equality_says")
    rows_table(document, sheet, sheet.name, WIDTH)
    paragraph(document, "{%p endif %}")
