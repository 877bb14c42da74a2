"""What reviewers of authorities found, as figures: the order of places, answers to requests, objections, clocks.

Peer review of Warwickshire, September 2019; peer challenges of Leicestershire, 2021, and Gloucestershire, 2023. The
cases are made up; the numbers are the reviewers' or worked by hand from the regulations.
"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from sufficiency.domain.cases import Case, Reason, State
from sufficiency.domain.inputs import Inputs
from sufficiency.domain.needs import Need
from sufficiency.domain.places import Place
from sufficiency.domain.settings import Consultation, Ground, Reply
from sufficiency.domain.years import AcademicYear
from sufficiency.statute.clocks import deadline_of, weeks_after
from sufficiency.statute.drift import health_escalations, unanswered_requests
from tests.fixtures.rounds import OAK, authority, case, provision, setting, wants
from tests.fixtures.solving import answered, places

FIRST = date(2025, 9, 1)
DUE = {"deadline": date(2026, 2, 9)}


def one_school(cases, free):
    """Everybody asks for Oak, which has so many places, and nobody for anything else."""
    asked = tuple(preference for one in cases for preference in wants(one.ref, OAK))
    return Inputs(authority(), cases, asked, (setting(OAK),), (provision(OAK, free),))


EARLIER = case("A", asked=FIRST, need_score=20, **DUE)
LATER = case("B", asked=FIRST + timedelta(days=60), need_score=80, **DUE)


@pytest.mark.parametrize(
    ("policy", "placed"),
    [("chronological", "A"), ("deadline", "A"), ("urgent-then-chronological", "A"), ("need-in-band", "B")],
)
def test_a_lower_need_that_asked_first_against_a_higher_need_sixty_days_later(policy, placed):
    """One place. Only the policy that ranks by need inside a band gives it to the later request."""
    run = answered(one_school((EARLIER, LATER), 1), policy)
    assert {ref for ref, urn in places(run).items() if urn == OAK} == {placed}


def test_the_later_request_that_overtakes_is_recorded_with_both_cases_and_the_reason():
    (record,) = answered(one_school((EARLIER, LATER), 1), "need-in-band").supersessions
    assert (record.child_a, record.child_b, record.reason_code) == ("A", "B", "NEED_SCORE")
    assert (record.a_request_date, record.b_request_date) == (FIRST, date(2025, 10, 31))
    assert (record.a_need_score, record.b_need_score, record.group.urn) == (20, 80, OAK)
    assert record.effect_on_a


def test_in_order_of_request_nobody_is_overtaken():
    assert answered(one_school((EARLIER, LATER), 1), "chronological").supersessions == ()


def test_an_overtaken_case_that_is_due_first_is_listed_with_the_other_as_a_conflict():
    """No case waits past its own deadline for another: both are named, for a person to decide both."""
    sooner = replace(EARLIER, deadline=date(2026, 1, 20))
    run = answered(one_school((sooner, LATER), 1), "need-in-band")
    assert any("DEADLINE_CONFLICT: A is due on 2026-01-20" in note and "B" in note for note in run.notes)


def test_ten_children_four_places_and_every_inversion_is_recorded():
    """Asked one a day, need rising: by request the first four have a place, by need the last four.

    Each of the six who asked first is overtaken by each of the four who asked last: 24 records.
    """
    ten = tuple(case(f"C{n}", asked=FIRST + timedelta(days=n), need_score=10 * n, **DUE) for n in range(10))
    by_request, by_need = (answered(one_school(ten, 4), policy) for policy in ("chronological", "need-in-band"))
    assert {ref for ref, urn in places(by_request).items() if urn} == {"C0", "C1", "C2", "C3"}
    assert {ref for ref, urn in places(by_need).items() if urn} == {"C6", "C7", "C8", "C9"}
    recorded = {(record.child_a, record.child_b, record.reason_code) for record in by_need.supersessions}
    assert recorded == {(f"C{a}", f"C{b}", "NEED_SCORE") for a in range(6) for b in range(6, 10)}
    assert by_request.supersessions == ()


def test_a_request_stays_on_the_list_of_the_unanswered_however_many_later_ones_are_met():
    met = replace(LATER, state=State.NAMED_FINAL, named_urn=OAK)
    found = unanswered_requests(one_school((EARLIER, met), 1), date(2026, 1, 15))
    assert [(row.child_ref, row.days) for row in found] == [("A", 136)]


@pytest.mark.parametrize(("objections", "raised"), [(2, False), (3, True), (4, True)])
def test_four_schools_refused_one_child_and_three_are_enough_to_bring_in_health(objections, raised):
    """Counted whatever was said; to be brought to health within seven days of the third."""
    said = (Ground.PROVIDER_REPORTED_FULL, Ground.A_SEN, Ground.B_I_EDU, Ground.NOT_GIVEN)
    refused = tuple(
        Consultation("A", OAK + n, Reply.OBJECT, replied_on=FIRST + timedelta(days=n), ground=said[n])
        for n in range(objections)
    )
    found = health_escalations(replace(one_school((EARLIER,), 1), consultations=refused), date(2026, 1, 15))
    assert [row.escalate_by for row in found] == ([FIRST + timedelta(days=2 + 7)] if raised else [])


REQUEST = date(2024, 9, 2)
PLAIN = Case("A", 7, Need.ASD, Place("QX1 1AA"), REQUEST)


@pytest.mark.parametrize(
    ("clock", "weeks", "on"),
    [
        ("req_decision", 6, date(2024, 10, 14)),
        ("no_plan_notice", 16, date(2024, 12, 23)),
        ("final_plan", 20, date(2025, 1, 20)),
    ],
)
def test_the_clocks_of_a_request_of_2_september_2024(clock, weeks, on):
    assert weeks_after(REQUEST, clock) == on == REQUEST + timedelta(weeks=weeks)


def test_twenty_weeks_are_not_moved_for_christmas_or_a_weekend():
    """A request of Saturday 17 August 2024 is due on Saturday 4 January 2025."""
    assert deadline_of(replace(PLAIN, request_date=date(2024, 8, 17)), AcademicYear(2025)).on == date(2025, 1, 4)


@pytest.mark.parametrize(
    ("ncy", "on"), [(0, date(2025, 2, 15)), (3, date(2025, 2, 15)), (7, date(2025, 2, 15)), (12, date(2025, 3, 31))]
)
def test_phase_transfers_of_september_2025(ncy, on):
    """Into school, junior and secondary school by 15 February of the year of transfer, into post-16 by 31 March."""
    moving = replace(PLAIN, ncy=ncy, reason=Reason.PHASE_TRANSFER)
    assert deadline_of(moving, AcademicYear(2025)).on == on


def test_a_review_is_done_with_in_twelve_weeks():
    """Four weeks to say what will be amended, eight more for the final plan: 12 weeks from 6 January 2025."""
    reviewed = replace(PLAIN, reason=Reason.BREAKDOWN, review_date=date(2025, 1, 6))
    assert deadline_of(reviewed, AcademicYear(2025)).on == date(2025, 3, 31)


def test_reported_full_is_no_bar_and_no_ground():
    """A report of "full" is kept, and Oak's free place is recommended all the same."""
    full = Consultation("A", OAK, Reply.OBJECT, replied_on=FIRST, ground=Ground.PROVIDER_REPORTED_FULL)
    run = answered(replace(one_school((EARLIER,), 1), consultations=(full,)))
    assert places(run) == {"A": OAK}
    assert any(v.rule == "FULL_REPORTED" for v in run.verdicts)
