"""Random small allocations for the solver's tests; every draw is seeded."""

import numpy as np

from solvers.allocation import Problem


def random_forest(rng: np.random.Generator, limits: int, depth: int) -> np.ndarray:
    """Parents of ``limits`` limits, none deeper than ``depth``; -1 for none."""
    parent = np.full(limits, -1, dtype=np.int64)
    level = np.zeros(limits, dtype=np.int64)
    for limit in range(1, limits):
        above = int(rng.integers(-1, limit))
        if above >= 0 and level[above] < depth - 1:
            parent[limit], level[limit] = above, level[above] + 1
    order = rng.permutation(limits)  # a parent need not be numbered before its children
    renumbered = np.full(limits, -1, dtype=np.int64)
    renumbered[order] = np.where(parent >= 0, order[parent], -1)
    return renumbered


def random_problem(
    rng: np.random.Generator,
    *,
    units: int = 6,
    limits: int = 5,
    depth: int = 3,
    levels: int = 3,
    tiers: int = 3,
    classes: int = 3,
    capacity: int = 2,
    ordered: bool = False,
    spread: int = 4,
) -> Problem:
    """A problem small in every number; costs of either sign, many of them equal."""
    parent = random_forest(rng, limits, depth)
    counts = rng.integers(0, limits + 1, size=units)
    chosen = [np.sort(rng.choice(limits, size=count, replace=False)) for count in counts]
    options = int(counts.sum())
    unplaced = rng.integers(-spread, spread + 1, size=(units, levels))
    unplaced[:, 0] += int(rng.integers(0, 2 * spread + 1))
    return Problem(
        option_start=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        option_limit=np.concatenate([*chosen, np.zeros(0)]).astype(np.int64),
        limit_parent=parent,
        limit_capacity=rng.integers(0, capacity + 1, size=limits),
        cost=rng.integers(-spread, spread + 1, size=(options, levels)),
        unplaced=unplaced,
        levels=tuple(f"level {level}" for level in range(levels)),
        tier=np.sort(rng.integers(0, tiers, size=units)),
        rank=rng.integers(0, classes, size=options),
        ordered=ordered,
    )
