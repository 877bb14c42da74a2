"""The Word template of the evidence sheet."""

from typing import Any

from sufficiency.reports.pack.evidence import TABLES
from sufficiency.reports.pack.template import CASE_FACTS, WIDTH
from sufficiency.reports.pack.word_parts import footer, heading, new_document, pairs_table, paragraph, rows_table


def evidence_template() -> Any:
    """The template of the evidence sheet of one case."""
    document = new_document()
    heading(document, "Evidence sheet: {{ reference }}", 0)
    paragraph(
        document,
        "DRAFT for a named person to check. It holds figures and no decision, and is not legal advice.",
        bold=True,
    )
    about = (("Authority", "{{ authority }}"), ("Academic year", "{{ academic_year }}"),
             ("Data date", "{{ data_date }}"), ("Run", "{{ run_id }}"))  # fmt: skip
    pairs_table(document, about, WIDTH)
    heading(document, "The case", 1)
    pairs_table(document, CASE_FACTS, WIDTH)
    paragraph(document, "{{ case.outcome }}: {{ case.place }}. {{ case.why }}")
    for sheet in TABLES:
        heading(document, sheet.heading, 1)
        rows_table(document, sheet, sheet.name, WIDTH)
    footer(document, "{{ marking }} · DRAFT · {{ authority }} · Run {{ run_id }} · Reference {{ reference }}")
    return document
