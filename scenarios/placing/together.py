"""Pools in which children of one provision move up within a phase, taken together: that is where a place is held."""

from collections.abc import Sequence
from functools import cache
from itertools import groupby

from scenarios.planning.segments import PlanningPhase
from scenarios.planning.supply import Pool, Supply

Key = tuple[int, str, tuple[PlanningPhase, ...], tuple[str, ...], str, int, int, int, int]


def phases_of(pool: Pool) -> tuple[PlanningPhase, ...]:
    """Phases of which the band holds a year; a band that holds only some of them admits to the phase all the same.

    Year 0 to 2 and Year 3 to 6 of one provision are the primary phase together, and neither alone.
    """
    return _phases(pool.ncy_from, pool.ncy_to)


@cache
def _phases(ncy_from: int, ncy_to: int) -> tuple[PlanningPhase, ...]:
    band = range(ncy_from, ncy_to + 1)
    return tuple(phase for phase in PlanningPhase if any(year in phase.years for year in band))


def together(supply: Supply) -> Supply:
    """One pool for each provision and phase (or phases, where a band crosses them), places and incumbents summed.

    Bands of other needs, kind or price stay apart. Pools are in order of URN, provision and first year of the band.
    """
    ordered = sorted(supply.pools, key=lambda pool: (key_of(pool), pool.ncy_from, pool.ncy_to, pool.action))
    merged = [_sum(tuple(alike)) for _, alike in groupby(ordered, key_of)]
    merged.sort(key=lambda pool: (pool.urn, pool.provision_id, pool.ncy_from, key_of(pool)))
    return Supply(supply.first, tuple(merged))


def key_of(pool: Pool) -> Key:
    """What pools have in common that are one: provision, phases, needs, kind, price and site."""
    return (
        pool.urn, pool.provision_id, phases_of(pool), tuple(sorted(pool.needs)), pool.type.value,
        pool.place_cost, pool.top_up, pool.easting, pool.northing,
    )  # fmt: skip


def _sum(alike: Sequence[Pool]) -> Pool:
    one = alike[0]
    actions = sorted({pool.action for pool in alike} - {""})
    return Pool(
        urn=one.urn, provision_id=one.provision_id, name=one.name, type=one.type, area=one.area,
        easting=one.easting, northing=one.northing, needs=tuple(sorted(one.needs)),
        ncy_from=min(pool.ncy_from for pool in alike), ncy_to=max(pool.ncy_to for pool in alike),
        places=tuple(sum(year) for year in zip(*(pool.places for pool in alike), strict=True)),
        incumbents=tuple(sum(year) for year in zip(*(pool.incumbents for pool in alike), strict=True)),
        place_cost=one.place_cost, top_up=one.top_up,
        action="; ".join(actions),
    )  # fmt: skip
