"""One fixed transformation, the same on every machine."""

import numpy as np
import pytest

from geodata.projection import to_grid, to_wgs84


def test_a_known_place_comes_within_five_metres():
    """Ordnance Survey's worked example: 651409.903 E 313177.270 N is 52.657977 N 1.716020 E (WGS 84)."""
    easting, northing = to_grid(np.array([1.716020]), np.array([52.657977]))
    assert easting[0] == pytest.approx(651_409.903, abs=5)
    assert northing[0] == pytest.approx(313_177.270, abs=5)


def test_there_and_back_is_the_same_metre():
    easting, northing = np.array([200_000, 485_383, 600_000]), np.array([50_000, 308_662, 900_000])
    back = to_grid(*to_wgs84(easting, northing))
    assert np.rint(back[0]).astype(int).tolist() == easting.tolist()
    assert np.rint(back[1]).astype(int).tolist() == northing.tolist()
