"""The data of an allocation: units, their options, a forest of limits, and what each option costs.

A unit takes one of its own options or stays unplaced. An option uses one place of its limit and of every
limit above it. Costs are vectors of whole numbers compared level by level, the first level first.
"""

from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

ROOT = -1
LARGEST_TOTAL = 2**60


@dataclass(frozen=True, eq=False)
class Problem:
    """n units with m options in all, k limits, L levels; every array is int64.

    option_start    [n + 1] options of unit i are ``option_start[i]`` up to ``option_start[i + 1]``
    option_limit    [m]     limit an option uses; strictly increasing within a unit
    limit_parent    [k]     the limit above, -1 for none
    limit_capacity  [k]     units a limit holds, itself and below
    cost            [m, L]  cost of an option, lower is better, level 0 counts most
    unplaced        [n, L]  cost of leaving a unit unplaced
    levels          [L]     names of the levels
    tier            [n]     non-decreasing; units are numbered in tie-break order within a tier
    rank            [m]     class of an option to its unit: 0 is wanted most, equal is indifferent
    ordered         tier after tier (True) or all units jointly (False)

    Raises ValueError, in plain words, where these do not hold.
    """

    option_start: Ints
    option_limit: Ints
    limit_parent: Ints
    limit_capacity: Ints
    cost: Ints
    unplaced: Ints
    levels: tuple[str, ...]
    tier: Ints
    rank: Ints
    ordered: bool

    def __post_init__(self) -> None:
        _check_shapes(self)
        _check_options(self)
        _check_limits(self)
        _check_costs(self)

    @property
    def units(self) -> int:
        """Number of units, n."""
        return len(self.option_start) - 1

    @property
    def options(self) -> int:
        """Number of options, m."""
        return len(self.option_limit)

    @property
    def limits(self) -> int:
        """Number of limits, k."""
        return len(self.limit_parent)

    @property
    def classes(self) -> int:
        """Number of classes an option can have; a unit in this class is unplaced."""
        return int(self.rank.max()) + 1 if self.options else 0

    @cached_property
    def option_unit(self) -> Ints:
        """Unit of each option [m]."""
        return np.repeat(np.arange(self.units), np.diff(self.option_start))

    @cached_property
    def parent_or_sink(self) -> Ints:
        """The limit above each limit [k], k (the sink) above a root."""
        return np.where(self.limit_parent == ROOT, self.limits, self.limit_parent)


def _check_shapes(p: Problem) -> None:
    for field in fields(p):
        value = getattr(p, field.name)
        if isinstance(value, np.ndarray) and value.dtype != np.int64:
            raise ValueError(f"{field.name} holds {value.dtype}, not 64-bit whole numbers")
    n, m, k, depth = p.units, p.options, p.limits, len(p.levels)
    if n < 0:
        raise ValueError("option_start is empty; it holds one more entry than there are units")
    expected: dict[str, tuple[int, ...]] = {
        "option_limit": (m,), "limit_parent": (k,), "limit_capacity": (k,), "cost": (m, depth),
        "unplaced": (n, depth), "tier": (n,), "rank": (m,), "option_start": (n + 1,),
    }  # fmt: skip
    for name, shape in expected.items():
        if getattr(p, name).shape != shape:
            raise ValueError(f"{name} has shape {getattr(p, name).shape}, not {shape}")
    if depth == 0:
        raise ValueError("there is no level to optimise")


def _check_options(p: Problem) -> None:
    if p.option_start[0] != 0 or p.option_start[-1] != p.options or np.any(np.diff(p.option_start) < 0):
        raise ValueError("option_start does not run from 0 up to the number of options")
    if p.options and not (p.option_limit.min() >= 0 and p.option_limit.max() < p.limits):
        raise ValueError("an option uses a limit that does not exist")
    same_unit = np.ones(max(p.options - 1, 0), dtype=bool)
    inner = p.option_start[1:-1]
    same_unit[inner[(inner > 0) & (inner < p.options)] - 1] = False
    if np.any(same_unit & (np.diff(p.option_limit) <= 0)):
        raise ValueError("the options of a unit are not in strictly increasing order of limit")
    if p.options and p.rank.min() < 0:
        raise ValueError("a rank is negative")
    if np.any(np.diff(p.tier) < 0):
        raise ValueError("tiers decrease; units are numbered in tier order")


def _check_limits(p: Problem) -> None:
    if p.limits == 0:
        return
    if p.limit_capacity.min() < 0:
        raise ValueError("a limit has a negative capacity")
    if p.limit_parent.min() < ROOT or p.limit_parent.max() >= p.limits:
        raise ValueError("a limit lies under one that does not exist")
    above = p.limit_parent
    for _ in range(p.limits):
        if np.all(above == ROOT):
            return
        above = np.where(above == ROOT, ROOT, p.limit_parent[above])
    raise ValueError("limits lie under each other in a circle")


def _check_costs(p: Problem) -> None:
    for name in ("cost", "unplaced"):
        array = getattr(p, name)
        if not array.size:
            continue
        largest = max(abs(int(array.min())), abs(int(array.max())))
        if largest * max(p.units, 1) >= LARGEST_TOTAL:
            raise ValueError(f"{name} reaches {largest}; totals over {p.units} units would not stay exact")
