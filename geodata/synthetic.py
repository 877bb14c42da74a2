"""A made-up county: settlements, the roads that join them, and a river with exactly two bridges.

Drawn in whole metres with a seeded generator and integer arithmetic, so that one seed gives the same
county on every machine. It lies in the North Sea: nothing in it is a real place.
"""

from dataclasses import dataclass, field
from math import isqrt

import numpy as np

from geodata.connected import keep_connected
from geodata.county_places import CITY, Kind, Settlements, draw_river, draw_settlements
from geodata.county_roads import Joins, join
from geodata.network import Edges, RoadNetwork, make_network
from geodata.osm_tags import CLASS_MPH
from geodata.points import IntArray, Points

SOUTH_WEST = np.array([600_000, 400_000], dtype=np.int64)
PIECE_METRES = 800
BENDS = {"primary": (3, 9)}
OTHER_BENDS = (8, 26)
"""Hundredths by which a road is longer than the straight lines it is drawn with."""

ONE_WAY_EVERY = 3


@dataclass(frozen=True, slots=True, eq=False)
class County:
    """A synthetic county.

    ``centres`` names the settlements and ``weights`` gives their size, int64 (k,): the city, then towns
    and villages, the largest of each first. ``river`` is a line from south to north, int64 (p, 2) easting
    and northing in metres; ``bridges`` the two places where a road crosses it, int64 (2, 2).
    """

    network: RoadNetwork
    centres: Points
    weights: IntArray
    river: IntArray
    bridges: IntArray


def synthetic_roads(seed: int, towns: int = 9, villages: int = 130) -> County:
    """Return the county of a seed: one city, towns and villages, about 2,300 road nodes in all.

    Every node can be driven to from every other. Raises ValueError for a number of settlements that
    does not fit, or too few to face each other over the river.
    """
    rng = np.random.Generator(np.random.PCG64(seed))
    river = draw_river(rng)
    places = draw_settlements(rng, river, towns, villages)
    joins = join(rng, places, river)
    network = keep_connected(_laid(rng, places, joins).network(f"synthetic county, seed {seed}"))
    if network.dropped.nodes:
        raise ValueError(f"synthetic county: seed {seed} cuts a settlement off. Use another seed.")
    centres = Points(places.names, places.east + SOUTH_WEST[0], places.north + SOUTH_WEST[1])
    return County(network, centres, places.weight, river + SOUTH_WEST, joins.bridges + SOUTH_WEST)


@dataclass(slots=True)
class _Works:
    """Roads under construction: nodes in metres from the south-west corner, and stretches between them."""

    nodes: list[tuple[int, int]] = field(default_factory=list)
    stretches: list[tuple[int, int, int, int]] = field(default_factory=list)

    def add_node(self, east: int, north: int) -> int:
        """Add a node and return its row."""
        self.nodes.append((east, north))
        return len(self.nodes) - 1

    def add_road(self, a: int, b: int, metres: int, mph: int) -> None:
        """Add a stretch open in both directions."""
        self.stretches += [(a, b, metres, mph), (b, a, metres, mph)]

    def network(self, source: str) -> RoadNetwork:
        """Return the finished network; nodes are numbered from 1."""
        east, north = np.array(self.nodes, dtype=np.int64).T + SOUTH_WEST[:, None]
        edges = Edges(*np.array(self.stretches, dtype=np.int64).T)
        return make_network(np.arange(1, len(east) + 1), east, north, edges, source, "synthetic")


def _laid(rng: np.random.Generator, places: Settlements, joins: Joins) -> _Works:
    works = _Works()
    middles = zip(places.east.tolist(), places.north.tolist(), places.kinds, strict=True)
    centre = [_lay_streets(works, east, north, kind) for east, north, kind in middles]
    for start, end, highway in zip(joins.start.tolist(), joins.end.tolist(), joins.highway, strict=True):
        bend = int(rng.integers(*BENDS.get(highway, OTHER_BENDS)))
        _lay_road(works, centre[start], centre[end], CLASS_MPH[highway], bend)
    return works


def _lay_streets(works: _Works, east: int, north: int, kind: Kind) -> int:
    """Lay a square of streets about a centre and return its node; the city has one-way streets."""
    step, reach = kind.block_metres, range(-kind.blocks, kind.blocks + 1)
    mph = CLASS_MPH["residential"]
    at = {(x, y): works.add_node(east + x * step, north + y * step) for x in reach for y in reach}
    for (x, y), here in at.items():
        if (x + 1, y) in at:
            works.add_road(here, at[x + 1, y], step, mph)
        if (x, y + 1) in at:
            one_way = kind is CITY and abs(x) < kind.blocks and x % ONE_WAY_EVERY == 1
            if one_way:
                works.stretches.append((here, at[x, y + 1], step, mph))
            else:
                works.add_road(here, at[x, y + 1], step, mph)
    return at[0, 0]


def _lay_road(works: _Works, start: int, end: int, mph: int, bend: int) -> None:
    """Lay a road in straight pieces of at most about 800 metres, each this many hundredths longer."""
    (x, y), (u, v) = works.nodes[start], works.nodes[end]
    pieces = max(1, isqrt((u - x) ** 2 + (v - y) ** 2) // PIECE_METRES)
    here = start
    for piece in range(1, pieces + 1):
        last = piece == pieces
        there = end if last else works.add_node(x + (u - x) * piece // pieces, y + (v - y) * piece // pieces)
        (a, b), (c, d) = works.nodes[here], works.nodes[there]
        works.add_road(here, there, isqrt((c - a) ** 2 + (d - b) ** 2) * (100 + bend) // 100, mph)
        here = there
