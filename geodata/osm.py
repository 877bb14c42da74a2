"""A network from an OpenStreetMap extract (.osm.pbf): roads for cars, or ways on foot.

Turn restrictions and ferries are left out; gates are taken to open. Choose an extract that reaches well beyond the
area of interest: a route that leaves the extract is not found.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import osmium
from osmium.filter import KeyFilter
from osmium.osm import Node, NodeRefList, Way

from geodata.connected import keep_connected
from geodata.errors import UnreadableNetwork
from geodata.lines import Lines, Rule, network_of
from geodata.network import RoadNetwork
from geodata.osm_foot import closes_path, walking
from geodata.osm_tags import closes_road, driving
from geodata.projection import to_grid

REMEDY = "Give an OpenStreetMap extract (.osm.pbf) that holds roads."


@dataclass(frozen=True, slots=True)
class Travel:
    """How one travels: how a way with these tags is used, None where it is not, and whether a node stops one."""

    rule_of: Callable[[Mapping[str, str]], Rule | None]
    closes: Callable[[Mapping[str, str]], bool]


BY_CAR = Travel(driving, closes_road)
ON_FOOT = Travel(walking, closes_path)


@dataclass(slots=True)
class _Ways:
    """Ways end to end: a point for each row, and how each way is used."""

    node: list[int] = field(default_factory=list)
    longitude: list[float] = field(default_factory=list)
    latitude: list[float] = field(default_factory=list)
    size: list[int] = field(default_factory=list)
    rule: list[Rule] = field(default_factory=list)


def read_osm(path: Path, peak_percent: int = 100, travel: Travel = BY_CAR) -> RoadNetwork:
    """Return the network of an extract that one can use in this way, without its stray parts.

    ``peak_percent`` stretches every time: 100 is free-flowing, 130 takes three tenths longer.
    Raises UnreadableNetwork where the file is not an extract or holds no road.
    """
    if not path.is_file():
        raise UnreadableNetwork(f"{path.name}: not found. {REMEDY}")
    try:
        ways, vintage = _read(path, travel)
    except RuntimeError as error:
        raise UnreadableNetwork(f"{path.name}: not readable ({error}). {REMEDY}") from error
    if not ways.node:
        raise UnreadableNetwork(f"{path.name}: no road that can be driven. {REMEDY}")
    network = network_of(_lines(ways), ways.rule, path.name, vintage)
    return keep_connected(replace(network, peak_percent=peak_percent))


def _read(path: Path, travel: Travel) -> tuple[_Ways, str]:
    """Return the ways that one can use and the day the extract was made."""
    reader = osmium.FileProcessor(str(path)).with_locations().with_filter(KeyFilter("highway", "barrier"))
    ways, closed = _Ways(), set[int]()
    for item in reader:
        if isinstance(item, Node) and travel.closes(dict(item.tags)):
            closed.add(item.id)
        elif isinstance(item, Way) and (rule := travel.rule_of(dict(item.tags))):
            for piece in _pieces(item.nodes, closed):
                _append(ways, piece, rule)
    stamp = reader.header.get("osmosis_replication_timestamp", "")
    return ways, stamp[:10] or "not stated"


def _pieces(nodes: NodeRefList, closed: set[int]) -> Iterator[list[tuple[int, float, float]]]:
    """Yield the way as unbroken runs of (node, longitude, latitude), split where it is closed."""
    piece: list[tuple[int, float, float]] = []
    for node in nodes:
        if node.ref in closed or not node.location.valid():
            yield piece
            piece = []
        else:
            piece.append((node.ref, node.lon, node.lat))
    yield piece


def _append(ways: _Ways, piece: list[tuple[int, float, float]], rule: Rule) -> None:
    if len(piece) < 2:
        return
    for node, longitude, latitude in piece:
        ways.node.append(node)
        ways.longitude.append(longitude)
        ways.latitude.append(latitude)
    ways.size.append(len(piece))
    ways.rule.append(rule)


def _lines(ways: _Ways) -> Lines:
    easting, northing = to_grid(np.array(ways.longitude), np.array(ways.latitude))
    way = np.repeat(np.arange(len(ways.size)), ways.size)
    return Lines(np.array(ways.node, dtype=np.int64), way, easting, northing)
