"""How decisions came out, as anybody may read it: nothing that rests on a few, the rest rounded."""

import pytest

from sufficiency.store.oversight import Totals
from sufficiency.web.pages.general import in_public

TO_5 = "to the nearest 5, asking for more left aside; other than recommended:"


@pytest.mark.parametrize(
    ("kept", "says"),
    [
        (Totals(0, 0), "none yet"),
        (Totals(7, 7), "too few to tell"),
        (Totals(8, 0), f"10 {TO_5} none"),
        (Totals(1_202, 7), f"1,200 {TO_5} too few to tell"),
        (Totals(1_203, 88), f"1,205 {TO_5} 90"),
    ],
)
def test_totals_are_rounded_and_small_ones_hidden(kept, says):
    assert in_public(kept) == says
