"""Points are whole metres of one grid, uniquely named."""

import numpy as np
import pytest

from geodata.errors import NonUniqueId, WrongCrs
from geodata.points import Points, straight_metres


def test_fractions_of_a_metre_are_rounded():
    points = Points(("a",), np.array([450_000.4]), np.array([299_999.6]))
    assert (points.easting.tolist(), points.northing.tolist()) == ([450_000], [300_000])


def test_a_name_twice_is_refused_by_name():
    with pytest.raises(NonUniqueId, match="oak named more than once"):
        Points(("oak", "oak"), np.array([450_000, 1]), np.array([300_000, 1]))


@pytest.mark.parametrize(
    ("easting", "northing", "what"),
    [
        (0, 0, "the zeros that files write for not known"),
        (0.62, 52.7, "degrees east of Greenwich"),
        (-0.72, 52.7, "degrees west of Greenwich"),
        (-80_000, 6_900_000, "metres of the web map"),
        (450_000, 1_400_000, "north of Shetland"),
    ],
)
def test_a_position_off_the_national_grid_is_refused(easting, northing, what):
    with pytest.raises(WrongCrs, match=r"oak not on the British National Grid"):
        Points(("oak",), np.array([easting]), np.array([northing]))


def test_a_missing_coordinate_is_refused():
    with pytest.raises(WrongCrs, match="missing"):
        Points(("oak",), np.array([np.nan]), np.array([300_000.0]))


def test_lengths_must_agree():
    with pytest.raises(ValueError, match="differ in length"):
        Points(("oak",), np.array([450_000, 450_001]), np.array([300_000, 300_000]))


def test_three_four_five_is_five():
    zero, three, four = (np.array([n]) for n in (0, 3, 4))
    assert straight_metres(zero, zero, three, four).tolist() == [5]
