"""Every child is told why this place, and why not each place it ranks higher."""

from dataclasses import replace
from datetime import date

import pytest

from sufficiency.domain.cases import Preference, State
from sufficiency.domain.inputs import Inputs, SideRules
from sufficiency.domain.needs import Need
from sufficiency.domain.run import Override, Run, Verdict
from tests.fixtures.rounds import (
    ELM,
    OAK,
    a_held_place,
    authority,
    case,
    one_place_two_children,
    provision,
    wants,
)
from tests.fixtures.solving import answered

PLAIN = one_place_two_children()


def said(run: Run, ref: str, urn: int) -> dict[str, Verdict]:
    """What is found about one child and one setting, by rule; notes, and what eligibility allows, are left out."""
    found = [v for v in run.verdicts if v.child_ref == ref and v.group is not None and v.group.urn == urn]
    return {v.rule: v for v in found if v.rule != "MAY" and v.verdict != "note"}


def test_the_first_preference_is_given_as_that():
    (reason,) = said(answered(PLAIN), "A", OAK).values()
    assert (reason.verdict, reason.rule) == ("recommended", "FIRST_PREFERENCE")
    assert "Oak School" in reason.sentence
    assert "first preference" in reason.sentence


def test_a_lower_preference_comes_with_why_the_higher_one_was_not_given():
    run = answered(PLAIN)
    assert said(run, "B", ELM)["LOWER_PREFERENCE"].verdict == "recommended"
    full = said(run, "B", OAK)["FULL_EARLIER_IN_ORDER"]
    assert full.verdict == "eligible"
    assert full.sentence == ("Oak School, main, Year 7 to Year 9: 1 place, recommended to A, all earlier in the order.")


def test_jointly_nobody_is_said_to_be_earlier():
    assert "whole cohort" in said(answered(PLAIN, "cohort"), "B", OAK)["FULL_IN_COHORT"].sentence


def test_of_two_cases_the_policy_cannot_tell_apart_neither_is_said_to_be_earlier():
    same_day = tuple(replace(child, request_date=date(2025, 9, 1)) for child in PLAIN.cases)
    run = answered(replace(PLAIN, cases=same_day))
    behind = next(r.child_ref for r in run.recommendations if r.preference_rank == 2)
    assert "tied" in said(run, behind, OAK)["FULL_SAME_TIER"].sentence


def test_a_proposal_nobody_asked_for_says_how_it_was_chosen():
    run = answered(replace(PLAIN, preferences=()))
    (reason,) = said(run, "A", OAK).values()
    assert reason.rule == "AUTHORITY_PROPOSAL"
    assert "suitability, then travel, then cost" in reason.sentence


def test_a_proposal_in_place_of_a_wish_says_so():
    wish = replace(
        PLAIN, cases=PLAIN.cases[:1], preferences=wants("A", OAK), provisions=(provision(ELM, 1), provision(OAK, 0))
    )
    run = answered(wish)
    assert "no stated preference can be recommended" in said(run, "A", ELM)["AUTHORITY_PROPOSAL"].sentence
    assert "no places free to name this year." in said(run, "A", OAK)["NO_PLACE_FREE"].sentence


def test_places_already_settled_are_counted_in_words():
    named = tuple(case(ref, state=State.NAMED_FINAL, named_urn=OAK) for ref in ("C", "D"))
    inputs = replace(PLAIN, cases=(*PLAIN.cases, *named), provisions=(provision(OAK, 2), provision(ELM, 2)))
    sentence = said(answered(inputs), "A", OAK)["NO_PLACE_FREE"].sentence
    assert sentence.endswith("2 places free to name this year, 2 of them already settled.")
    one = replace(inputs, cases=(*PLAIN.cases, named[0]), provisions=(provision(OAK, 1), provision(ELM, 2)))
    sentence = said(answered(one), "A", OAK)["NO_PLACE_FREE"].sentence
    assert sentence.endswith("1 place free to name this year, already settled.")


def test_a_settled_place_is_said_not_to_be_this_rounds_to_change():
    assert said(answered(a_held_place()), "A", OAK)["FIXED"].sentence == (
        "Not this round's to change: held provisionally (P3)."
    )


@pytest.mark.parametrize(("by", "whom"), [("panel chair", "panel chair"), ("", "a person not named")])
def test_a_place_settled_by_override_says_by_whom_and_why(by, whom):
    run = answered(PLAIN, overrides=[Override("B", ELM, "", "near a\ngrandmother.", by)])
    assert said(run, "B", ELM)["FIXED"].sentence == f"Settled by {whom}. Reason given: near a grandmother."


def test_a_free_place_barred_by_a_rule_beside_the_limits_is_not_called_full():
    roomy = replace(PLAIN, provisions=(provision(OAK, 2), provision(ELM, 2)))
    ruled = replace(roomy, authority=authority(side=SideRules(mix_limits=(("ASD", 1),))))
    sentence = said(answered(ruled), "B", OAK)["BETTER_OVERALL"].sentence
    assert "class mix" in sentence


def wrong_need() -> Inputs:
    """A wants Oak, which is not designated for its need."""
    return replace(PLAIN, cases=(replace(PLAIN.cases[0], primary_need=Need.SEMH), PLAIN.cases[1]))


def test_a_stated_preference_that_rules_bar_is_answered_in_one_finding():
    barred = said(answered(wrong_need()), "A", OAK)["PREFERENCE_BARRED"]
    assert barred.verdict == "not eligible"
    assert barred.sentence.startswith("Preference 1. ")


def test_a_preference_for_one_provision_says_nothing_of_another_at_the_same_school():
    inputs = replace(wrong_need(), preferences=(Preference("A", 1, OAK, "hub"), *wants("B", OAK, ELM)))
    assert "PREFERENCE_BARRED" not in said(answered(inputs), "A", OAK)


def test_nothing_is_said_against_a_place_ranked_lower_than_the_one_given():
    assert set(said(answered(PLAIN), "A", ELM)) == set()
