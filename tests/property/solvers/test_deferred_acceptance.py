"""With strict order and strict lists the ordered programme is deferred acceptance with one priority for all."""

import numpy as np

from solvers.allocation import Problem, solve


def deferred_acceptance(lists: list[list[int]], capacity: list[int]) -> list[int]:
    """Gale and Shapley (1962): units propose down their lists; each place keeps its first-numbered proposers."""
    held: list[list[int]] = [[] for _ in capacity]
    following = [0] * len(lists)
    free = list(range(len(lists)))[::-1]
    while free:
        unit = free.pop()
        if following[unit] == len(lists[unit]):
            continue
        place = lists[unit][following[unit]]
        following[unit] += 1
        held[place].append(unit)
        held[place].sort()
        if len(held[place]) > capacity[place]:
            free.append(held[place].pop())
    got = [-1] * len(lists)
    for place, units in enumerate(held):
        for unit in units:
            got[unit] = place
    return got


def as_problem(lists: list[list[int]], capacity: list[int]) -> Problem:
    options = [(unit, place, rank) for unit, own in enumerate(lists) for rank, place in enumerate(own)]
    options.sort()
    counts = [len(own) for own in lists]
    return Problem(
        option_start=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        option_limit=np.array([place for _, place, _ in options], dtype=np.int64),
        limit_parent=np.full(len(capacity), -1, dtype=np.int64),
        limit_capacity=np.array(capacity, dtype=np.int64),
        cost=np.zeros((len(options), 1), dtype=np.int64),
        unplaced=np.ones((len(lists), 1), dtype=np.int64),
        levels=("unplaced",),
        tier=np.arange(len(lists)),
        rank=np.array([rank for _, _, rank in options], dtype=np.int64),
        ordered=True,
    )


def test_five_hundred_random_cases_agree():
    for seed in range(500):
        rng = np.random.default_rng([seed, 77])
        places, units = int(rng.integers(1, 9)), int(rng.integers(1, 25))
        lists = [rng.permutation(places)[: int(rng.integers(0, places + 1))].tolist() for _ in range(units)]
        capacity = rng.integers(0, 4, size=places).tolist()
        problem = as_problem(lists, capacity)
        taken = solve(problem).option
        got = [int(problem.option_limit[option]) if option >= 0 else -1 for option in taken]
        assert got == deferred_acceptance(lists, capacity), seed
