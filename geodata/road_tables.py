"""A road network as two CSV files: ``nodes.csv`` and ``roads.csv``.

nodes.csv  node (a whole number), easting, northing (metres, EPSG:27700)
roads.csv  from, to (nodes), metres (at least 1), mph (1 to 100), oneway (yes or no)
"""

import csv
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from geodata.errors import UnreadableNetwork, listed
from geodata.network import Edges, RoadNetwork, make_network
from geodata.points import IntArray

NODES, ROADS = "nodes.csv", "roads.csv"
NODE_COLUMNS = ("node", "easting", "northing")
ROAD_COLUMNS = ("from", "to", "metres", "mph", "oneway")
ONEWAY = {"yes": 1, "no": 0}


def read_edges(folder: Path, source: str, vintage: str) -> RoadNetwork:
    """Return the network of the two files, whole: parts that are cut off stay in it.

    Raises UnreadableNetwork naming the file, row and column of the first fault.
    """
    nodes = _table(folder / NODES, NODE_COLUMNS)
    roads = _table(folder / ROADS, ROAD_COLUMNS)
    tail = _rows_of(nodes[:, 0], roads[:, 0], "from")
    head = _rows_of(nodes[:, 0], roads[:, 1], "to")
    both = roads[:, 4] == 0
    edges = Edges(
        np.concatenate([tail, head[both]]),
        np.concatenate([head, tail[both]]),
        np.concatenate([roads[:, 2], roads[both, 2]]),
        np.concatenate([roads[:, 3], roads[both, 3]]),
    )
    return make_network(nodes[:, 0], nodes[:, 1], nodes[:, 2], edges, source, vintage)


def write_edges(network: RoadNetwork, folder: Path) -> None:
    """Write the two files into an existing folder; a road alike in both directions is one row."""
    with (folder / NODES).open("w", newline="", encoding="utf-8") as file:
        rows = zip(network.node.tolist(), network.easting.tolist(), network.northing.tolist(), strict=True)
        csv.writer(file, lineterminator="\n").writerows([NODE_COLUMNS, *rows])
    with (folder / ROADS).open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([ROAD_COLUMNS, *_road_rows(network)])


def _road_rows(network: RoadNetwork) -> Iterator[tuple[int, int, int, int, str]]:
    edges = network.edges
    columns = (network.node[edges.tail], network.node[edges.head], edges.metres, edges.mph)
    roads = list(zip(*(column.tolist() for column in columns), strict=True))
    known = set(roads)
    for tail, head, metres, mph in roads:
        twin = (head, tail, metres, mph) in known
        if tail < head or not twin:
            yield tail, head, metres, mph, "no" if twin else "yes"


def _table(path: Path, columns: tuple[str, ...]) -> IntArray:
    """Return the columns as int64 (rows, columns); ``oneway`` as 1 or 0."""
    if not path.is_file():
        raise UnreadableNetwork(f"{path.name}: not found. Give a file with columns {', '.join(columns)}.")
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            reader = csv.DictReader(file)
            if missing := [column for column in columns if column not in (reader.fieldnames or ())]:
                raise UnreadableNetwork(f"{path.name}: no column {', '.join(missing)}. Add it to the first row.")
            rows = [[_number(row[column], column, path, reader.line_num) for column in columns] for row in reader]
    except (UnicodeDecodeError, csv.Error) as error:
        raise UnreadableNetwork(f"{path.name}: not a CSV file ({error}). Save it as CSV UTF-8.") from error
    return np.array(rows, dtype=np.int64).reshape(-1, len(columns))


def _number(text: str | None, column: str, path: Path, row: int) -> int:
    cell = (text or "").strip()
    try:
        return ONEWAY[cell.lower()] if column == "oneway" else int(np.int64(int(cell)))
    except (ValueError, KeyError, OverflowError):
        wanted = "yes or no" if column == "oneway" else "a whole number"
        raise UnreadableNetwork(f"{path.name} row {row}, {column}: {cell!r} is not {wanted}. Correct it.") from None


def _rows_of(nodes: IntArray, wanted: IntArray, column: str) -> IntArray:
    """Return the row of each wanted node."""
    order = np.argsort(nodes, kind="stable")
    found = np.searchsorted(nodes, wanted, sorter=order)
    row = order[np.minimum(found, len(nodes) - 1)] if len(nodes) else np.zeros(len(wanted), dtype=np.int64)
    missing = wanted if not len(nodes) else wanted[nodes[row] != wanted]
    if len(missing):
        names = listed(map(str, np.unique(missing).tolist()))
        raise UnreadableNetwork(f"{ROADS}, {column}: node {names} is not in {NODES}. Add it or correct the road.")
    return row
