"""A change of the levels said in words: a gain is more of something good, whatever its sign."""

import pytest

from sufficiency.reports.effects import amount, difference, effect, say_change
from sufficiency.reports.words import day, decimal, percent, pounds
from tests.fixtures.runs import eight_children_four_settings

LEVELS = eight_children_four_settings().levels


@pytest.mark.parametrize(
    ("level", "step", "words"),
    [
        ("unplaced", -1, "1 more child placed"),
        ("unplaced", 2, "2 fewer children placed"),
        ("first_preference_missed", -3, "3 more first preferences met"),
        ("second_preference_missed", -1, "1 more child given one of their first two preferences"),
        ("seventh_preference_missed", -1, "1 more child given one of their first seventh preferences"),
        ("unsuitability", 1, "1 more point of unsuitability"),
        ("apart_from_sibling", -1, "1 fewer child apart from a sibling"),
        ("over_guideline", 2, "2 more children over the travel guideline"),
        ("minutes", -35, "3.5 minutes less travel in all"),
        ("minutes", 14_805, "24 h 40 min more travel in all"),
        ("cost", 80_000, "£800 more a year"),
        ("holds_moved", -1, "1 fewer provisional hold moved"),
        ("order", 5, ""),
        ("carbon_kilograms", -2, "−2 carbon kilograms"),
    ],
)
def test_each_level_speaks_in_its_own_units(level, step, words):
    assert say_change(level, step) == words


def test_levels_that_stay_are_not_mentioned():
    assert effect(LEVELS, (0, -1, 0, 0, 120, 0)) == "1 more first preference met, 12.0 minutes more travel in all"
    assert effect(LEVELS, (0, 0, 0, 0, 0, 0)) == "nothing would change"


@pytest.mark.parametrize(
    ("level", "value", "words"),
    [
        ("minutes", 1893, "3 h 9 min"),
        ("minutes", 150, "15 min"),
        ("minutes", 1, "0.1 min"),
        ("minutes", 0, "0 min"),
        ("cost", 7512345, "£75,123"),
        ("unplaced", 1200, "1,200"),
    ],
)
def test_values_stand_in_natural_units(level, value, words):
    assert amount(level, value) == words


def test_a_difference_is_said_and_judged():
    assert difference("unplaced", -2) == "2 fewer, better"
    assert difference("cost", 100) == "£1 more, worse"
    assert difference("minutes", 0) == "same"
    assert difference("minutes", 1) == "0.1 min more, worse"


def test_money_and_tenths_are_exact():
    assert [decimal(value, 2) for value in (-1205, -5, 0, 7, 1800050)] == [
        "-12.05",
        "-0.05",
        "0.00",
        "0.07",
        "18000.50",
    ]
    assert [pounds(value) for value in (-50, -49, 0, 149, 123456789)] == ["−£1", "£0", "£0", "£1", "£1,234,568"]


def test_a_share_of_nothing_is_none():
    assert [percent(1, 3), percent(2, 3), percent(0, 0)] == ["33%", "67%", "none"]


def test_a_day_is_written_the_same_everywhere():
    from datetime import date

    assert day(date(2026, 1, 9)) == "9 January 2026"
