"""A matrix never says a number where there is no route."""

import numpy as np
import pytest

from geodata.errors import NonUniqueId
from geodata.traveltimes import Basis, Source, TravelTimes, times_from

BY_ROAD = Source(Basis.NETWORK, "drawn by hand", "2026-01-01")


@pytest.fixture
def one_route_of_two():
    """From a: 2 minutes 33 seconds to x, no route to y."""
    return times_from(("a",), ("x", "y"), np.array([[153_000, -1]]), np.array([[1234, -1]]), BY_ROAD)


def test_tenths_are_rounded_half_up():
    times = times_from(("a",), ("x", "y", "z"), np.array([[2_999, 3_000, 9_000]]), np.zeros((1, 3), dtype=int), BY_ROAD)
    assert times.tenths.tolist() == [[0, 1, 2]]


def test_a_masked_cell_holds_minus_one_and_no_basis(one_route_of_two):
    assert one_route_of_two.tenths.tolist() == [[26, -1]]
    assert one_route_of_two.metres.tolist() == [[1234, -1]]
    assert one_route_of_two.basis.tolist() == [[Basis.NETWORK, Basis.NONE]]
    assert one_route_of_two.count(Basis.NETWORK) == 1


def test_only_known_cells_become_rows(one_route_of_two):
    assert list(one_route_of_two.rows()) == [("a", "x", "2.6", 1234, "network")]


@pytest.mark.parametrize("values", [(5, 0), (0, 9999), (5, 9999)])
def test_zero_or_a_huge_number_for_no_route_is_refused(values):
    cells = np.array([values], dtype=np.int32)
    known, basis = np.array([[True, False]]), np.array([[2, 0]], dtype=np.int8)
    with pytest.raises(ValueError, match="a value without a route"):
        TravelTimes(("a",), ("x", "y"), cells, cells, known, basis, basis, (BY_ROAD,))


def test_the_same_name_twice_is_refused():
    none = np.full((2, 1), -1)
    with pytest.raises(NonUniqueId, match="a named more than once"):
        times_from(("a", "a"), ("x",), none, none, BY_ROAD)


def test_the_arrays_are_origins_by_destinations():
    none = np.full((1, 2), -1)
    with pytest.raises(ValueError, match="not origins by destinations"):
        times_from(("a", "b"), ("x",), none, none, BY_ROAD)


@pytest.mark.parametrize("basis", list(Basis))
def test_every_basis_has_a_word(basis):
    assert basis.label
