"""The seven invariants that every ordering policy shares, as far as software can hold them."""

import inspect
from dataclasses import fields, replace
from datetime import date

import pytest

from sufficiency.domain.cases import Case, Sex, State
from sufficiency.domain.inputs import Authority
from sufficiency.domain.needs import Need
from sufficiency.domain.ordering import Programme
from sufficiency.domain.places import Place
from sufficiency.domain.run import GroupKey
from sufficiency.domain.settings import Ground
from sufficiency.domain.years import AcademicYear
from sufficiency.statute import ordering
from sufficiency.statute.deadline_conflicts import DeadlineConflict, deadline_conflicts
from sufficiency.statute.eligibility import Pairing
from sufficiency.statute.ordering import PARTS, POLICIES, Standing, key, tie_key, tiers
from sufficiency.statute.refusal import missing_evidence
from sufficiency.statute.supersession import Outcome, reason_code

AS_AT, YEAR = date(2026, 1, 15), AcademicYear(2026)
OAK, ELM = GroupKey(1, "ASD", 7), GroupKey(2, "ASD", 7)


def case(ref="C-1", **changes):
    return replace(Case(ref, 7, Need.ASD, Place("LE1 1AA"), date(2025, 11, 3)), **changes)


@pytest.mark.parametrize("policy", POLICIES.values(), ids=list(POLICIES))
def test_i1_each_policy_is_published_text_with_its_source_and_version(policy):
    assert policy.name
    assert policy.sentence.endswith(".")
    assert policy.source
    assert policy.suitable
    assert policy.legal_risk
    assert set(policy.key_parts) <= set(PARTS)
    assert {"policy_version", "policy_approved_by"} <= {field.name for field in fields(Authority)}


def test_i2_no_policy_makes_a_ground_of_refusal():
    assert "policy" not in {field.name for field in fields(Pairing)}
    assert missing_evidence(Ground.NOT_GIVEN, {"order": "another child came first"}, AS_AT)


class TestI3NoCaseWaitsBeyondItsDeadlineForAnother:
    """B has the only place at Oak, the policy put B ahead, and A is due first."""

    early = Outcome(case("A"), date(2026, 2, 15), key=(2,), seat=None, wanted=(OAK,))
    late = Outcome(case("B"), date(2026, 5, 1), key=(1,), seat=OAK)
    round_ends = date(2026, 9, 1)

    def conflicts(self, early, late, **changes):
        return deadline_conflicts([early, late], {OAK: ("B",)}, changes.get("round_ends", self.round_ends))

    def test_both_are_listed(self):
        [found] = self.conflicts(self.early, self.late)
        assert found == DeadlineConflict("A", "B", self.early.due, self.late.due, OAK)
        assert "A is due on 2026-02-15" in found.sentence
        assert "B, due on 2026-05-01" in found.sentence

    def test_a_case_with_a_place_is_no_conflict(self):
        assert self.conflicts(replace(self.early, seat=ELM), self.late) == ()

    def test_a_place_that_went_to_an_earlier_deadline_is_no_conflict(self):
        assert self.conflicts(self.early, replace(self.late, due=date(2026, 1, 20))) == ()

    def test_a_deadline_after_the_round_can_wait_for_the_next(self):
        assert self.conflicts(self.early, self.late, round_ends=date(2026, 2, 14)) == ()

    def test_a_deadline_on_the_last_day_of_the_round_cannot(self):
        assert len(self.conflicts(self.early, self.late, round_ends=self.early.due)) == 1

    def test_a_case_the_policy_puts_later_is_not_of_the_policys_making(self):
        assert self.conflicts(self.early, replace(self.late, key=(3,))) == ()

    def test_cases_considered_jointly_count(self):
        assert len(self.conflicts(replace(self.early, key=()), replace(self.late, key=()))) == 1

    def test_a_place_still_free_is_no_conflict(self):
        assert deadline_conflicts([self.early, self.late], {}, self.round_ends) == ()

    def test_the_case_that_could_wait_longest_is_named(self):
        later = Outcome(case("C"), date(2026, 6, 1), key=(1,), seat=OAK)
        [found] = deadline_conflicts([self.early, self.late, later], {OAK: ("B", "C")}, self.round_ends)
        assert found.placed == "C"

    def test_the_default_policy_makes_none(self):
        policy = POLICIES["deadline"]
        dues = [date(2026, 1, 1), date(2026, 2, 15), date(2026, 5, 1)]
        keys = [key(Standing(case(), due, AS_AT), policy) for due in dues]
        assert keys == sorted(keys), "an earlier deadline is never behind a later one"


def test_i4_every_case_is_in_exactly_one_tier():
    cases = [case(f"C-{n}", need_score=n % 3) for n in range(20)]
    for policy in POLICIES.values():
        listed = [ref for tier in tiers(cases, policy, AS_AT, YEAR, 7) for ref in tier.refs]
        assert sorted(listed) == sorted(c.ref for c in cases)


def test_i5_an_override_is_a_reason_in_every_policy():
    for policy in POLICIES.values():
        level = (0,) * len(policy.key_parts)
        a, b = (Outcome(case(ref), AS_AT, level, OAK, overridden=ref == "B") for ref in "AB")
        assert reason_code(a, b, policy) == "MANUAL"


def test_i6_ties_are_broken_by_request_date_then_a_recorded_hash():
    early, late = case("Z", request_date=date(2025, 11, 2)), case("A")
    assert tie_key(early, 7) < tie_key(late, 7)
    assert tie_key(late, 7)[1] == "0d3757a0a5954f3a59dba25eb71153bcc1e24a8fc61724724f5cea94eac6a7ef"  # sha256sum of 7:A
    assert tie_key(late, 7) != tie_key(late, 8)


@pytest.mark.parametrize("policy", POLICIES.values(), ids=list(POLICIES))
def test_i7_nothing_protected_changes_the_order(policy):
    """Sex, disability aids and income may differ: the key and the tie-break do not."""
    plain = case()
    other = case(sex=Sex.MALE, wheelchair=True, passenger_assistant=True, solo_travel=True, low_income=True)
    other = replace(other, primary_need=Need.PMLD, home=Place("LE9 9ZZ"), sibling_urn=1)
    due = date(2026, 2, 15)
    assert key(Standing(plain, due, AS_AT), policy) == key(Standing(other, due, AS_AT), policy)
    assert tie_key(plain, 7) == tie_key(other, 7)


def test_i7_no_key_mentions_a_protected_characteristic():
    source = inspect.getsource(ordering)
    assert not any(
        f".{word}" in source for word in ("sex", "ethnicity", "home", "low_income", "language", "primary_need")
    )


def test_a_what_if_carries_its_watermark_and_no_other_policy_does():
    assert {code for code, policy in POLICIES.items() if policy.watermark} == {"what-if"}


def test_a_policy_without_an_order_is_joint_and_the_others_are_not():
    for policy in POLICIES.values():
        assert (policy.programme is Programme.COHORT) == (not policy.key_parts)


def test_tiers_are_numbered_and_said_in_words():
    rows = [case("A", deadline=date(2026, 1, 14)), case("B", state=State.TRIBUNAL_ORDERED, deadline=date(2026, 2, 1))]
    first, second = tiers(rows, POLICIES["deadline"], AS_AT, YEAR, 7)
    assert (first.index, first.refs) == (1, ("B",))
    assert first.label == "Ordered by the tribunal; due 2026-02-01; requested 2025-11-03."
    assert (second.index, second.refs) == (2, ("A",))
    assert second.label == "Overdue; due 2026-01-14; requested 2025-11-03."
