"""Level after level with the openings given: a linear programme each, on what was best at the levels before it."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from solvers.location.columns import Columns
from solvers.location.highs import Found, Programme, minimise
from solvers.location.problem import NONE, Floats, Ints, LocationProblem
from solvers.location.rows import PLACING, Rows, stacked, worst_area
from solvers.location.sums import places_added, room_before

SLIGHT = 1e-7
"""A price that is none."""


def placed_level_by_level(columns: Columns, opened: Ints, programme: Sequence[str]) -> list[Found]:
    """What each level of ``programme`` comes to with these openings [o], and the last found is best at all of them.

    By complementary slackness an answer is best at a level exactly where it leaves at nought each column whose price
    is above nought, and fills each row that has a price: a level is held by leaving columns out, not by one more row.
    Raises ValueError where an opening takes away places that are held.
    """
    posed = with_openings(columns, opened)
    found: list[Found] = []
    for level in programme:
        if level == "equity":
            posed = replace(posed, rows=stacked([posed.rows, worst_area(columns)]))
        posed = replace(posed, cost=columns.objective(level))
        if level == "unmet" and level != programme[-1] and nobody_unmet(columns.problem):
            found.append(Found(posed.lower, 0.0, 0.0, np.zeros(len(posed.rows.upper))))
            posed = replace(posed, upper=np.where(posed.cost > 0, 0.0, posed.upper))
            continue
        found.append(minimise(posed))
        posed = _best_only(posed, found[-1])
    return found


def with_openings(columns: Columns, opened: Ints) -> Programme:
    """The rows of who is placed where, the openings fixed; where there is no place, nobody can be."""
    lower, upper = np.zeros(columns.starts["end"]), columns.upper()
    periods = columns.problem.periods
    for ends in (lower, upper):
        columns.part(ends, "z")[:] = np.arange(periods) == opened[:, None]
    closed = capacity(columns.problem, opened) <= 0
    columns.part(upper, "x")[closed[columns.problem.arcs.pool]] = 0.0
    rows = stacked(family(columns) for family in PLACING)
    return Programme(rows, np.zeros(len(lower)), lower, upper, np.zeros(len(lower), dtype=np.bool_))


def nobody_unmet(problem: LocationProblem) -> bool:
    """Whether there is always room outside, so that nobody has to be unmet."""
    return bool(np.isinf(problem.customers.outside_room).all())


def capacity(problem: LocationProblem, opened: Ints) -> Floats:
    """Places [p, t] for entrants with these openings."""
    total, x = room_before(problem), problem.options
    opens = opened[x.adds_option]
    rows = np.flatnonzero(opens != NONE)
    np.add.at(total, x.adds_pool[rows], places_added(problem)[rows, opens[rows]])
    return total


def _best_only(posed: Programme, found: Found) -> Programme:
    """The same where every answer is as good as the one found."""
    rows, prices = posed.rows, found.prices
    reduced = posed.cost - rows.matrix.T @ prices
    scale = SLIGHT * max(1.0, float(np.abs(prices).max(initial=0.0)))
    upper = np.where(reduced > scale, posed.lower, posed.upper)
    lower = np.where(reduced < -scale, posed.upper, posed.lower)
    lower_end = np.where(prices < -scale, rows.upper, rows.lower)
    upper_end = np.where(prices > scale, rows.lower, rows.upper)
    return replace(posed, lower=lower, upper=upper, rows=Rows(rows.matrix, lower_end, upper_end))
