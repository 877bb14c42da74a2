"""How a fault reads: where it is, what is wrong, what to do, and never a child's details."""

import json

import pytest

from sufficiency.errors import InputRejected
from sufficiency.tables.cells import quoted
from sufficiency.tables.children import CHILDREN
from sufficiency.tables.load import check, load
from sufficiency.tables.settings import SETTINGS
from tests.functional.draft import sound_round


@pytest.fixture
def round_(tmp_path):
    """The sound round, with a folder to save it in."""
    draft = sound_round()
    return draft, tmp_path / "round"


def test_a_fault_is_told_as_an_officer_would_tell_it(round_) -> None:
    draft, folder = round_
    draft.put("settings", 3, "urn", "117")
    draft.put("settings", 4, "lead_urn", "")
    for table in ("preferences", "consultations"):
        del draft.tables[table][1:]
    draft.tables["provision"].pop(3)
    draft.save(folder)
    with pytest.raises(InputRejected) as rejected:
        load(folder)
    assert str(rejected.value).splitlines()[:4] == [
        "2 faults in the input; nothing was loaded.",
        "",
        '  settings.csv row 3, urn: "117" is not a six-digit URN',
        "      Look the URN up on Get Information about Schools; a shorter number is usually the authority's own code.",
    ]


def test_structure_is_reported_before_any_row(round_) -> None:
    draft, folder = round_
    draft.put("children", 2, "ncy", "seven")
    draft.drop("settings", "name")
    draft.save(folder)
    assert [fault.rule for fault in check(folder)] == ["COLUMN_MISSING"]


def test_faults_come_in_the_order_of_tables_rows_and_columns(round_) -> None:
    draft, folder = round_
    draft.put("provision", 2, "commissioned", "x")
    draft.put("children", 4, "ncy", "x")
    draft.put("children", 2, "request_date", "x")
    draft.put("children", 2, "ncy", "x")
    draft.save(folder)
    assert [(fault.file, fault.row, fault.column) for fault in check(folder)] == [
        ("children.csv", 2, "ncy"),
        ("children.csv", 2, "request_date"),
        ("children.csv", 4, "ncy"),
        ("provision.csv", 2, "commissioned"),
    ]


def test_a_fault_has_a_form_for_machines(round_) -> None:
    draft, folder = round_
    draft.put("children", 2, "ncy", "x")
    draft.save(folder)
    assert json.loads(json.dumps([fault.as_dict() for fault in check(folder)])) == [
        {
            "file": "children.csv",
            "sheet": "",
            "row": 2,
            "column": "ncy",
            "rule": "NOT_WHOLE_NUMBER",
            "message": '"x" is not a whole number from -4 to 20',
            "remedy": "Write the year group as a number: 0 for Reception, 7 for Year 7.",
            "severity": "error",
        }
    ]


@pytest.mark.parametrize(
    ("table", "column", "text", "shown"),
    [
        (CHILDREN, "primary_need", "ADHD", '"ADHD"'),
        (CHILDREN, "primary_need", "x" * 50, '"' + "x" * 40 + '..."'),
        (CHILDREN, "primary_need", "a\tb\u202e", '"a?b?"'),
        (CHILDREN, "primary_need", "2015-03-02", "a value that looks like a date"),
        (CHILDREN, "primary_need", "2 Mar 2015", "a value that looks like a date"),
        (CHILDREN, "ncy", "LE15 2AB", "a value that looks like a postcode"),
        (CHILDREN, "date_of_birth", "2.3.15", "a value that is not shown"),
        (CHILDREN, "postcode", "LE15", "a value that is not shown"),
        (CHILDREN, "sex", "girl", "a value that is not shown"),
        (CHILDREN, "child_ref", "Jo Smith", "a value that is not shown"),
        (CHILDREN, "request_date", "31/02/2025", '"31/02/2025"'),
        (SETTINGS, "postcode", "LE15", '"LE15"'),
    ],
)
def test_a_value_is_quoted_only_where_it_cannot_identify_a_child(table, column, text, shown) -> None:
    assert quoted(table.column(column), text) == shown
