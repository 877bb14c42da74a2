"""When each case is due, with dates worked by hand."""

from dataclasses import replace
from datetime import date

import pytest

from sufficiency.domain.cases import Case, Reason
from sufficiency.domain.needs import Need
from sufficiency.domain.places import Place
from sufficiency.domain.years import AcademicYear
from sufficiency.statute.clocks import MissingFact, consultation_due, deadline_of, weeks_after

YEAR = AcademicYear(2026)
CASE = Case("C-1", 7, Need.ASD, Place("LE1 1AA"), date(2024, 9, 2))


def due(**changes):
    return deadline_of(replace(CASE, **changes), YEAR)


def test_a_new_plan_is_due_twenty_weeks_from_the_request():
    found = due()
    assert found.on == date(2025, 1, 20)
    assert found.rule == "final_plan"
    assert found.source.endswith("reg 13(2)")
    assert found.sentence == "Due on 2025-01-20: 20 weeks from the request on 2024-09-02."


@pytest.mark.parametrize(
    ("clock", "on"),
    [("req_decision", date(2024, 10, 14)), ("no_plan_notice", date(2024, 12, 23)), ("final_plan", date(2025, 1, 20))],
)
def test_the_worked_clocks_of_one_request(clock, on):
    assert weeks_after(date(2024, 9, 2), clock) == on


def test_no_date_is_moved_to_a_working_day():
    request = date(2026, 5, 2)
    assert due(request_date=request).on == date(2026, 9, 19)
    assert due(request_date=request).on.strftime("%A") == "Saturday"


def test_a_deadline_given_wins_and_says_so():
    found = due(deadline=date(2026, 5, 1), reason=Reason.PHASE_TRANSFER)
    assert (found.on, found.rule) == (date(2026, 5, 1), "given")
    assert "as the authority states" in found.sentence


@pytest.mark.parametrize(
    ("ncy", "on", "rule"),
    [
        (0, date(2026, 2, 15), "phase_other"),
        (7, date(2026, 2, 15), "phase_other"),
        (12, date(2026, 3, 31), "phase_sec_p16"),
        (13, date(2026, 4, 1), "phase_p16_p16"),
    ],
)
def test_a_phase_transfer_is_due_in_the_calendar_year_of_transfer(ncy, on, rule):
    found = due(reason=Reason.PHASE_TRANSFER, ncy=ncy)
    assert (found.on, found.rule) == (on, rule)


def test_a_breakdown_is_due_four_and_eight_weeks_from_the_review():
    assert due(reason=Reason.BREAKDOWN, review_date=date(2026, 1, 5)).on == date(2026, 3, 30)


def test_a_breakdown_not_yet_reviewed_counts_from_the_request():
    found = due(reason=Reason.BREAKDOWN, request_date=date(2026, 1, 5))
    assert found.on == date(2026, 3, 30)
    assert "request for a review" in found.sentence


def test_a_child_moving_in_is_due_six_weeks_from_the_transfer():
    assert due(reason=Reason.MOVE_IN, request_date=date(2026, 1, 5)).on == date(2026, 2, 16)


def test_a_tribunal_order_gives_two_weeks_to_name_the_school():
    assert due(reason=Reason.TRIBUNAL, order_date=date(2026, 1, 5)).on == date(2026, 1, 19)


def test_a_tribunal_case_without_its_order_raises():
    with pytest.raises(MissingFact, match="C-1"):
        due(reason=Reason.TRIBUNAL)


def test_a_setting_should_reply_within_fifteen_days():
    assert consultation_due(date(2026, 1, 5)) == date(2026, 1, 20)
