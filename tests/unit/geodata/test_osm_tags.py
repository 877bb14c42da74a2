"""What a mapped road says about driving it."""

import pytest

from geodata.osm_tags import closes_road, directions, driving, limit_mph, speed


def way(highway="residential", **tags):
    return {"highway": highway, **{key.replace("__", ":"): value for key, value in tags.items()}}


@pytest.mark.parametrize(
    ("tag", "mph"),
    [
        ("30 mph", 30),
        ("30mph", 30),
        ("20", 12),
        ("50", 31),
        ("80 km/h", 50),
        ("GB:nsl_single", 60),
        ("GB:nsl_dual", 70),
        ("GB:motorway", 70),
        ("", None),
        ("signals", None),
        ("30 mph;20 mph", None),
        ("none", None),
    ],
)
def test_a_posted_limit_is_read_in_miles_an_hour(tag, mph):
    assert limit_mph(tag) == mph


@pytest.mark.parametrize(
    ("highway", "tag", "mph"),
    [
        ("residential", "", 25),
        ("residential", "20 mph", 18),
        ("primary", "30 mph", 27),
        ("tertiary", "60 mph", 40),
        ("trunk", "70 mph", 60),
        ("service", "5 mph", 4),
        ("service", "1 mph", 1),
        ("secondary", "signals", 45),
    ],
)
def test_a_limit_slows_a_road_but_never_speeds_it(highway, tag, mph):
    assert speed(highway, tag) == mph


@pytest.mark.parametrize(
    ("tags", "both"),
    [
        (way(), (True, True)),
        (way(oneway="yes"), (True, False)),
        (way(oneway="1"), (True, False)),
        (way(oneway="true"), (True, False)),
        (way(oneway="-1"), (False, True)),
        (way(oneway="no"), (True, True)),
        (way(junction="roundabout"), (True, False)),
        (way("motorway"), (True, False)),
        (way("motorway_link"), (True, False)),
        (way("motorway_link", oneway="no"), (True, True)),
        (way("trunk"), (True, True)),
    ],
)
def test_the_directions_a_road_may_be_driven(tags, both):
    assert directions(tags) == both


@pytest.mark.parametrize(
    "tags",
    [
        way("footway"),
        way("cycleway"),
        way("track"),
        way("busway"),
        way("proposed"),
        way(access="no"),
        way(access="private"),
        way(motor_vehicle="no"),
        way(access="yes", motorcar="no"),
        way(motor_vehicle="agricultural;forestry"),
        way("service", service="parking_aisle"),
        way("service", service="driveway"),
        way("service", area="yes"),
    ],
)
def test_not_for_cars(tags):
    assert driving(tags) is None


@pytest.mark.parametrize(
    "tags",
    [
        way(),
        way("service"),
        way("service", service="alley"),
        way(access="no", motor_vehicle="yes"),
        way(access="destination"),
        way(motor_vehicle="private;destination"),
    ],
)
def test_for_cars(tags):
    assert driving(tags) is not None


@pytest.mark.parametrize(
    ("tags", "closed"),
    [
        ({"barrier": "bollard"}, True),
        ({"barrier": "bollard", "motor_vehicle": "yes"}, False),
        ({"barrier": "gate"}, False),
        ({"barrier": "gate", "access": "private"}, True),
        ({"barrier": "lift_gate"}, False),
        ({"barrier": "cattle_grid"}, False),
        ({"highway": "crossing", "access": "no"}, False),
    ],
)
def test_a_barrier_closes_a_road_or_opens(tags, closed):
    assert closes_road(tags) is closed
