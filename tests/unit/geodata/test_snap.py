"""Each point joins the nearest node; too far is said by name."""

from geodata.snap import snap


def test_the_nearest_node_and_the_straight_way_to_it(roads, spot):
    network = roads({1: (0, 0), 2: (0, 1000)}, [(1, 2, 1000, 30, False)])
    snapped = snap(spot(near=(30, 40), beyond=(0, 2100), edge=(0, 2000)), network)
    assert snapped.node.tolist() == [0, 1, 1]
    assert snapped.metres.tolist() == [50, 1100, 1000]
    assert snapped.near.tolist() == [True, False, True]
    assert snapped.far == ("beyond",)


def test_far_points_are_told_with_their_metres_the_furthest_first(roads, spot):
    network = roads({1: (0, 0), 2: (0, 1000)}, [(1, 2, 1000, 30, False)])
    snapped = snap(spot(b=(300, 0), sea=(5000, 0), near=(299, 0), a=(300, 1000)), network)
    assert snapped.further_than(300) == (("sea", 5000), ("a", 300), ("b", 300))


def test_the_way_to_the_road_is_driven_at_ten_miles_an_hour(roads, spot):
    network = roads({1: (0, 0), 2: (0, 5000)}, [(1, 2, 5000, 30, False)])
    assert snap(spot(lane=(447, 0)), network).milliseconds.tolist() == [99_991]


def test_no_points_snap_to_nothing(roads, spot):
    network = roads({1: (0, 0), 2: (0, 1000)}, [(1, 2, 1000, 30, False)])
    assert snap(spot(), network).far == ()


def test_of_equally_near_nodes_the_lowest_number_is_taken(roads, spot):
    corners = {9: (0, 0), 4: (0, 200), 7: (200, 0), 5: (200, 200)}
    network = roads(corners, [(9, 4, 200, 30, False), (4, 7, 300, 30, False), (7, 5, 200, 30, False)])
    snapped = snap(spot(middle=(100, 100), edge=(200, 100)), network)
    assert network.node[snapped.node].tolist() == [4, 5]
