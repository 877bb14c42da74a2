"""Every rule: what makes it bite, what just does not, and that every failing reason is kept."""

from dataclasses import replace
from datetime import date

import pytest

from sufficiency.domain.cases import Sex
from sufficiency.domain.needs import Need
from sufficiency.domain.reasons import Verdict
from sufficiency.domain.run import Journey
from sufficiency.domain.settings import Admits, Consultation, Ground, Reply
from sufficiency.statute.eligibility import BARS, NOTES, RULES, assess
from sufficiency.statute.provisions import provision


def replied(reply, ground=Ground.NOT_GIVEN):
    return Consultation("C-1", 100_001, reply, ground=ground)


def minutes(whole, basis="given"):
    return Journey(10 * whole, 1_000, basis)


def test_a_place_that_fits_is_allowed_with_a_reason(fits):
    assert fits.reasons() == (True, ["MAY"])


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"case": {"ncy": 6}}, "AGE"),
        ({"case": {"ncy": 12}}, "AGE"),
        ({"case": {"primary_need": Need.SLD}}, "NEED"),
        ({"setting": {"admits": Admits.GIRLS}, "case": {"sex": Sex.MALE}}, "SEX"),
        ({"setting": {"admits": Admits.BOYS}, "case": {"sex": Sex.FEMALE}}, "SEX"),
        ({"provision": {"opens_on": date(2026, 9, 2)}}, "NOT_OPEN"),
        ({"provision": {"closes_on": date(2026, 9, 1)}}, "CLOSED"),
        ({"consultation": replied(Reply.OBJECT, Ground.B_I_EDU)}, "OBJECTED"),
        ({"consultation": replied(Reply.OBJECT)}, "OBJECTED"),
        ({"setting": {"s38_3": False}}, "NOT_OFFERED"),
        ({"case": {"max_minutes": 29}}, "CHILD_LIMIT"),
        ({"journey": None}, "NO_ROUTE"),
    ],
)
def test_a_rule_that_bites_bars_the_place(fits, changes, rule):
    assert fits.but(**changes).reasons() == (False, [rule])


@pytest.mark.parametrize(
    "changes",
    [
        {"case": {"ncy": 11}},
        {"case": {"primary_need": Need.SLCN}},
        {"setting": {"admits": Admits.GIRLS}, "case": {"sex": Sex.FEMALE}},
        {"setting": {"admits": Admits.GIRLS}},
        {"provision": {"opens_on": date(2026, 9, 1)}},
        {"provision": {"closes_on": date(2026, 9, 2)}},
        {"consultation": replied(Reply.NONE)},
        {"setting": {"s38_3": False}, "consultation": replied(Reply.ACCEPT)},
        {"case": {"max_minutes": 30}},
        {"journey": minutes(75)},
    ],
)
def test_the_edge_of_a_rule_does_not_bar(fits, changes):
    assert fits.but(**changes).reasons() == (True, ["MAY"])


def test_the_authority_limit_bars_only_what_nobody_asked_for(fits):
    far = fits.but(journey=minutes(91))
    assert far.reasons() == (False, ["TRAVEL_LIMIT", "OVER_GUIDELINE"])
    assert far.but(asked=True).reasons() == (True, ["MAY", "OVER_GUIDELINE"])
    assert fits.but(journey=minutes(90)).reasons() == (True, ["MAY", "OVER_GUIDELINE"])


def test_the_childs_own_limit_bars_even_what_was_asked_for(fits):
    assert fits.but(asked=True, case={"max_minutes": 20}).reasons() == (False, ["CHILD_LIMIT"])


def test_full_is_not_a_ground(fits):
    full = fits.but(consultation=replied(Reply.OBJECT, Ground.PROVIDER_REPORTED_FULL))
    assert full.reasons() == (True, ["MAY", "FULL_REPORTED"])


def test_acceptance_opens_a_place_outside_the_designation(fits):
    other_need = fits.but(case={"primary_need": Need.SLD})
    assert other_need.but(consultation=replied(Reply.ACCEPT)).reasons() == (True, ["MAY", "DESIGNATION_ACCEPTED"])
    assert other_need.but(consultation=replied(Reply.ACCEPT_OVER_NUMBER)).reasons() == (
        True,
        ["MAY", "DESIGNATION_ACCEPTED", "OVER_NUMBER_ACCEPTED"],
    )


def test_an_estimated_journey_is_noted(fits):
    assert fits.but(journey=minutes(30, "estimated")).reasons() == (True, ["MAY", "ESTIMATED_JOURNEY"])


@pytest.mark.parametrize(("ncy", "over", "within"), [(6, 46, 45), (7, 76, 75)])
def test_the_guideline_depends_on_the_phase(fits, ncy, over, within):
    pair = fits.but(case={"ncy": ncy}, provision={"ncy_from": 0})
    assert pair.but(journey=minutes(over)).reasons() == (True, ["MAY", "OVER_GUIDELINE"])
    assert pair.but(journey=minutes(within)).reasons() == (True, ["MAY"])


def test_every_failing_reason_is_kept(fits):
    nothing_fits = fits.but(
        case={"ncy": 3, "primary_need": Need.HI, "sex": Sex.MALE, "max_minutes": 10},
        setting={"admits": Admits.GIRLS, "s38_3": False},
        provision={"opens_on": date(2027, 1, 1), "closes_on": date(2026, 1, 1)},
        journey=minutes(95, "estimated"),
        consultation=replied(Reply.OBJECT, Ground.A_SEN),
    )
    everything = [rule for rule in BARS if rule != "NO_ROUTE"]
    assert nothing_fits.reasons() == (False, [*everything, "ESTIMATED_JOURNEY", "OVER_GUIDELINE"])


def test_a_stricter_limit_is_the_authoritys_to_set(fits):
    strict = replace(fits, travel=replace(fits.travel, limit=20))
    assert strict.reasons() == (False, ["TRAVEL_LIMIT"])


def test_each_reason_carries_its_source_and_no_detail_of_the_child(fits):
    [reason] = assess(fits.but(case={"ncy": 6}).pairing, fits.travel).reasons
    assert reason.verdict is Verdict.MAY_NOT
    assert reason.sentence == "The child will be in Year 6; the places are for Year 7 to Year 11."
    assert reason.source == "Children and Families Act 2014, s.39(4)(a) (age)"


def test_every_rule_has_its_table(fits):
    for code in (*RULES, "MAY"):
        assert provision(f"rule_{code}", fits.pairing.provision.year.first_day).text == code


def test_bars_and_notes_are_the_whole_of_it():
    assert list(RULES) == [*BARS, *NOTES]
