"""What a scenario states of demand, laid over the authority's own history."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from scenarios.files.scenario import DemandAssumptions, DemandChange, Shock
from scenarios.planning.demand import Demand
from scenarios.planning.segments import GROUP_OF, SEGMENTS
from scenarios.projection.assumptions import Assumptions, Change, Trend
from scenarios.projection.cells import FloatArray, IntArray
from scenarios.projection.history import History
from scenarios.projection.national import NEEDS
from scenarios.projection.specialist import IN_TIER, Outlook, identity, outlook
from sufficiency.domain.age_stock import FIRST_AGE, LAST_AGE, PLACEMENTS
from sufficiency.domain.needs import Need
from sufficiency.domain.plans import age_in
from sufficiency.domain.settings import SettingType

PLACEMENT_OF = {
    SettingType.SPECIAL: "special",
    SettingType.SATELLITE: "special",
    SettingType.BASE: "base or unit",
    SettingType.DSP: "base or unit",
    SettingType.INDEPENDENT: "independent special",
    SettingType.AP: "alternative provision",
    SettingType.MAINSTREAM: "mainstream",
}


def assumed(history: History, stated: DemandAssumptions) -> Assumptions:
    """The assumptions of a projection; shocks come after it (``shocked``).

    A change is of children in these National Curriculum years once it has happened: who moves into a special school
    for Year 7 was in Year 6 before. Where it leaves some needs out, leaving and moving change by as much less as these
    needs are of the plans concerned, for such rates are known for all needs together. Raises UsageError where a change
    would have more leave or move than there are.
    """
    base = history.assumed
    trend = base.trend if stated.trend is None else Trend(float(stated.trend) / 100, stated.damping / 100)
    changes = tuple(_change(history, one, stated.delay) for one in stated.changes)
    latent = base.latent if stated.latent else None
    return replace(base, trend=replace(trend, delay=stated.delay), changes=changes, latent=latent)


class ScenarioDemand:
    """The demand of one scenario: expected, and drawn again and again from what was worked out once."""

    def __init__(self, history: History, stated: DemandAssumptions, seed: int = 1) -> None:
        self._outlook: Outlook = outlook(history, assumed(history, stated))
        self._shocks = tuple(stated.shocks)
        self._history = history
        self._seed = seed

    def expected(self) -> Demand:
        """The demand expected."""
        return shocked(self._outlook.expected, self._shocks, self._history)

    def drawn(self, number: int) -> Demand:
        """One draw; the same whatever others are drawn, and of the same chance as that of other scenarios."""
        return shocked(self._outlook.drawn(number, self._seed), self._shocks, self._history)


def shocked(demand: Demand, shocks: Sequence[Shock], history: History) -> Demand:
    """The demand with each shock's children added in its year; they stay as others do, to the end of their phase."""
    entrants = demand.entrants.copy()
    for shock in shocks:
        year = shock.year.starts - demand.first.starts
        if 0 <= year < len(entrants):
            entrants[year] += demand.stock[year] * _share_hit(shock, history) * shock.percent / 100
    return identity(replace(demand, entrants=np.maximum(entrants, 0.0))) if shocks else demand


def _share_hit(shock: Shock, history: History) -> FloatArray:
    """By segment, the share of its children who have one of the needs; none in phases the shock is not of."""
    by_need = history.stock.sum(axis=(0, 1))
    found = np.zeros(len(SEGMENTS))
    for row, segment in enumerate(SEGMENTS):
        if segment.phase in shock.phases:
            plans = by_need[:, IN_TIER[segment.tier]].sum(axis=1)
            group = [at for at, need in enumerate(NEEDS) if GROUP_OF[need] is segment.need]
            found[row] = _share(plans, group, [at for at in group if NEEDS[at] in shock.needs])
    return found


def _share(counts: IntArray, every: list[int], some: list[int]) -> float:
    """Share of some rows in all; by number of rows where nobody is counted."""
    total = float(counts[every].sum())
    return float(counts[some].sum()) / total if total else len(some) / len(every)


def _change(history: History, stated: DemandChange, delay: int) -> Change:
    moved = stated.flow == "move"
    ages = {age_in(ncy) - moved for ncy in range(stated.ncy_from, stated.ncy_to + 1)}
    rows = tuple(age - FIRST_AGE for age in sorted(ages) if FIRST_AGE <= age <= LAST_AGE)
    needs = tuple(NEEDS.index(need) for need in Need if need in stated.needs)
    placement = PLACEMENTS.index(PLACEMENT_OF[stated.placement])
    factor = float(stated.factor)
    if stated.flow != "join":
        factor = 1 + (factor - 1) * _share_changed(history, stated.flow, placement, (rows, needs))
    first = stated.first.starts + 1 - history.january + delay
    return Change(stated.name, stated.flow, placement, rows, factor, max(first, 1), needs)


def _share_changed(history: History, flow: str, placement: int, rows: tuple[tuple[int, ...], tuple[int, ...]]) -> float:
    """Share of these needs among the plans that may leave, or move into, a placement."""
    ages, needs = rows
    plans = history.stock.sum(axis=0)[list(ages)]
    others = [at for at in range(plans.shape[2]) if (at == placement) is (flow == "leave")]
    return _share(plans[:, :, others].sum(axis=(0, 2)), list(range(plans.shape[1])), list(needs))
