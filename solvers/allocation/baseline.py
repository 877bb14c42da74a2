"""The allocation by OR-Tools' min-cost flow: the referee of the engine, and its peer in the benchmarks.

One run holds one 64-bit cost an arc. ``solve_packed`` weighs several levels into one number, within proven bounds;
``solve_by_level`` keeps each level's optimum by leaving only arcs that an optimal flow of the level may use.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from ortools.graph.python import min_cost_flow

from solvers.allocation.problem import ROOT, Ints, Problem

LARGEST_COST = 2**62  # weights times units stay below this


@dataclass(frozen=True, slots=True, eq=False)
class Flow:
    """An option per unit (-1 for none) and the exact total of every level asked for."""

    option: Ints
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Arcs:
    """Options first, then no option per unit, then limits to what is above them; nodes: units, limits, sink."""

    tail: Ints
    head: Ints
    capacity: Ints

    @property
    def nodes(self) -> int:
        """Number of nodes; the sink is the last."""
        return int(max(self.tail.max(), self.head.max())) + 1


def solve_packed(problem: Problem, levels: Sequence[int] = (0, 1, 2)) -> Flow:
    """Solve some levels at once, weighed into one number that keeps their order exactly.

    Raises OverflowError where the numbers do not fit the solver.
    """
    weights = _packed(problem, levels)
    arcs = _arcs(problem)
    flow = _run(problem, arcs, _arc_costs(problem, weights[: problem.options], weights[problem.options :]))
    return _read(problem, flow, levels)


def solve_by_level(problem: Problem, levels: Sequence[int] | None = None) -> Flow:
    """Solve jointly, one level at a time; the next may only use arcs that cost this one nothing."""
    wanted = range(len(problem.levels)) if levels is None else levels
    arcs, flow = _arcs(problem), np.zeros(0, dtype=np.int64)
    fixed_low, fixed_high = np.zeros(len(arcs.tail), dtype=np.int64), arcs.capacity
    for level in wanted:
        cost = _arc_costs(problem, problem.cost[:, level], problem.unplaced[:, level])
        flow = _run(problem, arcs, cost, fixed_low, fixed_high)
        reduced = _reduced_costs(arcs, cost, flow, fixed_low, fixed_high)
        fixed_high = np.where(reduced > 0, flow, fixed_high)
        fixed_low = np.where(reduced < 0, flow, fixed_low)
    return _read(problem, flow, list(wanted))


def _arcs(problem: Problem) -> Arcs:
    units, limits = problem.units, problem.limits
    above = np.where(problem.limit_parent == ROOT, limits, problem.limit_parent) + units
    tail = np.concatenate([problem.option_unit, np.arange(units), np.arange(limits) + units])
    head = np.concatenate([problem.option_limit + units, np.full(units, units + limits), above])
    capacity = np.concatenate([np.ones(problem.options + units, dtype=np.int64), problem.limit_capacity])
    return Arcs(tail.astype(np.int64), head.astype(np.int64), capacity)


def _arc_costs(problem: Problem, cost: Ints, unplaced: Ints) -> Ints:
    return np.concatenate([cost, unplaced, np.zeros(problem.limits, dtype=np.int64)])


def _run(problem: Problem, arcs: Arcs, cost: Ints, low: Ints | None = None, high: Ints | None = None) -> Ints:
    """A flow of least cost between the bounds; lower bounds are sent first and taken out of the supplies."""
    least = np.zeros(len(arcs.tail), dtype=np.int64) if low is None else low
    most = arcs.capacity if high is None else high
    supply = np.zeros(problem.units + problem.limits + 1, dtype=np.int64)
    supply[: problem.units], supply[-1] = 1, -problem.units
    np.subtract.at(supply, arcs.tail, least)
    np.add.at(supply, arcs.head, least)
    solver = min_cost_flow.SimpleMinCostFlow()
    solver.add_arcs_with_capacity_and_unit_cost(arcs.tail, arcs.head, most - least, cost)
    solver.set_nodes_supplies(np.arange(len(supply)), supply)
    status = solver.solve()
    if status == solver.BAD_COST_RANGE:
        raise OverflowError("the levels do not fit OR-Tools' 64-bit costs")
    if status != solver.OPTIMAL:
        raise RuntimeError(f"OR-Tools' min-cost flow stopped with status {status}")
    return np.asarray(solver.flows(np.arange(len(arcs.tail))), dtype=np.int64) + least


def _reduced_costs(arcs: Arcs, cost: Ints, flow: Ints, low: Ints, high: Ints) -> Ints:
    """Cost of each arc under the shortest distances of the residual network, from a start joined to every node."""
    forward, backward = flow < high, flow > low
    tail = np.concatenate([arcs.tail[forward], arcs.head[backward]])
    head = np.concatenate([arcs.head[forward], arcs.tail[backward]])
    weight = np.concatenate([cost[forward], -cost[backward]])
    distance = _distances(arcs.nodes, tail, head, weight)
    return cost + distance[arcs.tail] - distance[arcs.head]


def _distances(nodes: int, tail: Ints, head: Ints, weight: Ints) -> Ints:
    """Exact shortest distances: every arc is relaxed until none improves (there is no negative cycle)."""
    distance = np.zeros(nodes, dtype=np.int64)
    for _ in range(nodes + 1):
        nearer = distance.copy()
        np.minimum.at(nearer, head, distance[tail] + weight)
        if np.array_equal(nearer, distance):
            return distance
        distance = nearer
    raise AssertionError("the flow was not of least cost")


def _packed(problem: Problem, levels: Sequence[int]) -> Ints:
    """One number a choice, most important level first, each level scaled past the widest sum of those below."""
    every = np.vstack([problem.cost, problem.unplaced])[:, list(levels)]
    shifted = every - every.min(axis=0)
    packed, scale = np.zeros(len(every), dtype=object), 1
    for column in reversed(range(shifted.shape[1])):
        packed += shifted[:, column].astype(object) * scale
        scale *= int(shifted[:, column].max()) * problem.units + 1
    if len(packed) and max(packed) >= LARGEST_COST // max(problem.units, 1):
        raise OverflowError("the levels do not fit one 64-bit number")
    return packed.astype(np.int64)


def _read(problem: Problem, flow: Ints, levels: Sequence[int]) -> Flow:
    taken = np.flatnonzero(flow[: problem.options])
    option = np.full(problem.units, -1, dtype=np.int64)
    option[problem.option_unit[taken]] = taken
    total = problem.cost[taken].sum(axis=0) + problem.unplaced[option == -1].sum(axis=0)
    return Flow(option, tuple(int(total[level]) for level in levels))
