"""HiGHS on arrays: one thread and a fixed seed, so that the same call gives the same answer."""

from dataclasses import dataclass

import highspy
import numpy as np

from solvers.location.problem import Bools, Floats
from solvers.location.rows import Rows

SEED = 1
EXACT = 1e-9
"""How far a row may be missed, so that levels held stay within reach."""


@dataclass(frozen=True, eq=False)
class Found:
    """What HiGHS found.

    columns   values of the columns
    value     of the objective
    bound     proven
    stopped   whether the clock ended it
    """

    columns: Floats
    value: float
    bound: float
    stopped: bool


@dataclass(frozen=True, eq=False)
class Programme:
    """min cost @ x where the rows hold and lower <= x <= upper; x whole where ``whole`` says so."""

    rows: Rows
    cost: Floats
    lower: Floats
    upper: Floats
    whole: Bools


def minimise(programme: Programme, gap: float = 0.0, limit: float | None = None, start: Floats | None = None) -> Found:
    """The least cost, to within a share ``gap`` of it, in ``limit`` seconds at most; ``start`` is an answer known.

    Raises ValueError where no answer keeps all rows, RuntimeError where none was found in time.
    """
    highs = loaded(programme)
    highs.setOptionValue("mip_rel_gap", gap)
    highs.setOptionValue("mip_abs_gap", 1e-9)
    if limit is not None:
        highs.setOptionValue("time_limit", max(limit, 0.0))
    if start is not None:
        solution = highspy.HighsSolution()
        solution.col_value = start.tolist()
        highs.setSolution(solution)
    highs.run()
    status = highs.getModelStatus()
    if status in {highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible}:
        raise ValueError("no answer keeps every limit with the openings that are forced")
    stopped = status == highspy.HighsModelStatus.kTimeLimit
    if status != highspy.HighsModelStatus.kOptimal and not stopped:
        raise RuntimeError(f"HiGHS stopped: {highs.modelStatusToString(status)}")
    return _found(highs, bool(programme.whole.any()), stopped=stopped)


def loaded(programme: Programme) -> highspy.Highs:
    """A quiet HiGHS that holds the programme."""
    highs = highspy.Highs()
    for option, value in (("output_flag", False), ("threads", 1), ("random_seed", SEED)):
        highs.setOptionValue(option, value)
    for option in ("primal_feasibility_tolerance", "dual_feasibility_tolerance", "mip_feasibility_tolerance"):
        highs.setOptionValue(option, EXACT)
    matrix = programme.rows.matrix
    lp = highspy.HighsLp()
    lp.num_row_, lp.num_col_ = matrix.shape
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = programme.cost, programme.lower, programme.upper
    lp.row_lower_, lp.row_upper_ = programme.rows.lower, programme.rows.upper
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = matrix.indptr, matrix.indices, matrix.data
    if programme.whole.any():
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        lp.integrality_ = [kinds[int(whole)] for whole in programme.whole.tolist()]
    highs.passModel(lp)
    return highs


def _found(highs: highspy.Highs, whole: bool, *, stopped: bool) -> Found:
    info = highs.getInfo()
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        raise RuntimeError("no answer was found in the time given")
    value = float(info.objective_function_value)
    bound = float(info.mip_dual_bound) if whole else (-np.inf if stopped else value)
    return Found(np.array(highs.getSolution().col_value), value, min(bound, value), stopped)
