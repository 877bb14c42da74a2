"""The allocation: our engine at every level and what it proves besides, with the usual engines beside it."""

from dataclasses import replace

import numpy as np

from benchmarks.cases import overrides
from benchmarks.instances import rounds
from benchmarks.registry import Case, Engine, Reading
from solvers.allocation import Answer, Problem, broken_promises, extend, solve

SMALL, AUTHORITY, NATIONAL = "600x60", "10000x600", "100000x2500"
ALL = (SMALL, AUTHORITY, NATIONAL)
OURS, FIRST_THREE = "all levels", "first three levels"
EFFECTS, ORDERED_EFFECTS = "all overrides, jointly", "all overrides, ordered"
THREE = [0, 1, 2]
LATE = 100

Solved = tuple[Problem, Answer]


def unchanged(problem: Problem) -> Problem:
    """Nothing to prepare."""
    return problem


def three_levels(problem: Problem) -> Problem:
    """The levels every engine can express."""
    cost, unplaced = (np.ascontiguousarray(a[:, THREE]) for a in (problem.cost, problem.unplaced))
    return replace(problem, cost=cost, unplaced=unplaced, levels=problem.levels[:3])


def one_level(problem: Problem) -> Problem:
    """Three levels weighed into one number, for engines with a single cost."""
    weights = (problem.units + 1) ** np.array([2, 1, 0])
    packed = (a[:, THREE] @ weights for a in (problem.cost, problem.unplaced))
    cost, unplaced = (a.reshape(-1, 1).astype(np.int64) for a in packed)
    return replace(problem, cost=cost, unplaced=unplaced, levels=("three in one",))


def solved(problem: Problem) -> Solved:
    """What certificates and effects start from."""
    return problem, solve(problem)


def solved_in_order(problem: Problem) -> Solved:
    """The same, tier after tier."""
    return solved(replace(problem, ordered=True))


def before_the_last(problem: Problem) -> Solved:
    """The whole problem, and the answer for all but its last hundred units."""
    units = problem.units - LATE
    options = int(problem.option_start[units])
    early = replace(
        problem,
        option_start=problem.option_start[: units + 1],
        option_limit=problem.option_limit[:options],
        cost=problem.cost[:options],
        unplaced=problem.unplaced[:units],
        tier=problem.tier[:units],
        rank=problem.rank[:options],
    )
    return problem, solve(early)


def take_in_the_last(ready: Solved) -> Answer:
    """The late units join the answer that stands."""
    return extend(*ready)


def solve_packed(problem: Problem) -> tuple[int, ...]:
    """OR-Tools' min-cost flow on three levels in one number."""
    from solvers.allocation import baseline

    return baseline.solve_packed(problem, THREE).values


def solve_by_level(problem: Problem) -> tuple[int, ...]:
    """OR-Tools' min-cost flow, level after level."""
    from solvers.allocation import baseline

    return baseline.solve_by_level(problem).values


def solve_milp(problem: Problem) -> tuple[int, ...]:
    """HiGHS through PuLP, level after level."""
    from solvers.allocation import milp

    return milp.solve_milp(problem, THREE).values


def solve_networkx(problem: Problem) -> tuple[int, ...]:
    """The network simplex of networkx, its one number taken apart again."""
    from solvers.allocation import network

    total, base = network.least_cost(problem), problem.units + 1
    return total // base**2, total // base % base, total % base


def certify(ready: Solved) -> list[str]:
    """Recount and check the certificate."""
    return broken_promises(*ready)


def read_answer(problem: Problem, answer: Answer) -> Reading:
    """Values, once the whole answer was recounted."""
    return Reading(answer.values, tuple(broken_promises(problem, answer)))


def read_three(problem: Problem, answer: Answer) -> Reading:
    """The same, of the first three levels."""
    return read_answer(three_levels(problem), answer)


def read_values(problem: Problem, values: tuple[int, ...]) -> Reading:
    """Values alone: they are held to ours."""
    return Reading(values)


def read_faults(problem: Problem, faults: list[str]) -> Reading:
    """A certificate stands when nothing was found."""
    return Reading(faults=tuple(faults))


CASE = Case(
    name="allocation",
    sizes=ALL,
    build=rounds.build,
    source="seeded rounds round towns, six levels, room for 96 in 100",
    engines=(
        Engine(OURS, unchanged, solve, read_answer, ALL),
        Engine(f"{LATE} late arrivals", before_the_last, take_in_the_last, read_answer, ALL, ratio_to=OURS),
        Engine("certificate", solved, certify, read_faults, ALL, ratio_to=OURS),
        Engine(FIRST_THREE, three_levels, solve, read_three, (SMALL, AUTHORITY), ratio_to=OURS),
        Engine(EFFECTS, solved, overrides.in_one_pass, overrides.read_effects, (SMALL, AUTHORITY), ratio_to=OURS),
        Engine("each re-solved, jointly", solved, overrides.one_by_one, overrides.read_sample, (SMALL,), (), EFFECTS),
        Engine(ORDERED_EFFECTS, solved_in_order, overrides.in_one_pass, overrides.read_effects, (SMALL,)),
        Engine(
            "each re-solved, ordered",
            solved_in_order,
            overrides.one_by_one,
            overrides.read_sample,
            (SMALL,),
            (),
            ORDERED_EFFECTS,
        ),
        Engine("OR-Tools, three packed", unchanged, solve_packed, read_values, ALL, ratio_to=OURS),
        Engine("OR-Tools, level by level", unchanged, solve_by_level, read_values, (SMALL, AUTHORITY), ratio_to=OURS),
        Engine("PuLP + HiGHS, three", unchanged, solve_milp, read_values, (SMALL,), (AUTHORITY,), FIRST_THREE),
        Engine("networkx, three packed", one_level, solve_networkx, read_values, (SMALL,), (AUTHORITY,), FIRST_THREE),
    ),
)
