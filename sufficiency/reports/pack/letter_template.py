"""The Word templates of the letters, to fill in as they are or to edit first."""

from typing import Any

from sufficiency.reports.pack.letters import ANSWERS, WORDINGS, Outcome
from sufficiency.reports.pack.word_parts import A4_SHORT, footer, heading, new_document, paragraph, rows_table

SIDES = 2.5
WIDTH = A4_SHORT - 2 * SIDES


def letter_template(outcome: Outcome) -> Any:
    """The template of one kind of letter."""
    document = new_document(sides=SIDES, size=11)
    paragraph(document, "{{ draft }}", bold=True)
    for line in (
        "{{ authority }}",
        "{{ letter_date }}",
        "{{ addressee }}",
        "{{ address }}",
        "Reference {{ reference }}",
    ):
        paragraph(document, line)
    heading(document, WORDINGS[outcome].title, 1)
    paragraph(document, "Dear {{ addressee }}")
    paragraph(document, WORDINGS[outcome].opening)
    paragraph(document, "{{ reason }}")
    if outcome is Outcome.REFUSED:
        paragraph(document, "{{ place }} has a place for {{ child_name }}: {{ alternative_available }}.")
    if outcome in (Outcome.REFUSED, Outcome.UNPLACED):
        _answers(document)
    heading(document, "If you disagree", 2)
    for name in ("right_of_appeal", "tribunal_window", "right_to_mediation"):
        paragraph(document, f"{{{{ {name} }}}}")
    paragraph(document, "Mediation adviser: {{ mediation_adviser }}")
    paragraph(document, "Free and independent advice: {{ advice_service }}")
    heading(document, "Questions", 2)
    paragraph(document, "{{ contact }}")
    footer(document, "{{ marking }} · DRAFT · Reference {{ reference }}")
    return document


def _answers(document: Any) -> None:
    paragraph(document, "{%p if answers %}")
    heading(document, ANSWERS.heading, 2)
    paragraph(document, "Each request is answered on its own.")
    rows_table(document, ANSWERS, "answers", WIDTH)
    paragraph(document, "{%p endif %}")
