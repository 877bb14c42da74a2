"""Ten years of plans: expected, and what each assumption adds to them, in whole children."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from scenarios.projection.assumptions import Assumptions
from scenarios.projection.cells import FloatArray, IntArray, Sums, rounded
from scenarios.projection.rates import next_stock
from sufficiency.errors import UsageError

STEPS = ("rates of today", "population", "trend of rates", "policy", "latent demand")
"""What each step adds: today's rates on today's population, then one assumption after another, in this order."""


def expected(stock: FloatArray, assumptions: Assumptions) -> FloatArray:
    """Expected stocks (years + 1, areas, ages, needs, placements), today's first.

    Raises UsageError where the latent demand takes more from a cell than is in it.
    """
    today = stock.astype(np.float64)
    if assumptions.latent is not None:
        today = today + assumptions.latent
        if (today < 0).any():
            raise UsageError("Latent demand takes more children from a placement than are in it.")
    stocks = [today]
    for year in range(1, assumptions.years + 1):
        stocks.append(next_stock(stocks[-1], assumptions.rates_in(year), assumptions.population[year]))
    return np.stack(stocks)


def expected_children(stock: FloatArray, assumptions: Assumptions, over: Sums = ()) -> IntArray:
    """The same added up ``over`` some axes, in whole children: each year adds up to its rounded total."""
    return np.stack([rounded(year.sum(axis=over)) for year in expected(stock, assumptions)])


def steps(stock: IntArray, assumptions: Assumptions, over: Sums = ()) -> Mapping[str, IntArray]:
    """What each step adds to today's stock added up ``over`` some axes, by its name, each (years + 1, ...).

    Assumptions are laid on one after another and each projection is rounded before the one before it is taken off: so
    today's stock and the steps add up to the projection exactly, in every figure and in any sum of figures.
    """
    before = np.stack([stock.sum(axis=over)] * (assumptions.years + 1))
    found = {}
    for name, laid in zip(STEPS, laid_on(assumptions), strict=True):
        after = expected_children(stock.astype(np.float64), laid, over)
        found[name] = after - before
        before = after
    return found


def laid_on(full: Assumptions) -> tuple[Assumptions, ...]:
    """The assumptions of each of STEPS: one laid on after another."""
    still = np.stack([full.population[0]] * (full.years + 1))
    today = Assumptions(full.rates, still)
    peopled = replace(today, population=full.population)
    trended = replace(peopled, trend=full.trend)
    decided = replace(trended, changes=full.changes)
    return today, peopled, trended, decided, replace(decided, latent=full.latent)
