"""The same morning posed to OR-Tools' routing library: a second opinion on routes, with its guided local search.

Vehicles stand in a row of copies: each kind without an attendant and with one. Arrival is fixed, limits of time aboard
are windows, attendants are paid by the span of their route; pairs apart and numbers of vehicles are said as they are.
"""

from collections.abc import Iterator

import numpy as np
from ortools.constraint_solver import pywrapcp, routing_enums_pb2

from solvers.routing import NO_ROUTE, Route, Routes, RoutingProblem

COPIES = 8
"""Vehicles of a kind, with and without attendant, where more can always be had: beyond what any answer here uses."""
UNITS = 10
"""Units of money in a penny."""


def solve(problem: RoutingProblem, seconds: int) -> Routes:
    """The routes found in so many seconds; ValueError where there are none."""
    n = problem.size
    fleet = list(vehicles(problem))
    manager = pywrapcp.RoutingIndexManager(n + 2, len(fleet), [n + 1] * len(fleet), [n] * len(fleet))
    routing = pywrapcp.RoutingModel(manager)
    _price(problem, manager, routing, fleet)
    _time(problem, manager, routing, fleet)
    _loads(problem, manager, routing, fleet)
    _together(problem, manager, routing, fleet)
    search = pywrapcp.DefaultRoutingSearchParameters()
    search.first_solution_strategy = routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
    search.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    search.time_limit.FromSeconds(seconds)
    found = routing.SolveWithParameters(search)
    if found is None:
        raise ValueError("OR-Tools found no routes")
    routes = [Route(kind, _stops(manager, routing, found, at)) for at, (kind, _) in enumerate(fleet)]
    return Routes(tuple(sorted((r for r in routes if r.stops), key=lambda route: route.stops)))


def vehicles(problem: RoutingProblem) -> Iterator[tuple[int, bool]]:
    """Kind of each vehicle, and whether an attendant rides."""
    for kind, number in enumerate(problem.vehicles.number.tolist()):
        for attendant in (False, True):
            yield from [(kind, attendant)] * min(number, COPIES)


Fleet = list[tuple[int, bool]]


def _stops(manager, routing, found, vehicle: int) -> tuple[int, ...]:
    stops, at = [], found.Value(routing.NextVar(routing.Start(vehicle)))
    while not routing.IsEnd(at):
        stops.append(manager.IndexToNode(at))
        at = found.Value(routing.NextVar(at))
    return tuple(stops)


def _price(problem: RoutingProblem, manager, routing, fleet: Fleet) -> None:
    v, n = problem.vehicles, problem.size
    for price in np.unique(v.by_distance).tolist():
        matrix = np.zeros((n + 2, n + 2), dtype=np.int64)
        matrix[: n + 1, : n + 1] = np.rint(np.maximum(problem.metres, 0) * (UNITS * 1000 * price / v.stretch))
        arc = routing.RegisterTransitMatrix(matrix.tolist())
        for at, (kind, _) in enumerate(fleet):
            if v.by_distance[kind] == price:
                routing.SetArcCostEvaluatorOfVehicle(arc, at)
    for at, (kind, attendant) in enumerate(fleet):
        routing.SetFixedCostOfVehicle(UNITS * int(v.fixed[kind] + attendant * v.attendant_fixed), at)


def _time(problem: RoutingProblem, manager, routing, fleet: Fleet) -> None:
    n, riders = problem.size, problem.riders
    horizon = int(riders.limit.max()) + 1
    matrix = np.zeros((n + 2, n + 2), dtype=np.int64)
    matrix[: n + 1, : n + 1] = np.where(problem.tenths == NO_ROUTE, horizon + 1, problem.tenths)
    matrix[:n] += riders.boarding[:, None]
    routing.AddDimension(routing.RegisterTransitMatrix(matrix.tolist()), 0, horizon, False, "time")
    time = routing.GetDimensionOrDie("time")
    for rider, limit in enumerate(riders.limit.tolist()):
        time.CumulVar(manager.NodeToIndex(rider)).SetMin(max(0, horizon - limit))
    for at, (_, attendant) in enumerate(fleet):
        time.CumulVar(routing.End(at)).SetRange(horizon, horizon)
        if attendant:
            time.SetSpanCostCoefficientForVehicle(round(UNITS * problem.vehicles.attendant_by_hour / 600), at)
        routing.AddVariableMaximizedByFinalizer(time.CumulVar(routing.Start(at)))


def _loads(problem: RoutingProblem, manager, routing, fleet: Fleet) -> None:
    n, riders, v = problem.size, problem.riders, problem.vehicles
    rooms = [
        (riders.load[:, k], [int(v.room[kind, k]) - (attendant and k == 0) for kind, attendant in fleet])
        for k in range(v.room.shape[1])
    ]
    rooms.append((riders.attended, [n * attendant for _, attendant in fleet]))
    rooms.append((np.where(riders.alone, n, 1), [n] * len(fleet)))
    for number, (taken, held) in enumerate(rooms):
        load = [*taken.astype(int).tolist(), 0, 0]
        transit = routing.RegisterUnaryTransitVector(load)
        routing.AddDimensionWithVehicleCapacity(transit, 0, [max(h, 0) for h in held], True, f"load {number}")


def _together(problem: RoutingProblem, manager, routing, fleet: Fleet) -> None:
    solver = routing.solver()
    for pair in problem.riders.apart.tolist():
        one, other = (routing.VehicleVar(manager.NodeToIndex(rider)) for rider in pair)
        solver.Add(one != other)
    for kind, number in enumerate(problem.vehicles.number.tolist()):
        own = [routing.ActiveVehicleVar(at) for at, (k, _) in enumerate(fleet) if k == kind]
        if len(own) > number:
            solver.Add(solver.Sum(own) <= number)
