"""A plan as the plain rows that reports show."""

from collections.abc import Iterator

import numpy as np

from scenarios.placing.fairness import equity_rows, travel_rows
from scenarios.placing.flows import TO_INDEPENDENT, TO_NOWHERE, Flows, flows_of
from scenarios.placing.plan import Plan
from scenarios.placing.policy import PlacingPolicy
from scenarios.planning.demand import Demand
from scenarios.planning.segments import SEGMENTS
from scenarios.planning.supply import incumbents_of
from scenarios.projection.cells import IntArray, rounded
from sufficiency.domain.planning_results import (
    INDEPENDENT,
    THOUSANDTHS,
    UNMET,
    DemandRow,
    Kind,
    PlacedRow,
    PlaceRow,
    PlanRows,
    WhereRow,
)
from sufficiency.domain.settings import SettingType
from sufficiency.domain.years import AcademicYear

KINDS = tuple(Kind(segment.need.value, segment.phase.value, segment.tier.value) for segment in SEGMENTS)
"""Every segment by its codes, in order."""

NOWHERE = {TO_INDEPENDENT: INDEPENDENT, TO_NOWHERE: UNMET}


def plan_rows(plan: Plan, policy: PlacingPolicy) -> PlanRows:
    """The plan as rows."""
    flows = flows_of(plan)
    return PlanRows(
        options=plan.options,
        places=tuple(_places(plan, flows)),
        placements=tuple(_placements(plan, flows)),
        where=tuple(_where(plan, flows)),
        travel=travel_rows(plan, flows, policy),
        equity=equity_rows(plan, flows, policy),
        levels=plan.levels,
    )


def demand_rows(demand: Demand) -> tuple[DemandRow, ...]:
    """Demand by year, area and kind, where there is any."""
    stock, entrants = rounded(demand.stock * THOUSANDTHS), rounded(demand.entrants * THOUSANDTHS)
    return tuple(
        DemandRow(demand.years[year].starts, demand.areas[area].code, KINDS[kind], int(stock[year, area, kind]),
                  int(entrants[year, area, kind]))
        for year, area, kind in np.argwhere((stock > 0) | (entrants > 0)).tolist()
    )  # fmt: skip


def _places(plan: Plan, flows: Flows) -> Iterator[PlaceRow]:
    there = np.zeros((len(plan.supply.pools), len(plan.demand.years)), dtype=np.int64)
    placed = flows.pool >= 0
    np.add.at(there, flows.pool[placed], flows.there[placed])
    on_roll = incumbents_of(plan.supply, len(plan.demand.years))
    for year, at in enumerate(plan.demand.years):
        for row, pool in enumerate(plan.supply.pools):
            yield PlaceRow(
                at.starts, row + 1, pool.urn, pool.provision_id, pool.name, pool.type.value, pool.area,
                pool.easting, pool.northing, tuple(need.value for need in pool.needs), pool.ncy_from, pool.ncy_to,
                pool.places[year], int(on_roll[year][row]), int(there[row, year]), pool.place_cost,
                pool.top_up, pool.action,
            )  # fmt: skip


def _where(plan: Plan, flows: Flows) -> Iterator[WhereRow]:
    on_roll = incumbents_of(plan.supply, len(plan.demand.years))
    for year, at in enumerate(plan.demand.years):
        there = flows.there[:, year]
        commissioned = [pool.places[year] for pool in plan.supply.pools if pool.type is not SettingType.INDEPENDENT]
        incumbents = int(on_roll[year].sum())
        yield WhereRow(
            at.starts, sum(commissioned), incumbents, placed=int(there[flows.pool >= 0].sum()),
            independent=int(there[flows.pool == TO_INDEPENDENT].sum()),
            unmet=int(there[flows.pool == TO_NOWHERE].sum()),
        )  # fmt: skip


def _placements(plan: Plan, flows: Flows) -> Iterator[PlacedRow]:
    for year, row in np.argwhere(flows.entrants.T > 0).tolist():
        yield _placement(plan, flows, row, plan.demand.years[year], flows.entrants)


def _placement(plan: Plan, flows: Flows, row: int, year: AcademicYear, entrants: IntArray) -> PlacedRow:
    pool, tenths, metres = int(flows.pool[row]), int(flows.tenths[row]), int(flows.metres[row])
    there = plan.supply.pools[pool] if pool >= 0 else None
    return PlacedRow(
        year=year.starts,
        area=plan.demand.areas[flows.area[row]].code,
        kind=KINDS[flows.segment[row]],
        pool=pool + 1 if there else 0,
        urn=there.urn if there else 0,
        provision_id=there.provision_id if there else NOWHERE[pool],
        children=int(entrants[row, year.starts - plan.demand.first.starts]),
        minutes=None if tenths < 0 else tenths,
        metres=None if metres < 0 else metres,
        place=int(flows.place[row]),
        travel=int(flows.travel[row]),
    )
