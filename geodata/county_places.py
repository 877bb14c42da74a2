"""Where the river and the settlements of a synthetic county lie; whole metres from its south-west corner."""

from dataclasses import dataclass

import numpy as np

from geodata.points import IntArray

SIDE = 40_000
RIVER_STEP = 2_000
RIVER_BEND = 700
MARGIN = 2_000
TRIES = 20_000


@dataclass(frozen=True, slots=True)
class Kind:
    """A size of settlement: its streets, its elbow room and how many weigh it."""

    name: str
    blocks: int
    block_metres: int
    spacing: int
    from_river: int
    weight: tuple[int, int]


CITY = Kind("City", 6, 250, 0, 2_300, (250_000, 350_000))
TOWN = Kind("Town", 2, 250, 6_000, 1_000, (8_000, 60_000))
VILLAGE = Kind("Village", 1, 150, 1_700, 500, (150, 4_000))


@dataclass(frozen=True, slots=True, eq=False)
class Settlements:
    """Settlements by kind, the heaviest of each kind first; int64 arrays of shape (k,)."""

    names: tuple[str, ...]
    kinds: tuple[Kind, ...]
    east: IntArray
    north: IntArray
    weight: IntArray


def draw_river(rng: np.random.Generator) -> IntArray:
    """Return a line from the south edge to the north edge, int64 (p, 2), wandering about the middle."""
    north = np.arange(0, SIDE + 1, RIVER_STEP, dtype=np.int64)
    bends = rng.integers(-RIVER_BEND, RIVER_BEND + 1, size=len(north))
    east = np.clip(SIDE // 2 + np.cumsum(bends), SIDE * 35 // 100, SIDE * 65 // 100)
    return np.column_stack([east, north]).astype(np.int64)


def draw_settlements(rng: np.random.Generator, river: IntArray, towns: int, villages: int) -> Settlements:
    """Return one city and these towns and villages, apart from each other and from the river.

    Raises ValueError where so many do not fit.
    """
    kinds = (CITY,) + (TOWN,) * towns + (VILLAGE,) * villages
    chosen: list[tuple[int, int]] = []
    for kind in kinds:
        chosen.append(_draw_place(rng, river, kind, chosen))
    counts = ((CITY, 1), (TOWN, towns), (VILLAGE, villages))
    weights = [np.sort(rng.integers(*kind.weight, size=count))[::-1] for kind, count in counts]
    names = tuple(f"{kind.name} {number + 1}" for kind, count in counts for number in range(count))
    east, north = np.array(chosen, dtype=np.int64).T
    return Settlements(names, kinds, east, north, np.concatenate(weights).astype(np.int64))


def _draw_place(
    rng: np.random.Generator, river: IntArray, kind: Kind, chosen: list[tuple[int, int]]
) -> tuple[int, int]:
    """Return a place far enough from the river and from those chosen; the city takes the middle north-south."""
    low, high = (SIDE * 2 // 5, SIDE * 3 // 5) if kind is CITY else (MARGIN, SIDE - MARGIN)
    for _ in range(TRIES):
        east, north = int(rng.integers(MARGIN, SIDE - MARGIN)), int(rng.integers(low, high))
        apart = all((east - x) ** 2 + (north - y) ** 2 >= kind.spacing**2 for x, y in chosen)
        if apart and abs(east - _river_east(river, north)) >= kind.from_river:
            return east, north
    raise ValueError(f"synthetic county: no room for {len(chosen) + 1} settlements. Ask for fewer.")


def _river_east(river: IntArray, north: int) -> int:
    piece = min(north // RIVER_STEP, len(river) - 2)
    here, there = int(river[piece, 0]), int(river[piece + 1, 0])
    return here + (there - here) * (north - piece * RIVER_STEP) // RIVER_STEP
