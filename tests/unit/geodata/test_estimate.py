"""Without roads: the straight line stretched by the distance band it falls in."""

import numpy as np
import pytest

from geodata.estimate import estimated_times
from geodata.traveltimes import Basis


@pytest.mark.parametrize(
    ("straight", "metres", "tenths"),
    [
        (0, 0, 0),
        (500, 795, 11),
        (1_500, 2_139, 28),
        (4_000, 5_096, 55),
        (10_000, 12_260, 116),
        (30_000, 35_610, 332),
        (60_000, 71_220, 664),
    ],
)
def test_road_distance_and_time_at_the_middle_of_the_bands(spot, straight, metres, tenths):
    """500 m x 1.591 at 43.412 km/h, and so on down the calibration table; beyond it the last row holds."""
    times = estimated_times(spot(a=(0, 0)), spot(b=(straight, 0)))
    assert (times.metres.item(), times.tenths.item()) == (metres, tenths)


def test_between_two_bands_the_stretch_is_halfway(spot):
    assert estimated_times(spot(a=(0, 0)), spot(b=(1000, 0))).metres.item() == (795 + 2139) // 2


def test_every_cell_is_known_and_marked_as_estimated(spot):
    times = estimated_times(spot(a=(0, 0), b=(5, 5)), spot(c=(0, 9000)))
    assert times.known.all()
    assert times.count(Basis.ESTIMATED) == 2
    assert "no account of rivers" in times.sources[0].text


def test_never_falls_as_distance_grows(spot):
    times = estimated_times(spot(a=(0, 0)), spot(**{f"p{x}": (x, 0) for x in range(0, 60_000, 37)}))
    assert (np.diff(times.metres[0]) > 0).all()
    assert (np.diff(times.tenths[0]) >= 0).all()


def test_the_built_in_table_is_the_published_calibration(open_data):
    """The facts built in are those of the measured file."""
    import csv

    from geodata.estimate import CALIBRATION

    with (open_data / "roads" / "rutland_circuity_calibration.csv").open() as file:
        rows = list(csv.DictReader(file))
    measured = []
    for row in rows:
        low, high = (int(edge) for edge in row["band"].strip("(]").split(", "))
        stretch, speed = float(row["circuity_median"]), float(row["network_km_per_assumed_hour"])
        measured.append((500 * (low + high), round(1000 * stretch), round(1000 * speed)))
    assert measured == list(CALIBRATION)
    assert sum(int(float(row["pairs"])) for row in rows) == 22_348
