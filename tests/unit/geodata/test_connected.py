"""Stray parts go, islands stay, and what went is said."""

from geodata.connected import keep_connected

PLACES = {1: (0, 0), 2: (0, 1000), 3: (0, 2000), 8: (9000, 0), 9: (9000, 1000)}
MAINLAND = [(1, 2, 1000, 30, False), (2, 3, 1000, 30, False)]
ISLAND = [(8, 9, 1200, 30, False)]


def test_the_largest_part_is_kept_and_the_rest_counted(roads):
    network = keep_connected(roads(PLACES, MAINLAND + ISLAND))
    assert network.node.tolist() == [1, 2, 3]
    assert (network.dropped.nodes, network.dropped.metres) == (2, 2400)


def test_an_island_with_enough_road_is_kept(roads):
    network = keep_connected(roads(PLACES, MAINLAND + ISLAND), island_metres=2400)
    assert network.node.tolist() == [1, 2, 3, 8, 9]
    assert network.dropped.nodes == 0


def test_a_road_one_can_enter_but_not_leave_is_dropped(roads):
    network = keep_connected(roads(PLACES, [*MAINLAND, (3, 8, 9000, 30, True)]))
    assert network.node.tolist() == [1, 2, 3]
    assert network.edges.metres.sum() == 4000


def test_of_equal_parts_the_one_with_the_lowest_node_is_kept(roads):
    places = {number: PLACES[number] for number in (9, 8, 2, 1)}
    network = keep_connected(roads(places, [(8, 9, 1000, 30, False), (1, 2, 1000, 30, False)]))
    assert network.node.tolist() == [1, 2]
