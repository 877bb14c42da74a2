"""The blank tables: complete, loadable once filled, and the same at every drawing up."""

import openpyxl

from sufficiency.tables.catalogue import KEYED, LISTED, TABLES
from sufficiency.tables.load import check, load
from sufficiency.tables.template import blank_folder, blank_workbook


def test_the_examples_of_the_workbook_are_a_round_that_loads(tmp_path) -> None:
    blank_workbook(tmp_path / "round.xlsx")
    loaded = load(tmp_path)
    rules = {fault.rule for fault in loaded.warnings}
    assert rules == {"ONE_JANUARY", "POPULATION_GAP"}, "one row is no history and not every age"
    assert [case.ref for case in loaded.inputs.cases] == ["C-0001"]
    assert loaded.inputs.authority.name == "Riverside"


def test_every_heading_has_a_note_and_every_code_a_list(tmp_path) -> None:
    blank_workbook(tmp_path / "round.xlsx")
    book = openpyxl.load_workbook(tmp_path / "round.xlsx")
    assert book.sheetnames == [table.name for table in TABLES]
    for table in LISTED:
        sheet = book[table.name]
        assert [cell.value for cell in sheet[1]] == [column.name for column in table.columns]
        assert all(cell.comment and cell.comment.text for cell in sheet[1])
        guides = {next(iter(rule.sqref.ranges)).min_col: rule for rule in sheet.data_validations.dataValidation}
        assert len(guides) == len(table.columns)
        for place, column in enumerate(table.columns, start=1):
            coded = column.kind.name in ("code", "yes or no")
            wanted = "list" if coded else "date" if column.kind.name == "date" else None
            assert (guides[place].type, guides[place].promptTitle) == (wanted, column.name)
            assert 0 < len(guides[place].prompt) <= 255


def test_headings_stay_in_sight_and_no_sheet_is_hidden(tmp_path) -> None:
    blank_workbook(tmp_path / "round.xlsx")
    for sheet in openpyxl.load_workbook(tmp_path / "round.xlsx").worksheets:
        assert (sheet.freeze_panes, sheet.sheet_state) == ("B2", "visible")


def test_the_blank_folder_lacks_only_its_rows(tmp_path) -> None:
    files = blank_folder(tmp_path / "blank")
    assert sorted(file.name for file in files) == sorted(table.file_name for table in TABLES)
    assert {fault.rule for fault in check(tmp_path / "blank")} == {"NO_ROWS"}
    for table in KEYED:
        assert (tmp_path / "blank" / table.file_name).read_bytes()


def test_blank_folders_are_the_same_bytes_each_time(tmp_path) -> None:
    one, two = blank_folder(tmp_path / "one"), blank_folder(tmp_path / "two")
    assert [file.read_bytes() for file in one] == [file.read_bytes() for file in two]
