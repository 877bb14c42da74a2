"""No letter without a ground and its evidence; full is not a ground."""

from datetime import date

import pytest

from sufficiency.domain.settings import Ground
from sufficiency.statute.refusal import NO_GROUND, NOT_A_GROUND, evidence_needed, missing_evidence, only_says_full

ON = date(2026, 11, 21)
GROUNDS = [ground for ground in Ground if ground not in (Ground.PROVIDER_REPORTED_FULL, Ground.NOT_GIVEN)]


@pytest.mark.parametrize("ground", GROUNDS)
def test_every_ground_has_its_table_and_needs_something(ground):
    needed = evidence_needed(ground, ON)
    assert needed
    assert [missing.item for missing in missing_evidence(ground, {}, ON)] == list(needed)


@pytest.mark.parametrize("ground", GROUNDS)
def test_a_complete_record_lacks_nothing(ground):
    assert missing_evidence(ground, dict.fromkeys(evidence_needed(ground, ON), "stated, 2026"), ON) == ()


def test_full_alone_is_no_ground():
    [missing] = missing_evidence(Ground.PROVIDER_REPORTED_FULL, {"places": "60", "roll": "64"}, ON)
    assert missing.says == NOT_A_GROUND


def test_no_ground_is_no_ground():
    assert [missing.says for missing in missing_evidence(Ground.NOT_GIVEN, {}, ON)] == [NO_GROUND]


def test_efficient_education_needs_the_four_questions():
    assert {"which_children", "education_now", "effect", "unavoidable"} <= set(evidence_needed(Ground.B_I_EDU, ON))


def test_a_blank_or_a_bare_full_is_not_evidence():
    complete = dict.fromkeys(evidence_needed(Ground.B_I_EDU, ON), "stated, 2026")
    given = complete | {"roll": "  ", "effect": "The class is full."}
    assert [missing.item for missing in missing_evidence(Ground.B_I_EDU, given, ON)] == ["roll", "effect"]


def test_an_independent_setting_may_simply_be_full():
    assert missing_evidence(Ground.NOT_OFFERED, {"letter": "They replied that they are full."}, ON) == ()


@pytest.mark.parametrize("text", ["Full.", "We are full.", "no places", "No capacity this year", "oversubscribed"])
def test_full_in_other_words(text):
    assert only_says_full(text)


@pytest.mark.parametrize("text", ["64 on roll: full", "Not fully included", "A full-time aide", "It is full time", ""])
def test_figures_or_other_words_are_not_full_alone(text):
    assert not only_says_full(text)
