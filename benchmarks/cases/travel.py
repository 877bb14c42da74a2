"""Minutes and metres from many places to many: our hierarchy, with the usual engines beside it.

The hierarchy is built before the clock starts, since it is built once for a network; building is measured by itself.
"""

from dataclasses import dataclass

import networkx
import numpy as np

from benchmarks.registry import Case, Engine, Reading
from geodata import dijkstra
from geodata.county_size import county_size_roads
from geodata.hierarchy import Hierarchy, build_hierarchy, fastest
from geodata.network import RoadNetwork
from geodata.points import IntArray

SMALL, LARGE = "600x60", "10000x600"
ALL = (SMALL, LARGE)
OURS = "our hierarchy"
SEED = 20261122
NODES = 250_000
SAMPLE = 20
"""Destinations for which every pair is held to the referee: 12,000 pairs and 200,000."""

Found = tuple[IntArray, IntArray]


@dataclass(frozen=True, slots=True, eq=False)
class Journeys:
    """A network, and the rows of its nodes to go from and to."""

    network: RoadNetwork
    starts: IntArray
    ends: IntArray


def build(size: str) -> Journeys:
    """Origins and destinations drawn evenly from the nodes of one network; the same size gives the same."""
    origins, destinations = (int(number) for number in size.split("x"))
    network = county_size_roads(SEED, NODES)
    rng = np.random.default_rng([SEED, origins, destinations])
    starts, ends = (rng.choice(len(network), count, replace=False) for count in (origins, destinations))
    return Journeys(network, starts, ends)


def prepared(journeys: Journeys) -> tuple[Hierarchy, Journeys]:
    """The network made ready; its loops compiled."""
    return build_hierarchy(journeys.network), journeys


def by_hierarchy(ready: tuple[Hierarchy, Journeys]) -> Found:
    """Our engine."""
    hierarchy, journeys = ready
    return fastest(hierarchy, journeys.starts, journeys.ends)


def unchanged(journeys: Journeys) -> Journeys:
    """Nothing to prepare."""
    return journeys


def by_scipy(journeys: Journeys) -> Found:
    """SciPy's Dijkstra, from each destination backwards."""
    return dijkstra.fastest(journeys.network, journeys.starts, journeys.ends)


def build_only(journeys: Journeys) -> Hierarchy:
    """What is done once for a network."""
    return build_hierarchy(journeys.network)


def with_routingkit(journeys: Journeys) -> tuple[object, Journeys]:
    """RoutingKit's own hierarchy of the same network; it weighs milliseconds alone."""
    from pyroutingkit import CCHMetric, CCHTopology

    network, topology = journeys.network, CCHTopology()
    ends = (end.astype(np.uint32) for end in (network.edges.tail, network.edges.head))
    at = (axis.astype(np.float32) for axis in (network.northing, network.easting))
    topology.build(*ends, *at, len(network))
    metric = CCHMetric(topology)
    metric.customize(network.milliseconds.astype(np.uint32))
    return metric, journeys


def by_routingkit(ready: tuple[object, Journeys]) -> Found:
    """RoutingKit's many-to-many; no metres."""
    metric, journeys = ready
    times = metric.distances_many_to_many(journeys.starts.astype(np.uint32), journeys.ends.astype(np.uint32))
    return times.astype(np.int64), np.zeros((0, 0), dtype=np.int64)


def as_graph(journeys: Journeys) -> tuple[networkx.DiGraph, Journeys]:
    """The network turned round, as networkx holds it."""
    return journeys.network.to_networkx().reverse(copy=False), journeys


def by_networkx(ready: tuple[networkx.DiGraph, Journeys]) -> Found:
    """The Dijkstra of networkx from a few destinations backwards; no metres."""
    graph, journeys = ready
    node = journeys.network.node
    columns = []
    for end in node[journeys.ends[:2]].tolist():
        to_end = networkx.single_source_dijkstra_path_length(graph, end, weight="milliseconds")
        columns.append([to_end.get(start, -1) for start in node[journeys.starts].tolist()])
    return np.array(columns, dtype=np.int64).T, np.zeros((0, 0), dtype=np.int64)


def read_pairs(journeys: Journeys, found: Found) -> Reading:
    """Every pair of the first destinations is the referee's, and its metres are too where there are any."""
    columns = min(SAMPLE, found[0].shape[1])
    expected = dijkstra.fastest(journeys.network, journeys.starts, journeys.ends[:columns])
    compared = [(a[:, :columns], b) for a, b in zip(found, expected, strict=True) if a.size]
    wrong = sum(int(np.count_nonzero(ours != right)) for ours, right in compared)
    told = "milliseconds and metres" if len(compared) == 2 else "milliseconds"
    note = f"{told} checked on {expected[0].size:,} pairs"
    return Reading(faults=(f"{wrong} pairs differ",) if wrong else (), note=note)


def read_few(journeys: Journeys, found: Found) -> Reading:
    """The same, with the time of a few destinations carried over to all."""
    reading, few, all_ends = read_pairs(journeys, found), found[0].shape[1], len(journeys.ends)
    note = f"{reading.note}; {few} destinations searched, the time carried over to all {all_ends}"
    return Reading(faults=reading.faults, scale=all_ends / few, note=note)


def read_size(journeys: Journeys, hierarchy: Hierarchy) -> Reading:
    """How large the hierarchy became."""
    ascent = hierarchy.leaving
    note = f"{len(journeys.network):,} nodes, {len(ascent.level):,} arcs, at most {hierarchy.height:,} ancestors"
    return Reading(note=note)


CASE = Case(
    name="travel",
    sizes=ALL,
    build=build,
    source="a seeded network of a county's size: towns, a river, ten bridges",
    engines=(
        Engine(OURS, prepared, by_hierarchy, read_pairs, ALL),
        Engine("building it", unchanged, build_only, read_size, (SMALL,), ratio_to=OURS),
        Engine("SciPy Dijkstra", unchanged, by_scipy, read_pairs, (SMALL,), (LARGE,), OURS),
        Engine("RoutingKit", with_routingkit, by_routingkit, read_pairs, (), ALL, OURS),
        Engine("networkx Dijkstra", as_graph, by_networkx, read_few, (SMALL,), ratio_to=OURS),
    ),
)
