"""Entrants told apart by all that decides where they may go: area, kind, whether a base will do, and year."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from scenarios.files.scenario import IndependentLimit
from scenarios.planning.demand import Demand
from scenarios.planning.segments import SEGMENTS, PlanningPhase, Tier
from scenarios.projection.cells import IntArray, rounded
from sufficiency.domain.planning_results import THOUSANDTHS

FREE = -1
"""No limit of the independent sector."""


@dataclass(frozen=True, slots=True)
class Limited:
    """A phase and years of the plan, ``first`` to before ``end``, in which few go to the independent sector.

    At most ``percent`` of the entrants who go there in a year today.
    """

    phase: PlanningPhase
    first: int
    end: int
    percent: int


@dataclass(frozen=True, slots=True, eq=False)
class Cohorts:
    """Customers of the problem, in order of area and segment.

    area, segment  (c)         rows of ``Demand.areas`` and ``SEGMENTS``
    in_base        (c)         1 where a base will do, else 0
    limit          (c)         row of ``limits`` that holds for them, else ``FREE``
    entrants       (c, years)  thousandths of a child
    """

    area: IntArray
    segment: IntArray
    in_base: IntArray
    limit: IntArray
    entrants: IntArray
    limits: tuple[Limited, ...]


def cohorts(
    demand: Demand, base_first: int, independent: Sequence[IndependentLimit], *, empty: bool = False
) -> Cohorts:
    """Every cohort with anybody in it, or, where ``empty``, every one that might have.

    ``base_first`` is the percent of special tiers for whom a base will do.
    """
    years = len(demand.entrants)
    limits = tuple(_limits(independent, demand.first.starts, years))
    whole = rounded(demand.entrants * THOUSANDTHS)
    rows = [
        (area, segment, in_base, limit, entrants)
        for area, segment in np.argwhere((whole.sum(axis=0) > 0) | empty).tolist()
        for in_base, share in _by_tier(whole[:, area, segment], SEGMENTS[segment].tier, base_first)
        for limit, entrants in _by_years(share, SEGMENTS[segment].phase, limits)
        if empty or entrants.any()
    ]
    names = ("area", "segment", "in_base", "limit")
    columns = {name: np.array([row[at] for row in rows], dtype=np.int64) for at, name in enumerate(names)}
    entrants = np.array([row[4] for row in rows], dtype=np.int64).reshape(len(rows), years)
    return Cohorts(**columns, entrants=entrants, limits=limits)


def _by_tier(entrants: IntArray, tier: Tier, base_first: int) -> Iterator[tuple[int, IntArray]]:
    if tier is Tier.BASE:
        yield 1, entrants
        return
    diverted = entrants * base_first // 100
    yield 0, entrants - diverted
    if base_first:
        yield 1, diverted


def _by_years(entrants: IntArray, phase: PlanningPhase, limits: Sequence[Limited]) -> Iterator[tuple[int, IntArray]]:
    """Those who enter in years without a limit, then those of the years of each."""
    held = [(row, limit) for row, limit in enumerate(limits) if limit.phase is phase]
    free = entrants.copy()
    for _, limit in held:
        free[limit.first : limit.end] = 0
    yield FREE, free
    for row, limit in held:
        within = np.zeros_like(entrants)
        within[limit.first : limit.end] = entrants[limit.first : limit.end]
        yield row, within


def _limits(independent: Sequence[IndependentLimit], first: int, years: int) -> Iterator[Limited]:
    """Limits phase by phase and year by year; a later one takes the place of an earlier one."""
    for phase in PlanningPhase:
        starts = {max(one.first.starts - first, 0): one.percent for one in independent if phase in one.phases}
        bounds = [*sorted(starts), years]
        for start, end in pairwise(bounds):
            if start < end:
                yield Limited(phase, start, end, starts[start])
