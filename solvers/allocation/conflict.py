"""Why a unit stays unplaced: the smallest closed set of limits it runs into, and who competes for them.

From the unit's options an alternating search goes wherever a place could be made: up where there is room, down from a
full limit to those below it in use, and from a seated unit to its other options. If it never finds room, what it
reached is closed: its highest full limits hold only units that can go nowhere else, as many as they have places, and
the unit makes one too many (Hall's condition fails). It is the least such set that this answer leaves around the unit.
Source: Hall (1935), On representatives of subsets; Ahuja, Magnanti and Orlin (1993), Network Flows, chapter 12.
"""

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


def conflict(problem: Problem, answer: Answer, unit: int) -> Conflict:
    """The conflict an unplaced unit is in. Raises ValueError for a unit that is placed or has no option.

    Raises RuntimeError where even promised classes leave room: then the answer is not the best there is.
    """
    if answer.option[unit] >= 0 or problem.option_start[unit] == problem.option_start[unit + 1]:
        raise ValueError(f"unit {unit} is placed, or has no option: there is no conflict to find")
    every = np.ones(problem.options, dtype=np.bool_)
    closed = _closed_set(problem, answer, unit, every)
    if closed is not None:
        return _read(problem, answer, closed, every, by_order=False)
    taken = classes_taken(problem, answer.option)[problem.option_unit]
    held = (problem.rank == taken) | (taken == problem.classes)
    closed = _closed_set(problem, answer, unit, held)
    if closed is None:
        raise RuntimeError(f"unit {unit} could be placed without moving anybody to a lower class")
    return _read(problem, answer, closed, held, by_order=True)


def _closed_set(problem: Problem, answer: Answer, unit: int, allowed: Bools) -> Bools | None:
    """Limits [k] reached from a unit's options over allowed moves; None once room is found."""
    used = places_used(problem, answer.option)
    seated, below = _seated_at(problem, answer.option), _below(problem)
    reached = np.zeros(problem.limits, dtype=np.bool_)
    waiting = _limits_of(problem, unit, allowed)
    while waiting:
        at = waiting.pop()
        if reached[at]:
            continue
        reached[at] = True
        if used[at] < problem.limit_capacity[at]:
            if problem.limit_parent[at] == ROOT:
                return None
            waiting.append(int(problem.limit_parent[at]))
        waiting += [lower for lower in below[at] if used[lower] > 0]
        for other in seated[at]:
            waiting += _limits_of(problem, other, allowed)
    return reached


def _read(problem: Problem, answer: Answer, closed: Bools, allowed: Bools, *, by_order: bool) -> Conflict:
    """The highest full limits of a closed set, the units in them, and the unplaced who can go nowhere else."""
    full = closed & (places_used(problem, answer.option) >= problem.limit_capacity)
    covered = _under(problem, full)
    limits = np.flatnonzero(full & ~_above(problem, full))
    inside = covered[problem.option_limit]
    stray = np.bincount(problem.option_unit[allowed & ~inside], minlength=problem.units) > 0
    some = np.bincount(problem.option_unit[allowed], minlength=problem.units) > 0
    placed = answer.option >= 0
    seated_inside = np.zeros(problem.units, dtype=np.bool_)
    seated_inside[placed] = inside[answer.option[placed]]
    units = np.flatnonzero(seated_inside | (~placed & some & ~stray))
    return Conflict(units, limits, int(problem.limit_capacity[limits].sum()), by_order)


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


def _limits_of(problem: Problem, unit: int, allowed: Bools) -> list[int]:
    own = slice(int(problem.option_start[unit]), int(problem.option_start[unit + 1]))
    return [int(limit) for limit in problem.option_limit[own][allowed[own]]]


def _seated_at(problem: Problem, option: Ints) -> list[list[int]]:
    seated: list[list[int]] = [[] for _ in range(problem.limits)]
    for unit in np.flatnonzero(option >= 0).tolist():
        seated[int(problem.option_limit[option[unit]])].append(unit)
    return seated


def _below(problem: Problem) -> list[list[int]]:
    below: list[list[int]] = [[] for _ in range(problem.limits)]
    for limit, parent in enumerate(problem.limit_parent.tolist()):
        if parent != ROOT:
            below[parent].append(limit)
    return below
