"""What one cohort, and one opening, comes to over the plan: the coefficients that every formulation shares."""

import numpy as np

from solvers.location.problem import NONE, WHOLE, Floats, Ints, LocationProblem


def held_sum(hold: Floats, weight: Floats) -> Floats:
    """A cohort's hold times the weight of each period, summed over the periods from its entry on [c, t]."""
    periods = len(weight)
    total = np.zeros_like(hold)
    for entered in range(periods):
        total[:, entered] = hold[:, : periods - entered] @ weight[entered:]
    return total


def place_periods(problem: LocationProblem) -> Floats:
    """Place-periods within the plan [c, t] that one entrant stands for."""
    return held_sum(problem.customers.hold, np.ones(problem.periods))


def worths(problem: LocationProblem) -> Floats:
    """What a penny a period for one entrant comes to today [c, t], in pence."""
    return held_sum(problem.customers.hold, problem.discount / WHOLE)


def capital_by_period(problem: LocationProblem) -> Ints:
    """Pence [o, s, k, t] that pot k pays in period t where the option opens in period s."""
    x, periods = problem.options, problem.periods
    options, pots, columns = x.capital.shape
    paid = np.zeros((options, periods, pots, periods), dtype=np.int64)
    for opens in range(periods):
        for column in range(columns):
            period = min(max(opens + x.capital_from + column, 0), periods - 1)
            paid[:, opens, :, period] += x.capital[:, :, column]
    return paid


def opening_costs(problem: LocationProblem) -> Floats:
    """Pence today [o, s] of capital and fixed sums where the option opens in period s."""
    discount = problem.discount / WHOLE
    cost: Floats = capital_by_period(problem).sum(axis=2) @ discount
    for opens in range(problem.periods):
        cost[:, opens] += problem.options.fixed[:, : problem.periods - opens] @ discount[opens:]
    return cost


def places_added(problem: LocationProblem) -> Floats:
    """Places [r, s, t] that a row adds for entrants in period t where its option opens in s, less what is wanting."""
    x, periods = problem.options, problem.periods
    added = np.zeros((len(x.adds_pool), periods, periods))
    for opens in range(periods):
        added[:, opens, opens:] = x.adds_places[:, : periods - opens]
    wanting = np.minimum(problem.pools.room[x.adds_pool], 0.0)[:, None, :]
    return np.where(added > 0, np.maximum(added + wanting, 0.0), added)


def room_before(problem: LocationProblem) -> Floats:
    """Places [p, t] for entrants without any option."""
    return np.maximum(problem.pools.room, 0.0)


def asked_by_area(problem: LocationProblem) -> Floats:
    """Place-periods that each area asks for."""
    asked = (problem.customers.entrants * place_periods(problem)).sum(axis=1)
    return np.bincount(problem.customers.area, weights=asked).astype(np.float64)


def upward(problem: LocationProblem) -> list[list[int]]:
    """For each pool, itself and every pool above it."""
    lines = []
    for pool in range(len(problem.pools.above)):
        line, at = [], pool
        while at != NONE:
            line.append(at)
            at = int(problem.pools.above[at])
        lines.append(line)
    return lines
