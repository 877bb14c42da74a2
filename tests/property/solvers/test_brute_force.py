"""The engine and the definition agree on two thousand tiny cases, at every level and for every unit."""

import numpy as np
import pytest

from solvers.allocation import broken_promises, solve

from .brute import best, vectors
from .instances import random_problem


@pytest.mark.parametrize("ordered", [False, True], ids=["joint", "ordered"])
@pytest.mark.parametrize("seed", range(10))
def test_agrees_with_trying_everything(seed, ordered):
    rng = np.random.default_rng([seed, ordered])
    for _ in range(100):
        problem = random_problem(
            rng,
            units=int(rng.integers(1, 7)),
            limits=int(rng.integers(1, 5)),
            tiers=int(rng.integers(1, 5)),
            classes=int(rng.integers(1, 4)),
            ordered=ordered,
        )
        answer = solve(problem)
        assert broken_promises(problem, answer) == []
        assert tuple(vectors(problem, answer.option[None])[0].tolist()) == best(problem)
