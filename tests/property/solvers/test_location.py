"""The location solver beside its readable twin, beside trying every opening, and beside OR-Library's optima."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from benchmarks.instances import orlib_cap
from solvers.location import LEVELS, NONE, broken_promises, evaluate, solve
from solvers.location.check import broken_rules
from solvers.location.formulation import solve_by_pulp
from tests.property.solvers.location_instances import random_problem

ALWAYS, NIGHTLY = range(8), range(8, 50)
LARGE = {
    "capa": (8000, 10000, 12000, 14000), "capb": (5000, 6000, 7000, 8000), "capc": (5000, 5750, 6500, 7250),
}  # fmt: skip
SAMPLE = ("cap41", "cap64", "cap72", "cap92", "cap103", "cap134")


def agree(seed):
    problem = random_problem(np.random.default_rng(seed))
    ours, theirs = solve(problem, gap=0.0), solve_by_pulp(problem)
    assert broken_promises(problem, ours) == broken_promises(problem, theirs) == ()
    assert ours.status == "optimal"
    values = [[level.value for level in answer.levels] for answer in (ours, theirs)]
    assert values[0][:2] == pytest.approx(values[1][:2], rel=1e-7, abs=1e-6)
    assert values[0] == pytest.approx(values[1], rel=5e-5)  # what the levels above leave open, some levels further


@pytest.mark.parametrize("seed", ALWAYS)
def test_both_formulations_agree_at_every_level(seed):
    agree(seed)


@pytest.mark.nightly
@pytest.mark.parametrize("seed", NIGHTLY)
def test_both_formulations_agree_at_every_level_on_more(seed):
    agree(seed)


@pytest.mark.parametrize("seed", range(3))
def test_nothing_better_is_found_by_trying_every_opening(seed):
    problem = random_problem(np.random.default_rng(seed), periods=2, options=2)
    periods = (NONE, 0, 1)
    plans = (np.array(plan, dtype=np.int64) for plan in product(periods, repeat=2))
    tried = [values(evaluate(problem, plan)) for plan in plans if allowed(problem, plan)]
    assert values(solve(problem, gap=0.0)) == pytest.approx(best(tried), rel=1e-5, abs=1e-5)


def allowed(problem, plan):
    try:
        return not broken_rules(problem, plan) and bool(evaluate(problem, plan, ("unmet",)))
    except ValueError:  # it takes away places that are held
        return False


def values(answer):
    return [level.value for level in answer.levels]


def best(tried):
    """The least, level by level, those equal to a millionth taken for equal."""
    for level in range(len(tried[0])):
        least = min(found[level] for found in tried)
        tried = [found for found in tried if found[level] <= least * (1 + 1e-6) + 1e-6]
    return tried[0]


def test_the_same_call_gives_the_same_answer():
    problem = random_problem(np.random.default_rng(5))
    first, again = solve(problem), solve(problem)
    assert first.levels == again.levels
    assert first.placed.tobytes() == again.placed.tobytes()


PROBLEM = random_problem(np.random.default_rng(4))
ANSWER = solve(PROBLEM)


def plant(name, at, by):
    array = getattr(ANSWER, name).copy()
    array[at] += by
    return replace(ANSWER, **{name: array})


def test_an_answer_stands():
    assert broken_promises(PROBLEM, ANSWER) == ()


@pytest.mark.parametrize(
    ("planted", "words"),
    [
        (lambda: plant("unmet", (0, 0), 0.1), "of customer 0 enter in period 0"),
        (lambda: plant("placed", (0, 0), -50.0), "placed is below nought"),
        (lambda: plant("outside", (0, 0), np.nan), "outside is below nought, or no number"),
        (lambda: plant("placed", (0, slice(None)), 50.0), "pool 0 holds"),
        (lambda: plant("outside", (slice(None), 1), 50.0), "are outside in period 1, more than"),
        (lambda: replace(ANSWER, opened=np.array([9, NONE, NONE, NONE])), "which does not exist"),
        (lambda: replace(ANSWER, placed=ANSWER.placed[1:]), "placed has shape"),
        (lambda: said("cost", value=1.001), "cost is said to be"),
        (lambda: said("carbon", bound=1.001), "below its bound"),
    ],
)
def test_planted_faults_are_found(planted, words):
    assert any(words in fault for fault in broken_promises(PROBLEM, planted()))


def said(name, **times):
    levels = tuple(
        replace(level, **{part: getattr(level, part) * by for part, by in times.items()})
        if level.name == name
        else level
        for level in ANSWER.levels
    )
    return replace(ANSWER, levels=levels)


def test_broken_rules_of_opening_are_found():
    strict = replace(
        PROBLEM, budgets=np.zeros_like(PROBLEM.budgets), openings=np.zeros_like(PROBLEM.openings),
        options=replace(
            PROBLEM.options, allowed=np.zeros_like(PROBLEM.options.allowed), group=np.array([0, 0, NONE, NONE]),
            requires=np.array([NONE, NONE, 3, NONE]), forced=np.array([1, NONE, NONE, NONE]),
        ),
    )  # fmt: skip
    said_of = " ".join(broken_rules(strict, np.array([0, 0, 0, NONE])))
    for words in (
        "option 0 is forced to open in period 1", "option 1 may not open", "before option 3 that it requires",
        "options 0 and 1 of group 0 both open", "3 options open in period 0", "pot 0 pays",
    ):  # fmt: skip
        assert words in said_of


@pytest.mark.parametrize("name", SAMPLE)
def test_published_optima_are_reached_and_proven(shared, name):
    reached(name)


@pytest.mark.nightly
@pytest.mark.parametrize(
    "name", [f"cap{n}{i}" for n in (4, 6, 7, 8, 9, 10, 11, 12, 13) for i in (1, 2, 3, 4)] + ["cap51"]
)
def test_all_small_published_optima_are_reached_and_proven(shared, name):
    reached(name)


def reached(name):
    instance = orlib_cap.read(name)
    answer = solve(instance.problem, ("unmet", "cost"), gap=0.0)
    assert answer.status == "optimal"
    assert answer.levels[-1].value / orlib_cap.UNIT == pytest.approx(instance.optimum, abs=1e-3)


@pytest.mark.nightly
@pytest.mark.parametrize("name", [f"{file}:{places}" for file, sizes in LARGE.items() for places in sizes])
def test_all_large_published_optima_are_reached_and_proven(shared, name):
    reached(name)


def test_levels_are_named_once():
    for levels in (("unmet", "unmet"), ("pounds",), ()):
        with pytest.raises(ValueError, match="each once"):
            solve(PROBLEM, levels)
    assert tuple(level.name for level in ANSWER.levels) == LEVELS
