"""Plans of the made-up authority: however many children are asked for, the table is one that is read back."""

import pytest

from sufficiency.guards.limits import TABLE_CELLS
from sufficiency.synthetic.plan_history import JANUARIES, MOST, thinned
from sufficiency.tables.plans import PLANS


@pytest.mark.parametrize(
    ("number", "most", "kept"),
    [
        (0, 4, []),
        (4, 4, [0, 1, 2, 3]),
        (5, 4, [0, 2, 4]),
        (9, 4, [0, 3, 6]),
    ],
)
def test_where_there_are_too_many_each_second_or_third_is_kept(number, most, kept):
    assert thinned(list(range(number)), most) == kept


def test_as_many_plans_as_there_may_be_are_no_more_cells_than_are_read():
    """Sixty thousand in each of three Januaries, and the heading; earlier Januaries have fewer, for plans grow."""
    assert (JANUARIES * MOST + 1) * len(PLANS.columns) <= TABLE_CELLS.most
