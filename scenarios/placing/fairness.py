"""How far children travel under a plan, year by year, and how that falls on areas and on deprivation."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from scenarios.placing.flows import TO_INDEPENDENT, TO_NOWHERE, Flows
from scenarios.placing.plan import Plan
from scenarios.placing.policy import PlacingPolicy
from scenarios.planning.segments import SEGMENTS
from scenarios.projection.cells import IntArray
from sufficiency.domain.planning_results import THOUSANDTHS, EquityRow, TravelRow

Mask = NDArray[np.bool_]


def travel_rows(plan: Plan, flows: Flows, policy: PlacingPolicy) -> tuple[TravelRow, ...]:
    """Travel of every year, of all who are then in a place."""
    going, within = flows.pool != TO_NOWHERE, _within(flows, policy)
    there = flows.there * going[:, None]

    def summed(each: IntArray) -> list[int]:
        return [int(total) // THOUSANDTHS for total in (there * each[:, None]).sum(axis=0)]

    children, near = there.sum(axis=0), (there * within[:, None]).sum(axis=0)
    minutes, cost, grams = summed(flows.tenths), summed(flows.travel), summed(flows.grams)
    return tuple(
        TravelRow(year.starts, int(children[at]), int(near[at]), minutes[at], cost[at], grams[at])
        for at, year in enumerate(plan.demand.years)
    )


def equity_rows(plan: Plan, flows: Flows, policy: PlacingPolicy) -> tuple[EquityRow, ...]:
    """Areas in their order, then deciles of deprivation from the most deprived on, where any is known."""
    areas = plan.demand.areas
    deciles = np.array([area.deprivation or 0 for area in areas], dtype=np.int64)
    rows = [("area", area.code, flows.area == at) for at, area in enumerate(areas)]
    rows += [("decile", str(one), deciles[flows.area] == one) for one in sorted(set(deciles.tolist()) - {0})]
    return tuple(_equity(flows, _within(flows, policy), rows))


def _equity(flows: Flows, within: Mask, rows: list[tuple[str, str, Mask]]) -> Iterator[EquityRow]:
    entrants = flows.entrants.sum(axis=1)
    going = flows.pool != TO_NOWHERE
    for by, code, of in rows:
        travelling = entrants * (of & going)
        number = int(travelling.sum())
        yield EquityRow(
            by, code, int(entrants[of].sum()),
            placed=int(entrants[of & (flows.pool >= 0)].sum()),
            independent=int(entrants[of & (flows.pool == TO_INDEPENDENT)].sum()),
            unmet=int(entrants[of & (flows.pool == TO_NOWHERE)].sum()),
            within=int(entrants[of & going & within].sum()),
            minutes=_half_up(int((travelling * flows.tenths).sum()), number) if number else None,
        )  # fmt: skip


def _half_up(total: int, number: int) -> int:
    return (2 * total + number) // (2 * number)


def _within(flows: Flows, policy: PlacingPolicy) -> Mask:
    """Who is within the guideline of the phase."""
    guideline = np.array([policy.guideline_tenths(segment.phase) for segment in SEGMENTS], dtype=np.int64)
    return (flows.tenths >= 0) & (flows.tenths <= guideline[flows.segment])
