"""The effect of every override in one pass, against solving again with the unit where it is forced to be."""

from dataclasses import dataclass, replace

import numpy as np

from benchmarks.registry import Reading
from solvers.allocation import Answer, Problem, solve
from solvers.allocation.effects import Effects, override_effects

SEED = 20260902
SAMPLE = 20
UNITS_RESOLVED_PER_SAMPLE = 12_000  # the larger the round, the fewer of its pairs are solved again

Solved = tuple[Problem, Answer]
Change = tuple[int, ...] | None


@dataclass(frozen=True, slots=True)
class Priced:
    """All effects, with the solved round that they are of."""

    ready: Solved
    effects: Effects


@dataclass(frozen=True, slots=True)
class Resolved:
    """The change of every level for a few pairs, None where the pair cannot be; and how many pairs there are."""

    changes: tuple[Change, ...]
    pairs: int


def in_one_pass(ready: Solved) -> Priced:
    """Every pair at once."""
    return Priced(ready, override_effects(*ready))


def one_by_one(ready: Solved) -> Resolved:
    """A sample of the pairs, each solved again from nothing."""
    problem, answer = ready
    return Resolved(tuple(forced(problem, answer, pair) for pair in sample(problem)), problem.options)


def read_effects(problem: Problem, priced: Priced) -> Reading:
    """The effects of the sample are those of solving again."""
    pairs, effects = sample(problem), priced.effects
    found = [tuple(map(int, effects.change[p])) if effects.reachable[p] else None for p in pairs]
    expected = one_by_one(priced.ready).changes
    faults = [f"pair {p}: {f}, solved again {e}" for p, f, e in zip(pairs, found, expected, strict=True) if f != e]
    return Reading(faults=tuple(faults), note=f"checked on {len(pairs)} of {problem.options} pairs")


def read_sample(problem: Problem, resolved: Resolved) -> Reading:
    """The time of the sample, carried over to all pairs."""
    count = len(resolved.changes)
    note = f"{count} pairs were solved again; the time is carried over to all {resolved.pairs}"
    return Reading(scale=resolved.pairs / count, note=note)


def sample(problem: Problem) -> list[int]:
    """The same few pairs each time."""
    count = min(SAMPLE, max(2, UNITS_RESOLVED_PER_SAMPLE // problem.units))
    return np.random.default_rng(SEED).choice(problem.options, count, replace=False).tolist()


def forced(problem: Problem, answer: Answer, option: int) -> Change:
    """Give a unit its place first and solve for everybody else: what every level's total changes by."""
    capacity, at = problem.limit_capacity.copy(), int(problem.option_limit[option])
    while at != -1:
        capacity[at] -= 1
        at = int(problem.limit_parent[at])
    if capacity.min() < 0:
        return None
    rest = solve(replace(without(problem, int(problem.option_unit[option])), limit_capacity=capacity))
    now = zip(rest.values, problem.cost[option].tolist(), answer.values, strict=True)
    return tuple(others + own - before for others, own, before in now)


def without(problem: Problem, unit: int) -> Problem:
    """The round with one unit left out."""
    others, kept = np.arange(problem.units) != unit, problem.option_unit != unit
    counts = np.diff(problem.option_start)[others]
    return replace(
        problem,
        option_start=np.concatenate([[0], np.cumsum(counts)]),
        option_limit=problem.option_limit[kept],
        cost=problem.cost[kept],
        rank=problem.rank[kept],
        unplaced=problem.unplaced[others],
        tier=problem.tier[others],
    )
