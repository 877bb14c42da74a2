"""The allocation by trying everything: the definition, written out, for tiny cases."""

import numpy as np

from solvers.allocation import Problem


def assignments(p: Problem, locked: dict[int, int] | None = None) -> np.ndarray:
    """Every choice of an option or none (-1) per unit within all limits [N, n]; ``locked`` fixes some units."""
    fixed = locked or {}
    choices = [
        np.array([fixed[u]] if u in fixed else [-1, *range(p.option_start[u], p.option_start[u + 1])])
        for u in range(p.units)
    ]
    every = np.stack([axis.ravel() for axis in np.meshgrid(*choices, indexing="ij")], axis=1)
    used = np.zeros((len(every), p.limits), dtype=int)
    for unit in range(p.units):
        for option in choices[unit][choices[unit] >= 0]:
            limit = p.option_limit[option]
            while limit >= 0:
                used[every[:, unit] == option, limit] += 1
                limit = p.limit_parent[limit]
    return every[np.all(used <= p.limit_capacity, axis=1)]


def classes(p: Problem, every: np.ndarray) -> np.ndarray:
    """Class of each unit; one past the last for unplaced."""
    return np.append(p.rank, p.classes)[every]


def level_totals(p: Problem, every: np.ndarray) -> np.ndarray:
    total = np.zeros((len(every), len(p.levels)), dtype=int)
    for unit in range(p.units):
        total += np.vstack([p.cost, p.unplaced[unit]])[every[:, unit]]
    return total


def order_vectors(p: Problem, every: np.ndarray, decided: frozenset[int] = frozenset()) -> np.ndarray:
    """Tier after tier: unplaced, fewest outside each class in turn, then each unit's class."""
    columns = []
    for tier in sorted(set(p.tier.tolist())):
        members = [u for u in range(p.units) if p.tier[u] == tier and u not in decided]
        held = classes(p, every)[:, members]
        columns.append((held == p.classes).sum(axis=1, keepdims=True))
        columns += [-(held == c).sum(axis=1, keepdims=True) for c in range(p.classes)]
        columns.append(held)
    return np.hstack(columns)


def vectors(p: Problem, every: np.ndarray, decided: frozenset[int] = frozenset()) -> np.ndarray:
    """What the programme minimises, lexicographically, for each choice."""
    totals = level_totals(p, every)
    return np.hstack([order_vectors(p, every, decided), totals]) if p.ordered else totals


def best(p: Problem, locked: dict[int, int] | None = None) -> tuple[int, ...] | None:
    """The best vector there is, or None if the locks leave no assignment."""
    every = vectors(p, assignments(p, locked), frozenset(locked or {}))
    return min(map(tuple, every.tolist()), default=None)
