"""Any sheet by a map: proposed from what people write over columns and in them, confirmed by a person, then read."""

import pytest
import xlsxwriter

from sufficiency.errors import InputRejected
from sufficiency.importers.mapping import map_text, read_map
from sufficiency.importers.proposing import propose
from sufficiency.importers.spreadsheet import read_spreadsheet
from sufficiency.tables.catalogue import BY_NAME
from sufficiency.tables.headings import HEADINGS, WORDS

CASES = 'Case Ref,Year Group,Need,Other needs,DOB,Officer\nC-1,7,Autism,"SLCN; Dyslexia",03/04/2014,JS\n'


def write(tmp_path, name, text):
    (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path / name


def confirmed(tmp_path, source, **changes):
    """The proposed map after a person changed words of it."""
    text = map_text(propose(source))
    for old, new in ({'dates = ""': 'dates = "dd/mm/yyyy"'} | changes).items():
        text = text.replace(old, new)
    return read_map(write(tmp_path, "map.toml", text))


def test_the_likeliest_table_columns_and_words_are_proposed(tmp_path):
    one = propose(write(tmp_path, "cases.csv", CASES))
    assert one.table.name == "children"
    assert dict(one.columns) == {"child_ref": "Case Ref", "ncy": "Year Group", "date_of_birth": "DOB",
                                 "primary_need": "Need", "other_needs": "Other needs"}  # fmt: skip
    assert one.values == {"primary_need": {"Autism": "ASD"}, "other_needs": {"Dyslexia": "SPLD"}}


def test_dates_are_declared_never_guessed(tmp_path):
    source = write(tmp_path, "cases.csv", CASES)
    with pytest.raises(InputRejected) as refused:
        read_map(write(tmp_path, "map.toml", map_text(propose(source))))
    assert [fault.column for fault in refused.value.faults] == ["dates"]
    (row,) = read_spreadsheet(source, confirmed(tmp_path, source)).tables["children"]
    assert row["date_of_birth"] == "2014-04-03"
    assert (row["primary_need"], row["other_needs"]) == ("ASD", "SLCN|SPLD")


def test_a_word_without_a_code_stops_the_import(tmp_path):
    source = write(tmp_path, "cases.csv", CASES.replace("Autism", "Wibble"))
    with pytest.raises(InputRejected, match="leaves 1 word without"):
        confirmed(tmp_path, source)


@pytest.mark.parametrize(("word", "kind"), [("RP", "base"), ("SRP", "base"), ("ARP", "base"), ("DSP", "dsp")])
def test_names_of_specialist_bases_are_known(word, kind, tmp_path):
    one = propose(
        write(tmp_path, "bases.csv", f"School URN,School,Provision type,Post code\n900001,Oak,{word},AB1 2CD\n")
    )
    assert one.table.name == "settings"
    assert one.values.get("type", {word: word.lower()})[word] == kind


def test_a_sheet_of_a_workbook_with_its_headings_further_down(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "places.xlsx") as book:
        book.add_worksheet("Notes").write(0, 0, "x")
        sheet = book.add_worksheet("Places")
        for at, row in enumerate([["Specialist places"], [], ["URN", "Provision", "Commissioned places", "Year"],
                                  [900001, "main", 42, 2026]]):  # fmt: skip
            sheet.write_row(at, 0, row)
    one = propose(tmp_path / "places.xlsx", "provision", "Places", 3)
    how = read_map(
        write(tmp_path, "map.toml", map_text(one).replace("[columns]", "[always]\nncy_from = '0'\n[columns]"))
    )
    (row,) = read_spreadsheet(tmp_path / "places.xlsx", how).tables["provision"]
    assert (row["urn"], row["provision_id"], row["commissioned"], row["year"]) == ("900001", "main", "42", "2026")


def test_every_rejected_row_is_named_under_the_heading_of_the_file(tmp_path):
    rows = "C-1,8,ASD,,,x\nC-2,Y4,ASD,,2014-04-03,x\nC-1,7,ASD,,,x\nC-1,8,ASD,,,y\n"
    source = write(tmp_path, "cases.csv", "Case Ref,Year Group,Need,Other needs,DOB,Officer\n" + rows)
    found = read_spreadsheet(source, confirmed(tmp_path, source))
    (count,) = found.counts
    assert (count.seen, count.accepted, count.rejected, count.duplicates) == (4, 1, 2, 1)
    assert [(fault.row, fault.column) for fault in found.faults] == [(3, "Year Group"), (3, "DOB"), (4, "Case Ref")]


def test_headings_and_words_are_of_columns_that_exist():
    for table, columns in HEADINGS.items():
        assert set(columns) <= {column.name for column in BY_NAME[table].columns}
    for (table, name), words in WORDS.items():
        assert set(words.values()) <= set(BY_NAME[table].column(name).kind.choices)
