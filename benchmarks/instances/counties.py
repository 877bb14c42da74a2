"""A made-up county that plans places: areas and sites on a map, cohorts that stay, options and budgets; seeded.

Places there are would do for a steady number of customers, and customers become more by four in a hundred a period.
A site has a pool for each kind of customer it takes, under one for the site. Options are of four kinds: a site in two
sizes of which one can open, a small site that another must have opened before, more places at a site there is, and a
few places for one kind alone.
"""

from dataclasses import dataclass

import numpy as np

from solvers.location import NONE, WHOLE, Arcs, Customers, LocationProblem, Options, Pools

MAP = 60_000
"""Metres along each side."""
REACH = 45_000
"""Metres from an area to a site, at most."""
GROWTH = 1.04
SEED = 7
POUND = 100


@dataclass(frozen=True, slots=True)
class Size:
    """How large a county is; ``kinds`` are the kinds of customer in each area."""

    periods: int
    options: int
    sites: int
    kinds: int
    areas: int


SIZES = {"county": Size(10, 40, 60, 12, 80), "district": Size(8, 16, 20, 6, 25), "demo": Size(10, 12, 28, 30, 30)}


@dataclass(frozen=True, slots=True)
class Pool:
    """A pool before it is numbered: its site on the map, the kind it takes (``NONE`` for all), its room [t]."""

    at: tuple[float, float]
    kind: int
    above: int
    room: np.ndarray


@dataclass(frozen=True, slots=True)
class Option:
    """An option before it is numbered; ``adds`` are (pool, places), money in pounds, ``first`` the first period."""

    adds: tuple[tuple[int, int], ...]
    capital: int
    fixed: int
    first: int
    phases: int
    group: int = NONE
    requires: int = NONE


def build(size: str, seed: int = SEED) -> LocationProblem:
    """The county of a size; the same for the same seed."""
    n, rng = SIZES[size], np.random.default_rng(seed)
    homes = rng.random((n.areas, 2)) * MAP
    left = np.clip(1 - np.arange(n.periods) / 7, 0, 1)
    pools: list[Pool] = []
    for _ in range(n.sites):
        _site(rng, n, pools, round(float(rng.uniform(50, 170))), left)
    places = sum(float(pool.room[-1]) for pool in pools if pool.above == NONE)
    options = _options(rng, n, pools)
    hold = _hold(rng, n)
    customers = _customers(rng, n, hold, places, homes)
    return LocationProblem(
        customers, _as_pools(pools), _arcs(rng, n, pools, homes), _as_options(n, options),
        budgets=np.tile(np.array([[9_000_000], [4_000_000]]) * POUND * n.sites // 60, n.periods),
        openings=np.full(n.periods, 5),
        discount=np.rint(WHOLE / 1.035 ** np.arange(n.periods)).astype(np.int64),
    )  # fmt: skip


def _site(rng: np.random.Generator, n: Size, pools: list[Pool], places: int, left: np.ndarray) -> list[int]:
    """A site with a pool for each of three kinds; the numbers of its pools, that of the site first."""
    at = (float(rng.random() * MAP), float(rng.random() * MAP))
    first = len(pools)
    full = np.ones(n.periods) - left
    pools.append(Pool(at, NONE, NONE, np.round(places * full, 1)))
    for kind in sorted(rng.choice(n.kinds, size=3, replace=False).tolist()):
        pools.append(Pool(at, kind, first, np.round(places * 0.5 * full, 1)))
    return list(range(first, len(pools)))


def _options(rng: np.random.Generator, n: Size, pools: list[Pool]) -> list[Option]:
    built, nothing, there = [], np.ones(n.periods), len(pools)
    tops = [number for number in range(there) if pools[number].above == NONE]
    while len(built) < n.options:
        turn = len(built) % 8
        if turn in {0, 1} and len(built) + 2 <= n.options:
            own = _site(rng, n, pools, 0, nothing)
            for places in (60, 110):
                adds = ((own[0], places), *((pool, places // 2) for pool in own[1:]))
                cost = round((3_000_000 + 85_000 * places) * float(rng.uniform(0.8, 1.2)))
                built.append(Option(adds, cost, 250_000 + 1_500 * places, 3, 3, group=own[0]))
        elif turn in {2, 3, 4}:
            own, places = _site(rng, n, pools, 0, nothing), int(rng.integers(16, 40))
            adds = ((own[0], places), *((pool, places // 2) for pool in own[1:]))
            lead = len(built) - turn if turn == 4 else NONE
            built.append(
                Option(adds, round(45_000 * places * float(rng.uniform(0.8, 1.2))), 60_000, 2, 2, requires=lead)
            )
        elif turn in {5, 6}:
            top, places = int(rng.choice(tops)), int(rng.integers(10, 40))
            adds = tuple((pool, places) for pool in range(top, top + 4))
            built.append(Option(adds, round(38_000 * places * float(rng.uniform(0.8, 1.2))), 20_000, 1, 2))
        else:
            pools.append(Pool(tuple(rng.random(2) * MAP), int(rng.integers(n.kinds)), NONE, np.zeros(n.periods)))
            places = int(rng.integers(8, 17))
            built.append(Option(((len(pools) - 1, places),), 22_000 * places, 15_000, 1, 1))
    return built


def _hold(rng: np.random.Generator, n: Size) -> np.ndarray:
    """A profile for each kind: some leave early, all by the end of a phase of three to seven periods."""
    lag = np.arange(n.periods)
    stays = rng.uniform(0.93, 0.99, n.kinds)[:, None] ** lag
    return np.round(np.where(lag < rng.integers(3, 8, n.kinds)[:, None], stays, 0.0), 4)


def _customers(rng: np.random.Generator, n: Size, hold: np.ndarray, places: float, homes: np.ndarray) -> Customers:
    """As many entrants in the first period as keep the places full, shared unevenly; more in each that follows."""
    c = n.areas * n.kinds
    own = np.tile(hold, (n.areas, 1))
    share = rng.gamma(2.0, size=(n.areas, 1)) * rng.gamma(3.0, size=(1, n.kinds))
    first = (share / (share * hold.sum(axis=1)).sum() * places).ravel()
    growth = GROWTH ** np.arange(1, n.periods + 1) * rng.uniform(0.9, 1.1, (c, n.periods))
    return Customers(
        entrants=np.round(first[:, None] * growth, 3), hold=own, area=np.repeat(np.arange(n.areas), n.kinds),
        outside_price=np.tile(rng.integers(48_000, 78_000, n.kinds), n.areas) * POUND,
        outside_room=np.full((c, n.periods), np.inf),
        outside_tenths=np.repeat(rng.integers(300, 600, n.areas), n.kinds),
        outside_grams=np.full(c, 1_500_000),
    )  # fmt: skip


def _arcs(rng: np.random.Generator, n: Size, pools: list[Pool], homes: np.ndarray) -> Arcs:
    """Each kind of each area to every pool that takes it and is in reach; transport is priced by distance."""
    taking = [number for number, pool in enumerate(pools) if pool.kind != NONE]
    top_up = rng.integers(9_000, 16_000, len(pools))
    rows = []
    for area in range(n.areas):
        for number in taking:
            metres = float(np.abs(homes[area] - np.array(pools[number].at)).sum())
            if metres <= REACH:
                price = (10_000 + int(top_up[number]) + 1_200 + round(metres * 0.35)) * POUND
                rows.append(
                    (area * n.kinds + pools[number].kind, number, price, round(metres / 65), round(metres * 50))
                )
    columns = np.array(sorted(rows), dtype=np.int64).reshape(-1, 5).T
    return Arcs(*columns)


def _as_pools(pools: list[Pool]) -> Pools:
    return Pools(np.array([pool.above for pool in pools]), np.array([pool.room for pool in pools]))


def _as_options(n: Size, options: list[Option]) -> Options:
    """Four fifths of the capital from the first pot, spread evenly over the phases up to opening."""
    rows = [(number, pool, places) for number, option in enumerate(options) for pool, places in option.adds]
    capital = np.zeros((len(options), 2, 3), dtype=np.int64)
    for number, option in enumerate(options):
        capital[number, :, 3 - option.phases :] = [
            [option.capital * POUND * share // 5 // option.phases] for share in (4, 1)
        ]
    ramp = np.minimum(1.0, (1 + np.arange(n.periods)) / 3)
    option, pool, places = np.array(rows, dtype=np.int64).T
    return Options(
        allowed=np.array([[t >= option.first for t in range(n.periods)] for option in options]),
        forced=np.full(len(options), NONE), capital=capital, capital_from=-2,
        fixed=np.array([[option.fixed * POUND] * n.periods for option in options]),
        group=np.unique([option.group for option in options], return_inverse=True)[1].reshape(-1) - 1,
        requires=np.array([option.requires for option in options]),
        adds_option=option, adds_pool=pool, adds_places=np.rint(places[:, None] * ramp).astype(np.int64),
    )  # fmt: skip
