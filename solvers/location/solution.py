"""Solve a location problem, level by level, to a proven gap; or place everybody with the openings given."""

import time
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from scipy import sparse

from solvers.location.answer import LEVELS, PROVEN, Answer, Level
from solvers.location.check import broken_promises, broken_rules
from solvers.location.columns import UNIT, Columns
from solvers.location.highs import Found, Programme, minimise
from solvers.location.problem import NONE, Ints, LocationProblem
from solvers.location.rows import FAMILIES, RULES, Rows, stacked, worst_area

GAP = 1e-4
HELD = 1e-8
"""Share by which a level held may be missed: what a solver's arithmetic leaves open."""


def solve(
    problem: LocationProblem, programme: Sequence[str] = LEVELS, gap: float = GAP, limit: float | None = None
) -> Answer:
    """The lexicographic minimum of the levels of ``programme``, each proven to within a share ``gap`` of its value.

    A level is optimised with the values found at the levels above it held. ``limit`` is in seconds for all levels
    together; an answer that the clock ended is not repeatable. Raises ValueError where no answer keeps every limit
    with the openings that are forced, or a level does not exist.
    """
    return _descend(problem, programme, gap, limit, None)


def evaluate(problem: LocationProblem, opened: Ints, programme: Sequence[str] = LEVELS) -> Answer:
    """Everybody placed with these openings [o], ``NONE`` for never: the levels of ``programme`` in their order.

    Raises ValueError where the openings break a rule, or take away places that are held.
    """
    if faults := broken_rules(problem, opened):
        raise ValueError("; ".join(faults))
    return _descend(problem, programme, 0.0, None, opened)


def _descend(
    problem: LocationProblem, programme: Sequence[str], gap: float, limit: float | None, opened: Ints | None
) -> Answer:
    if unknown := [name for name in programme if name not in LEVELS]:
        raise ValueError(f"there is no level {unknown[0]}; there are {', '.join(LEVELS)}")
    ends = None if limit is None else time.monotonic() + limit
    columns = Columns(problem)
    posed = _posed(columns, opened)
    found: list[Found] = []
    for name in programme:
        if name == "equity":
            posed = replace(posed, rows=stacked([posed.rows, worst_area(columns)]))
        posed = replace(posed, cost=columns.objective(name))
        left = None if ends is None else ends - time.monotonic()
        found.append(_whole(columns, posed, minimise(posed, gap, left, found[-1].columns if found else None)))
        posed = _held(posed, found[-1].value)
    return _answer(problem, columns, dict(zip(programme, found, strict=True)), gap)


def _posed(columns: Columns, opened: Ints | None) -> Programme:
    """Every row, without an objective; with ``opened`` the openings are fixed, and no rule for them holds."""
    families, lower, upper = FAMILIES, columns.lower(), columns.upper()
    whole = np.zeros(columns.starts["end"], dtype=np.bool_)
    columns.part(whole, "z")[:] = opened is None
    if opened is not None:
        families = FAMILIES[:RULES]
        open_in = np.arange(columns.problem.periods) == opened[:, None]
        for ends in (lower, upper):
            columns.part(ends, "z")[:] = open_in
    return Programme(stacked(family(columns) for family in families), np.zeros(len(lower)), lower, upper, whole)


def _whole(columns: Columns, posed: Programme, found: Found) -> Found:
    """The same openings, exactly whole, with everybody placed anew: a solver takes 0.999999 for one."""
    if not posed.whole.any():
        return found
    lower, upper = posed.lower.copy(), posed.upper.copy()
    for ends in (lower, upper):
        columns.part(ends, "z")[:] = columns.part(found.columns, "z").round()
    again = minimise(replace(posed, lower=lower, upper=upper, whole=np.zeros_like(posed.whole)))
    return replace(again, bound=min(found.bound, again.value), stopped=found.stopped)


def _held(posed: Programme, value: float) -> Programme:
    """The same with the value reached held."""
    row = sparse.csr_array(posed.cost[None, :])
    most = value * (1 + HELD) + HELD
    return replace(posed, rows=stacked([posed.rows, Rows(row, np.array([-np.inf]), np.array([most]))]))


def _answer(problem: LocationProblem, columns: Columns, found: dict[str, Found], gap: float) -> Answer:
    """The answer of the last level, recounted."""
    last = list(found.values())[-1].columns
    z = columns.part(last, "z") > 0.5
    opened = np.where(z.any(axis=1), z.argmax(axis=1), NONE)
    placed, outside, unmet = (np.maximum(columns.part(last, kind), 0.0) for kind in ("x", "y", "u"))
    levels = tuple(
        Level(name, float(columns.objective(name) @ last) * UNIT[name], f.bound * UNIT[name])
        for name, f in found.items()
    )
    stopped = any(f.stopped for f in found.values())
    proven = all(level.gap <= gap + PROVEN for level in levels)
    answer = Answer(opened, placed, outside, unmet, levels, "optimal" if proven else "stopped", not stopped)
    if faults := broken_promises(problem, answer):
        raise RuntimeError(f"the answer found does not stand: {'; '.join(faults)}")
    return answer
