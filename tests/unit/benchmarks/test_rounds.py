"""The benchmark rounds are what they say: seeded, tight, with real choices."""

import numpy as np

from benchmarks.instances.rounds import build


def test_the_same_size_gives_the_same_arrays():
    first, second = build("60x12"), build("60x12")
    assert np.array_equal(first.cost, second.cost)
    assert np.array_equal(first.limit_capacity, second.limit_capacity)


def test_a_round_has_a_forest_of_two_storeys_and_room_for_most():
    problem = build("600x60")
    roots = problem.limit_parent == -1
    assert roots.sum() == 60
    assert np.all(roots[problem.limit_parent[~roots]])
    assert 0.93 <= problem.limit_capacity[roots].sum() / problem.units <= 1.0


def test_every_unit_has_options_and_one_of_each_stated_preference():
    problem = build("600x60")
    assert np.diff(problem.option_start).min() >= 3
    for rank in (0, 1, 2):
        assert np.array_equal(np.bincount(problem.option_unit[problem.rank == rank]), np.ones(600))
