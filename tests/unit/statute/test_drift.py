"""What a date finds overdue, due or unanswered; small rounds, dates worked by hand."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from sufficiency.domain.cases import Reason, State
from sufficiency.domain.inputs import Inputs
from sufficiency.domain.settings import Consultation, Ground, Reply
from sufficiency.statute.drift import (
    health_escalations,
    open_cases,
    silent_settings,
    transfer_dates,
    unanswered_requests,
)
from tests.fixtures.rounds import ELM, OAK, authority, case, wants

ON = date(2026, 2, 20)
PLAIN = {"deadline": None, "reason": Reason.NEW_PLAN}
ALREADY_SETTLED = (State.NAMED_FINAL, State.ON_ROLL)


def inputs(*cases, preferences=(), consultations=()):
    return Inputs(authority(), cases, preferences, (), (), consultations)


def objection(ref, urn, on=date(2026, 1, 10), ground=Ground.PROVIDER_REPORTED_FULL):
    return Consultation(ref, urn, Reply.OBJECT, sent_on=date(2026, 1, 1), replied_on=on, ground=ground)


def test_a_deadline_is_passed_the_day_after_it_falls_due():
    """A request of 2 September 2024 is due on 20 January 2025."""
    asked = inputs(case("A", asked=date(2024, 9, 2), **PLAIN))
    assert [open_cases(asked, on)[0].days for on in (date(2025, 1, 20), date(2025, 1, 21))] == [0, -1]


def test_a_review_three_years_old_is_overdue_by_all_but_its_twelve_weeks():
    """A review amended after 1,095 days, as reviewers of an authority found, is 1,011 days past its date."""
    old = case("A", deadline=None, reason=Reason.BREAKDOWN, review_date=ON - timedelta(days=1_095))
    assert open_cases(inputs(old), ON)[0].days == -(1_095 - 84)


@pytest.mark.parametrize("state", list(State))
def test_only_a_final_plan_that_names_a_school_ends_the_clock(state):
    one = case("A", state=state, named_urn=OAK)
    assert bool(open_cases(inputs(one), ON)) == (state not in ALREADY_SETTLED)


def test_phase_transfers_stand_against_15_february_and_31_march_whatever_date_was_given():
    """Years 0 to 11 before 15 February, Year 12 before 31 March of the calendar year of transfer."""
    moving = {"reason": Reason.PHASE_TRANSFER, "deadline": date(2026, 7, 1)}
    cases = (
        case("A", ncy=7, **moving, state=State.NAMED_FINAL, named_urn=OAK),
        case("B", ncy=0, **moving, state=State.PROVISIONAL, named_urn=OAK),
        case("C", ncy=12, **moving),
        case("D", ncy=7, **moving),
        case("E", ncy=7),
    )
    asked = Consultation("D", OAK, Reply.NONE, sent_on=date(2026, 2, 1))
    february, march = transfer_dates(inputs(*cases, consultations=(asked,)), ON)
    assert (february.due, february.days, february.settled, february.held) == (date(2026, 2, 15), -5, 1, 1)
    assert (february.consulted, february.not_consulted, february.open) == (1, 0, 2)
    assert (march.due, march.days, march.open, march.not_consulted) == (date(2026, 3, 31), 39, 1, 1)


def test_a_setting_is_silent_from_the_sixteenth_day():
    asked = Consultation("A", OAK, Reply.NONE, sent_on=date(2026, 1, 5))
    found = inputs(case("A"), consultations=(asked,))
    assert silent_settings(found, date(2026, 1, 20)) == ()
    assert silent_settings(found, date(2026, 1, 21))[0].days == 1


def test_a_reply_ends_the_silence_and_a_settled_case_has_none():
    sent = Consultation("A", OAK, Reply.NONE, sent_on=date(2026, 1, 5))
    replied = replace(sent, reply=Reply.ACCEPT, replied_on=date(2026, 1, 9))
    assert silent_settings(inputs(case("A"), consultations=(sent, replied)), ON) == ()
    assert silent_settings(inputs(case("A", state=State.ON_ROLL), consultations=(sent,)), ON) == ()


def test_unanswered_requests_stand_in_the_order_in_which_they_were_made():
    """The higher need asked later and comes later; both are owed an answer by their own date."""
    first = case("Z", asked=date(2025, 9, 1), need_score=1)
    later = case("A", asked=date(2025, 10, 31), need_score=99)
    answered = case("M", asked=date(2025, 8, 1), state=State.TYPE_AGREED)
    sent = Consultation("Z", OAK, Reply.NONE, sent_on=ON)
    found = unanswered_requests(
        inputs(first, later, answered, preferences=wants("Z", OAK, ELM), consultations=(sent,)), ON
    )
    assert [(row.child_ref, row.days, row.wanted, row.not_consulted) for row in found] == [
        ("Z", 172, (OAK, ELM), (ELM,)),
        ("A", 112, (), ()),
    ]


@pytest.mark.parametrize(("settings", "raised"), [(2, False), (3, True), (4, True)])
def test_three_settings_that_object_bring_in_health(settings, raised):
    """Four schools refused the child of the review that this comes from; full or not, they did not take the child."""
    objections = tuple(objection("A", OAK + number, date(2026, 1, 10 + number)) for number in range(settings))
    found = health_escalations(inputs(case("A"), consultations=objections), ON)
    assert bool(found) is raised
    if raised:
        assert found[0].urns == tuple(range(OAK, OAK + settings))
        assert found[0].escalate_by == date(2026, 1, 19), "seven days from the third objection, of 12 January"


def test_a_setting_that_objects_twice_counts_once_and_one_that_came_round_not_at_all():
    twice = (objection("A", OAK), objection("A", OAK, date(2026, 1, 12)), objection("A", ELM))
    came_round = (*twice, objection("A", 3), Consultation("A", 3, Reply.ACCEPT, replied_on=date(2026, 1, 20)))
    assert health_escalations(inputs(case("A"), consultations=twice), ON) == ()
    assert health_escalations(inputs(case("A"), consultations=came_round), ON) == ()


def test_objections_without_a_date_raise_the_flag_without_one():
    undated = tuple(objection("A", OAK + number, None) for number in range(3))
    assert health_escalations(inputs(case("A"), consultations=undated), ON)[0].escalate_by is None
