"""Returns for an audience: whom each file is for, and that nothing hidden from the public can be worked out again."""

import csv

import openpyxl
import pytest

from sufficiency.domain.returns_asked import ReturnLine, ReturnTable
from sufficiency.errors import UsageError
from sufficiency.reports.audience import Audience
from sufficiency.reports.planning.returns import for_audience, write_returns

PUBLIC, AUTHORITY = Audience.PUBLIC, Audience.AUTHORITY


def table(name, *figures):
    line = ReturnLine(("Autistic Spectrum Disorder",), figures, "Cannot be told." if None in figures else "")
    return ReturnTable(name, f"Plans, {name}", ("Primary need",), ("2025 actual", "2026 projection"), (line,))


def test_the_public_is_told_no_number_of_one_to_seven_and_others_rounded():
    shown = [
        for_audience([table("Sheet 1", *pair)], PUBLIC)[0].lines[0].figures for pair in ((0, 1), (7, 8), (None, 13))
    ]
    assert shown == [(0, "[c]"), ("[c]", 10), (None, 15)]


def test_the_authority_is_told_everything_as_it_is():
    tables = (table("Sheet 1", 3, None),)
    assert for_audience(tables, AUTHORITY) == tables


def test_tables_that_count_the_same_children_again_are_not_for_the_public():
    """Table 7 less 7.1 to 7.6 would tell what 7.7 hides."""
    names = ["5.1", "6", "7", "7.1", "7.7", "10"]
    assert [one.name for one in for_audience([table(name, 9, 9) for name in names], PUBLIC)] == ["7.1", "7.7", "10"]


def test_no_return_is_for_the_panel():
    with pytest.raises(UsageError, match="authority, public"):
        for_audience([], Audience.PANEL)


@pytest.mark.parametrize(("audience", "figures"), [(AUTHORITY, (3, 12)), (PUBLIC, ("[c]", 10))])
def test_each_file_says_whom_it_is_for(tmp_path, audience, figures):
    book = openpyxl.load_workbook(write_returns(tmp_path / "return.xlsx", [table("Sheet 1", 3, 12)], audience))
    assert book["Sheet 1"]["A2"].value.startswith(f"For the {audience}")
    assert (book["Sheet 1"]["B4"].value, book["Sheet 1"]["C4"].value) == figures
    text = write_returns(tmp_path / "return.csv", [table("Sheet 1", 3, 12)], audience).read_text(encoding="utf-8")
    row = next(csv.DictReader(text.splitlines()))
    assert (row["2025 actual"], row["2026 projection"]) == tuple(map(str, figures))
    assert row["Audience"] == audience
