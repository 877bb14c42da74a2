"""Vectors packed into words behave like the vectors."""

import numpy as np
import pytest

from solvers.allocation.words import layout, pack, unpack


def test_small_levels_share_a_word():
    assert layout([10, 10, 10]).width == 1


def test_a_level_too_large_for_the_rest_of_a_word_begins_another():
    assert layout([2**40, 2**40]).word == (0, 1)


def test_a_break_begins_a_word():
    assert layout([1, 1, 1], breaks=(2,)).word == (0, 0, 1)


def test_a_level_too_large_for_a_word_is_refused():
    with pytest.raises(ValueError, match="too large to stay exact"):
        layout([2**63])


@pytest.mark.parametrize("bounds", [[1], [5, 5], [2**30, 3, 2**30, 1], [2**61, 1, 2**61], [7] * 40])
def test_packing_adds_orders_and_unpacks_like_the_vectors(bounds):
    rng = np.random.default_rng(1)
    limit = np.array(bounds)
    to = layout(bounds)
    a = rng.integers(-limit // 4, limit // 4 + 1, size=(300, len(bounds)))
    b = np.where(rng.random(a.shape) < 0.7, a, rng.integers(-limit // 4, limit // 4 + 1, size=a.shape))
    packed_a, packed_b = pack(a, to), pack(b, to)
    assert np.array_equal(unpack(packed_a, to), a)
    assert np.array_equal(unpack(packed_a - packed_b, to), a - b)
    for left, right, x, y in zip(packed_a, packed_b, a, b, strict=True):
        assert (tuple(left) < tuple(right)) == (tuple(x) < tuple(y))


def test_the_largest_component_survives_with_either_sign():
    bounds = [2**20, 3, 2**20]
    to = layout(bounds)
    extreme = np.array([bounds, [-b for b in bounds], [2**20, -3, 2**20]])
    assert np.array_equal(unpack(pack(extreme, to), to), extreme)
