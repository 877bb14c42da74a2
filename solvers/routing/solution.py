"""Routes by PyVRP's iterated local search, started from insertion; what comes back is recounted before it is given."""

import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context

import numpy as np
import pyvrp
from pyvrp.exceptions import PenaltyBoundWarning
from pyvrp.search import NeighbourhoodParams, PerturbationParams

from solvers.routing.check import broken_promises, total_price
from solvers.routing.formulation import Model, can_be_brought, formulated, posed, vehicle_types
from solvers.routing.insertion import improved, insert_all
from solvers.routing.price import has_attendant
from solvers.routing.problem import Ints, Route, Routes, RoutingProblem

ITERATIONS = 3_000
SEARCH = pyvrp.SolveParams(
    ils=pyvrp.IteratedLocalSearchParams(history_length=50),
    penalty=pyvrp.PenaltyParams(solutions_between_updates=100),
    neighbourhood=NeighbourhoodParams(num_neighbours=20),
    perturbation=PerturbationParams(max_perturbations=10),
)
"""Chosen by measurement on mornings of 20 to 50 riders, where many short steps find more than few long ones."""

Progress = Callable[[int, int], None]
"""Told the iterations done, and of how many at most."""


def solve(problem: RoutingProblem, seed: int, iterations: int = ITERATIONS, progress: Progress | None = None) -> Routes:
    """Routes that serve no fewer riders than insertion and cost no more for as many; the same seed gives the same.

    The search ends by iterations, never by the clock. Raises RuntimeError where a recount finds fault with the answer.
    """
    built = insert_all(problem)
    found = [built]
    if built.routes:
        found += [improved(problem, routes) for routes in _searched(problem, built, seed, Stop(iterations, progress))]
    best = min(found, key=lambda routes: (len(routes.unserved), total_price(problem, routes)))
    if faults := broken_promises(problem, best):
        raise RuntimeError(f"the routes found do not stand: {'; '.join(faults)}")
    return best


def solve_many(
    problems: Sequence[RoutingProblem],
    seed: int,
    workers: int = 1,
    iterations: int = ITERATIONS,
    progress: Progress | None = None,
) -> tuple[Routes, ...]:
    """The routes of each problem, in order; the same for any number of workers.

    ``progress`` is told of the problems done, and of how many.
    """
    one = partial(solve, seed=seed, iterations=iterations)
    if workers == 1 or len(problems) < 2:
        return tuple(_told(map(one, problems), len(problems), progress))
    insert_all(problems[0])  # compiled here once, so that the workers find it on disk
    with ProcessPoolExecutor(min(workers, len(problems)), mp_context=get_context("spawn")) as pool:
        return tuple(_told(pool.map(one, problems), len(problems), progress))


def _told(answers: Iterator[Routes], total: int, progress: Progress | None) -> Iterator[Routes]:
    for done, answer in enumerate(answers, start=1):
        if progress is not None:
            progress(done, total)
        yield answer


class Stop:
    """Ends PyVRP's search after so many iterations, or half as many without a better answer."""

    def __init__(self, iterations: int, progress: Progress | None) -> None:
        self.iterations, self.progress = iterations, progress
        self.done, self.best, self.better_at = 0, float("inf"), 0

    def anew(self) -> "Stop":
        """The same for another search."""
        return Stop(self.iterations, self.progress)

    def __call__(self, best_cost: float) -> bool:
        """Count one iteration; whether to end."""
        if best_cost < self.best:
            self.best, self.better_at = best_cost, self.done
        if self.progress:
            self.progress(self.done, self.iterations)
        ended = self.done >= self.iterations or self.done - self.better_at >= self.iterations // 2
        self.done += 1
        return ended


def _searched(problem: RoutingProblem, built: Routes, seed: int, stop: Stop) -> list[Routes]:
    """What PyVRP finds; where it used more vehicles of a kind than there are, what it finds with either parting."""
    wanted = can_be_brought(problem)
    scarce = bool(wanted[list(built.unserved)].any())
    wanted[[rider for route in built.routes for rider in route.stops]] = True
    number = np.stack([problem.vehicles.number] * 2, axis=1)
    found = _search(formulated(problem, number, wanted, scarce=scarce), built, seed, stop)
    if found is None:
        return []
    used = used_vehicles(problem, found)
    if (used.sum(axis=1) <= problem.vehicles.number).all():
        return [found]
    again = [
        _search(formulated(problem, parting, wanted, scarce=scarce), built, seed, stop.anew())
        for parting in partings(problem, used)
    ]
    return [routes for routes in again if routes]


def partings(problem: RoutingProblem, used: Ints) -> list[Ints]:
    """Vehicles [v, 2] of each kind without and with an attendant, no more together than there are.

    As many with an attendant as ``used``, and then as many without.
    """
    number = problem.vehicles.number
    attended = (np.minimum(used[:, 1], number), number - np.minimum(used[:, 0], number))
    return [np.stack([number - with_attendant, with_attendant], axis=1) for with_attendant in attended]


def used_vehicles(problem: RoutingProblem, routes: Routes) -> Ints:
    """Vehicles [v, 2] of each kind without and with an attendant."""
    used = np.zeros((problem.kinds, 2), dtype=np.int64)
    for route in routes.routes:
        used[route.kind, int(has_attendant(problem, route.stops))] += 1
    return used


def _search(model: Model, built: Routes, seed: int, stop: Stop) -> Routes | None:
    data, types = posed(model), vehicle_types(model)
    start = None
    if (used_vehicles(model.problem, built) <= model.number).all():
        start = pyvrp.Solution(data, [_as_pyvrp(model, data, route) for route in built.routes])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PenaltyBoundWarning)
        result = pyvrp.solve(data, stop, seed, collect_stats=False, params=SEARCH, initial_solution=start)
    if not result.is_feasible():
        return None
    kinds = [types[route.vehicle_type()][0] for route in result.best.routes()]
    orders = [tuple(at.idx for at in route if at.is_client()) for route in result.best.routes()]
    served = Counter(rider for stops in orders for rider in stops)
    routes = sorted(map(Route, kinds, orders), key=lambda route: route.stops)
    return Routes(tuple(routes), tuple(rider for rider in range(model.problem.size) if not served[rider]))


def _as_pyvrp(model: Model, data: pyvrp.ProblemData, route: Route) -> pyvrp.Route:
    kind = vehicle_types(model).index((route.kind, int(has_attendant(model.problem, route.stops))))
    return pyvrp.Route(data, [pyvrp.Activity(pyvrp.ActivityType.CLIENT, rider) for rider in route.stops], kind)
