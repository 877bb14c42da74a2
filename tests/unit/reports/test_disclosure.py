"""Counts for the public, by hand."""

import pytest

from sufficiency.reports.disclosure import Counts, mark, public_count, public_percent, public_table, public_total


@pytest.mark.parametrize(
    ("count", "shown"), [(0, 0), (1, None), (7, None), (8, 10), (12, 10), (13, 15), (17, 15), (18, 20), (1_002, 1_000)]
)
def test_one_to_seven_are_hidden_and_the_rest_rounded_to_five(count, shown):
    assert public_count(count) == shown


def test_there_is_no_count_below_nought():
    with pytest.raises(ValueError, match="-1"):
        public_count(-1)


def test_a_total_is_the_sum_of_what_is_shown():
    """13, 12 and 3 children are 28; shown are 15, 10 and nothing, so 25."""
    assert public_total([public_count(13), public_count(12), public_count(3)]) == 25


def test_a_total_of_hidden_figures_and_noughts_is_hidden():
    assert public_total([None, 0]) is None
    assert public_total([0, 0]) == 0
    assert public_total([]) == 0


def test_a_percentage_is_made_from_rounded_figures():
    """13 of 25 is 52%; 15 of 25 is shown as 60%."""
    assert public_percent(15, [15, 10]) == 60


@pytest.mark.parametrize(("part", "parts"), [(15, [15, None]), (None, [None, 15]), (0, [0, 0])])
def test_a_percentage_on_a_hidden_figure_or_on_nothing_is_hidden(part, parts):
    assert public_percent(part, parts) is None


def test_a_table_shows_totals_of_its_own_figures():
    table = public_table(Counts(("Girls", "Boys"), ("placed", "waiting"), ((21, 3), (34, 12))))
    assert table.row("Girls") == (20, None)
    assert (table.row_total("Girls"), table.row_total("Boys")) == (20, 45)
    assert (table.column_total("placed"), table.column_total("waiting"), table.total) == (55, 10, 65)
    assert (table.percent("Girls", "placed"), table.percent("Boys", "placed")) == (None, 78)


def test_a_figure_shown_before_stays_until_eight_children_have_come_or_gone():
    first = public_table(Counts(("A",), ("placed",), ((12,),)))
    second = public_table(Counts(("A",), ("placed",), ((19,),)), earlier=first)
    third = public_table(Counts(("A",), ("placed",), ((20,),)), earlier=second)
    assert [table.row("A") for table in (first, second, third)] == [(10,), (10,), (20,)]


def test_a_row_that_comes_or_goes_is_no_clue():
    first = public_table(Counts(("A",), ("placed",), ((12,),)))
    second = public_table(Counts(("B",), ("placed",), ((1,),)), earlier=first)
    assert {row: second.row(row) for row in second.rows} == {"B": (0,), "A": (0,)}


@pytest.mark.parametrize(("figure", "text"), [(None, "[c]"), (1_005, "1,005%"), (0, "0%")])
def test_a_hidden_figure_has_its_mark(figure, text):
    assert mark(figure, "%") == text
