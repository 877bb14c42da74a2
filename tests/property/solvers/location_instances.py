"""Random small location problems with every rule, and the least of them found by trying every opening; seeded."""

import numpy as np

from solvers.location import (
    NO_LIMIT,
    NONE,
    Arcs,
    Customers,
    LocationProblem,
    Options,
    Pools,
)


def random_problem(rng: np.random.Generator, periods: int = 3, options: int = 4) -> LocationProblem:
    """Two areas with two kinds of customer each, three pools, two of them under the third, and a pool to be opened."""
    customers, pools = 4, 5
    hold = np.minimum.accumulate(np.concatenate([np.ones((2, 1)), rng.random((2, periods - 1))], axis=1), axis=1)
    reached = [(c, p) for c in range(customers) for p in (0, 1, 3, 4) if rng.random() < 0.8]
    arcs = np.array(reached, dtype=np.int64).reshape(-1, 2)
    adds = sorted({(o, int(p)) for o in range(options) for p in rng.choice([0, 1, 3, 4], size=2)})
    adds += [(o, 2) for o in range(options) if (o, 0) in adds or (o, 1) in adds]
    rows = np.array(sorted(adds), dtype=np.int64)
    some, few = rng.random((customers, periods)) < 0.5, np.round(rng.random((customers, periods)) * 3, 1)
    limited = rng.random(2) < 0.5
    return LocationProblem(
        customers=Customers(
            entrants=np.round(rng.random((customers, periods)) * 6, 1),
            hold=np.round(hold, 2)[np.arange(customers) % 2],
            area=np.arange(customers) // 2,
            outside_price=rng.integers(4_000_000, 9_000_000, customers),
            outside_room=np.where(some, np.inf, few),
            outside_tenths=rng.integers(200, 900, customers),
            outside_grams=rng.integers(1_000, 90_000, customers),
        ),
        pools=Pools(
            above=np.array([2, 2, NONE, NONE, NONE]),
            room=np.array([4, 5, 7, 1, 0])[:, None] + np.round(rng.normal(0, 3, (pools, periods)), 1),
        ),
        arcs=Arcs(
            arcs[:, 0], arcs[:, 1], rng.integers(1_500_000, 4_000_000, len(arcs)), rng.integers(50, 800, len(arcs)),
            rng.integers(1_000, 60_000, len(arcs)),
        ),
        options=Options(
            allowed=rng.random((options, periods)) < 0.8,
            forced=np.full(options, NONE),
            capital=rng.integers(0, 8_000_000, (options, 2, 2)),
            capital_from=-1,
            fixed=rng.integers(0, 2_000_000, (options, periods)),
            group=np.where(rng.random(options) < 0.5, 0, NONE),
            requires=np.where(np.arange(options) == 3, np.where(rng.random() < 0.7, 0, NONE), NONE),
            adds_option=rows[:, 0],
            adds_pool=rows[:, 1],
            adds_places=np.sort(rng.integers(-2 if rng.random() < 0.2 else 0, 9, (len(rows), periods)), axis=1),
        ),
        budgets=np.where(limited[:, None], rng.integers(5_000_000, 14_000_000, (2, periods)), NO_LIMIT),
        openings=np.where(rng.random(periods) < 0.7, rng.integers(1, 3, periods), NO_LIMIT),
        discount=np.array([1_000_000, 966_184, 933_511, 901_943, 871_442][:periods]),
    )  # fmt: skip
