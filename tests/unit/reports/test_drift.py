"""The drift report in words and rows."""

from datetime import date, timedelta

import pytest

from sufficiency.domain.cases import Reason
from sufficiency.domain.inputs import Inputs
from sufficiency.reports.drift import child_by_child, drift, drift_document, drift_rows, drift_sections
from sufficiency.reports.sections import on_terminal
from tests.fixtures.rounds import authority, case

ON = date(2026, 2, 20)


def due_in(*days):
    cases = tuple(
        case(f"C{number}", deadline=ON + timedelta(days=day), reason=Reason.NEW_PLAN)
        for number, day in enumerate(days, start=1)
    )
    return drift(Inputs(authority(), cases, (), (), ()), ON)


@pytest.mark.parametrize(
    ("days", "week"),
    [
        (-1_011, "Over a year late"),
        (-365, "Over a year late"),
        (-364, "13 to 52 weeks late"),
        (-85, "13 to 52 weeks late"),
        (-84, "5 to 12 weeks late"),
        (-28, "Up to 4 weeks late"),
        (-1, "Up to 4 weeks late"),
        (0, "Due this week"),
        (6, "Due this week"),
        (7, "Due in week 2"),
        (41, "Due in week 6"),
        (42, "Due later"),
    ],
)
def test_every_day_falls_in_one_week(days, week):
    weeks = drift_document(due_in(days))["weeks"]
    assert [row["when"] for row in weeks if row["all"]] == [week]
    assert sum(row["all"] for row in weeks) == 1


def test_rows_say_how_many_days_past():
    assert [
        (row["finding"], row["days_past"]) for row in drift_rows(due_in(-3, 4)) if "DEADLINE" in row["finding"]
    ] == [
        ("DEADLINE_PASSED", 3),
        ("DEADLINE_DUE", -4),
    ]


def test_the_report_begins_with_what_is_overdue_and_ends_with_what_the_list_is():
    sections = drift_sections(due_in(-3, 4))
    assert sections[0].paragraphs[0].startswith("2 cases open on 20 February 2026; 1 past their deadline.")
    assert sections[-1].paragraphs[0].startswith("This list orders work")
    assert on_terminal(sections)


def test_a_list_that_is_cut_says_so():
    found = due_in(-2, -3, *range(1, 10))
    late, _ = child_by_child(found, most=1)
    assert late.paragraphs == ("2 cases, the one due first at the head. The first 1 are listed.",)
    assert [row[-2:] for row in late.tables[0].rows] == [("17 February 2026", "3")]
    assert child_by_child(found, most=2)[0].paragraphs == ("2 cases, the one due first at the head.",)
    unanswered, *_, longest = drift_sections(found, most=3)[3:]
    assert unanswered.paragraphs[0].endswith("The first 3 are listed.")
    assert longest.paragraphs[0] == "The 10 who asked first, of 11 open cases."


def test_a_round_without_cases_has_a_report_too():
    assert all(not table.rows for section in drift_sections(due_in())[1:] for table in section.tables)
