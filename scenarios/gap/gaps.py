"""Places against demand, year by year: by need, phase and tier, and by area.

Places are those commissioned in special schools, their satellites and specialist bases, whoever is in them. Children
in independent special schools are demand; independent places are what is bought where there are too few.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scenarios.placing.admission import takes
from scenarios.placing.policy import BASES, SPECIALS
from scenarios.planning.demand import Demand
from scenarios.planning.segments import SEGMENTS, Tier
from scenarios.planning.supply import Supply
from scenarios.projection.cells import FloatArray, IntArray, rounded
from sufficiency.domain.planning_results import THOUSANDTHS, GapRow

P50, P80 = 0.5, 0.8
ROUNDS = 200
"""Enough for places to settle among the kinds of children who may take them, to a hundredth of a place."""

KINDS = {Tier.BASE: BASES, Tier.SPECIAL: SPECIALS}
"""Kinds of setting whose places are counted for each tier."""

LEAST = 1e-6
"""Stands for a demand of nought, so that a place nobody asks for is counted too."""


@dataclass(frozen=True, slots=True)
class AreaGapRow:
    """Children of one area who need a specialist place, and the places in it; children may go to another area."""

    year: int
    area: str
    name: str
    places: int
    p50: int
    p80: int


def gaps(supply: Supply, draws: Sequence[Demand]) -> tuple[GapRow, ...]:
    """Rows in thousandths of a child, by year and kind of demand, of all years of the demand; one draw will do.

    A place that several kinds of children may take is counted where they are short of places at P50; where none of them
    is, for all of them by their number.
    """
    stocks = np.stack([draw.stock.sum(axis=1) for draw in draws])
    middle, high = np.quantile(stocks, (P50, P80), axis=0)
    first = draws[0].first.starts
    rows = []
    for year in range(stocks.shape[1]):
        places = rounded(counted(_places(supply, year), _taking(supply), middle[year]))
        for at, segment in enumerate(SEGMENTS):
            figures = int(places[at]) * THOUSANDTHS, _thousandths(middle[year, at]), _thousandths(high[year, at])
            rows.append(GapRow(first + year, segment.need.value, segment.phase.value, segment.tier.value, *figures))
    return tuple(rows)


def gaps_by_area(supply: Supply, draws: Sequence[Demand]) -> tuple[AreaGapRow, ...]:
    """Rows by year and area, all kinds of demand together; a pool is in the area that its supply says."""
    stocks = np.stack([draw.stock.sum(axis=2) for draw in draws])
    middle, high = np.quantile(stocks, (P50, P80), axis=0)
    pools = [supply.pools[at] for at in np.flatnonzero(_taking(supply).sum(axis=0))]
    rows = []
    for year, of_year in enumerate(draws[0].years):
        for at, area in enumerate(draws[0].areas):
            there = sum(pool.places[year] for pool in pools if pool.area == area.code)
            figures = there, _whole(middle[year, at]), _whole(high[year, at])
            rows.append(AreaGapRow(of_year.starts, area.code, area.name, *figures))
    return tuple(rows)


def binds_first(rows: Sequence[GapRow], *, high: bool = False) -> GapRow | None:
    """The row of the first year with a gap, the largest of that year, at P50 or at P80; None where there is none."""

    def gap(row: GapRow) -> int:
        return row.gap_p80 if high else row.gap_p50

    short = [row for row in rows if gap(row) > 0]
    return min(short, key=lambda row: (row.year, -gap(row)), default=None)


def counted(places: FloatArray, taking: IntArray, demand: FloatArray) -> FloatArray:
    """Places (segments,) that pools (pools,) count for, ``taking`` (segments, pools) being 1 where they may.

    Each pool shares its places in proportion to demand; kinds with more than they need are scaled down to it, and the
    pools share again, over and over. Places of pools that take nobody are not counted.
    """
    shares = taking.astype(np.float64) * np.maximum(demand, LEAST)[:, None]
    for _ in range(ROUNDS):
        given = _all_of(places, shares).sum(axis=1)
        too_many = given > np.maximum(demand, LEAST)
        scale = np.where(too_many, demand + LEAST, 1.0) / np.where(too_many, given, 1.0)
        shares = _all_of(places, shares) * scale[:, None]
    found: FloatArray = _all_of(places, shares).sum(axis=1)
    return found


def _all_of(places: FloatArray, shares: FloatArray) -> FloatArray:
    """The shares (segments, pools) so that each pool gives all its places; none of a pool that takes nobody."""
    every = shares.sum(axis=0)
    scaled: FloatArray = shares * np.divide(places, every, out=np.zeros_like(places), where=every > 0)
    return scaled


def _taking(supply: Supply) -> IntArray:
    rows = [[takes(pool, one) and pool.type in KINDS[one.tier] for pool in supply.pools] for one in SEGMENTS]
    return np.array(rows, dtype=np.int64).reshape(len(SEGMENTS), len(supply.pools))


def _places(supply: Supply, year: int) -> FloatArray:
    return np.array([pool.places[year] for pool in supply.pools], dtype=np.float64)


def _thousandths(children: float) -> int:
    return _whole(children * THOUSANDTHS)


def _whole(children: float) -> int:
    return int(np.floor(children + 0.5))
