"""Two CSV files make a network and come back as they were."""

import pytest

from geodata.errors import NonUniqueId, UnreadableNetwork
from geodata.road_tables import read_edges, write_edges

NODES = "node,easting,northing\n1,450000,300000\n2,450000,301000\n7,451000,301000\n"
ROADS = "from,to,metres,mph,oneway\n1,2,1010,30,no\n2,7,1020,40,YES\n7,1,1500,60,no\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "nodes.csv").write_text(NODES)
    (tmp_path / "roads.csv").write_text(ROADS)
    return tmp_path


def test_a_two_way_road_is_two_edges(folder):
    network = read_edges(folder, "drawn by hand", "2026-01-01")
    assert network.node.tolist() == [1, 2, 7]
    assert network.edges.tail.tolist() == [0, 0, 1, 1, 2]
    assert network.edges.head.tolist() == [1, 2, 0, 2, 0]
    assert network.edges.metres.tolist() == [1010, 1500, 1010, 1020, 1500]
    assert (network.source, network.vintage) == ("drawn by hand", "2026-01-01")


def test_written_and_read_again_it_is_the_same_network(folder, tmp_path):
    network = read_edges(folder, "drawn by hand", "2026-01-01")
    write_edges(network, tmp_path)
    assert (tmp_path / "roads.csv").read_text().splitlines() == [
        "from,to,metres,mph,oneway",
        "1,2,1010,30,no",
        "1,7,1500,60,no",
        "2,7,1020,40,yes",
    ]
    assert read_edges(tmp_path, "drawn by hand", "2026-01-01").digest == network.digest


@pytest.mark.parametrize(
    ("name", "text", "error", "words"),
    [
        ("nodes.csv", "node,x,y\n1,2,3\n", UnreadableNetwork, "nodes.csv: no column easting, northing"),
        ("nodes.csv", "", UnreadableNetwork, "nodes.csv: no column node, easting, northing"),
        ("nodes.csv", NODES + "1,450000,300000\n", NonUniqueId, "node 1 given twice"),
        ("nodes.csv", NODES + "9,450000.5,300000\n", UnreadableNetwork, "row 5, easting: '450000.5' is not a whole"),
        ("nodes.csv", NODES + "9,450000\n", UnreadableNetwork, "row 5, northing: '' is not a whole number"),
        ("nodes.csv", "node,easting,northing\n", UnreadableNetwork, "node 1, 2, 7 is not in nodes.csv"),
        ("roads.csv", ROADS + "1,8,10,30,no\n", UnreadableNetwork, "roads.csv, to: node 8 is not in nodes.csv"),
        ("roads.csv", ROADS + "1,2,10,30,maybe\n", UnreadableNetwork, "row 5, oneway: 'maybe' is not yes or no"),
        ("roads.csv", ROADS + "1,2,0,30,no\n", UnreadableNetwork, "shorter than one metre"),
    ],
)
def test_a_fault_is_said_with_file_row_and_column(folder, name, text, error, words):
    (folder / name).write_text(text)
    with pytest.raises(error, match=words):
        read_edges(folder, "drawn by hand", "2026-01-01")


def test_a_missing_file_is_said(folder):
    (folder / "roads.csv").unlink()
    with pytest.raises(UnreadableNetwork, match=r"roads.csv: not found"):
        read_edges(folder, "drawn by hand", "2026-01-01")


def test_nodes_without_roads_are_a_network_without_routes(folder):
    (folder / "roads.csv").write_text("from,to,metres,mph,oneway\n")
    assert len(read_edges(folder, "drawn by hand", "2026-01-01").edges) == 0
