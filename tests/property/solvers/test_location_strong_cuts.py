"""Strong rows added as they are broken, beside every strong row at once; what an opening costs, beside opening it."""

from dataclasses import replace

import numpy as np
import pytest

from solvers.location import NO_LIMIT, NONE, WHOLE, Arcs, Customers, LocationProblem, Options, Pools
from solvers.location.columns import Columns
from solvers.location.highs import Programme, minimise
from solvers.location.opening_prices import opening_prices
from solvers.location.rows import OPENING, PLACING, stacked, strong
from solvers.location.strong_cuts import minimise_by_cuts, openings_needed
from tests.property.solvers.location_instances import random_problem

ALWAYS, NIGHTLY = range(12), range(12, 200)


def posed(columns):
    """The least cost, strong rows left out; whoever is unmet is dear, and nobody is where there are sites alone."""
    lower, upper, whole = columns.lower(), columns.upper(), np.zeros(columns.starts["end"], dtype=np.bool_)
    columns.part(whole, "z")[:] = True
    if not columns.problem.pools.room.any():
        columns.part(upper, "u")[:] = 0.0
    rows = stacked(family(columns) for family in (*PLACING, *OPENING))
    cost = columns.objective("cost") + 100.0 * columns.objective("unmet")
    return Programme(rows, cost, lower, upper, whole)


def with_strong(columns, programme):
    return replace(programme, rows=stacked([programme.rows, strong(columns)]))


def sites(rng, customers=8, number=8):
    """Sites without any place until they open, as in the large published instances; nobody outside or unmet."""
    nothing, none = np.zeros(customers, dtype=np.int64), np.full(number, NONE, dtype=np.int64)
    demand, at = rng.integers(1, 6, (customers, 1)).astype(np.float64), np.arange(number)
    arcs = np.repeat(np.arange(customers), number), np.tile(at, customers)
    return LocationProblem(
        customers=Customers(
            demand, np.ones((customers, 1)), nothing, nothing, np.zeros((customers, 1)), nothing, nothing
        ),
        pools=Pools(none, np.zeros((number, 1))),
        arcs=Arcs(*arcs, rng.integers(10**6, 10**8, len(arcs[0])), *[np.zeros(len(arcs[0]), dtype=np.int64)] * 2),
        options=Options(
            np.ones((number, 1), dtype=np.bool_), none, np.zeros((number, 0, 0), dtype=np.int64), 0,
            rng.integers(10**7, 2 * 10**8, (number, 1)), none, none, at, at, rng.integers(8, 16, (number, 1)),
        ),
        budgets=np.zeros((0, 1), dtype=np.int64), openings=np.array([NO_LIMIT]), discount=np.array([WHOLE]),
    )  # fmt: skip


def agree(problem):
    columns = Columns(problem)
    programme = posed(columns)
    lazy, full = minimise_by_cuts(columns, programme, 0.0), minimise(with_strong(columns, programme))
    assert lazy.value == pytest.approx(full.value, rel=1e-6, abs=1e-6)
    assert lazy.bound == pytest.approx(lazy.value, rel=1e-6, abs=1e-6)


@pytest.mark.parametrize("seed", ALWAYS)
def test_rows_added_as_they_are_broken_prove_what_all_of_them_prove(seed):
    rng = np.random.default_rng(seed)
    agree(random_problem(rng, periods=1, options=6))
    agree(sites(rng))


@pytest.mark.nightly
@pytest.mark.parametrize("seed", NIGHTLY)
def test_rows_added_as_they_are_broken_prove_what_all_of_them_prove_on_more(seed):
    rng = np.random.default_rng(seed)
    agree(random_problem(rng, periods=1, options=6))
    agree(sites(rng, customers=15, number=10))


@pytest.mark.parametrize("seed", ALWAYS)
def test_an_opening_costs_at_least_its_price_beyond_the_relaxation(seed):
    rng, found = np.random.default_rng(seed), 0
    for problem in (random_problem(rng, periods=1, options=6), sites(rng)):
        columns = Columns(problem)
        plain = posed(columns)
        plain = replace(plain, rows=stacked([plain.rows, *openings_needed(columns, plain)]))
        every = with_strong(columns, plain)
        relaxed = minimise(every.relaxed())
        prices = opening_prices(columns, plain, relaxed.prices[: len(plain.rows.upper)])
        for option in np.flatnonzero(np.abs(prices) > 1e-6):
            lower, upper = every.lower.copy(), every.upper.copy()
            at = columns.grid("z")[option, 0]
            lower[at] = upper[at] = float(prices[option] > 0)
            if np.any(lower > every.upper) or np.any(upper < every.lower):
                continue
            found += 1
            try:
                opened = minimise(replace(every, lower=lower, upper=upper).relaxed()).value
            except ValueError:  # it may not open, or has to
                continue
            assert opened >= relaxed.value + abs(prices[option]) - 1e-6
    assert found
