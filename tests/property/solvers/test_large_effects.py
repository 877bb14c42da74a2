"""The effects of overrides take memory by option and by limit, not by option times tier."""

import tracemalloc

import numpy as np

from solvers.allocation import override_effects, solve

from .instances import random_problem

UNITS, LIMITS = 3_000, 10
BYTES_AN_OPTION = 1_000


def test_an_order_with_a_tier_for_every_unit_takes_no_more_memory_an_option_than_a_short_one():
    problem = random_problem(
        np.random.default_rng(8), units=UNITS, limits=LIMITS, tiers=UNITS, classes=6, capacity=450, ordered=True
    )
    answer = solve(problem)
    override_effects(problem, answer)  # compiled, and once loaded, libraries take memory of their own
    tracemalloc.start()
    try:
        effects = override_effects(problem, answer)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert effects.reachable.sum() > problem.units
    assert peak < BYTES_AN_OPTION * problem.options
