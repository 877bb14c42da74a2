"""Who is recorded as passed over, by whom, and why."""

from dataclasses import replace
from datetime import date

import pytest

from sufficiency.domain.cases import Case, State
from sufficiency.domain.needs import Need
from sufficiency.domain.places import Place
from sufficiency.domain.run import GroupKey
from sufficiency.domain.settings import Ground
from sufficiency.statute.ordering import POLICIES
from sufficiency.statute.supersession import (
    REASON_CODES,
    Outcome,
    barred_code,
    reason_code,
    supersessions,
)

OAK, OAK_BASE, ELM = GroupKey(1, "ASD", 7), GroupKey(1, "BASE", 7), GroupKey(2, "ASD", 7)
COHORT = POLICIES["cohort"]


def outcome(ref, day, seat=None, *wanted, **changes):
    """A case requested on a day of November 2025, where it is seated and what it would rather have."""
    case = Case(ref, 7, Need.ASD, Place("LE1 1AA"), date(2025, 11, day))
    return Outcome(case, date(2026, 2, 15), (), seat, wanted, **changes)


def pairs(found):
    return [(record.child_a, record.child_b, record.group) for record in found]


def test_a_later_request_in_the_place_an_earlier_one_wanted_is_recorded():
    a, b = outcome("A", 3, None, OAK), outcome("B", 4, OAK)
    [record] = supersessions([b, a], {OAK: ("B",)}, COHORT)
    assert (record.child_a, record.child_b, record.group) == ("A", "B", OAK)
    assert (record.a_request_date, record.b_request_date) == (date(2025, 11, 3), date(2025, 11, 4))
    assert (record.a_deadline, record.a_state) == (date(2026, 2, 15), State.REQUEST_OPEN)
    assert record.reason_code == "COHORT_OPTIMUM"
    assert record.counterfactual == record.effect_on_a == ""


@pytest.mark.parametrize("day", [2, 3])
def test_an_earlier_request_or_one_of_the_same_day_supersedes_nobody(day):
    assert supersessions([outcome("A", 3, None, OAK), outcome("B", day, OAK)], {OAK: ("B",)}, COHORT) == ()


def test_a_place_that_is_still_free_was_taken_by_nobody():
    assert supersessions([outcome("A", 3, ELM, OAK), outcome("B", 4, OAK)], {}, COHORT) == ()


def test_a_case_that_has_what_it_wanted_most_is_not_passed_over():
    assert supersessions([outcome("A", 3, OAK), outcome("B", 4, OAK)], {OAK: ("A", "B")}, COHORT) == ()


def test_every_later_case_within_the_full_limit_is_recorded_nearest_first():
    """Oak's two provisions share the limit that is full, so C in the other provision holds what A wanted too."""
    cases = [outcome("A", 3, None, OAK), outcome("B", 9, OAK), outcome("C", 5, OAK_BASE), outcome("D", 1, OAK)]
    found = supersessions(cases, {OAK: ("B", "C", "D")}, COHORT)
    assert pairs(found) == [("A", "C", OAK_BASE), ("A", "B", OAK)]


def test_two_wanted_provisions_of_one_setting_make_one_record():
    holders = {OAK: ("B",), OAK_BASE: ("B",)}
    found = supersessions([outcome("A", 3, None, OAK, OAK_BASE), outcome("B", 4, OAK)], holders, COHORT)
    assert pairs(found) == [("A", "B", OAK)]


def test_fixed_placements_supersede_nobody():
    """They are not among the outcomes: a named place is not the round's to give."""
    assert supersessions([outcome("A", 3, None, OAK)], {OAK: ("NAMED",)}, COHORT) == ()


def test_where_eligibility_bars_only_the_nearest_later_case_is_recorded():
    a = outcome("A", 3, ELM, barred=((OAK, "AGE_RANGE"),))
    found = supersessions([a, outcome("B", 9, OAK), outcome("C", 5, OAK)], {OAK: ("B", "C")}, COHORT)
    assert pairs(found) == [("A", "C", OAK)]
    assert found[0].reason_code == "AGE_RANGE"


def test_a_rerun_gives_the_same_identity_and_the_order_of_cases_changes_nothing():
    cases = [outcome("A", 3, None, OAK), outcome("B", 4, OAK), outcome("C", 5, OAK)]
    once = supersessions(cases, {OAK: ("B", "C")}, COHORT)
    again = supersessions(cases[::-1], {OAK: ("C", "B")}, COHORT)
    assert once == again
    assert len({record.supersession_id for record in once}) == 2


@pytest.mark.parametrize(
    ("policy", "a_key", "b_key", "code"),
    [
        ("deadline", (1, 1, 40, 9), (1, 0, -3, 10), "DEADLINE"),
        ("deadline", (1, 1, 40, 9), (1, 1, 39, 10), "DEADLINE"),
        ("deadline", (1, 1, 40, 9), (0, 1, 90, 10), "U1"),
        ("need-in-band", (1, 2, -9, 9), (1, 1, 0, 10), "DEADLINE"),
        ("need-in-band", (1, 1, -3, 9), (1, 1, -9, 10), "NEED_SCORE"),
        ("urgent-then-chronological", (1, 6, 9), (1, 2, 10), "U2"),
        ("urgent-then-chronological", (1, 6, 9), (1, 5, 10), "U5"),
        ("chronological", (1, 9, 40), (0, 10, 40), "U1"),
        ("chronological", (1, 9, 40), (1, 10, 30), "COHORT_OPTIMUM"),
    ],
)
def test_the_reason_is_the_part_of_the_key_that_put_b_first(policy, a_key, b_key, code):
    a, b = replace(outcome("A", 3), key=a_key), replace(outcome("B", 4, OAK), key=b_key)
    assert reason_code(a, b, POLICIES[policy]) == code


@pytest.mark.parametrize("policy", [policy for policy in POLICIES.values() if policy.key_parts], ids=lambda p: p.code)
def test_every_part_of_a_key_but_the_request_gives_a_reason(policy):
    """A request later than A's never comes first by its own date, so that part needs none."""
    behind = (2,) * len(policy.key_parts)
    for position, part in enumerate(policy.key_parts):
        ahead = (*behind[:position], 1, *behind[position + 1 :])
        if part != "request":
            a, b = replace(outcome("A", 3), key=behind), replace(outcome("B", 4, OAK), key=ahead)
            assert reason_code(a, b, policy) in REASON_CODES


@pytest.mark.parametrize(
    ("rule", "ground", "code"),
    [
        ("AGE", Ground.NOT_GIVEN, "AGE_RANGE"),
        ("NEED", Ground.NOT_GIVEN, "DESIGNATION"),
        ("CHILD_LIMIT", Ground.NOT_GIVEN, "TRAVEL_LIMIT"),
        ("NO_ROUTE", Ground.NOT_GIVEN, "TRAVEL_LIMIT"),
        ("OBJECTED", Ground.B_I_EDU, "PEER_GROUP"),
        ("OBJECTED", Ground.A_SEN, "DESIGNATION"),
        ("OBJECTED", Ground.NOT_GIVEN, None),
        ("NOT_OFFERED", Ground.NOT_GIVEN, None),
    ],
)
def test_what_bars_a_case_becomes_a_reason_code_or_none(rule, ground, code):
    assert barred_code(rule, ground) == code
    assert code is None or code in REASON_CODES


def test_a_holder_without_a_seat_is_refused():
    with pytest.raises(ValueError, match="B is listed as seated"):
        supersessions([outcome("A", 3, None, OAK), outcome("B", 4)], {OAK: ("B",)}, COHORT)
