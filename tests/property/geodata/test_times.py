"""Laws that hold on any network and any points."""

import networkx
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from geodata import dijkstra
from geodata.connected import keep_connected
from geodata.estimate import estimated_times
from geodata.hierarchy import build_hierarchy, fastest
from geodata.network import Edges, RoadNetwork, make_network
from geodata.points import Points
from geodata.shortest import network_times

NODES = 8
spots = st.tuples(st.integers(450_000, 453_000), st.integers(300_000, 303_000))
stretches = st.tuples(st.integers(0, NODES - 1), st.integers(0, NODES - 1), st.integers(1, 5_000), st.integers(1, 100))


@st.composite
def networks(draw) -> RoadNetwork:
    """Eight nodes and up to thirty one-way stretches, joined or not."""
    east, north = np.array(draw(st.lists(spots, min_size=NODES, max_size=NODES)), dtype=np.int64).T
    rows = draw(st.lists(stretches, max_size=30))
    edges = Edges(*np.array(rows, dtype=np.int64).reshape(-1, 4).T)
    return make_network(np.arange(NODES), east, north, edges, "drawn", "2026")


def points(drawn) -> Points:
    """The drawn positions as points named p0, p1, ..."""
    east, north = np.array(drawn, dtype=np.int64).T
    return Points(tuple(f"p{k}" for k in range(len(drawn))), east, north)


several = st.lists(spots, min_size=3, max_size=6).map(points)


@given(networks())
def test_every_time_equals_networkx(network):
    every = np.arange(NODES)
    times, metres = fastest(build_hierarchy(network), every, every)
    graph = network.to_networkx()
    for start in range(NODES):
        expected = networkx.single_source_dijkstra_path_length(
            graph, start, weight=lambda a, b, edge: edge["milliseconds"] * 10**9 + edge["metres"]
        )
        pairs = [divmod(expected[end], 10**9) if end in expected else (-1, -1) for end in range(NODES)]
        assert list(zip(times[start].tolist(), metres[start].tolist(), strict=True)) == pairs


@given(networks())
def test_the_hierarchy_and_its_referee_agree(network):
    every = np.arange(NODES)
    assert np.array_equal(fastest(build_hierarchy(network), every, every), dijkstra.fastest(network, every, every))


@given(networks())
def test_going_by_way_of_a_third_place_is_never_faster(network):
    every = np.arange(NODES)
    times, _ = fastest(build_hierarchy(network), every, every)
    far = np.where(times < 0, 10**12, times)
    by_way_of = (far[:, :, None] + far[None, :, :]).min(axis=1)
    assert (far <= by_way_of).all()


@given(networks(), several)
def test_with_the_legs_too_but_for_the_rounding_to_a_tenth(network, places):
    """Three times rounded to the nearest tenth may be out by one between them."""
    times = network_times(network, places, places, snap_limit_metres=10_000)
    far = np.where(times.known, times.tenths, 10**6)
    assert (far <= (far[:, :, None] + far[None, :, :]).min(axis=1) + 1).all()


@given(networks(), several)
def test_a_cell_holds_a_value_exactly_where_there_is_a_route(network, places):
    times = network_times(network, places, places)
    assert ((times.tenths >= 0) == times.known).all()
    assert ((times.metres >= 0) == times.known).all()


@given(networks(), several)
def test_the_order_of_origins_and_destinations_changes_nothing(network, places):
    turned = Points(places.ids[::-1], places.easting[::-1], places.northing[::-1])
    forward, backward = network_times(network, places, places), network_times(network, turned, turned)
    assert (forward.tenths == backward.tenths[::-1, ::-1]).all()
    assert (forward.metres == backward.metres[::-1, ::-1]).all()


@given(networks())
def test_the_parts_kept_and_dropped_make_the_whole(network):
    kept = keep_connected(network)
    assert len(kept) + kept.dropped.nodes == len(network)
    assert kept.edges.metres.sum() + kept.dropped.metres == network.edges.metres.sum()
    assert networkx.is_strongly_connected(kept.to_networkx())


@given(several)
def test_an_estimate_is_the_same_both_ways_and_nothing_from_a_place_to_itself(places):
    times = estimated_times(places, places)
    assert (times.tenths == times.tenths.T).all()
    assert (times.metres == times.metres.T).all()
    assert times.tenths.diagonal().tolist() == [0] * len(places)


@given(st.lists(st.integers(0, 250_000), min_size=2, max_size=20, unique=True))
def test_an_estimate_never_falls_with_distance(distances):
    ends = points([(450_000 + distance, 300_000) for distance in sorted(distances)])
    times = estimated_times(points([(450_000, 300_000)]), ends)
    assert (np.diff(times.tenths[0]) >= 0).all()
    assert (np.diff(times.metres[0]) > 0).all()
    assert (times.metres[0] >= np.sort(distances)).all()
