"""Recount an answer without the engine, in exact whole numbers; nothing is believed until this is empty."""

import numpy as np

from solvers.allocation.problem import ROOT, Bools, Ints, Problem
from solvers.allocation.solution import Answer


def broken_promises(problem: Problem, answer: Answer) -> list[str]:
    """Every way an answer fails: seats, limits, totals, order, and its certificate; empty if none."""
    faults = _seat_faults(problem, answer)
    if faults:
        return faults
    faults += _limit_faults(problem, answer) + _value_faults(problem, answer)
    if problem.ordered:
        faults += _class_faults(problem, answer) + envy_faults(problem, answer)
    if answer.status == "optimal":
        faults += _certificate_faults(problem, answer)
    return faults


def places_used(problem: Problem, option: Ints) -> Ints:
    """Units at each limit, itself and below [k]."""
    used = np.zeros(problem.limits + 1, dtype=np.int64)
    at = problem.option_limit[option[option >= 0]]
    while at.size:
        used += np.bincount(at, minlength=problem.limits + 1)
        at = problem.limit_parent[at]
        at = at[at != ROOT]
    return used[:-1]


def classes_taken(problem: Problem, option: Ints) -> Ints:
    """Class each unit has [n], ``problem.classes`` for unplaced."""
    taken = np.full(problem.units, problem.classes, dtype=np.int64)
    placed = option >= 0
    taken[placed] = problem.rank[option[placed]]
    return taken


def totals(problem: Problem, option: Ints) -> Ints:
    """Exact total of each level [L]."""
    placed = option >= 0
    total: Ints = problem.cost[option[placed]].sum(axis=0) + problem.unplaced[~placed].sum(axis=0)
    return total


def _seat_faults(problem: Problem, answer: Answer) -> list[str]:
    option = answer.option
    if option.shape != (problem.units,):
        return [f"there are {option.size} seats for {problem.units} units"]
    own = (option >= problem.option_start[:-1]) & (option < problem.option_start[1:])
    return [f"unit {unit} is at an option that is not its own" for unit in np.flatnonzero(~own & (option != -1))]


def _limit_faults(problem: Problem, answer: Answer) -> list[str]:
    used = places_used(problem, answer.option)
    over = np.flatnonzero(used > problem.limit_capacity)
    return [f"limit {limit} holds {used[limit]}, more than {problem.limit_capacity[limit]}" for limit in over]


def _value_faults(problem: Problem, answer: Answer) -> list[str]:
    counted = totals(problem, answer.option).tolist()
    pairs = zip(problem.levels, counted, answer.values, strict=True)
    faults = [f"level {name} adds up to {real}, not {said}" for name, real, said in pairs if real != said]
    if answer.status == "optimal" and answer.bounds != answer.values:
        faults.append("the answer is called optimal but its bounds are not its values")
    return faults


def _class_faults(problem: Problem, answer: Answer) -> list[str]:
    taken = classes_taken(problem, answer.option)
    broken = np.flatnonzero(taken != answer.promised)
    return [f"unit {unit} is in class {taken[unit]}, promised {answer.promised[unit]}" for unit in broken]


def envy_faults(problem: Problem, answer: Answer) -> list[str]:
    """No unit is refused an option it prefers while a unit of a later tier sits under the limit that is full.

    For each unit and each option of a better class than it has: some limit on the option's way up is full,
    and under the lowest such one sits nobody of a later tier. (Whoever would make room there must sit under
    every full limit on the way, which is to say under the lowest.)
    """
    used = places_used(problem, answer.option)
    full = used >= problem.limit_capacity
    last_tier = _last_tier_seated(problem, answer.option)
    lowest, at = np.full(problem.limits, -1), np.arange(problem.limits)
    while np.any(at != ROOT):
        lowest = np.where((lowest == -1) & (at != ROOT) & full[at], at, lowest)
        at = np.where(at == ROOT, ROOT, problem.limit_parent[at])
    wanted = problem.rank < classes_taken(problem, answer.option)[problem.option_unit]
    blocker = lowest[problem.option_limit]
    tier = problem.tier[problem.option_unit]
    room = wanted & (blocker == -1)
    envy = wanted & (blocker != -1) & (last_tier[blocker] > tier)
    return [f"unit {problem.option_unit[o]} prefers option {o}, which has room" for o in np.flatnonzero(room)] + [
        f"unit {problem.option_unit[o]} prefers option {o}, held by a later tier under limit {blocker[o]}"
        for o in np.flatnonzero(envy)
    ]


def _last_tier_seated(problem: Problem, option: Ints) -> Ints:
    """Latest tier of any unit under each limit [k], one before the first tier where there is none."""
    before = int(problem.tier.min()) - 1 if problem.units else -1
    last = np.full(problem.limits, before, dtype=np.int64)
    seated = np.flatnonzero(option >= 0)
    at, tier = problem.option_limit[option[seated]], problem.tier[seated]
    while at.size:
        np.maximum.at(last, at, tier)
        above = problem.limit_parent[at]
        at, tier = above[above != ROOT], tier[above != ROOT]
    return last


def _certificate_faults(problem: Problem, answer: Answer) -> list[str]:
    """Complementary slackness: no residual arc has a negative reduced cost, level by level."""
    price = answer.potential
    if price.shape != (problem.limits + 1, len(problem.levels)) or np.any(price[-1] != 0):
        return ["the certificate does not price every limit, with nothing for the sink"]
    used = places_used(problem, answer.option)
    rise = price[:-1] - price[problem.parent_or_sink]
    room, holds = used < problem.limit_capacity, used > 0
    faults = [f"limit {x} has room yet a price" for x in np.flatnonzero(room & _negative(-rise))]
    faults += [f"limit {x} is in use below its price" for x in np.flatnonzero(holds & _negative(rise))]
    better = _better_options(problem, answer)
    faults += [f"unit {problem.option_unit[o]} could improve the levels at option {o}" for o in better]
    return faults


def _better_options(problem: Problem, answer: Answer) -> Ints:
    """Options (for staying unplaced: the option given up) whose reduced cost is below the one held.

    With an order, only the options of the promised class count, and an unplaced unit has none.
    """
    price, option, unit = answer.potential, answer.option, problem.option_unit
    placed = option >= 0
    allowed = np.ones(problem.options, dtype=bool)
    if problem.ordered:
        allowed = problem.rank == answer.promised[unit]
    held = np.where(placed, option, 0)
    open_option, open_unit = allowed.copy(), placed & (not problem.ordered)
    worse_option = np.zeros(problem.options, dtype=bool)
    worse_unit = np.zeros(problem.units, dtype=bool)
    for level in range(len(problem.levels)):
        offer = problem.cost[:, level] + price[problem.option_limit, level]
        stay = problem.unplaced[:, level]
        now = np.where(placed, offer[held], stay) if problem.options else stay
        difference = offer - now[unit]
        worse_option |= open_option & (difference < 0)
        open_option &= difference == 0
        worse_unit |= open_unit & (stay < now)
        open_unit &= stay == now
    return np.concatenate([np.flatnonzero(worse_option), option[worse_unit]])


def _negative(vectors: Ints) -> Bools:
    """Whether the first component that is not zero is below zero [N]."""
    first = np.argmax(vectors != 0, axis=1)
    return np.asarray(vectors[np.arange(len(vectors)), first] < 0)
