"""Which cohorts a pool may take: by needs, phase, kind of setting and how far it is."""

from functools import cache

import numpy as np

from scenarios.placing.cohorts import Cohorts
from scenarios.placing.plan import Arcs
from scenarios.placing.policy import PlacingPolicy, kinds_for
from scenarios.placing.together import phases_of
from scenarios.placing.travel import Travel
from scenarios.planning.segments import SEGMENTS, PlanningPhase, Segment
from scenarios.planning.supply import Pool
from scenarios.projection.cells import IntArray
from sufficiency.domain.need_groups import GROUP_OF, NeedGroup
from sufficiency.domain.needs import Need
from sufficiency.domain.settings import SettingType

PHASE = np.array([list(PlanningPhase).index(segment.phase) for segment in SEGMENTS], dtype=np.int64)
"""The phase of every segment, by number."""


def takes(pool: Pool, segment: Segment) -> bool:
    """Whether the pool has a need of the group and a year of the phase; kind and way aside."""
    return segment.need in _groups(pool.needs) and segment.phase in phases_of(pool)


@cache
def _groups(needs: tuple[Need, ...]) -> frozenset[NeedGroup]:
    return frozenset(GROUP_OF[need] for need in needs)


def taken_by(pools: tuple[Pool, ...], *, in_base: bool) -> np.ndarray:
    """(segments, pools) whether each pool takes each segment, where a base will do and where it will not."""
    rows = [
        [takes(pool, segment) and pool.type in kinds_for(segment, in_base=in_base) for pool in pools]
        for segment in SEGMENTS
    ]
    return np.array(rows, dtype=np.bool_).reshape(len(SEGMENTS), len(pools))


def nearest_independent(pools: tuple[Pool, ...], travel: Travel) -> IntArray:
    """(areas, segments) the pool of the nearest independent setting that takes the segment, else -1."""
    taking = np.array([[takes(p, s) and p.type is SettingType.INDEPENDENT for p in pools] for s in SEGMENTS])
    open_to = (travel.tenths >= 0)[:, None, :] & taking.reshape(1, len(SEGMENTS), len(pools))
    if not len(pools):
        return np.full(open_to.shape[:2], -1, dtype=np.int64)
    far = np.where(open_to, travel.tenths[:, None, :], np.iinfo(np.int64).max)
    return np.where(open_to.any(axis=2), far.argmin(axis=2), -1).astype(np.int64)


def arcs_of(who: Cohorts, pools: tuple[Pool, ...], travel: Travel, policy: PlacingPolicy) -> tuple[IntArray, Arcs]:
    """The cohort of every arc, and the arcs, in order of cohort and pool."""
    near = (travel.tenths >= 0) & (travel.tenths <= 10 * policy.limit)
    kinds = np.stack([taken_by(pools, in_base=False), taken_by(pools, in_base=True)])
    joined = near[who.area] & kinds[who.in_base, who.segment]
    cohort, pool = (found.astype(np.int64) for found in np.nonzero(joined))
    area, segment = who.area[cohort], who.segment[cohort]
    top_up = np.array([policy.top_up(pool) for pool in pools], dtype=np.int64)
    phase = PHASE[segment]
    return cohort, Arcs(
        area, segment, pool,
        tenths=travel.tenths[area, pool], metres=travel.metres[area, pool], top_up=top_up[pool],
        travel=travel.pence[phase, area, pool], grams=travel.grams[phase, area, pool],
    )  # fmt: skip
