"""Means, quantiles and ranks are exact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import spearmanr

from scenarios.ensemble.figures import mean, quantile, rank_correlation

NUMBERS = st.lists(st.integers(-5, 5), min_size=2, max_size=30)


def test_a_mean_goes_to_the_nearest_and_halves_to_the_even_number():
    assert [mean([1, 2]), mean([2, 3]), mean([0, 0, 2]), mean([10**17, 10**17 + 4])] == [2, 2, 1, 10**17 + 2]


def test_in_eight_of_ten_the_value_is_no_larger_than_p80():
    ten = [50, 10, 100, 40, 20, 90, 70, 60, 30, 80]
    assert [quantile(ten, 50), quantile(ten, 80), quantile(ten, 10), quantile(ten, 90)] == [50, 80, 10, 90]
    assert quantile([3], 10) == quantile([3], 90) == 3
    assert quantile([1, 2, 3], 50) == 2


@given(st.data())
def test_ranks_agree_with_another_method(data):
    xs = data.draw(NUMBERS)
    ys = data.draw(st.lists(st.integers(-5, 5), min_size=len(xs), max_size=len(xs)))
    found = rank_correlation(xs, ys)
    if len(set(xs)) == 1 or len(set(ys)) == 1:
        assert found is None
    else:
        assert found == pytest.approx(1000 * spearmanr(xs, ys).statistic, abs=0.500001)
