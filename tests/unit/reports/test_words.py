"""Amounts as people say them."""

import pytest

from sufficiency.reports.words import elapsed


@pytest.mark.parametrize(
    ("seconds", "says"),
    [
        (0, "0 seconds"), (1, "1 second"), (119, "119 seconds"), (120, "2 minutes"), (7_199, "119 minutes"),
        (7_200, "2 hours"), (172_799, "47 hours"), (172_800, "2 days"), (86_400_000, "1,000 days"),
    ],
)  # fmt: skip
def test_time_gone_by_is_told_in_the_largest_unit_of_which_there_are_two(seconds, says):
    assert elapsed(seconds) == says
