"""The error report: every faulty cell of the person's own file named, filled and commented; nothing else changed."""

import csv
import re
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font

from sufficiency import api
from sufficiency.errors import Fault, StoreTrouble
from sufficiency.tables.children import CHILDREN
from tests.functional.draft import Draft, sound_round


def report(folder: Path) -> Path:
    """The error report of an input folder, beside it."""
    out = folder.parent / "errors"
    api.report_faults(out, api.check(folder), [folder])
    return out


def listed(out: Path) -> list[dict[str, str]]:
    with (out / "errors.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def spoilt() -> Draft:
    round_ = sound_round()
    round_.put("children", 2, "primary_need", "ADHD")
    round_.put("children", 3, "primary_need", "")
    round_.put("children", 4, "request_date", "sometime")
    round_.put("provision", 3, "ncy_to", "6")
    return round_


FAULTY = {"children": {"D2", "D3", "I4"}, "provision": {"E3"}}


def marked(book: openpyxl.Workbook) -> dict[str, set[str]]:
    """The commented cells of each sheet but the first."""
    cells = {
        sheet.title: {
            cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment and cell.fill.fill_type
        }
        for sheet in book.worksheets[1:]
    }
    return {title: found for title, found in cells.items() if found}


def test_a_workbook_comes_back_with_its_faulty_cells_marked_and_a_sheet_of_errors_in_front(tmp_path):
    spoilt().save_workbook(tmp_path / "round")
    book = openpyxl.load_workbook(report(tmp_path / "round") / "round-marked.xlsx")
    assert book.sheetnames[0] == "Errors"
    assert marked(book) == FAULTY
    assert book["children"]["D2"].value == "ADHD"
    assert "is not one of SPLD" in book["children"]["D2"].comment.text
    assert "For example: ASD" in book["children"]["D2"].comment.text
    assert book["Errors"]["A1"].value == "4 errors stop the file from being used."
    assert [sheet.title for sheet in book.worksheets if sheet.sheet_view.tabSelected] == ["Errors"]
    assert all(sheet.sheet_state == "visible" for sheet in book.worksheets)


def test_plain_files_come_back_as_one_workbook_of_the_tables_that_have_faults(tmp_path):
    spoilt().save(tmp_path / "round")
    book = openpyxl.load_workbook(report(tmp_path / "round") / "marked-tables.xlsx")
    assert book.sheetnames == ["Errors", "children", "provision"]
    assert marked(book) == FAULTY
    rows = [["" if cell is None else cell for cell in row] for row in book["children"].iter_rows(values_only=True)]
    assert rows == spoilt().tables["children"]


def test_the_table_says_what_is_there_what_to_do_and_what_would_be_right(tmp_path):
    spoilt().save(tmp_path / "round")
    found = {line["Cell"]: line for line in listed(report(tmp_path / "round"))}
    assert {cell: line["What is there"] for cell, line in found.items()} == {
        "D2": "text where a code should be", "D3": "blank", "I4": "text where a date should be", "E3": "a number",
    }  # fmt: skip
    assert found["I4"]["Example of a right value"] == "2025-11-03"
    assert (found["E3"]["Row"], found["E3"]["How to fix"]) == ("3", "Swap the two, or correct one.")


def test_examples_of_dates_follow_the_declared_format(tmp_path):
    round_ = sound_round()
    round_.toml["authority"] += 'date_format = "dd/mm/yyyy"\n'
    round_.save(tmp_path / "round")
    found = listed(report(tmp_path / "round"))
    assert {line["Example of a right value"] for line in found if line["Column"] == "request_date"} == {"03/11/2025"}


def test_no_value_of_a_private_column_is_told(tmp_path):
    round_ = sound_round()
    round_.put("children", 2, "postcode", "QX1 1A")
    round_.put("children", 3, "date_of_birth", "born in May")
    round_.save(tmp_path / "round")
    out = report(tmp_path / "round")
    said = (out / "errors.csv").read_text(encoding="utf-8-sig")
    assert "born" not in said
    assert "QX1 1A" not in said
    sheet = openpyxl.load_workbook(out / "marked-tables.xlsx")["Errors"]
    assert not [cell.value for row in sheet.iter_rows() for cell in row if "born in" in str(cell.value)]
    assert [line["What is there"] for line in listed(out)] == [
        "text where a postcode should be",
        "text where a date should be",
    ]


def test_everything_else_in_their_workbook_stays_as_it_was(tmp_path):
    folder = tmp_path / "round"
    spoilt().save_workbook(folder)
    own = openpyxl.load_workbook(folder / "round.xlsx")
    sheet = own["children"]
    sheet["A1"].comment = Comment("ours", "officer")
    sheet["D2"].comment = Comment("asked the school", "officer")
    sheet["B2"].font = Font(bold=True, color="FF00AA00")
    sheet["I2"].value, sheet["I2"].number_format = datetime(2025, 10, 1), "dd mmm yyyy"
    sheet["B3"].value = "=3+4"
    sheet["R2"].value, sheet["R2"].data_type = "=1+1", "s"
    sheet["R2"].style = "Normal"
    sheet.column_dimensions["C"].width = 31
    own.properties.creator = "An officer"
    own.save(folder / "round.xlsx")
    out = report(folder)
    copy = openpyxl.load_workbook(out / "round-marked.xlsx")["children"]
    assert (copy["A1"].comment.text, copy["A1"].fill.fill_type) == ("ours", None)
    assert copy["D2"].comment.text.startswith("asked the school\n\nprimary_need: ")
    assert (copy["B2"].font.bold, copy["B2"].font.color.rgb) == (True, "FF00AA00")
    assert (copy["I2"].value, copy["I2"].number_format) == (datetime(2025, 10, 1), "dd mmm yyyy")
    assert (copy["B3"].value, copy["B3"].data_type) == ("=3+4", "f")
    assert (copy["R2"].value, copy["R2"].data_type) == ("=1+1", "s")
    assert copy.column_dimensions["C"].width == 31
    assert copy.parent.properties.creator == "An officer"
    for row in sheet.iter_rows():
        assert [copy[cell.coordinate].value for cell in row] == [cell.value or None for cell in row]


def test_text_in_a_plain_file_never_becomes_a_formula(tmp_path):
    round_ = spoilt()
    round_.put("children", 2, "primary_need", '=HYPERLINK("http://example.org","ASD")')
    round_.column("children", "=1+1", "+cmd|' /C calc'!A0")
    round_.save(tmp_path / "round")
    out = report(tmp_path / "round")
    book = openpyxl.load_workbook(out / "marked-tables.xlsx")
    assert not [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert not [cell for line in listed(out) for cell in line.values() if cell[:1] in ("=", "+", "-", "@")]


def test_a_structural_fault_comes_alone_and_marks_the_place_where_the_heading_is_missing(tmp_path):
    round_ = spoilt()
    round_.drop("children", "primary_need")
    round_.save(tmp_path / "round")
    out = report(tmp_path / "round")
    (line,) = listed(out)
    assert (line["Row"], line["Column"], line["Cell"], line["Code"]) == ("1", "primary_need", "R1", "COLUMN_MISSING")
    assert marked(openpyxl.load_workbook(out / "marked-tables.xlsx")) == {"children": {"R1"}}


def test_a_key_of_several_columns_marks_each_and_a_broken_row_marks_its_cells(tmp_path):
    round_ = sound_round()
    round_.tables["preferences"].append(list(round_.tables["preferences"][1]))
    round_.tables["settings"].append(["900004", "Ash School"])
    round_.save(tmp_path / "round")
    found = {line["Code"]: line["Cell"] for line in listed(report(tmp_path / "round"))}
    assert found == {"REPEATED": "A5, B5", "RAGGED_ROW": "A5:B5"}


def test_a_workbook_that_cannot_be_opened_is_listed_and_not_copied(tmp_path):
    folder = tmp_path / "round"
    sound_round().save_workbook(folder)
    (folder / "round.xlsx").write_bytes(b"PK\x03\x04 and no more")
    out = report(folder)
    assert [path.name for path in out.iterdir()] == ["errors.csv"]
    assert [line["Code"] for line in listed(out)] == ["UNREADABLE"]


def test_errors_come_before_warnings_and_structure_before_rows(tmp_path):
    source = tmp_path / "export.csv"
    source.write_text("Ref,Need\nA,ADHD\n", encoding="utf-8")
    late = Fault("export.csv", "", 2, "Need", "NOT_LISTED", "is not listed", "Correct it.")
    early = Fault("export.csv", "", 1, "Born", "COLUMN_MISSING", "is missing", "Add it.")
    doubt = Fault("export.csv", "", 2, "Ref", "ODD", "is odd", "Look.", "warning")
    api.report_faults(tmp_path / "out", [doubt, late, early], [source], {"Need": CHILDREN.column("primary_need")})
    found = listed(tmp_path / "out")
    assert [line["Code"] for line in found] == ["COLUMN_MISSING", "NOT_LISTED", "ODD"]
    assert [line["Cell"] for line in found] == ["C1", "B2", "A2"]
    assert found[1]["What is there"] == "text where a code should be"
    assert found[1]["Example of a right value"] == "ASD"


def test_nothing_is_written_where_something_is_there_already(tmp_path):
    (tmp_path / "errors").mkdir()
    spoilt().save(tmp_path / "round")
    with pytest.raises(StoreTrouble):
        report(tmp_path / "round")
    assert not list((tmp_path / "errors").iterdir())


def test_the_copy_says_nothing_of_who_made_it_and_when_and_is_the_same_each_time(tmp_path):
    spoilt().save_workbook(tmp_path / "round")
    faults = api.check(tmp_path / "round")
    for name in ("one", "two"):
        api.report_faults(tmp_path / name, faults, [tmp_path / "round"])
    assert (tmp_path / "one" / "round-marked.xlsx").read_bytes() == (
        tmp_path / "two" / "round-marked.xlsx"
    ).read_bytes()
    spoilt().save(tmp_path / "plain")
    out = tmp_path / "three"
    api.report_faults(out, api.check(tmp_path / "plain"), [tmp_path / "plain"])
    with zipfile.ZipFile(out / "marked-tables.xlsx") as archive:
        about = archive.read("docProps/core.xml") + archive.read("docProps/app.xml")
        assert {member.date_time[:3] for member in archive.infolist()} == {(1980, 1, 1)}
    assert not re.search(rb"creator|modified|created|[oO]penpyxl|20[0-9][0-9]-", about)


def test_a_key_of_a_sheet_is_marked_at_its_value_and_a_merged_cell_at_its_first(tmp_path):
    folder = tmp_path / "round"
    spoilt().save_workbook(folder)
    (folder / "authority.toml").unlink()
    own = openpyxl.load_workbook(folder / "round.xlsx")
    own["children"].merge_cells("D2:D3")
    keys = own.create_sheet("authority")
    for pair in (("key", "value"), ("name", "S"), ("la_code", "999"), ("academic_year", "x"), ("census_date", "y")):
        keys.append(pair)
    own.save(folder / "round.xlsx")
    assert marked(openpyxl.load_workbook(report(folder) / "round-marked.xlsx")) == {"authority": {"B4", "B5"}}
    keys["B4"], keys["B5"] = "2026", "2026-01-15"
    own.save(folder / "round.xlsx")
    api.report_faults(tmp_path / "again", api.check(folder), [folder])
    book = openpyxl.load_workbook(tmp_path / "again" / "round-marked.xlsx")
    assert marked(book) == {"children": {"D2", "I4"}, "provision": {"E3"}}
    assert "is blank" in book["children"]["D2"].comment.text
