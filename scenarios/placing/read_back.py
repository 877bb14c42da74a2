"""The answer of the solver as a plan: options that open, and entrants in whole thousandths of a child."""

from dataclasses import fields, replace

import numpy as np

from scenarios.files.scenario import Action
from scenarios.placing.places import Lay, Places, as_action
from scenarios.placing.plan import Arcs, Plan
from scenarios.placing.pose import Posed
from scenarios.placing.together import key_of, together
from scenarios.planning.segments import SEGMENTS
from scenarios.planning.supply import Pool, Supply
from scenarios.projection.cells import FloatArray, IntArray
from solvers.location import NONE, Answer
from sufficiency.domain.planning_results import THOUSANDTHS, LevelRow, OptionRow

UNITS = {
    "unmet": "child-years", "cost": "pence", "minutes": "tenths of child-minutes", "equity": "tenths of a minute",
    "carbon": "grams",
}  # fmt: skip
NOISE = 6
"""Decimals of a thousandth that a solver's arithmetic is trusted to."""


def plan_of(posed: Posed, answer: Answer, lay: Lay) -> Plan:
    """The plan. ``lay`` puts the actions that open into the places there will be."""
    taken = _taken(posed, answer)
    actions = (*posed.terms.actions, *taken)
    each, independent, unmet = _in_thousandths(posed, answer)
    arcs, placed = _one_of_each(posed.arcs, each)
    return Plan(
        demand=posed.demand,
        supply=_with_places(posed.places, together(lay(actions))),
        actions=actions,
        options=_options(posed.places, taken),
        arcs=arcs,
        outside=posed.outside,
        placed=placed,
        independent=_by_area(posed, independent),
        unmet=_by_area(posed, unmet),
        levels=tuple(
            LevelRow(level.name, UNITS[level.name], level.value, level.bound, 100 * level.gap)
            for level in answer.levels
        ),
        proven=answer.status == "optimal",
        repeatable=answer.repeatable,
    )


def _taken(posed: Posed, answer: Answer) -> tuple[Action, ...]:
    first = posed.places.supply.first.starts
    opened = [
        as_action(posed.places.choices[row.choice], first + period)
        for row, period in zip(posed.rows, answer.opened.tolist(), strict=True)
        if period != NONE
    ]
    return tuple(sorted(opened, key=lambda action: (action.opens, action.name)))


def _options(places: Places, taken: tuple[Action, ...]) -> tuple[OptionRow, ...]:
    """Every option once, in order of name."""
    opened = {action.name: action for action in taken}
    names = sorted({choice.option.name: choice.option for choice in places.choices}.items())
    return tuple(
        row_of(opened[name]) if name in opened else OptionRow(name, option.kind.value, None, 0, 0)
        for name, option in names
    )


def row_of(action: Action) -> OptionRow:
    """What opens, its places and capital, and what has to be done for it."""
    flags = [action.proposal, f"staffing: {action.staffing}" if action.staffing else ""]
    return OptionRow(
        action.name, action.kind.value, action.opens.starts, action.places, action.capital,
        tuple(flag for flag in flags if flag),
    )  # fmt: skip


def _with_places(places: Places, final: Supply) -> Supply:
    """The pools of the problem, in its order, with the places that they come to have."""
    there = {key_of(pool): pool for pool in final.pools}

    def settled(pool: Pool) -> Pool:
        now = there.get(key_of(pool))
        return replace(pool, places=(0,) * len(pool.places)) if now is None else now

    return Supply(places.supply.first, tuple(settled(pool) for pool in places.supply.pools))


def _in_thousandths(posed: Posed, answer: Answer) -> tuple[IntArray, IntArray, IntArray]:
    """Entrants of every cohort by arc, in the independent sector and unmet, together exactly the cohort."""
    arcs, cohorts = len(posed.cohort), len(posed.who.area)
    limited = np.setdiff1d(np.arange(len(answer.placed)), posed.real)
    bought = answer.outside.copy()
    np.add.at(bought, posed.problem.arcs.customer[limited], answer.placed[limited])
    owner = np.concatenate([posed.cohort, np.arange(cohorts), np.arange(cohorts)])
    parts = np.concatenate([answer.placed[posed.real], bought, answer.unmet])
    whole = shared_out(parts * THOUSANDTHS, owner, posed.who.entrants)
    return whole[:arcs], whole[arcs : arcs + cohorts], whole[arcs + cohorts :]


def shared_out(parts: FloatArray, owner: IntArray, totals: IntArray) -> IntArray:
    """Whole numbers nearest to ``parts`` (n, years), those of one owner adding up to its row of ``totals``.

    The largest remainders are rounded up; among equals the first.
    """
    exact = np.round(np.maximum(parts, 0.0), NOISE)
    whole = np.floor(exact).astype(np.int64)
    floors = np.zeros_like(totals)
    np.add.at(floors, owner, whole)
    begins = np.searchsorted(np.sort(owner), np.arange(len(totals)))
    for year in range(totals.shape[1]):
        order = np.lexsort((whole[:, year] - exact[:, year], owner))
        rank = np.arange(len(order)) - begins[owner[order]]
        short = (totals - floors)[owner[order], year]
        whole[order, year] += rank < short
    return whole


def _one_of_each(arcs: Arcs, placed: IntArray) -> tuple[Arcs, IntArray]:
    """One arc for each area, segment and pool, of whichever cohorts; in that order."""
    keys = np.stack([arcs.area, arcs.segment, arcs.pool], axis=1)
    _, first, row = np.unique(keys, axis=0, return_index=True, return_inverse=True)
    summed = np.zeros((len(first), placed.shape[1]), dtype=np.int64)
    np.add.at(summed, row.ravel(), placed)
    return Arcs(**{field.name: getattr(arcs, field.name)[first] for field in fields(Arcs)}), summed


def _by_area(posed: Posed, found: IntArray) -> IntArray:
    """(cohorts, years) summed to (areas, segments, years)."""
    summed = np.zeros((len(posed.demand.areas), len(SEGMENTS), found.shape[1]), dtype=np.int64)
    np.add.at(summed, (posed.who.area, posed.who.segment), found)
    return summed
