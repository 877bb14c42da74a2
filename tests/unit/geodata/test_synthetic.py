"""A made-up county is the same for one seed, whole, and joined over its river by two bridges."""

import numpy as np
import pytest
import shapely

from geodata.connected import keep_connected
from geodata.road_tables import write_edges
from geodata.shortest import network_times
from geodata.synthetic import synthetic_roads


@pytest.fixture(scope="module")
def county():
    return synthetic_roads(seed=1)


def lines(network):
    """Each edge as a straight line."""
    ends = np.stack([network.easting, network.northing], axis=1)
    return shapely.linestrings(np.stack([ends[network.edges.tail], ends[network.edges.head]], axis=1))


def test_one_seed_one_county(county):
    """The digest is written down: it must hold on every machine."""
    again = synthetic_roads(seed=1)
    assert again.network.digest == county.network.digest
    assert again.weights.tolist() == county.weights.tolist()
    assert again.river.tolist() == county.river.tolist()
    assert county.network.digest[:16] == "9af4e1716b9d0b61"


def test_another_seed_another_county(county):
    assert synthetic_roads(seed=2).network.digest != county.network.digest


@pytest.mark.parametrize("seed", range(10))
def test_exactly_two_roads_cross_the_river(seed):
    county = synthetic_roads(seed)
    over = shapely.intersects(lines(county.network), shapely.LineString(county.river))
    pairs = {
        frozenset(pair)
        for pair in zip(county.network.edges.tail[over].tolist(), county.network.edges.head[over].tolist(), strict=True)
    }
    assert len(pairs) == 2
    on_river = shapely.distance(shapely.points(county.bridges), shapely.LineString(county.river))
    assert (on_river < 2).all()


def test_every_node_reaches_every_other(county):
    assert 1_500 <= len(county.network) <= 3_000
    assert keep_connected(county.network).dropped.nodes == 0


def test_settlements_are_named_and_weighed_the_largest_first(county):
    assert county.centres.ids[:3] == ("City 1", "Town 1", "Town 2")
    assert len(county.centres) == len(county.weights) == 140
    assert (np.diff(county.weights[1:10]) <= 0).all()
    assert county.weights[0] > county.weights[1:].max()


def test_facing_settlements_are_further_by_road_than_over_the_water(county):
    """Some village sees another across the river that is at least three times as far to drive."""
    times = network_times(county.network, county.centres, county.centres)
    east, north = county.centres.easting, county.centres.northing
    straight = np.hypot(east[:, None] - east, north[:, None] - north)
    assert times.known.all()
    assert (times.metres >= straight - 1).all()
    assert (times.metres > 3 * straight)[straight > 1_000].any()


def test_as_files_it_is_small(county, tmp_path):
    write_edges(county.network, tmp_path)
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) < 150_000


def test_size_follows_the_number_of_settlements():
    assert len(synthetic_roads(seed=1, towns=3, villages=40).centres) == 44


@pytest.mark.parametrize(("towns", "villages", "words"), [(60, 0, "no room"), (0, 0, "face each other")])
def test_too_many_or_too_few_settlements_are_refused(towns, villages, words):
    with pytest.raises(ValueError, match=words):
        synthetic_roads(seed=1, towns=towns, villages=villages)
