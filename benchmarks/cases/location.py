"""Location: a county's plan beside PuLP with HiGHS on the same formulation, and OR-Library beside its optima."""

from functools import partial
from pathlib import Path

import numpy as np

from benchmarks.instances import counties, orlib_cap
from benchmarks.registry import Case, Engine, Reading
from solvers.location import NONE, Answer, LocationProblem, broken_promises, evaluate, solve
from solvers.location.formulation import solve_by_pulp

DISTRICT, SMALL, COUNTY, LARGE, DEMO = "district", "cap-37", "county", "cap-12", "demo"
OURS = "our arrays, to 1 %"
LEVELS = ("unmet", "cost")
DRAWS = 10
"""Demands that everybody is placed for anew."""
LIMIT = 300.0
"""Seconds for an instance of OR-Library."""
PUBLISHED = 1e-6
"""Share by which an optimum may be off: some are published with a last digit cut off."""

Instance = LocationProblem | tuple[orlib_cap.Instance, ...]


def build(size: str) -> Instance:
    """A county, or instances of OR-Library."""
    return counties.build(size) if size in counties.SIZES else orlib_cap.build(size)


def missing(size: str, folder: Path = orlib_cap.FOLDER) -> str | None:
    """Why a size cannot be measured here."""
    if size in counties.SIZES or folder.is_dir():
        return None
    return "OR-Library is not beside the repository (../shared/bench/orlib_cap)"


def unchanged(instance: Instance) -> Instance:
    """Nothing to prepare."""
    return instance


def by_arrays(problem: LocationProblem, gap: float) -> Answer:
    """Our formulation as arrays."""
    return solve(problem, LEVELS, gap)


def by_pulp(problem: LocationProblem, gap: float) -> Answer:
    """The readable formulation, written by PuLP and solved by HiGHS."""
    return solve_by_pulp(problem, LEVELS, gap)


def by_evaluation(problem: LocationProblem) -> list[Answer]:
    """Everybody placed, nothing opened, ten times."""
    nothing = np.full(problem.size[3], NONE, dtype=np.int64)
    return [evaluate(problem, nothing, LEVELS) for _ in range(DRAWS)]


def by_optimum(instances: tuple[orlib_cap.Instance, ...]) -> list[Answer]:
    """Each instance to its proven optimum, or as far as five minutes go."""
    return [solve(instance.problem, LEVELS, gap=0.0, limit=LIMIT) for instance in instances]


def read_answer(problem: LocationProblem, answer: Answer, gap: float) -> Reading:
    """The cost and its proven gap, once every promise was recounted."""
    cost = answer.levels[-1]
    faults = [*broken_promises(problem, answer)]
    faults += [f"proven only to {cost.gap:.3%}"] if cost.gap > gap else []
    note = f"£{cost.value / 1e8:,.3f} million, {cost.gap:.3%} not proven, {(answer.opened != NONE).sum()} opened"
    return Reading(faults=tuple(faults), note=note)


def read_places(problem: LocationProblem, answers: list[Answer]) -> Reading:
    """What each placing took."""
    faults = tuple(fault for answer in answers for fault in broken_promises(problem, answer))
    return Reading(faults=faults, scale=1 / DRAWS, note="a time is that of one placing")


def read_optima(instances: tuple[orlib_cap.Instance, ...], answers: list[Answer]) -> Reading:
    """Which published optima are reached and proven; one that is said to be proven and is not the optimum is wrong."""
    faults, left = [], []
    for instance, answer in zip(instances, answers, strict=True):
        found, optimum = answer.levels[-1], instance.optimum * orlib_cap.UNIT
        wrong = found.bound > optimum * (1 + PUBLISHED) or found.value < optimum * (1 - PUBLISHED)
        faults += [f"{instance.name}: {found} where {instance.optimum} is published"] if wrong else []
        if answer.status != "optimal":
            left.append(f"{instance.name} {found.value / optimum - 1:.3%} above, {found.gap:.3%} not proven")
    note = f"{len(instances) - len(left)} of {len(instances)} published optima reached and proven"
    return Reading(faults=tuple(faults), note="; ".join((note, *left)))


CASE = Case(
    name="location",
    sizes=(DISTRICT, SMALL, DEMO, COUNTY, LARGE),
    build=build,
    source="seeded counties with cohorts that stay; OR-Library's capacitated facility location",
    engines=(
        Engine(OURS, unchanged, partial(by_arrays, gap=1e-2), partial(read_answer, gap=1e-2), (DISTRICT, COUNTY)),
        Engine(
            "our arrays, to 0.1 %", unchanged, partial(by_arrays, gap=1e-3), partial(read_answer, gap=1e-3),
            (DISTRICT, COUNTY), ratio_to=OURS,
        ),
        Engine(
            "PuLP with HiGHS, to 1 %", unchanged, partial(by_pulp, gap=1e-2), partial(read_answer, gap=1e-2),
            (DISTRICT, COUNTY), ratio_to=OURS,
        ),
        Engine("everybody placed, openings given", unchanged, by_evaluation, read_places, (DEMO,)),
        Engine("our arrays, to the optimum", unchanged, by_optimum, read_optima, (SMALL,), (LARGE,)),
    ),
    missing=missing,
)  # fmt: skip
