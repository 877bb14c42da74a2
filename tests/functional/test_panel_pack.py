"""``panel pack`` as a person runs it: three forms of one set of contents, inert, the same bytes twice, whole or not."""

import io
import re
import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from tests.functional.commands import Said, in_process

SENSITIVE = "OFFICIAL-SENSITIVE"


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A small made-up round, recommended and packed once."""
    folder = tmp_path_factory.mktemp("pack")
    in_process("data", "synth", "town", "--children", 16, "--settings", 6, "--seed", 2, folder=folder)
    assert in_process("panel", "recommend", "town", "--no-compare", "--quiet", folder=folder).code == 0
    assert pack(folder, "--out", "first").code == 0
    return folder


def pack(folder: Path, *more: object) -> Said:
    return in_process("panel", "pack", "run", *more, folder=folder)


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_same_run_gives_the_same_bytes(folder):
    assert pack(folder, "--out", "second").code == 0
    for form in ("docx", "xlsx", "pdf"):
        first, second = ((folder / out / f"panel-pack.{form}").read_bytes() for out in ("first", "second"))
        assert first == second, form


def test_the_workbook_is_plain_values(folder):
    path = folder / "first" / "panel-pack.xlsx"
    book = openpyxl.load_workbook(path)
    assert not book.defined_names
    assert {sheet.sheet_state for sheet in book} == {"visible"}
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}
    assert all(sheet.freeze_panes == "B2" and sheet.tables for sheet in book)
    assert book.properties.creator in (None, "")
    assert not any("external" in name.lower() or "definedName" in str(text) for name, text in members(path).items())


def test_the_document_has_headings_a_language_a_title_and_headers_that_repeat(folder):
    path = folder / "first" / "panel-pack.docx"
    document = Document(path)
    told = document.core_properties
    assert (told.language, told.title) == ("en-GB", "Panel pack: Riverside, 2026/27")
    assert (told.author, told.last_modified_by) == ("", "")
    assert any(p.style.name == "Heading 1" and p.text.startswith("Case C-") for p in document.paragraphs)
    assert SENSITIVE in document.sections[0].footer.paragraphs[0].text
    inside = members(path)
    assert b"w:tblHeader" in inside["word/document.xml"]
    assert b'w:instr="NUMPAGES"' in inside["word/footer1.xml"]
    assert not any("app.xml" in name or "thumbnail" in name for name in inside)


def test_the_pdf_is_tagged_and_says_it_is_accessible(folder):
    content = (folder / "first" / "panel-pack.pdf").read_bytes()
    assert b"pdfuaid" in content
    assert re.search(rb"/Lang ?\(en-GB\)", content)


def test_the_public_pack_declares_its_audience_in_name_and_text(folder):
    assert pack(folder, "--audience", "public").code == 0
    made = folder / "run-public-pack"
    assert sorted(file.name for file in made.iterdir()) == [f"public-pack.{form}" for form in ("docx", "pdf", "xlsx")]
    text = "\n".join(p.text for p in Document(made / "public-pack.docx").paragraphs)
    assert "Counts only" in text
    assert SENSITIVE not in text


def test_a_template_can_be_edited(folder):
    assert in_process("panel", "pack", "--write-template", "ours.docx", folder=folder).code == 0
    ours = Document(folder / "ours.docx")
    ours.paragraphs[0].insert_paragraph_before("Made for {{ authority }} by us")
    ours.save(folder / "ours.docx")
    assert pack(folder, "--template", "ours.docx", "--out", "own").code == 0
    assert Document(folder / "own" / "panel-pack.docx").paragraphs[0].text == "Made for Riverside by us"


@pytest.mark.parametrize("text", ["{{ nobody }}", "{% if %}", "{{ authority.__class__.__mro__ }}"])
def test_a_template_that_asks_for_what_is_not_there_is_a_usage_error(folder, text):
    broken = Document()
    broken.add_paragraph(text)
    broken.save(folder / "broken.docx")
    said = pack(folder, "--template", "broken.docx", "--out", "never")
    assert said.code == 2
    assert "template" in said.err
    assert not (folder / "never").exists()


def test_what_is_not_a_document_is_no_template(folder):
    (folder / "text.docx").write_text("no", encoding="utf-8")
    assert pack(folder, "--template", "text.docx", "--out", "never").code == 2


@pytest.mark.parametrize(
    ("more", "code"),
    [(("--child", "C-9999"), 2), (("--evidence", "C-9999"), 2), (("--audience", "public", "--letters"), 2),
     (("--out", "first"), 6)],
)  # fmt: skip
def test_what_cannot_be_packed_is_said_and_nothing_is_written(folder, more, code):
    before = sorted(folder.iterdir())
    assert pack(folder, *more).code == code
    assert sorted(folder.iterdir()) == before


def test_a_run_whose_recount_fails_is_never_packed(folder, tmp_path):
    shutil.copytree(folder, tmp_path / "copy")
    changed = tmp_path / "copy" / "run" / "recommendations.csv"
    changed.write_text(re.sub(r"(?m)^(C-\d+,)9\d{5}", r"\g<1>900001", changed.read_text()), encoding="utf-8")
    said = in_process("panel", "pack", "run", "--inputs", "town", "--out", "never", folder=tmp_path / "copy")
    assert said.code == 7
    assert not (tmp_path / "copy" / "never").exists()


def test_letters_come_with_a_list_of_what_they_still_need(folder):
    assert pack(folder, "--letters", "--out", "letters").code == 0
    made = sorted(file.name for file in (folder / "letters").glob("letter-*.docx"))
    book = openpyxl.load_workbook(io.BytesIO((folder / "letters" / "letters-missing-fields.xlsx").read_bytes()))
    listed = {row[1] for row in book["Missing fields"].iter_rows(min_row=2, values_only=True)}
    assert listed == set(made)
    for name in made:
        text = "\n".join(p.text for p in Document(folder / "letters" / name).paragraphs)
        assert text.startswith("DRAFT")
        assert "First-tier Tribunal" in text
