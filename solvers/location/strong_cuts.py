"""One period with many sites: the strong rows added as they are broken, then a search among what can still open.

With its strong rows the relaxation of capacitated location leaves very little, and few of them bind; how many have to
open at least is one more row. What an opening costs beyond the relaxation then settles most sites before the search.
Source: Avella and Boccia (2009), A cutting plane algorithm for the capacitated facility location problem,
Computational Optimization and Applications 43(1); fixing by reduced cost: Wolsey (2020), Integer Programming.
"""

import time
from dataclasses import dataclass, replace

import highspy
import numpy as np
from scipy import sparse

from solvers.location.columns import Columns
from solvers.location.highs import EXACT, USUAL, Found, Programme, loaded, minimise
from solvers.location.opening_prices import opening_prices
from solvers.location.problem import NONE, Floats, Ints
from solvers.location.rows import Rows, stacked, strong
from solvers.location.sums import places_added, room_before

BROKEN = 1e-6
"""By how many places a strong row is broken."""
PROMISING = 1e-3
"""Share of an opening in the relaxation from which it is in the search for a first answer."""
SLIGHT = 1e-7
"""Share of the value by which an opening has to cost more than the best known, to be left out."""


@dataclass(frozen=True, eq=False)
class _Relaxed:
    """The relaxation with every strong row kept.

    value    of the objective
    columns  values of the columns
    prices   of the rows there were before
    binding  strong rows that have a price
    """

    value: float
    columns: Floats
    prices: Floats
    binding: Rows


def minimise_by_cuts(columns: Columns, posed: Programme, gap: float, limit: float | None = None) -> Found:
    """As ``minimise`` of ``posed`` with every strong row, for a problem of one period.

    Raises ValueError where no answer keeps all rows, TimeoutError where none was found in ``limit`` seconds.
    """
    ends = np.inf if limit is None else time.monotonic() + limit
    tight = replace(posed, rows=stacked([posed.rows, *openings_needed(columns, posed)]))
    relaxed = _relaxed(tight, strong(columns), ends)
    if _is_whole(relaxed.columns[posed.whole]):
        return Found(relaxed.columns, relaxed.value, relaxed.value, relaxed.prices)
    reduced = opening_prices(columns, tight, relaxed.prices)
    tight = replace(tight, rows=stacked([tight.rows, relaxed.binding]))
    first = _among_promising(tight, relaxed, gap, ends)
    if first is None:
        return minimise(tight, gap, _left(ends))
    most = first.value - relaxed.value + SLIGHT * abs(first.value)
    try:
        last = minimise(_settled(columns, tight, reduced, most), gap, _left(ends), first.columns)
    except TimeoutError:
        return replace(first, bound=relaxed.value, stopped=True)
    best = min(first, last, key=lambda found: found.value)
    return replace(best, bound=min(last.bound, best.value), stopped=last.stopped)


def openings_needed(columns: Columns, posed: Programme) -> list[Rows]:
    """What opens adds as many places as are needed, and is as many openings as those of the largest would be.

    sum_o b[o] z[o] >= n  and, rounded,  sum_{o : b[o] > 0} z[o] >= ceil(n / max b),  n what has no place otherwise
    """
    problem, options = columns.problem, columns.problem.options
    top = problem.pools.above == NONE
    own = np.flatnonzero(top[options.adds_pool])
    places = np.zeros(problem.size[3])
    np.add.at(places, options.adds_option[own], np.maximum(places_added(problem)[own, 0, 0], 0.0))
    outside = np.minimum(columns.part(posed.upper, "y"), problem.customers.outside_room)
    elsewhere = room_before(problem)[top].sum() + outside.sum() + columns.part(posed.upper, "u").sum()
    needed = float(problem.customers.entrants.sum() - elsewhere)
    if needed <= BROKEN or not places.any():
        return []
    fewest = np.ceil(needed / places.max() - BROKEN)
    matrix = sparse.lil_array((2, columns.starts["end"]))
    matrix[:, columns.grid("z")[:, 0]] = np.stack([places, places > 0])
    return [Rows(matrix.tocsr(), np.array([needed, fewest]), np.full(2, np.inf))]


def _relaxed(posed: Programme, cuts: Rows, ends: float) -> _Relaxed:
    """Strong rows are added round by round, each from where the round before ended, until none is broken."""
    highs, kept, written = loaded(posed.relaxed(), USUAL), np.zeros(0, dtype=np.int64), len(posed.rows.upper)
    while True:
        highs.setOptionValue("time_limit", highs.getRunTime() + (_left(ends) or 0.0) if ends < np.inf else np.inf)
        highs.run()
        _refuse_unsolved(highs)
        solution = highs.getSolution()
        at = np.array(solution.col_value)
        broken = np.setdiff1d(np.flatnonzero(cuts.matrix @ at > cuts.upper + BROKEN), kept)
        if not broken.size:
            break
        _add(highs, cuts, broken)
        kept = np.concatenate([kept, broken])
    prices = np.array(solution.row_dual)
    binding = kept[np.abs(prices[written:]) > 0]
    value = float(highs.getInfo().objective_function_value)
    return _Relaxed(value, at, prices[:written], _taken(cuts, binding))


def _is_whole(openings: Floats) -> bool:
    return bool((np.abs(openings - openings.round()) < EXACT).all())


def _refuse_unsolved(highs: highspy.Highs) -> None:
    status = highs.getModelStatus()
    if status == highspy.HighsModelStatus.kTimeLimit:
        raise TimeoutError("no answer was found in the time given")
    if status in {highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible}:
        raise ValueError("no answer keeps every limit with the openings that are forced")
    if status != highspy.HighsModelStatus.kOptimal:
        raise RuntimeError(f"HiGHS stopped: {highs.modelStatusToString(status)}")


def _add(highs: highspy.Highs, cuts: Rows, chosen: Ints) -> None:
    rows = _taken(cuts, chosen)
    starts, index = (part.astype(np.int32) for part in (rows.matrix.indptr[:-1], rows.matrix.indices))
    highs.addRows(len(chosen), rows.lower, rows.upper, rows.matrix.nnz, starts, index, rows.matrix.data)


def _taken(rows: Rows, chosen: Ints) -> Rows:
    return Rows(rows.matrix[chosen], rows.lower[chosen], rows.upper[chosen])


def _among_promising(posed: Programme, relaxed: _Relaxed, gap: float, ends: float) -> Found | None:
    """A first answer, of openings that the relaxation has a share of; None where those do not do."""
    left_out = posed.whole & (relaxed.columns < PROMISING) & (posed.lower <= 0)
    try:
        return minimise(replace(posed, upper=np.where(left_out, 0.0, posed.upper)), gap, _left(ends))
    except ValueError:
        return None


def _settled(columns: Columns, posed: Programme, reduced: Floats, most: float) -> Programme:
    """Openings [o] whose change alone would cost more than ``most`` are settled as the relaxation has them."""
    lower, upper = posed.lower.copy(), posed.upper.copy()
    least, last = columns.part(lower, "z")[:, 0], columns.part(upper, "z")[:, 0]
    last[reduced > most] = least[reduced > most]
    least[-reduced > most] = last[-reduced > most]
    return replace(posed, lower=lower, upper=upper)


def _left(ends: float) -> float | None:
    """Seconds until ``ends``; None where there is no end."""
    return None if ends == np.inf else max(ends - time.monotonic(), 0.0)
