"""Rules that break the forest of limits, by CP-SAT: units together, mixes within a limit, ceilings on a sum.

Decisions    x[o] in {0, 1} the option is taken
Rows         those of the flow, and the three families below
Objective    that of the problem: jointly level by level, or tier after tier and then level by level

The flow's answer is the hint, its totals are bounds: a rule more can make no level better than the levels above
allow. One worker, a fixed seed and a deterministic limit, so the same question has the same answer anywhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from solvers.allocation.check import classes_taken, places_used, totals
from solvers.allocation.problem import ROOT, Bools, Ints, Problem
from solvers.allocation.solution import Answer

Expression = cp_model.LinearExprT


@dataclass(frozen=True, slots=True, eq=False)
class SideConstraints:
    """Rules beside the limits.

    together  [p, 2] pairs of units: where both are placed, they are at the same site
    site      [k]    site of each limit
    mixes     (limit, flagged units [n], most): at most so many flagged units within a limit
    ceilings  (weight of each option [m], most): the weights taken add up to no more
    """

    together: Ints
    site: Ints
    mixes: tuple[tuple[int, Bools, int], ...] = ()
    ceilings: tuple[tuple[Ints, int], ...] = ()


def solve_with_side(
    problem: Problem, side: SideConstraints, relaxed: Answer, deterministic_limit: float = 60.0
) -> Answer:
    """The best answer that also keeps the side constraints, from the flow's answer as hint and bound.

    Where the flow keeps them already it is returned as it is. ``deterministic_limit`` is in CP-SAT's deterministic
    seconds for each step; where one is not proven within it, the status is ``stopped`` with the bounds reached.
    """
    if not broken_side_promises(problem, side, relaxed):
        return relaxed
    search = _Search(problem, side, relaxed, deterministic_limit)
    if problem.ordered:
        _promise_classes(search)
    bounds = _optimise_levels(search)
    return _answer(search, bounds)


def broken_side_promises(problem: Problem, side: SideConstraints, answer: Answer) -> list[str]:
    """Every side constraint the answer breaks, recounted without the solver."""
    placed = answer.option >= 0
    site = np.full(problem.units, -1, dtype=np.int64)
    site[placed] = side.site[problem.option_limit[answer.option[placed]]]
    faults = [
        f"units {a} and {b} are at different sites"
        for a, b in side.together.tolist()
        if site[a] >= 0 and site[b] >= 0 and site[a] != site[b]
    ]
    for limit, flagged, most in side.mixes:
        held = int(places_used(problem, np.where(flagged, answer.option, -1))[limit])
        if held > most:
            faults.append(f"limit {limit} holds {held} flagged units, more than {most}")
    for weight, most in side.ceilings:
        total = int(weight[answer.option[placed]].sum())
        if total > most:
            faults.append(f"the weights taken add up to {total}, more than {most}")
    return faults


class _Search:
    """The model as it grows: rows for what is already settled, and the best answer so far."""

    def __init__(self, problem: Problem, side: SideConstraints, relaxed: Answer, limit: float) -> None:
        self.problem, self.side, self.relaxed, self.limit = problem, side, relaxed, limit
        self.model = cp_model.CpModel()
        self.take = [self.model.new_bool_var(f"x_{option}") for option in range(problem.options)]
        self.best = np.full(problem.units, -1, dtype=np.int64)
        self.proven = self.agrees = True
        for family in FORMULATION:
            for row in family(self):
                self.model.add(row)
        self._start_near(relaxed)

    def own(self, unit: int) -> range:
        """Options of a unit."""
        return range(int(self.problem.option_start[unit]), int(self.problem.option_start[unit + 1]))

    def settle(self, weight: Ints, relaxed_value: int, least: int) -> tuple[int, int]:
        """Make the sum of weights taken as small as can be and hold it there; the value and its proven bound.

        No answer is below ``least``, nor below the relaxed value while every step so far reached the relaxed one:
        where the best answer so far is as good, nothing needs solving.
        """
        bound = max(relaxed_value, least) if self.agrees else least
        value = self._value(weight)
        total = cp_model.LinearExpr.weighted_sum(self.take, weight.tolist())
        if value > bound:
            value, proven = self._minimise(total) or (value, bound)
            bound = max(bound, proven)
        else:
            bound = value
        self.agrees &= value == relaxed_value
        self.model.add(total <= value)
        return value, bound

    def _value(self, weight: Ints) -> int:
        return int(weight[self.best[self.best >= 0]].sum())

    def _start_near(self, relaxed: Answer) -> None:
        """A first answer: the relaxed one with as few of its choices given up as possible."""
        kept = relaxed.option[relaxed.option >= 0]
        self.model.clear_hints()  # type: ignore[no-untyped-call]
        self._minimise(-cp_model.LinearExpr.sum([self.take[option] for option in kept.tolist()]))

    def _minimise(self, total: Expression) -> tuple[int, int] | None:
        """The least total found and its bound; None, the best answer standing, where the limit left no time."""
        self.model.minimize(total)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 1
        solver.parameters.max_deterministic_time = self.limit
        status = solver.solve(self.model)
        if status == cp_model.INFEASIBLE:
            raise ValueError("no answer keeps the side constraints, not even one that places nobody")
        self.proven &= status == cp_model.OPTIMAL
        if status == cp_model.UNKNOWN:
            return None
        self._keep(solver)
        return round(solver.objective_value), round(solver.best_objective_bound)

    def _keep(self, solver: cp_model.CpSolver) -> None:
        taken = np.array([option for option, x in enumerate(self.take) if solver.boolean_value(x)], dtype=np.int64)
        self.best = np.full(self.problem.units, -1, dtype=np.int64)
        self.best[self.problem.option_unit[taken]] = taken
        self.model.clear_hints()  # type: ignore[no-untyped-call]
        held = np.isin(np.arange(self.problem.options), taken)
        for option, x in enumerate(self.take):
            self.model.add_hint(x, bool(held[option]))


Rows = Iterator[cp_model.BoundedLinearExpression | bool]


def each_unit_once(search: _Search) -> Rows:
    """sum_{o : i(o) = i} x[o] <= 1                      for all i in I."""
    for unit in range(search.problem.units):
        yield sum(search.take[o] for o in search.own(unit)) <= 1


def limit_within_capacity(search: _Search) -> Rows:
    """sum_{o : j in J(o)} x[o] <= q[j]                  for all j in J."""
    for limit, options in enumerate(_below(search.problem)):
        yield sum(search.take[o] for o in options) <= int(search.problem.limit_capacity[limit])


def pair_at_one_site(search: _Search) -> Rows:
    """sum_{o of a at s} x[o] + sum_{o of b not at s} x[o] <= 1    for all pairs (a, b) and sites s of a."""
    site = search.side.site[search.problem.option_limit]
    for a, b in search.side.together.tolist():
        for s in sorted({int(site[o]) for o in search.own(a)}):
            here = [search.take[o] for o in search.own(a) if site[o] == s]
            elsewhere = [search.take[o] for o in search.own(b) if site[o] != s]
            yield sum(here) + sum(elsewhere) <= 1


def mix_within_limit(search: _Search) -> Rows:
    """sum_{o : j in J(o), i(o) flagged} x[o] <= most    for all mixes (j, flagged, most)."""
    below = _below(search.problem)
    for limit, flagged, most in search.side.mixes:
        yield sum(search.take[o] for o in below[limit] if flagged[search.problem.option_unit[o]]) <= most


def sum_under_ceiling(search: _Search) -> Rows:
    """sum_O w[o] x[o] <= most                           for all ceilings (w, most)."""
    for weight, most in search.side.ceilings:
        yield cp_model.LinearExpr.weighted_sum(search.take, weight.tolist()) <= most


FORMULATION = (each_unit_once, limit_within_capacity, pair_at_one_site, mix_within_limit, sum_under_ceiling)
"""Every constraint family of the model."""


def _below(problem: Problem) -> list[list[int]]:
    below: list[list[int]] = [[] for _ in range(problem.limits)]
    for option, limit in enumerate(problem.option_limit.tolist()):
        at = limit
        while at != ROOT:
            below[at].append(option)
            at = int(problem.limit_parent[at])
    return below


def _promise_classes(search: _Search) -> None:
    """Tier after tier: most placed, most in each class in turn, then each unit's own class, held from then on."""
    problem = search.problem
    promised = classes_taken(problem, search.relaxed.option)
    for tier in np.unique(problem.tier).tolist():
        units = np.flatnonzero(problem.tier == tier)
        members = problem.tier[problem.option_unit] == tier
        if len(units) > 1:
            for rank in (None, *np.unique(problem.rank[members]).tolist()):
                counted = members if rank is None else members & (problem.rank == rank)
                met = promised[units] < problem.classes if rank is None else promised[units] == rank
                search.settle(-counted.astype(np.int64), -int(np.count_nonzero(met)), -len(units))
        for unit in units.tolist():
            own = problem.option_unit == unit
            gain = np.where(own, problem.rank - problem.classes, 0)
            search.settle(gain, int(promised[unit]) - problem.classes, int(gain.min(initial=0)))


def _optimise_levels(search: _Search) -> list[int]:
    """Level by level; with an order, every unit already keeps its class."""
    problem, bounds = search.problem, []
    for level in range(len(problem.levels)):
        unplaced = problem.unplaced[:, level]
        saved = problem.cost[:, level] - unplaced[problem.option_unit]
        base = int(unplaced.sum())
        least = int(np.minimum(saved, 0).sum())
        _, bound = search.settle(saved, search.relaxed.values[level] - base, least)
        bounds.append(bound + base)
    return bounds


def _answer(search: _Search, bounds: list[int]) -> Answer:
    problem, option = search.problem, search.best
    return Answer(
        option=option,
        values=tuple(int(value) for value in totals(problem, option)),
        potential=search.relaxed.potential,
        promised=classes_taken(problem, option),
        status="optimal" if search.proven else "stopped",
        bounds=tuple(bounds),
    )
