"""Exports opened by a real spreadsheet program and saved again: no cell has come to life, no table has changed."""

import csv
import shutil
import subprocess

import openpyxl
import pytest

from sufficiency import api
from sufficiency.tables.load import read_tables
from tests.fixtures.generated import PAYLOADS
from tests.functional.draft import Draft, sound_round

OFFICE = shutil.which("libreoffice") or shutil.which("soffice")
pytestmark = [
    pytest.mark.nightly,
    pytest.mark.skipif(not OFFICE, reason="LibreOffice is not on this machine"),
]
COLUMNS = (
    ("settings", "name"), ("consultations", "evidence"), ("children", "notes"), ("monitoring", "ethnicity"),
    ("monitoring", "language"), ("travel", "source"),
)  # fmt: skip


def every_payload() -> Draft:
    """A round with a child, a setting, a reply, a journey and a monitoring row for each payload."""
    draft = sound_round()
    draft.column("children", "notes")
    draft.column("consultations", "evidence")
    draft.tables["monitoring"] = [["child_ref", "ethnicity", "language"]]
    draft.tables["travel"] = [["origin", "urn", "minutes", "source"]]
    for at, payload in enumerate(PAYLOADS):
        ref, text = f"P-{at}", "'" + payload
        draft.add("children", child_ref=ref, ncy="7", primary_need="ASD", easting="450000", northing="300000",
                  request_date="2025-10-01", deadline="2026-02-15", notes=text)  # fmt: skip
        draft.add("settings", urn=str(910000 + at), name=text, type="special", easting="451000", northing="300000",
                  s38_3="yes")  # fmt: skip
        draft.add("consultations", child_ref=ref, urn="900001", reply="none", evidence=text)
        draft.add("monitoring", child_ref=ref, ethnicity=text, language=text)
        draft.add("travel", origin=ref, urn="900001", minutes="20", source=text)
    return draft


AS_UTF_8_AND_READY_TO_RUN = "--infilter=CSV:44,34,76,1,,0,false,true,false,false,0,true"
"""Commas, double quotation marks, UTF-8, from row 1, dates and numbers recognised, and formulas evaluated."""


def converted(path, form, out, profile):
    """The file as LibreOffice saves it, in a profile of its own."""
    reading = [AS_UTF_8_AND_READY_TO_RUN] if path.suffix == ".csv" else []
    command = [OFFICE, f"-env:UserInstallation={profile.as_uri()}", "--headless", *reading, "--convert-to", form,
               "--outdir", str(out), str(path)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return out / f"{path.stem}.{form}"


def live(book):
    return [cell.coordinate for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_a_workbook_opened_and_saved_again_holds_the_same_tables_and_no_formula(tmp_path):
    every_payload().save(tmp_path / "round")
    api.export(tmp_path / "round", tmp_path / "out", "xlsx")
    (tmp_path / "again").mkdir()
    saved = converted(tmp_path / "out" / "round.xlsx", "xlsx", tmp_path / "again", tmp_path / "profile")
    assert live(openpyxl.load_workbook(saved)) == []
    assert read_tables(tmp_path / "again") == read_tables(tmp_path / "round")


def test_plain_files_opened_by_a_spreadsheet_hold_no_formula_and_every_payload_as_text(tmp_path):
    every_payload().save(tmp_path / "round")
    api.export(tmp_path / "round", tmp_path / "out", "csv")
    for table in sorted({table for table, _ in COLUMNS}):
        saved = converted(tmp_path / "out" / f"{table}.csv", "xlsx", tmp_path, tmp_path / "profile")
        book = openpyxl.load_workbook(saved)
        assert live(book) == []
        with (tmp_path / "out" / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
            header, *rows = list(csv.reader(file))
        for column in (name for where, name in COLUMNS if where == table):
            at = header.index(column)
            opened = [row[at] for row in book.active.iter_rows(min_row=2, values_only=True)]
            assert opened == [line[at] or None for line in rows]


def test_a_formula_that_is_not_made_safe_would_be_found(tmp_path):
    (tmp_path / "bare.csv").write_text("text\n=1+1\n", encoding="utf-8")
    saved = converted(tmp_path / "bare.csv", "xlsx", tmp_path, tmp_path / "profile")
    assert live(openpyxl.load_workbook(saved)) == ["A2"]
