"""The files of a pack: all made first, then written whole or not at all."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from sufficiency.errors import StoreTrouble, UsageError
from sufficiency.files.whole_folder import whole_folder
from sufficiency.reports.audience import Audience
from sufficiency.reports.pack import letters
from sufficiency.reports.pack.contents import assemble, in_words
from sufficiency.reports.pack.dossier import Dossier
from sufficiency.reports.pack.evidence import evidence_sheet
from sufficiency.reports.pack.evidence_template import evidence_template
from sufficiency.reports.pack.letter_template import letter_template
from sufficiency.reports.pack.pdf import pack_pdf
from sufficiency.reports.pack.template import pack_template
from sufficiency.reports.pack.word import fill_in, read_template, saved
from sufficiency.reports.pack.workbook import pack_workbook, workbook
from sufficiency.reports.record import RunRecord

TEMPLATE_DATE = date(2026, 1, 1)
TEMPLATES: Mapping[str, Callable[[], Any]] = {
    "pack.docx": pack_template,
    "evidence.docx": evidence_template,
    **{f"letter-{outcome}.docx": partial(letter_template, outcome) for outcome in letters.Outcome},
}
"""Every Word template, by the name it has in a folder of templates."""


@dataclass(frozen=True, slots=True)
class PackChoices:
    """What a person may choose about a pack.

    ``template`` is a .docx for the pack itself, or a folder with any of ``TEMPLATES``. ``children`` limits the pages of
    cases and the letters to these; ``evidence`` names the cases that need a sheet of evidence.
    """

    audience: Audience = Audience.PANEL
    template: Path | None = None
    children: tuple[str, ...] = ()
    letters: bool = False
    evidence: tuple[str, ...] = ()


def write_pack(dossier: Dossier, record: RunRecord, choices: PackChoices, out: Path) -> tuple[str, ...]:
    """Write the pack into a new folder, whole or not at all, and return the names of its files.

    Raises UsageError for a child the run does not know, letters or evidence for an audience that is not the panel, or a
    template that cannot be filled in; StoreTrouble where the folder cannot be written.
    """
    _check(dossier, choices)
    made = dict(_files(dossier, record, choices))
    with whole_folder(out) as stage:
        for name, content in made.items():
            (stage / name).write_bytes(content)
    return tuple(made)


def write_templates(path: Path) -> tuple[str, ...]:
    """Write the template of the pack to a .docx, or every template into a new folder; return the names written."""
    if path.suffix.lower() != ".docx":
        with whole_folder(path) as stage:
            for name in TEMPLATES:
                (stage / name).write_bytes(_default(name))
        return tuple(TEMPLATES)
    try:
        with path.open("xb") as file:
            file.write(_default("pack.docx"))
    except OSError as error:
        raise StoreTrouble(
            f"The template could not be written to {path}: {error.strerror}. Nothing was changed."
        ) from error
    return (path.name,)


def letter_file(draft: letters.Letter, templates: Path | None, as_at: date) -> bytes:
    """A letter as a Word document. Raises UsageError where the authority's own template cannot be filled in."""
    template = _template(f"letter-{draft.outcome}.docx", templates)
    return fill_in(template, draft.fields, title=f"Draft letter {draft.child}", as_at=as_at)


def _check(dossier: Dossier, choices: PackChoices) -> None:
    known = dossier.recommended.keys() | dossier.unplaced.keys()
    for ref in (*choices.children, *choices.evidence):
        if ref not in known:
            raise UsageError(
                f"There is no child {ref} in this run. References are in recommendations.csv and unplaced.csv."
            )
    if choices.audience is not Audience.PANEL and (choices.letters or choices.evidence or choices.children):
        raise UsageError("Letters, evidence sheets and single cases are for the panel only: leave --audience out.")
    if choices.audience is Audience.PANEL and not dossier.run.repeatable:
        raise UsageError(
            "The run is not repeatable: a limit stopped the proof, so it cannot go to a panel. Run it again."
        )


def _files(dossier: Dossier, record: RunRecord, choices: PackChoices) -> Iterator[tuple[str, bytes]]:
    as_at, given = dossier.run.authority.as_at, choices.template
    pack = assemble(dossier, record, choices.audience, choices.children)
    name = f"{choices.audience}-pack"
    yield (
        f"{name}.docx",
        fill_in(_template("pack.docx", given), in_words(pack), title=pack.title, as_at=as_at),
    )
    yield f"{name}.xlsx", pack_workbook(pack, as_at)
    yield f"{name}.pdf", pack_pdf(pack, as_at)
    for ref in dict.fromkeys(choices.evidence):
        sheet = evidence_sheet(dossier, record, ref)
        title = f"Evidence sheet {ref}"
        yield (
            f"evidence-{ref}.docx",
            fill_in(_template("evidence.docx", given), sheet, title=title, as_at=as_at),
        )
    if choices.letters:
        yield from _letters(dossier, record, choices)


def _letters(dossier: Dossier, record: RunRecord, choices: PackChoices) -> Iterator[tuple[str, bytes]]:
    as_at = dossier.run.authority.as_at
    drafts = letters.letters(dossier, record, choices.children)
    for draft in drafts:
        yield draft.name, letter_file(draft, choices.template, as_at)
    tables = {letters.MISSING: letters.missing_rows(drafts)}
    footer = f"OFFICIAL-SENSITIVE · {dossier.run.authority.name}"
    yield "letters-missing-fields.xlsx", workbook(tables, title=letters.MISSING.heading, footer=footer, as_at=as_at)


def _template(name: str, given: Path | None) -> bytes:
    """The authority's own where one was given under this name, else the default."""
    if given is not None and given.is_dir():
        given = given / name if (given / name).is_file() else None
    elif name != "pack.docx":
        given = None
    return _default(name) if given is None else read_template(given)


def _default(name: str) -> bytes:
    return saved(TEMPLATES[name](), title=f"Template {name}", as_at=TEMPLATE_DATE)
