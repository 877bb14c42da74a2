"""Rates between two published stocks: they carry the first into the second, with nobody moved who need not be."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.projection.between import ages_on_31_august, rates_between
from scenarios.projection.rates import next_stock


def test_leavers_movers_and_joiners_by_hand():
    """Of 100 in mainstream and 20 in special 108 stay: a tenth leaves each; special needs 12 more than its 18."""
    before = np.array([[100.0, 20], [0, 0]])
    after = np.array([[7.0, 0], [83, 30]])
    told = rates_between(before, after, np.array([[0.0, 0], [5, 0]]), np.array([70.0, 50]))
    assert told.leave[0] == pytest.approx([0.1, 0.1])
    assert told.move[0] == pytest.approx(np.array([[78 / 90, 12 / 90], [0, 1]]))
    assert told.join[:, 0].tolist() == [pytest.approx([0.1, 0]), pytest.approx([0.1, 0])]


def test_more_than_could_have_stayed_have_joined():
    told = rates_between(np.array([[10.0], [0]]), np.array([[0.0], [16]]), np.array([[0.0], [2]]), np.ones(2))
    assert told.leave[0, 0] == 0
    assert told.join[1, 0, 0] == pytest.approx(6)


@given(st.integers(0, 2**32 - 1))
def test_the_first_stock_becomes_the_second(seed):
    rng = np.random.default_rng(seed)
    before, after = rng.integers(0, 90, (2, 6, 4)).astype(float)
    people = rng.uniform(1, 500, 6)
    told = rates_between(before, after, rng.uniform(0, 30, (6, 4)), people)
    stock = next_stock(before[None, :, None, :], told, people[None])
    assert stock[0, :, 0] == pytest.approx(after, abs=1e-6)


def test_new_plans_keep_their_number_when_told_by_another_age():
    told = ages_on_31_august(np.array([[0.0], [18], [0]]))
    assert told[:, 0].tolist() == pytest.approx([1, 13, 4])
    assert ages_on_31_august(np.array([[18.0], [36]])).sum() == pytest.approx(54)
