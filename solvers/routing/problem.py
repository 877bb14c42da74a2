"""The data of a morning run: riders, one destination, kinds of vehicle, and what a route costs.

Vehicles start empty at their first rider and all end at the destination at the same moment. Distances and minutes are
directed. A route's price is a fixed sum, a sum by distance, and the attendant's pay where a rider needs one.
"""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

NO_ROUTE = -1


@dataclass(frozen=True, eq=False)
class Riders:
    """n riders; every array is int64 unless said.

    load      [n, k]  what a rider takes of each of k kinds of room (seats first)
    boarding  [n]     tenths of a minute that getting aboard takes
    limit     [n]     tenths of a minute aboard at most, from the beginning of boarding to arrival
    attended  [n]     bool: rides only where an attendant does
    alone     [n]     bool: shares with nobody
    apart     [p, 2]  pairs of riders who share no vehicle, the smaller number first
    """

    load: Ints
    boarding: Ints
    limit: Ints
    attended: Bools
    alone: Bools
    apart: Ints


@dataclass(frozen=True, eq=False)
class Vehicles:
    """v kinds of vehicle; every array is int64.

    room      [v, k]  what a vehicle of the kind holds; an attendant takes one of the first kind of room
    number    [v]     vehicles of the kind there are, at most; ``NO_LIMIT`` where more can always be had
    fixed     [v]     pence for a route
    by_distance [v]   pence for every ``stretch`` of the route, from the first rider to the destination
    stretch           millimetres
    attendant_fixed, attendant_by_hour  pence for a route with an attendant, and for each hour of it
    """

    room: Ints
    number: Ints
    fixed: Ints
    by_distance: Ints
    stretch: int
    attendant_fixed: int
    attendant_by_hour: int


NO_LIMIT = 1_000_000


@dataclass(frozen=True, eq=False)
class RoutingProblem:
    """Riders and vehicles on a map of n riders and the destination, which is number n.

    tenths  [n + 1, n + 1]  tenths of a minute driven from row to column, ``NO_ROUTE`` where none; int64
    metres  [n + 1, n + 1]  metres of the same way; int64

    Raises ValueError, in plain words, where the arrays disagree.
    """

    riders: Riders
    vehicles: Vehicles
    tenths: Ints
    metres: Ints

    def __post_init__(self) -> None:
        _check_shapes(self)
        _check_values(self)

    @property
    def size(self) -> int:
        """Number of riders, n."""
        return len(self.riders.boarding)

    @property
    def kinds(self) -> int:
        """Number of kinds of vehicle, v."""
        return len(self.vehicles.fixed)


@dataclass(frozen=True, slots=True)
class Route:
    """One vehicle of a kind and its riders in the order they are picked up."""

    kind: int
    stops: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Routes:
    """An answer: routes in canonical order (by their first and further stops), and riders whom none serves.

    ``unserved`` are riders whom no vehicle could bring even alone, or for whom there were too few vehicles.
    """

    routes: tuple[Route, ...]
    unserved: tuple[int, ...] = ()


def _check_shapes(p: RoutingProblem) -> None:
    n, k, v = p.size, p.riders.load.shape[1] if p.riders.load.ndim == 2 else 0, p.kinds
    expected = {
        "load": (n, k), "limit": (n,), "boarding": (n,), "attended": (n,), "alone": (n,),
        "apart": (len(p.riders.apart), 2), "room": (v, k), "number": (v,), "fixed": (v,), "by_distance": (v,),
        "tenths": (n + 1, n + 1), "metres": (n + 1, n + 1),
    }  # fmt: skip
    held = {f.name: getattr(part, f.name) for part in (p, p.riders, p.vehicles) for f in fields(part)}
    for name, shape in expected.items():
        kind = np.bool_ if name in {"attended", "alone"} else np.int64
        if held[name].shape != shape or held[name].dtype != kind:
            raise ValueError(f"{name} is {held[name].dtype} {held[name].shape}, not {kind.__name__} {shape}")
    if v == 0:
        raise ValueError("there is no vehicle")


def _check_values(p: RoutingProblem) -> None:
    for name in ("load", "limit", "boarding"):
        if (getattr(p.riders, name) < 0).any():
            raise ValueError(f"{name} is below nought")
    for name in ("room", "number", "fixed", "by_distance"):
        if (getattr(p.vehicles, name) < 0).any():
            raise ValueError(f"{name} is below nought")
    if p.vehicles.stretch <= 0 or min(p.vehicles.attendant_fixed, p.vehicles.attendant_by_hour) < 0:
        raise ValueError("the stretch is not above nought, or an attendant is paid less than nothing")
    if not np.array_equal(p.tenths < 0, p.metres < 0):
        raise ValueError("minutes and metres do not agree on which ways there are")
    first, second = p.riders.apart[:, 0], p.riders.apart[:, 1]
    if len(first) and not ((first >= 0) & (first < second) & (second < p.size)).all():
        raise ValueError("a pair to be kept apart is not two riders, the smaller number first")
