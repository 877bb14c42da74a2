"""The land within so many minutes, on roads whose minutes can be counted."""

import pytest
import shapely

from geodata.catchments import catchments

CORNER = (450_000, 300_000)


def at(layer, place, minutes):
    """The row of a place and a limit."""
    return layer[(layer.place == place) & (layer.minutes == minutes)].iloc[0]


def covers(shape, east, north):
    return shape.covers(shapely.Point(CORNER[0] + east, CORNER[1] + north))


@pytest.fixture
def road(roads):
    """Ten kilometres due north at 30 miles an hour: about 1 minute 15 seconds each."""
    return roads({k: (0, 1000 * k) for k in range(11)}, [(k, k + 1, 1000, 30, False) for k in range(10)])


def test_a_longer_limit_reaches_further_up_the_road(road, spot):
    layer = catchments(road, spot(end=(0, 0)), minutes=(10, 5))
    assert layer.minutes.tolist() == [5, 10]
    assert layer.kilometres.tolist() == [8.0, 16.0]  # four and eight, there and back
    assert covers(at(layer, "end", 5).geometry, 0, 4_200)
    assert not covers(at(layer, "end", 5).geometry, 0, 4_300)
    assert at(layer, "end", 10).geometry.covers(at(layer, "end", 5).geometry)
    assert layer.crs.to_epsg() == 27700


def test_the_other_bank_is_outside_although_it_is_near(two_banks, spot):
    """The way over the bridge is 9 km, eleven minutes; straight it is one."""
    shape = at(catchments(two_banks, spot(landing=(0, 0)), minutes=(10,)), "landing", 10).geometry
    assert covers(shape, 0, 3_000)
    assert not covers(shape, 1000, 0)


def test_reach_is_towards_the_place_on_one_way_streets(roads, spot):
    """One-way from 1 to 2: who stands at 1 reaches 2, not the other way about."""
    street = roads({1: (0, 0), 2: (0, 2000)}, [(1, 2, 2000, 30, True)])
    layer = catchments(street, spot(start=(0, 0), end=(0, 2000)), minutes=(45,))
    assert layer.kilometres.tolist() == [0.0, 2.0]


def test_a_place_at_sea_has_an_empty_catchment(road, spot):
    layer = catchments(road, spot(sea=(90_000, 0)))
    assert layer.minutes.tolist() == [45, 75]
    assert layer.geometry.is_empty.all()
