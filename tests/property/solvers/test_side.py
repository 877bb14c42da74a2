"""Rules beside the limits: CP-SAT agrees with trying everything, and leaves the flow alone where it keeps them."""

import itertools

import numpy as np
import pytest

from solvers.allocation import Problem, broken_promises, solve
from solvers.allocation.check import places_used, totals
from solvers.allocation.side import SideConstraints, broken_side_promises, solve_with_side

from .instances import random_problem


def every_answer(problem, side):
    """Everything within the limits and the side constraints, tried one by one."""
    starts = problem.option_start.tolist()
    choices = [[-1, *range(first, last)] for first, last in itertools.pairwise(starts)]
    for choice in itertools.product(*choices):
        option = np.array(choice, dtype=np.int64)
        if (places_used(problem, option) <= problem.limit_capacity).all() and keeps(problem, side, option):
            yield option


def keeps(problem, side, option):
    site = [side.site[problem.option_limit[o]] if o >= 0 else None for o in option]
    apart = any(site[a] is not None and site[b] is not None and site[a] != site[b] for a, b in side.together.tolist())
    mixed = all(
        places_used(problem, np.where(flagged, option, -1))[limit] <= most for limit, flagged, most in side.mixes
    )
    dear = any(sum(weight[o] for o in option if o >= 0) > most for weight, most in side.ceilings)
    return mixed and not apart and not dear


def merit(problem, option):
    """What is compared, tier by tier and then level by level."""
    classes = [int(problem.rank[o]) if o >= 0 else problem.classes for o in option]
    order = []
    for tier in sorted(set(problem.tier.tolist())) if problem.ordered else []:
        own = [c for c, t in zip(classes, problem.tier, strict=True) if t == tier]
        order += [own.count(problem.classes), *(-own.count(rank) for rank in range(problem.classes)), *own]
    return tuple(order), tuple(totals(problem, option).tolist())


@pytest.mark.parametrize("ordered", [False, True], ids=["joint", "ordered"])
def test_agrees_with_trying_everything(ordered):
    needed = 0
    for seed in range(40):
        rng = np.random.default_rng([seed, ordered, 3])
        problem = random_problem(rng, units=int(rng.integers(2, 6)), limits=int(rng.integers(2, 5)), ordered=ordered)
        side = SideConstraints(
            together=np.array([[0, 1]]),
            site=rng.integers(0, 2, size=problem.limits),
            mixes=((int(rng.integers(0, problem.limits)), rng.random(problem.units) < 0.6, 1),),
            ceilings=((rng.integers(0, 5, size=problem.options), int(rng.integers(1, 6))),),
        )
        relaxed = solve(problem)
        answer = solve_with_side(problem, side, relaxed)
        needed += answer is not relaxed
        assert broken_side_promises(problem, side, answer) == []
        assert merit(problem, answer.option) == min(merit(problem, option) for option in every_answer(problem, side))
        assert answer.bounds == answer.values
    assert needed > 3


def two_siblings_two_sites(capacity: int) -> Problem:
    """Unit 0 would rather be at site 0 and unit 1 at site 1; each site has the same number of places."""
    return Problem(
        option_start=np.array([0, 2, 4]),
        option_limit=np.array([0, 1, 0, 1]),
        limit_parent=np.array([-1, -1]),
        limit_capacity=np.array([capacity, capacity]),
        cost=np.array([[0], [1], [2], [0]]),
        unplaced=np.array([[9], [9]]),
        levels=("minutes",),
        tier=np.array([0, 0]),
        rank=np.zeros(4, dtype=np.int64),
        ordered=False,
    )


def together(problem: Problem) -> SideConstraints:
    return SideConstraints(np.array([[0, 1]]), site=np.arange(problem.limits))


def test_siblings_share_the_site_that_costs_them_least_together():
    problem = two_siblings_two_sites(capacity=2)
    answer = solve_with_side(problem, together(problem), solve(problem))
    assert answer.option.tolist() == [1, 3]
    assert answer.values == (1,)


def test_where_no_site_holds_both_one_waits():
    problem = two_siblings_two_sites(capacity=1)
    answer = solve_with_side(problem, together(problem), solve(problem))
    assert sorted(answer.option.tolist())[0] == -1
    assert answer.values == (9,)


def test_a_flow_that_keeps_every_rule_is_left_alone():
    problem = two_siblings_two_sites(capacity=2)
    nobody = SideConstraints(np.zeros((0, 2), dtype=np.int64), site=np.arange(2))
    relaxed = solve(problem)
    assert solve_with_side(problem, nobody, relaxed) is relaxed
    assert broken_promises(problem, relaxed) == []


def test_a_limit_too_small_to_prove_anything_is_said_so():
    problem = random_problem(np.random.default_rng(5), units=24, limits=8, capacity=4)
    side = SideConstraints(
        np.array([[0, 1], [2, 3], [4, 5]]), np.arange(problem.limits) % 3, (), ((np.arange(problem.options), 60),)
    )
    answer = solve_with_side(problem, side, solve(problem), deterministic_limit=1e-9)
    assert broken_side_promises(problem, side, answer) == []
    assert answer.status == "stopped"
    assert all(bound <= value for bound, value in zip(answer.bounds[:1], answer.values[:1], strict=True))
