"""Places kept back and filled again: the same answer, whenever it is done and however many units it turns away."""

import numpy as np
import pytest

from solvers.allocation import Problem, solve
from solvers.allocation.engine import NONE
from solvers.allocation.insertion import insert_all
from solvers.allocation.proof import is_proven
from solvers.allocation.search import insert
from solvers.allocation.setup import level_engine, levels_of
from solvers.allocation.shortage import fill_places, keep_places_back
from solvers.allocation.straight import insert_straight

from .instances import random_problem


@pytest.mark.parametrize("seed", range(300))
def test_keeping_places_back_at_any_moment_leads_to_the_same_values(seed):
    rng = np.random.default_rng([11, seed])
    problem = random_problem(rng, units=int(rng.integers(2, 30)), limits=int(rng.integers(1, 9)), capacity=4)
    levels = levels_of(problem)[-1]
    engine = level_engine(problem, levels)
    early = int(rng.integers(0, problem.units))
    assert insert_all(engine, np.arange(early), lambda _: None)
    pending = np.arange(early, problem.units)
    pending = keep_places_back(engine, pending, int(rng.integers(0, len(pending) + 1)))
    while len(pending):
        pending = pending[: insert_straight(engine, pending)]
        pending = pending[insert(engine, pending, False) :]
    fill_places(engine, problem.units)
    assert not engine.state.vacant.any()
    assert is_proven(engine, levels)
    option = engine.state.seat
    values = problem.cost[option[option != NONE]].sum(axis=0) + problem.unplaced[option == NONE].sum(axis=0)
    assert tuple(values) == solve(problem).values


def test_a_proof_fails_when_a_seat_a_price_or_a_count_is_not_the_best():
    problem = random_problem(np.random.default_rng(8), units=20, limits=6, capacity=3)
    levels = levels_of(problem)[-1]
    engine = level_engine(problem, levels)
    insert_all(engine, np.arange(problem.units), lambda _: None)
    assert is_proven(engine, levels)
    seated = int(np.flatnonzero(engine.state.seat != NONE)[0])
    limit = problem.option_limit[engine.state.seat[seated]]
    for part, change in ((engine.state.used, 1), (engine.state.price, 1 << 44)):
        part[limit] += change
        assert not is_proven(engine, levels)
        part[limit] -= change
    engine.state.seat[seated] = NONE
    assert not is_proven(engine, levels)


def chain(length: int, step: int) -> Problem:
    """Units in a row, each of which makes room only by moving one place on, at a cost; the last needs them all to."""
    first = np.arange(length)
    moves = np.stack([np.zeros(length, dtype=np.int64), np.full(length, step)], axis=1).ravel()
    cost = np.zeros((2 * length + 1, 2), dtype=np.int64)
    cost[:-1, 1] = moves
    unplaced = np.zeros((length + 1, 2), dtype=np.int64)
    unplaced[:, 0] = 1
    return Problem(
        option_start=np.concatenate([2 * np.arange(length + 1), [2 * length + 1]]),
        option_limit=np.concatenate([np.stack([first, first + 1], axis=1).ravel(), [0]]),
        limit_parent=np.full(length + 1, -1),
        limit_capacity=np.ones(length + 1, dtype=np.int64),
        cost=cost,
        unplaced=unplaced,
        levels=("unplaced", "steps"),
        tier=np.zeros(length + 1, dtype=np.int64),
        rank=np.zeros(2 * length + 1, dtype=np.int64),
        ordered=False,
    )


def test_words_for_short_paths_are_given_up_when_a_path_is_long():
    """5,000 moves of 2**38 each run over what words for short paths hold, and would look dearer than a place."""
    problem = chain(5000, 2**38)
    short, most = levels_of(problem)
    assert (short.layout.width, most.layout.width) == (1, 2)
    engine = level_engine(problem, short)
    insert_all(engine, np.arange(problem.units), lambda _: None)
    assert not is_proven(engine, short)
    assert solve(problem).values == (0, 5000 * 2**38)
