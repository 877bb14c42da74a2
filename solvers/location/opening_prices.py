"""What each opening would cost beyond the relaxation of a problem of one period: its best reduced cost.

The prices that a linear programme ends with are one choice of many, and say nothing of what stays shut. With the prices
of the cohorts held, what a site of its own would earn is a knapsack filled by the dearest customers first.
Source: Beasley (1988), An algorithm for solving large capacitated warehouse location problems, European Journal of
Operational Research 33(3).
"""

import numpy as np

from solvers.location.columns import Columns
from solvers.location.highs import Programme
from solvers.location.problem import NONE, Bools, Floats
from solvers.location.sums import places_added


def opening_prices(columns: Columns, posed: Programme, prices: Floats) -> Floats:
    """The reduced cost of each option [o] at these prices of the rows; 0 where its places are not its own alone.

    The rows of ``posed`` begin with those of ``PLACING``, and have the strong ones not among them.
    """
    problem, options = columns.problem, columns.problem.options
    customers, pools, *_ = problem.size
    local = np.zeros(len(prices), dtype=np.bool_)
    local[customers : customers + len(columns.groups[1]) + pools] = True
    net = posed.cost - posed.rows.matrix.T @ np.where(local, 0.0, prices)
    own, places = _of_its_own(columns), places_added(problem)[:, 0, 0]
    cost, gain = columns.part(net, "z")[:, 0].copy(), -columns.part(net, "x")[:, 0]
    most = columns.part(posed.upper, "x")[:, 0]
    for row in np.flatnonzero(own):
        arcs = np.flatnonzero((problem.arcs.pool == options.adds_pool[row]) & (gain > 0))
        cost[options.adds_option[row]] -= _filled(gain[arcs], most[arcs], places[row])
    shared = np.unique(options.adds_option[~own])
    cost[shared] = 0.0
    return cost


def _of_its_own(columns: Columns) -> Bools:
    """Whether a row of places is all that a pool has, and the pool stands alone [r]."""
    problem, at = columns.problem, columns.problem.options.adds_pool
    above, pools = problem.pools.above, problem.size[1]
    alone = (above == NONE) & ~np.isin(np.arange(pools), above) & (problem.pools.room[:, 0] <= 0)
    alone &= np.bincount(at, minlength=pools) == 1
    own: Bools = alone[at] & (problem.options.adds_places[:, 0] >= 0)
    return own


def _filled(gain: Floats, most: Floats, places: float) -> float:
    """What a knapsack of so many places holds at best."""
    order = np.argsort(-gain, kind="stable")
    before = np.concatenate([[0.0], np.cumsum(most[order])[:-1]])
    return float(gain[order] @ np.clip(places - before, 0.0, most[order])) if len(order) else 0.0
