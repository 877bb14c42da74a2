"""What is drawn follows from the seed and the draw alone, keeps to its range, and delays actions to a September."""

from datetime import date

import pytest

from scenarios.ensemble.draws import Fate, Replies, fate, put_off, replies_of
from scenarios.files.scenario import ActionKind
from sufficiency.domain.settings import Consultation, Ground, Reply
from sufficiency.domain.years import AcademicYear
from tests.fixtures.small_plan import FIRST, action

NONE = Replies(0, 0)
TODAY = date(2026, 1, 15)
DRAWN = [fate(1, draw, NONE) for draw in range(400)]


def test_a_draw_is_the_same_however_many_there_are_and_in_whatever_order():
    assert [fate(1, draw, NONE) for draw in (7, 3)] == [DRAWN[7], DRAWN[3]]
    assert len({(one.capital, one.refusals) for one in DRAWN}) > 390
    assert fate(2, 7, NONE) != DRAWN[7]


def test_works_come_to_what_the_guidance_says_they_may():
    capital = [one.capital for one in DRAWN]
    assert 1000 <= min(capital) < 1010
    assert 1200 < max(capital) <= 1240
    assert sum(capital) / len(capital) == pytest.approx(1000 * (1.00 + 1.02 + 1.24) / 3, abs=6)


def test_the_authoritys_own_replies_outweigh_what_is_assumed():
    asked = [
        Consultation("C-1", 1, Reply.ACCEPT),
        Consultation("C-2", 1, Reply.OBJECT, ground=Ground.B_I_EDU),
        Consultation("C-3", 1, Reply.OBJECT, ground=Ground.PROVIDER_REPORTED_FULL),
        Consultation("C-4", 1, Reply.NONE),
    ]
    assert replies_of(asked) == Replies(yes=1, no=1)
    often = [fate(1, draw, Replies(yes=7, no=90)).refusals for draw in range(100)]
    assert sum(often) / 100 == pytest.approx(1000 * 93 / 107, abs=15)


def test_a_place_stays_empty_when_it_was_refused_as_often_as_it_was_offered():
    assert Fate(1, 0, capital=1000, refusals=500).unfilled == 0.125


def opens(one, **about):
    return one.befallen(
        action("Ash", opens=2030, approved=date(2028, 9, 1), lead_months=24, **about), FIRST
    ).opens.starts


def test_an_action_opens_when_it_was_meant_to_or_in_a_later_september():
    """The lead of a new school is a triangle from 36 to 96 months about 60: 24 months become 14 to 38."""
    found = {opens(one, kind=ActionKind.NEW_BUILD) for one in DRAWN}
    assert found == {2030, 2031, 2032}
    late = sum(opens(one, kind=ActionKind.NEW_BUILD) > 2030 for one in DRAWN) / len(DRAWN)
    assert late == pytest.approx(0.6, abs=0.06)
    soon = action("Ash", opens=2035, lead_months=12)
    assert {one.befallen(soon, FIRST).opens.starts for one in DRAWN} == {2035}, "ready sooner, it waits for its year"


def test_an_action_of_one_name_is_as_late_in_every_scenario_and_others_are_not():
    ash, oak = (
        [one.befallen(action(name, opens=2030, lead_months=46), FIRST).opens for one in DRAWN]
        for name in ("Ash", "Oak")
    )
    again = [one.befallen(action("Ash", opens=2030, lead_months=46, places=99), FIRST).opens for one in DRAWN]
    assert ash == again != oak


def test_what_is_there_when_the_plan_begins_is_not_late_but_may_be_dearer():
    there = action("Ash", opens=2026, approved=date(2026, 8, 1), lead_months=1, capital=1000)
    dear = Fate(1, 0, capital=1240, refusals=0).befallen(there, FIRST)
    assert (dear.opens, dear.capital) == (AcademicYear(2026), 1240)


def test_what_is_put_off_is_approved_and_opened_later_unless_it_is_under_way():
    meant = action("Ash", opens=2028, approved=date(2028, 2, 29))
    later = put_off(meant, 2, TODAY)
    assert (later.opens.starts, later.approved) == (2030, date(2030, 2, 28))
    under_way = action("Ash", opens=2028, approved=date(2026, 1, 14))
    assert put_off(under_way, 2, TODAY) == under_way
