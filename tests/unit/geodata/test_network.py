"""A network is arrays: exact times, the quickest of parallel roads, one order whatever came in."""

import dataclasses

import networkx
import numpy as np
import pytest

from geodata.errors import NonUniqueId, UnreadableNetwork, WrongCrs
from geodata.network import Edges, make_network, milliseconds

SQUARE = {1: (0, 0), 2: (0, 1000), 3: (1000, 1000), 4: (1000, 0)}
ROADS = [(1, 2, 1000, 30, False), (2, 3, 1000, 30, True), (3, 4, 1000, 30, False), (4, 1, 1000, 60, True)]


def test_a_mile_at_sixty_takes_a_minute():
    assert milliseconds(np.array([1_609_344]), 60).tolist() == [60_000_000]
    assert milliseconds(np.array([1_609]), 60).tolist() == [59_987]


def test_peak_traffic_stretches_time_by_its_hundredths():
    assert milliseconds(np.array([1_609_344]), 60, 130).tolist() == [78_000_000]


def test_no_traffic_is_faster_than_free_flowing(roads):
    with pytest.raises(ValueError, match="peak_percent below 100"):
        dataclasses.replace(roads(SQUARE, ROADS), peak_percent=90)


def test_the_quickest_of_two_parallel_roads_is_kept_and_a_loop_is_not(roads):
    network = roads({1: (0, 0), 2: (0, 1000)}, [(1, 2, 1000, 30, False), (1, 2, 1500, 60, True), (2, 2, 90, 30, True)])
    assert network.edges.metres.tolist() == [1500, 1000]


def test_two_way_roads_are_two_edges_and_one_way_roads_one(roads):
    network = roads(SQUARE, ROADS)
    pairs = list(zip(network.edges.tail.tolist(), network.edges.head.tolist(), strict=True))
    assert pairs == [(0, 1), (1, 0), (1, 2), (2, 3), (3, 0), (3, 2)]
    assert network.first_edge.tolist() == [0, 1, 3, 4, 6]


def test_the_order_of_nodes_and_roads_changes_nothing(roads):
    back = dict(reversed(SQUARE.items()))
    assert roads(SQUARE, ROADS).digest == roads(back, ROADS[::-1]).digest


def test_the_digest_follows_length_speed_and_peak(roads):
    network = roads(SQUARE, ROADS)
    longer = roads(SQUARE, [(1, 2, 1001, 30, False), *ROADS[1:]])
    slower = roads(SQUARE, [(1, 2, 1000, 20, False), *ROADS[1:]])
    busier = dataclasses.replace(network, peak_percent=120)
    assert len({network.digest, longer.digest, slower.digest, busier.digest}) == 4


def test_the_graph_offered_carries_metres_and_seconds(roads):
    graph = roads(SQUARE, ROADS).to_networkx()
    assert graph.nodes[3] == {"easting": 451_000, "northing": 301_000}
    assert graph.edges[4, 1] == {"metres": 1000, "seconds": 37.282, "milliseconds": 37_282}
    assert not graph.has_edge(1, 4)
    assert networkx.is_strongly_connected(graph)


@pytest.mark.parametrize(
    ("node", "east", "metres", "mph", "error", "words"),
    [
        ([1, 1], 450_000, 10, 30, NonUniqueId, "node 1 given twice"),
        ([1, 2], 1, 10, 30, WrongCrs, "node 1"),
        ([1, 2], 450_000, 0, 30, UnreadableNetwork, "shorter than one metre"),
        ([1, 2], 450_000, 10, 0, UnreadableNetwork, "speed outside 1 to 100"),
        ([1, 2], 450_000, 10, 101, UnreadableNetwork, "speed outside 1 to 100"),
        ([], 450_000, 10, 30, UnreadableNetwork, "no road that can be driven"),
    ],
)
def test_a_network_that_cannot_be_is_refused(node, east, metres, mph, error, words):
    nodes = np.array(node, dtype=np.int64)
    edge = Edges(*(np.array([value] if node else [], dtype=np.int64) for value in (0, 1, metres, mph)))
    with pytest.raises(error, match=words):
        make_network(nodes, np.full(len(node), east), np.full(len(node), 9), edge, "drawn by hand", "2026")
