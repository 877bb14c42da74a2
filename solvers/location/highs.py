"""HiGHS on arrays: one thread and a fixed seed, so that the same call gives the same answer."""

from dataclasses import dataclass, replace

import highspy
import numpy as np

from solvers.location.problem import Bools, Floats, Ints
from solvers.location.rows import Rows

SEED = 1
EXACT, USUAL = 1e-9, 1e-7
"""How far a row may be missed: where a level is held, and where none is."""
SEARCH = {
    "mip_allow_restart": False, "mip_heuristic_run_rens": False, "mip_heuristic_run_rins": False,
    "mip_heuristic_run_root_reduced_cost": False, "mip_heuristic_run_feasibility_jump": False,
}  # fmt: skip
"""What took longer than it gained, on the instances of the benchmark."""
LARGE = 10_000
"""Columns from which the interior point method, with crossover, is the quicker start of a search: a third, measured."""
IN_TIME = {highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kTimeLimit}


@dataclass(frozen=True, eq=False)
class Programme:
    """min cost @ x where the rows hold and lower <= x <= upper; x whole where ``whole`` says so."""

    rows: Rows
    cost: Floats
    lower: Floats
    upper: Floats
    whole: Bools

    def relaxed(self) -> "Programme":
        """The same, nothing whole."""
        return replace(self, whole=np.zeros_like(self.whole))


@dataclass(frozen=True, eq=False)
class Found:
    """What HiGHS found.

    columns   values of the columns
    value     of the objective
    bound     proven
    prices    of the rows; noughts where something is whole
    stopped   whether the clock ended it
    """

    columns: Floats
    value: float
    bound: float
    prices: Floats
    stopped: bool = False


def minimise(
    programme: Programme,
    gap: float = 0.0,
    limit: float | None = None,
    start: Floats | None = None,
    exact: float = USUAL,
) -> Found:
    """The least cost, to within a share ``gap`` of it, in ``limit`` seconds at most; ``start`` is an answer known.

    Columns that can only be nought are left out. Raises ValueError where no answer keeps all rows, TimeoutError where
    none was found in time.
    """
    free = np.flatnonzero((programme.upper > 0) | (programme.lower < 0))
    highs = loaded(programme, exact, free)
    highs.setOptionValue("mip_rel_gap", gap)
    highs.setOptionValue("mip_abs_gap", EXACT)
    if len(free) > LARGE:
        highs.setOptionValue("mip_lp_solver", "ipm")
    if limit is not None:
        highs.setOptionValue("time_limit", max(limit, 0.0))
    if start is not None:
        solution = highspy.HighsSolution()
        solution.col_value = start[free].tolist()
        highs.setSolution(solution)
    highs.run()
    status, info = highs.getModelStatus(), highs.getInfo()
    if status in {highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible}:
        raise ValueError("no answer keeps every limit with the openings that are forced")
    if status not in IN_TIME:
        raise RuntimeError(f"HiGHS stopped: {highs.modelStatusToString(status)}")
    stopped = status == highspy.HighsModelStatus.kTimeLimit
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        raise TimeoutError("no answer was found in the time given")
    solved = highs.getSolution()
    columns = np.zeros(len(programme.cost))
    columns[free] = solved.col_value
    value, whole = float(info.objective_function_value), bool(programme.whole.any())
    bound = float(info.mip_dual_bound) if whole else (-np.inf if stopped else value)
    prices = np.zeros(len(programme.rows.upper)) if whole else np.array(solved.row_dual)
    return Found(columns, value, min(bound, value), prices, stopped)


def loaded(programme: Programme, exact: float = EXACT, columns: Ints | None = None) -> highspy.Highs:
    """A quiet HiGHS that holds the programme, or these columns of it."""
    free = np.arange(len(programme.cost)) if columns is None else columns
    highs = highspy.Highs()
    options = {"output_flag": False, "threads": 1, "random_seed": SEED, **SEARCH}
    tolerances = ("primal_feasibility_tolerance", "dual_feasibility_tolerance", "mip_feasibility_tolerance")
    for option, value in {**options, **dict.fromkeys(tolerances, exact)}.items():
        highs.setOptionValue(option, value)
    matrix, lp = programme.rows.matrix[:, free], highspy.HighsLp()
    lp.num_row_, lp.num_col_ = matrix.shape
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = programme.cost[free], programme.lower[free], programme.upper[free]
    lp.row_lower_, lp.row_upper_ = programme.rows.lower, programme.rows.upper
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = matrix.indptr, matrix.indices, matrix.data
    if programme.whole.any():
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        lp.integrality_ = [kinds[int(whole)] for whole in programme.whole[free].tolist()]
    highs.passModel(lp)
    return highs
