"""Turns of phrase that every explanation is made of."""

import pytest

from sufficiency.explain.words import count, listed, minutes_in_words, years_in_words


@pytest.mark.parametrize(("number", "said"), [(0, "no places"), (1, "1 place"), (2, "2 places")])
def test_counts_agree_with_their_noun(number, said):
    assert count(number, "place") == said


def test_a_noun_may_have_a_plural_of_its_own():
    assert count(2, "child", "children") == "2 children"


def test_a_long_list_says_how_many_more_there_are():
    refs = [f"R-{number}" for number in range(9)]
    assert listed(refs[:6]) == "R-0, R-1, R-2, R-3, R-4, R-5"
    assert listed(refs) == "R-0, R-1, R-2, R-3, R-4, R-5 and 3 more"
    assert listed(refs[:3], most=2, between=" or ") == "R-0 or R-1 and 1 more"


def test_year_groups_are_said_as_people_say_them():
    assert years_in_words([7]) == "Year 7"
    assert years_in_words([2, 0, 1]) == "Reception to Year 2"


@pytest.mark.parametrize(
    ("tenths", "said"), [(4, "no minutes"), (5, "1 minute"), (14, "1 minute"), (125, "13 minutes")]
)
def test_minutes_are_whole_and_rounded_half_up(tenths, said):
    assert minutes_in_words(tenths) == said
