"""Figures of planning in words: rounded halves away from nought, thousands marked, signs where there is a change."""

import pytest

from sufficiency.domain.scenario_comparison import ComparedRow, Figure
from sufficiency.reports.planning.compare import HIGH_NEEDS, TRAVEL
from sufficiency.reports.planning.words import beside, change, shown, signed, year_of


@pytest.mark.parametrize(
    ("figure", "value", "told"),
    [
        (Figure.MONEY, 148_122_400_000, "£1,481.22m"),
        (Figure.MONEY, 148_122_500_000, "£1,481.23m"),
        (Figure.MONEY, -46_953_000_000, "−£469.53m"),
        (Figure.MONEY, 99_999_949, "£999,999"),
        (Figure.MONEY, 100_000_000, "£1.00m"),
        (Figure.CARBON, 1_927_449_999, "1,927.4 t"),
        (Figure.CARBON, 1_927_450_000, "1,927.5 t"),
        (Figure.CHILDREN, 1_383_500, "1,384"),
        (Figure.CHILDREN, -1_500, "−2"),
        (Figure.CHILDREN, -499, "0"),
        (Figure.PLACES, -2_004, "−2,004"),
        (Figure.MINUTES, 144, "14.4"),
        (Figure.SHARE, 946, "94.6 %"),
        (Figure.MONEY, None, "not known"),
    ],
)
def test_a_figure_is_rounded_and_has_its_unit(figure, value, told):
    assert shown(figure, value) == told


@pytest.mark.parametrize(
    ("figure", "value", "told"),
    [
        (Figure.CHILDREN, 624_100, "+624"),
        (Figure.CHILDREN, -624_100, "−624"),
        (Figure.CHILDREN, 400, "same"),
        (Figure.SHARE, 1, "+0.1 points"),
        (Figure.SHARE, -10, "−1.0 points"),
        (Figure.MONEY, 0, "same"),
        (Figure.MONEY, None, "not known"),
    ],
)
def test_a_change_has_a_sign_and_is_the_same_where_none_is_seen(figure, value, told):
    assert change(figure, value) == told


def test_what_reads_the_same_is_the_same():
    """Fifty pounds of thirty-eight million; but of half a million they are seen."""
    assert beside(Figure.MONEY, 3_834_005_300, 3_834_000_000) == "£38.34m\nsame"
    assert beside(Figure.MONEY, 50_005_300, 50_000_000) == "£500,053\n+£53"
    assert beside(Figure.MONEY, 3_934_000_000, 3_834_000_000) == "£39.34m\n+£1.00m"
    assert beside(Figure.MONEY, None, 1) == "not known\nnot known"


def test_a_step_that_adds_nothing_has_no_sign():
    assert [signed(Figure.CHILDREN, value) for value in (0, 400, -400, -500)] == ["0", "0", "0", "−1"]


def test_the_high_needs_budget_is_by_financial_year():
    rows = [ComparedRow(section, "", Figure.MONEY, year, ()) for section, year in
            ((TRAVEL, 2035), (HIGH_NEEDS, 2035), (HIGH_NEEDS, None))]  # fmt: skip
    assert [year_of(row) for row in rows] == ["2035/36", "2035-36", "All years"]
