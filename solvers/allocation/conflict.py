"""Why a unit stays unplaced: the smallest closed set of limits it runs into, and who competes for them.

From the unit's options an alternating search goes wherever a place could be made: up where there is room, down from a
full limit to those below it in use, and from a seated unit to its other options. If it never finds room, what it
reached is closed: its highest full limits hold only units that can go nowhere else, as many as they have places, and
the unit makes one too many (Hall's condition fails). It is the least such set that this answer leaves around the unit.
Source: Hall (1935), On representatives of subsets; Ahuja, Magnanti and Orlin (1993), Network Flows, chapter 12.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from solvers.allocation.check import classes_taken, places_used
from solvers.allocation.problem import ROOT, Bools, Ints, Problem
from solvers.allocation.solution import Answer


@dataclass(frozen=True, slots=True, eq=False)
class Conflict:
    """Units competing for the places of some full limits: ``len(units)`` is more than ``places``.

    ``by_order`` is True where all could be placed if some unit gave up the class it was promised; the sets then count
    only options of promised classes.
    """

    units: Ints
    limits: Ints
    places: int
    by_order: bool


def conflicts(problem: Problem, answer: Answer, units: Sequence[int]) -> tuple[Conflict, ...]:
    """The conflict each of some unplaced units is in; units in the same one are given the same object.

    Raises ValueError for a unit that is placed or has no option, RuntimeError where even promised classes leave room:
    then the answer is not the best there is.
    """
    idle = [unit for unit in units if problem.option_start[unit] == problem.option_start[unit + 1]]
    wrong = [*idle, *(unit for unit in units if answer.option[unit] >= 0)]
    if wrong:
        raise ValueError(f"unit {wrong[0]} is placed, or has no option: there is no conflict to find")
    every, held = (_Moves(problem, answer, allowed, by_order) for allowed, by_order in _allowed(problem, answer))
    return tuple(_conflict(every, held, unit) for unit in units)


def _conflict(every: "_Moves", held: "_Moves", unit: int) -> Conflict:
    found = every.conflict(unit) or held.conflict(unit)
    if found is None:
        raise RuntimeError(f"unit {unit} could be placed without moving anybody to a lower class")
    return found


def _allowed(problem: Problem, answer: Answer) -> Iterator[tuple[Bools, bool]]:
    """Every option [m], then those of promised classes only, each with whether that is by order."""
    taken = classes_taken(problem, answer.option)[problem.option_unit]
    yield np.ones(problem.options, dtype=np.bool_), False
    yield (problem.rank == taken) | (taken == problem.classes), True


class _Moves:
    """Where places could be made over allowed options: looked at once, and asked for one unit after another."""

    def __init__(self, problem: Problem, answer: Answer, allowed: Bools, by_order: bool) -> None:
        self.problem, self.answer, self.allowed, self.by_order = problem, answer, allowed, by_order
        used = places_used(problem, answer.option)
        self.full = used >= problem.limit_capacity
        self.leads = _leads(problem, answer.option, allowed, used)
        self.found: dict[bytes, Conflict] = {}

    def conflict(self, unit: int) -> Conflict | None:
        """The conflict of an unplaced unit; None where there is room."""
        closed = self._closed_set(unit)
        if closed is None:
            return None
        key = closed.tobytes()
        if key not in self.found:
            self.found[key] = self._read(closed)
        return self.found[key]

    def _closed_set(self, unit: int) -> Bools | None:
        """Limits [k] reached from a unit's options over allowed moves; None once room is found."""
        own = slice(int(self.problem.option_start[unit]), int(self.problem.option_start[unit + 1]))
        reached = np.zeros(self.problem.limits, dtype=np.bool_)
        waiting = self.problem.option_limit[own][self.allowed[own]].tolist()
        while waiting:
            at = waiting.pop()
            if reached[at]:
                continue
            reached[at] = True
            if not self.full[at]:
                if self.problem.limit_parent[at] == ROOT:
                    return None
                waiting.append(int(self.problem.limit_parent[at]))
            waiting += self.leads[at]
        return reached

    def _read(self, closed: Bools) -> Conflict:
        """The highest full limits of a closed set, the units in them, and the unplaced who can go nowhere else."""
        problem, option, allowed = self.problem, self.answer.option, self.allowed
        full = closed & self.full
        covered = _under(problem, full)
        limits = np.flatnonzero(full & ~_above(problem, full))
        inside = covered[problem.option_limit]
        stray = np.bincount(problem.option_unit[allowed & ~inside], minlength=problem.units) > 0
        some = np.bincount(problem.option_unit[allowed], minlength=problem.units) > 0
        placed = option >= 0
        seated_inside = np.zeros(problem.units, dtype=np.bool_)
        seated_inside[placed] = inside[option[placed]]
        units = np.flatnonzero(seated_inside | (~placed & some & ~stray))
        return Conflict(units, limits, int(problem.limit_capacity[limits].sum()), self.by_order)


def _leads(problem: Problem, option: Ints, allowed: Bools, used: Ints) -> list[list[int]]:
    """Where each limit's units could go by allowed options, and the limits in use directly below it."""
    held = option[problem.option_unit]
    moves = np.flatnonzero(allowed & (held >= 0))
    leads = np.zeros((problem.limits, problem.limits), dtype=np.bool_)
    leads[problem.option_limit[held[moves]], problem.option_limit[moves]] = True
    below = np.flatnonzero((problem.limit_parent != ROOT) & (used > 0))
    leads[problem.limit_parent[below], below] = True
    return [np.flatnonzero(row).tolist() for row in leads]


def _above(problem: Problem, chosen: Bools) -> Bools:
    """Whether a chosen limit stands above each limit [k]."""
    above = np.zeros(problem.limits, dtype=np.bool_)
    at = problem.limit_parent.copy()
    while np.any(at != ROOT):
        above |= (at != ROOT) & chosen[at]
        at = np.where(at == ROOT, ROOT, problem.limit_parent[at])
    return above


def _under(problem: Problem, chosen: Bools) -> Bools:
    """Whether each limit [k] is chosen or stands under a chosen one."""
    return chosen | _above(problem, chosen)
