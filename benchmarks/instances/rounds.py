"""Seeded allocation rounds with realistic geography: towns, sites that serve some kinds and bands, tight room.

A size is written "units x sites", as in "600x60". Units and sites gather round towns of Zipf sizes in a square
whose side grows with the number of sites. A site serves some year bands and some kinds; its limits are one per
band, within the site. A unit chooses among the nearest sites that serve its band and kind, states three
preferences, and competes for room that is short by about a twentieth overall.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import KDTree

from solvers.allocation.problem import Problem

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

SEED = 20260901
LEVELS = ("unplaced", "not first", "not second or third", "minutes over the guideline", "minutes", "pence")
NEAREST = 25
KINDS = np.array([0.36, 0.22, 0.16, 0.12, 0.08, 0.06])  # share of units of each kind
BANDS = np.array([0.20, 0.26, 0.28, 0.18, 0.08])  # share of units in each year band, youngest first
SITE_TYPES = np.array([[1, 1, 0, 0, 0], [0, 0, 1, 1, 0], [0, 0, 1, 1, 1], [1, 1, 1, 1, 1]], dtype=bool)
SITE_SHARES = np.array([0.40, 0.20, 0.15, 0.25])  # share of sites of each type
GUIDELINE = np.array([450, 450, 750, 750, 750])  # tenths of a minute, by band
KM_PER_SITE = 3.0  # side of the square for one site; the side grows with the root of their number
TENTHS_PER_KM = 1.3 / 40 * 600  # road distance over straight line, at 40 km/h
ROOM = 0.96  # places within all sites for one unit
BAND_SLACK = 1.08  # places of a site's bands for one place of the site
TIERS = 40


@dataclass(frozen=True, slots=True)
class Map:
    """Where units and sites are (km), the band and kind of each unit, what each site serves."""

    unit_at: Floats
    site_at: Floats
    band: Ints
    kind: Ints
    serves_band: NDArray[np.bool_]
    serves_kind: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Admissible pairs of a unit and a site, units in order, with tenths of a minute between them."""

    unit: Ints
    site: Ints
    tenths: Ints


def build(size: str) -> Problem:
    """The round of this size, all units jointly. The same size gives the same arrays."""
    units, sites = (int(number) for number in size.split("x"))
    rng = np.random.default_rng([SEED, units, sites])
    ground = lay_out(units, sites, rng)
    pairs = admissible(ground, rng)
    rank = preferences(pairs, units, rng)
    limit_of = np.cumsum(ground.serves_band.ravel()).reshape(ground.serves_band.shape) - 1
    option_limit = limit_of[pairs.site, ground.band[pairs.unit]]
    order = np.lexsort((option_limit, pairs.unit))
    pairs = Pairs(pairs.unit[order], pairs.site[order], pairs.tenths[order])
    rank, option_limit = rank[order], option_limit[order]
    parent, capacity = limits(ground, option_limit, pairs.unit, rng)
    return Problem(
        option_start=np.concatenate([[0], np.cumsum(np.bincount(pairs.unit, minlength=units))]),
        option_limit=option_limit,
        limit_parent=parent,
        limit_capacity=capacity,
        cost=costs(ground, pairs, rank, rng),
        unplaced=np.tile(np.array([1, 1, 1, 0, 0, 0]), (units, 1)),
        levels=LEVELS,
        tier=np.arange(units) * TIERS // units,
        rank=rank,
        ordered=False,
    )


def lay_out(units: int, sites: int, rng: np.random.Generator) -> Map:
    """Towns, then units and sites around them; every band and kind is served somewhere."""
    side = KM_PER_SITE * np.sqrt(sites) * 2
    towns = rng.uniform(0, side, (max(sites // 8, 3), 2))
    weight = 1 / np.arange(1, len(towns) + 1)

    def scatter(count: int, spread: float) -> Floats:
        town = rng.choice(len(towns), count, p=weight / weight.sum())
        return np.asarray(towns[town] + rng.normal(0, spread, (count, 2)))

    serves_kind = rng.random((sites, len(KINDS))) < 0.25 + KINDS
    serves_kind[np.arange(sites), np.arange(sites) % len(KINDS)] = True
    types = np.resize(np.repeat(np.arange(4), (SITE_SHARES * 20).astype(int)), sites)
    return Map(
        unit_at=scatter(units, 5.0),
        site_at=scatter(sites, 6.0),
        band=rng.choice(len(BANDS), units, p=BANDS),
        kind=rng.choice(len(KINDS), units, p=KINDS),
        serves_band=SITE_TYPES[rng.permutation(types)],
        serves_kind=serves_kind,
    )


def admissible(ground: Map, rng: np.random.Generator) -> Pairs:
    """The nearest sites that serve a unit's band and kind, by road time with local noise."""
    unit, site, tenths = [], [], []
    for band in range(len(BANDS)):
        for kind in range(len(KINDS)):
            who = np.flatnonzero((ground.band == band) & (ground.kind == kind))
            where = np.flatnonzero(ground.serves_band[:, band] & ground.serves_kind[:, kind])
            near = min(NEAREST, len(where))
            if near == 0 or len(who) == 0:
                continue
            km, found = KDTree(ground.site_at[where]).query(ground.unit_at[who], k=np.arange(1, near + 1))
            unit.append(np.repeat(who, near))
            site.append(where[found.ravel()])
            tenths.append(20 + km.ravel() * TENTHS_PER_KM * rng.uniform(0.9, 1.3, km.size))
    pairs = Pairs(np.concatenate(unit), np.concatenate(site), np.concatenate(tenths).astype(np.int64))
    order = np.argsort(pairs.unit, kind="stable")
    return Pairs(pairs.unit[order], pairs.site[order], pairs.tenths[order])


def preferences(pairs: Pairs, units: int, rng: np.random.Generator) -> Ints:
    """Rank of each pair [m]: 0, 1, 2 for the three stated, 3 for all others. Near and well thought of first."""
    esteem = rng.gumbel(0, 1, int(pairs.site.max()) + 1)
    liking = esteem[pairs.site] - pairs.tenths / 150 + rng.gumbel(0, 1, len(pairs.site))
    order = np.lexsort((-liking, pairs.unit))
    start = np.concatenate([[0], np.cumsum(np.bincount(pairs.unit, minlength=units))])
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.minimum(np.arange(len(order)) - np.repeat(start[:-1], np.diff(start)), 3)
    return rank


def limits(ground: Map, option_limit: Ints, unit: Ints, rng: np.random.Generator) -> tuple[Ints, Ints]:
    """Parent and capacity of every limit: bands first, then sites; room follows the demand near by."""
    site_of_band = np.nonzero(ground.serves_band)[0]
    bands, sites = len(site_of_band), len(ground.serves_band)
    options = np.bincount(unit, minlength=len(ground.band))
    demand = np.bincount(option_limit, weights=1 / options[unit], minlength=bands)
    uneven = demand * rng.lognormal(0, 0.35, bands)
    site_share = np.bincount(site_of_band, weights=uneven, minlength=sites)
    site_room = np.floor(site_share / site_share.sum() * len(ground.band) * ROOM + rng.random(sites))
    within = uneven / site_share[site_of_band] * site_room[site_of_band]
    band_room = np.floor(within * BAND_SLACK + rng.random(bands))
    parent = np.concatenate([bands + site_of_band, np.full(sites, -1)])
    return parent.astype(np.int64), np.concatenate([band_room, site_room]).astype(np.int64)


def costs(ground: Map, pairs: Pairs, rank: Ints, rng: np.random.Generator) -> Ints:
    """The levels of each option [m, L], in the order of LEVELS."""
    place = rng.integers(1_200_000, 4_500_000, len(ground.serves_band))
    over = pairs.tenths > GUIDELINE[ground.band[pairs.unit]]
    pence = place[pairs.site] + pairs.tenths * 2_900
    columns = [np.zeros_like(rank), rank > 0, rank > 2, over, pairs.tenths, pence]
    return np.stack([column.astype(np.int64) for column in columns], axis=1)
