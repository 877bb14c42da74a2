"""OS Open Roads, made here in a file of four streets and read back."""

import geopandas
import pytest
from shapely.geometry import LineString, MultiLineString, Point

from geodata.errors import UnreadableNetwork, WrongCrs
from geodata.open_roads import driving, read_open_roads, walking
from geodata.shortest import network_times

EAST, NORTH = 450_000, 300_000
CORNERS = {"A": (0, 0), "B": (0, 900), "C": (900, 900), "D": (900, 0)}
SQUARE = [
    # from, to, road function, form of way
    ("A", "B", "A Road", "Single Carriageway"),
    ("B", "C", "Local Road", "Single Carriageway"),
    ("C", "D", "Minor Road", "Single Carriageway"),
    ("D", "A", "Restricted Local Access Road", "Single Carriageway"),
]


def frame(streets, places=CORNERS, crs="EPSG:27700"):
    """The layer road_link with the columns that Ordnance Survey documents for the GeoPackage."""
    spots = {name: (EAST + x, NORTH + y) for name, (x, y) in places.items()}
    rows = [
        {"id": f"L{k}", "road_function": function, "form_of_way": form, "start_node": start, "end_node": end,
         "length": 900, "geometry": LineString([spots[start], spots[end]])}
        for k, (start, end, function, form) in enumerate(streets)
    ]  # fmt: skip
    return geopandas.GeoDataFrame(rows, crs=crs)


@pytest.fixture
def saved(tmp_path):
    """Write a layer of links, and one of nodes, as oproad.gpkg."""

    def write(links, layer="road_link"):
        path = tmp_path / "oproad.gpkg"
        nodes = geopandas.GeoDataFrame({"id": ["A"]}, geometry=[Point(EAST, NORTH)], crs="EPSG:27700")
        nodes.to_file(path, layer="road_node")
        links.to_file(path, layer=layer)
        return path

    return write


def edges_of(network):
    edges = network.edges
    return sorted(zip(edges.tail.tolist(), edges.head.tolist(), edges.metres.tolist(), edges.mph.tolist(), strict=True))


def test_three_public_sides_of_a_square_are_driven_and_the_private_one_is_not(saved, spot):
    network = read_open_roads(saved(frame(SQUARE)))
    assert network.edges.metres.sum() == 2 * 3 * 900
    assert set(network.edges.mph.tolist()) == {50, 25, 35}
    times = network_times(network, spot(a=(0, 0)), spot(d=(900, 0)))
    assert times.metres.item() == 2700
    assert times.tenths.item() == 30  # 40.3, 80.5 and 57.5 seconds


def test_roads_that_cross_without_a_common_node_do_not_meet(saved, spot):
    """A bridge: north to south over west to east, joined only by the ring road's two sides."""
    places = {"N": (500, 1000), "S": (500, 0), "W": (0, 500), "E": (1000, 500)}
    streets = [("N", "S", "A Road", "Single Carriageway"), ("W", "E", "A Road", "Single Carriageway"),
               ("N", "W", "Local Road", "Single Carriageway")]  # fmt: skip
    network = read_open_roads(saved(frame(streets, places)))
    metres = network_times(network, spot(s=(500, 0)), spot(e=(1000, 500))).metres.item()
    assert metres == 1000 + 707 + 1000


def test_every_road_is_open_both_ways_and_the_source_says_so(saved):
    network = read_open_roads(saved(frame([("A", "B", "A Road", "Dual Carriageway")])))
    pairs = {(tail, head) for tail, head, _, _ in edges_of(network)}
    assert pairs == {(head, tail) for tail, head in pairs}
    assert network.source == "oproad.gpkg (OS Open Roads: no one-way streets or turn restrictions)"
    assert set(network.edges.mph.tolist()) == {60}


def test_a_long_road_keeps_a_node_in_every_hundred_metres(saved):
    bent = frame([("A", "B", "Local Road", "Single Carriageway")])
    bent.loc[0, "geometry"] = LineString([(EAST, NORTH + 45 * k) for k in range(20)] + [(EAST, NORTH + 900)])
    network = read_open_roads(saved(bent))
    assert len(network) == 10
    assert network.edges.metres.sum() == 1800


@pytest.mark.parametrize(
    ("function", "form", "mph"),
    [
        ("motorway", "collapseddualcarriageway", 65),
        ("motorway", "sliproad", 40),
        ("aroad", "singlecarriageway", 50),
        ("aroad", "collapseddualcarriageway", 60),
        ("broad", "roundabout", 45),
        ("secondaryaccessroad", "singlecarriageway", 12),
        ("restrictedlocalaccessroad", "singlecarriageway", None),
        ("localroad", "guidedbusway", None),
    ],
)
def test_speed_follows_function_and_form(function, form, mph):
    rule = driving(function, form)
    assert (rule and rule.mph) == mph


def test_nobody_walks_along_a_motorway_or_its_slip_roads():
    assert walking("motorway", "sliproad") is None
    assert walking("restrictedlocalaccessroad", "singlecarriageway") is None
    assert walking("aroad", "collapseddualcarriageway").mph == walking("localroad", "singlecarriageway").mph


@pytest.mark.parametrize(
    "other",
    [
        {"road_function": "roadFunction", "form_of_way": "formOfWay", "start_node": "startNode", "end_node": "endNode"},
        {"road_function": "function", "form_of_way": "formOfWay", "start_node": "startNode", "end_node": "endNode"},
    ],
)
def test_spellings_of_other_releases_are_understood(saved, other):
    plain = read_open_roads(saved(frame(SQUARE))).digest
    assert read_open_roads(saved(frame(SQUARE).rename(columns=other))).digest == plain


def test_lines_saved_as_multi_lines_and_in_another_order_are_the_same_network(saved):
    plain = read_open_roads(saved(frame(SQUARE))).digest
    multi = frame(SQUARE).iloc[::-1]
    multi.geometry = [MultiLineString([line]) for line in multi.geometry]
    assert read_open_roads(saved(multi)).digest == plain


def without(column):
    return frame(SQUARE).drop(columns=column)


@pytest.mark.parametrize(
    ("links", "layer", "error", "words"),
    [
        (frame(SQUARE), "roads", UnreadableNetwork, r"oproad.gpkg: no layer road_link among .*roads"),
        (without("road_function"), "road_link", UnreadableNetwork, "layer road_link has no column road_function"),
        (without(["start_node", "end_node"]), "road_link", UnreadableNetwork, "no column start_node, end_node"),
        (frame(SQUARE).to_crs("EPSG:4326"), "road_link", WrongCrs, r"in WGS 84, not the British National Grid"),
        (frame(SQUARE).assign(end_node=None), "road_link", UnreadableNetwork, "blanks in end_node"),
        (
            frame(SQUARE).assign(road_function="C Road"),
            "road_link",
            UnreadableNetwork,
            "road_function croad is not one",
        ),
        (frame(SQUARE).assign(end_node="A"), "road_link", UnreadableNetwork, "node A lies in two places"),
        (frame(SQUARE[3:]), "road_link", UnreadableNetwork, "no road that can be driven"),
        (
            frame(SQUARE).set_geometry(frame(SQUARE).buffer(5)),
            "road_link",
            UnreadableNetwork,
            "other than single lines",
        ),
    ],
)
def test_what_is_not_such_a_file_is_refused_in_words(saved, links, layer, error, words):
    with pytest.raises(error, match=words):
        read_open_roads(saved(links, layer))


def test_a_file_that_is_no_geopackage_is_refused(tmp_path):
    (tmp_path / "roads.gpkg").write_text("hello")
    with pytest.raises(UnreadableNetwork, match=r"roads.gpkg: not readable as a GeoPackage"):
        read_open_roads(tmp_path / "roads.gpkg")
    with pytest.raises(UnreadableNetwork, match=r"absent.gpkg: not found"):
        read_open_roads(tmp_path / "absent.gpkg")
