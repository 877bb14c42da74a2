"""The same pools and arcs with other entrants and room, placed again and again from where a first answer ended.

Only right-hand sides differ, so the basis of the first answer prices all others too, and the dual simplex method goes
on from it instead of from nothing (Maros, Computational Techniques of the Simplex Method, 2003). Every call begins from
that one basis: its answer does not depend on the calls before it, nor on who made them.
"""

from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from solvers.location.answer import Answer, Level
from solvers.location.columns import UNIT, Columns
from solvers.location.highs import Programme, loaded, minimise
from solvers.location.problem import Floats, LocationProblem
from solvers.location.rows import PLACING, Rows, stacked

HELD = 1e-8
"""Share by which the least unmet may be missed, as in ``solution``."""
CLOSE = 1e-6
"""By how much a row or an end may be missed, in places."""

QUICK = {"simplex_dual_edge_weight_strategy": 1, "simplex_scale_strategy": 0}
"""Devex weights without scaling, a fifth faster here: the weights of steepest edges take long to begin from a basis."""

Statuses = NDArray[np.int8]


@dataclass(frozen=True, eq=False)
class Basis:
    """Which columns and rows of the programme are basic in a first answer: HiGHS' numbers for it."""

    columns: Statuses
    rows: Statuses


def first_basis(problem: LocationProblem) -> Basis:
    """The basis of least cost among the answers that leave fewest unmet. ValueError where there are options."""
    _, programme = _posed(problem)
    found = _run(programme, None).getBasis()
    columns, rows = ([int(status) for status in part] for part in (found.col_status, found.row_status))
    return Basis(np.array(columns, dtype=np.int8), np.array(rows, dtype=np.int8))


def placed_from(problem: LocationProblem, basis: Basis) -> Answer:
    """Everybody placed: fewest place-periods unmet, then least cost; proven.

    ``basis`` is of a problem that differs in entrants and room alone; one of other columns and rows is left aside.
    Raises ValueError where there are options.
    """
    columns, programme = _posed(problem)
    fits = (len(basis.rows), len(basis.columns)) == programme.rows.matrix.shape
    found = np.array(_run(programme, basis if fits else None).getSolution().col_value)
    _refuse_broken(programme, found)
    placed, outside, unmet = (np.maximum(columns.part(found, kind), 0.0) for kind in ("x", "y", "u"))
    values = {name: float(columns.objective(name) @ found) * UNIT[name] for name in ("unmet", "cost")}
    levels = tuple(Level(name, value, value) for name, value in values.items())
    return Answer(np.zeros(0, dtype=np.int64), placed, outside, unmet, levels, "optimal")


def _posed(problem: LocationProblem) -> tuple[Columns, Programme]:
    """Least cost, with the least unmet held in the last row."""
    if len(problem.options.fixed):
        raise ValueError("there are options: their openings have to be settled first")
    columns = Columns(problem)
    unmet = columns.objective("unmet")
    rows = stacked(family(columns) for family in PLACING)
    ends = columns.lower(), columns.upper()
    fewest = _fewest_unmet(problem, Programme(rows, unmet, *ends, np.zeros(len(unmet), dtype=np.bool_)))
    most = np.array([fewest * (1 + HELD)])
    held = Rows(sparse.csr_array(unmet[None, :]), np.array([-np.inf]), most)
    cost = columns.objective("cost")
    return columns, Programme(stacked([rows, held]), cost, *ends, np.zeros(len(unmet), dtype=np.bool_))


def _fewest_unmet(problem: LocationProblem, programme: Programme) -> float:
    """None where there is always room outside."""
    return 0.0 if np.isinf(problem.customers.outside_room).all() else minimise(programme).value


def _run(programme: Programme, basis: Basis | None) -> highspy.Highs:
    highs = loaded(programme)
    for option, value in QUICK.items():
        highs.setOptionValue(option, value)
    if basis is not None:
        kinds = {int(kind): kind for kind in highspy.HighsBasisStatus.__members__.values()}
        start = highspy.HighsBasis()
        start.col_status = [kinds[status] for status in basis.columns.tolist()]
        start.row_status = [kinds[status] for status in basis.rows.tolist()]
        start.valid = True
        highs.setBasis(start)
    highs.run()
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise RuntimeError(f"HiGHS stopped: {highs.modelStatusToString(highs.getModelStatus())}")
    return highs


def _refuse_broken(programme: Programme, found: Floats) -> None:
    """Every row and end, worked out anew from the answer."""
    there = programme.rows.matrix @ found
    missed = [
        programme.lower - found, found - programme.upper,
        programme.rows.lower - there, there - programme.rows.upper,
    ]  # fmt: skip
    if max(float(part.max(initial=0.0)) for part in missed) > CLOSE:
        raise RuntimeError("the answer found does not stand: a row or an end is missed")
