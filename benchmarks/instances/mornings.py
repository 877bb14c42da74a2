"""A morning in a made-up authority: 400 riders to twelve settings on roads, with every rule of the routes.

Roads are those of a county-size network. Riders live where roads are dense, and a setting draws them more the nearer
they live. Wheelchairs, attendants, riders alone and apart, and ride limits of 45 and 75 minutes are drawn in the
shares of the constants; whoever is driven longer alone may be aboard for a tenth longer than that.
"""

from collections.abc import Iterator

import numpy as np

from geodata.county_size import county_size_roads
from geodata.hierarchy import build_hierarchy, fastest
from solvers.routing import NO_LIMIT, Riders, RoutingProblem, Vehicles
from solvers.routing.problem import Ints

SEED = 20261122
NODES = 60_000
WHEELCHAIR, ATTENDED, ALONE, SHORT_LIMIT = 0.12, 0.25, 0.05, 0.4
PAIRS_APART = 3
BOARDING, WHEELCHAIR_BOARDING = 20, 50
LIMITS = (450, 750)
PULL = 20 * 60_000.0
"""Milliseconds over which the pull of a setting falls to a third."""

VEHICLES = Vehicles(
    room=np.array([[4, 0], [7, 0], [3, 1], [8, 0], [8, 2], [16, 0]]),
    number=np.array([NO_LIMIT, NO_LIMIT, NO_LIMIT, NO_LIMIT, 4, 3]),
    fixed=np.array([3_000, 4_200, 5_500, 7_500, 11_000, 14_000]),
    by_distance=np.array([360, 400, 440, 500, 560, 700]),
    stretch=1_609_344,
    attendant_fixed=1_000,
    attendant_by_hour=2_800,
)
"""Taxi, larger taxi, taxi with a ramp, minibus, minibus with a lift, coach; pence a day, there and back."""


def build(size: str, nodes: int = NODES) -> tuple[RoutingProblem, ...]:
    """One problem a setting; ``size`` is "riders x settings", as in "400x12". The same size gives the same arrays."""
    riders, settings = (int(number) for number in size.split("x"))
    rng = np.random.default_rng([SEED, riders, settings])
    network = county_size_roads(SEED, nodes)
    hierarchy = build_hierarchy(network)
    homes, ends = (rng.choice(len(network), count, replace=False) for count in (riders, settings))
    chosen = _chosen(rng, fastest(hierarchy, homes, ends)[0])
    groups = [np.append(homes[chosen == setting], ends[setting]) for setting in range(settings)]
    return tuple(_posed(rng, *fastest(hierarchy, nodes, nodes)) for nodes in groups)


def _chosen(rng: np.random.Generator, milliseconds: Ints) -> Ints:
    """The setting of each rider."""
    pull = np.exp(-milliseconds / PULL)
    edge = np.cumsum(pull, axis=1)
    return np.asarray((rng.random(len(pull))[:, None] * edge[:, -1:] > edge).sum(axis=1))


def _posed(rng: np.random.Generator, milliseconds: Ints, metres: Ints) -> RoutingProblem:
    n = len(metres) - 1
    tenths = -(-milliseconds // 6_000)
    wheelchair, attended, alone, short = (rng.random(n) < p for p in (WHEELCHAIR, ATTENDED, ALONE, SHORT_LIMIT))
    boarding = np.where(wheelchair, WHEELCHAIR_BOARDING, BOARDING)
    return RoutingProblem(
        riders=Riders(
            load=np.stack([~wheelchair, wheelchair], axis=1).astype(np.int64),
            boarding=boarding,
            limit=np.maximum(np.where(short, *LIMITS), (tenths[:n, n] + boarding) * 11 // 10),
            attended=attended,
            alone=alone,
            apart=np.array(list(_pairs(rng, n)), dtype=np.int64).reshape(-1, 2),
        ),
        vehicles=VEHICLES,
        tenths=tenths,
        metres=metres,
    )


def _pairs(rng: np.random.Generator, riders: int) -> Iterator[tuple[int, int]]:
    """A few pairs that are kept apart, in order."""
    drawn = rng.integers(0, riders, size=(PAIRS_APART, 2)) if riders else np.zeros((0, 2), dtype=np.int64)
    yield from sorted({(int(min(pair)), int(max(pair))) for pair in drawn if pair[0] != pair[1]})
