"""Routes: a made-up authority's morning beside OR-Tools given ten times the time, and CVRPLIB beside its best known."""

import math
import time
from pathlib import Path

import pyvrp
from pyvrp.stop import MaxRuntime

from benchmarks.instances import cvrplib, morning_or_tools, mornings
from benchmarks.registry import Case, Engine, Reading
from solvers.routing import Routes, RoutingProblem, broken_promises, insert_all, total_price
from solvers.routing.bound import Bound, lower_bound
from solvers.routing.solution import SEARCH, solve

THREE, AUTHORITY, TWELVE = "cvrplib-3", "400x12", "cvrplib-12"
OURS = "our routes"
SECONDS = 30
MORE = 10
"""Times our time that OR-Tools is given."""
SEED = 1

Problems = tuple[RoutingProblem, ...]
Timed = tuple[Problems, tuple[int, ...]]
Found = list[tuple[int, list[str]]]
Bounded = list[tuple[RoutingProblem, Routes, Bound]]
PROVEN = 40
"""Riders of a setting for which a bound is proven."""


def build(size: str) -> Problems | tuple[cvrplib.Instance, ...]:
    """One problem a setting, or instances of CVRPLIB."""
    return mornings.build(size) if size == AUTHORITY else cvrplib.build(size)


def missing(size: str, folder: Path = cvrplib.FOLDER) -> str | None:
    """Why a size cannot be measured here."""
    if size == AUTHORITY or folder.is_dir():
        return None
    return "CVRPLIB is not beside the repository (../shared/bench/cvrplib_x)"


def unchanged(problems: Problems) -> Problems:
    """Nothing to prepare."""
    return problems


def timed(problems: Problems) -> Timed:
    """The problems, and the seconds for each: ten times ours, rounded up."""
    insert_all(problems[0])  # compiled before the clock starts
    return problems, tuple(math.ceil(MORE * _seconds(problem)) for problem in problems)


def by_insertion(problems: Problems) -> tuple[Routes, ...]:
    """Insertion alone."""
    return tuple(map(insert_all, problems))


def by_solve(problems: Problems) -> tuple[Routes, ...]:
    """Insertion, PyVRP from there, and what lies together taken out and put back."""
    return tuple(solve(problem, SEED) for problem in problems)


def by_or_tools(ready: Timed) -> tuple[Routes, ...]:
    """OR-Tools' guided local search."""
    return tuple(morning_or_tools.solve(problem, seconds) for problem, seconds in zip(*ready, strict=True))


def by_bound(problems: Problems) -> Bounded:
    """Our routes of each setting with up to forty riders, and what any answer costs at least."""
    small = [problem for problem in problems if problem.size <= PROVEN]
    routes = [solve(problem, SEED) for problem in small]
    return [(p, found, lower_bound(p, found.unserved)) for p, found in zip(small, routes, strict=True)]


def by_pyvrp(instances: tuple[cvrplib.Instance, ...]) -> Found:
    """PyVRP as we use it, half a minute for each instance: recounted cost and faults."""
    return [_recounted(instance) for instance in instances]


def read_routes(problems: Problems, found: tuple[Routes, ...]) -> Reading:
    """Pounds a day, once every promise was recounted."""
    pairs = list(zip(problems, found, strict=True))
    faults = [fault for problem, routes in pairs for fault in broken_promises(problem, routes)]
    pence = sum(total_price(problem, routes) for problem, routes in pairs) if not faults else 0
    vehicles, left = sum(len(r.routes) for r in found), sum(len(r.unserved) for r in found)
    return Reading(faults=tuple(faults), note=f"£{pence / 100:,.2f} a day, {vehicles} vehicles, {left} riders left")


def read_bounds(_: Problems, found: Bounded) -> Reading:
    """Percent of our routes above what is proven, setting by setting; an answer below it is a fault."""
    prices = [(total_price(problem, routes), bound) for problem, routes, bound in found]
    gaps = [100 * (price / max(1, bound.pence) - 1) for price, bound in prices]
    faults = tuple(f"{price} is below the proven {bound.pence}" for price, bound in prices if price < bound.pence)
    exact = sum(bound.optimum is not None for _, bound in prices)
    each = ", ".join(f"{problem.size} riders {gap:.2f}" for (problem, _, _), gap in zip(found, gaps, strict=True))
    mean = sum(gaps) / max(1, len(gaps))
    return Reading(faults=faults, note=f"ours {mean:.2f} % above the proven bound, {exact} optima proven ({each})")


def read_gaps(instances: tuple[cvrplib.Instance, ...], found: Found) -> Reading:
    """Percent above the best known, each and in the mean."""
    gaps = [100 * (cost / one.best_known - 1) for one, (cost, _) in zip(instances, found, strict=True)]
    each = ", ".join(f"{one.name} {gap:.2f}" for one, gap in zip(instances, gaps, strict=True))
    faults = tuple(fault for _, found_faults in found for fault in found_faults)
    note = f"{sum(gaps) / len(gaps):.2f} % above best known in the mean at {SECONDS} s each ({each})"
    return Reading(faults=faults, note=note)


def _seconds(problem: RoutingProblem) -> float:
    start = time.perf_counter()
    solve(problem, SEED)
    return time.perf_counter() - start


def _recounted(instance: cvrplib.Instance) -> tuple[int, list[str]]:
    best = pyvrp.solve(instance.data, MaxRuntime(SECONDS), SEED, collect_stats=False, params=SEARCH).best
    routes = [[at.idx for at in route if at.is_client()] for route in best.routes()]
    return cvrplib.recounted(instance.data, routes)


CASE = Case(
    name="routes",
    sizes=(THREE, AUTHORITY, TWELVE),
    build=build,
    source="a seeded morning of 400 riders to twelve settings on roads; the X set of CVRPLIB",
    engines=(
        Engine(OURS, unchanged, by_solve, read_routes, (AUTHORITY,)),
        Engine("insertion alone", unchanged, by_insertion, read_routes, (AUTHORITY,), ratio_to=OURS),
        Engine("OR-Tools, ten times the time", timed, by_or_tools, read_routes, (AUTHORITY,), ratio_to=OURS),
        Engine("proven bound", unchanged, by_bound, read_bounds, (), (AUTHORITY,), ratio_to=OURS),
        Engine("PyVRP as we use it", unchanged, by_pyvrp, read_gaps, (THREE,), (TWELVE,)),
    ),
    missing=missing,
)
