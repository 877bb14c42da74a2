"""Rates that carry one published stock to the next, where nobody can be followed from one to the other."""

import numpy as np

from scenarios.projection.cells import FloatArray
from scenarios.projection.rates import Rates

A_YEAR_YOUNGER, SAME_AGE, A_YEAR_OLDER = 1 / 18, 13 / 18, 4 / 18
"""Age on 31 August of the year a plan starts, beside the age at its start, birthdays and starts spread evenly.

A plan that starts at t of the year starts 2/3 - t before 31 August: a birthday falls between with that chance.
"""


def ages_on_31_august(new_plans: FloatArray) -> FloatArray:
    """New plans (ages, ...) by age at their start, told by age on 31 August of that year."""
    told = SAME_AGE * new_plans
    told[1:] += A_YEAR_OLDER * new_plans[:-1]
    told[:-1] += A_YEAR_YOUNGER * new_plans[1:]
    told[-1] += A_YEAR_OLDER * new_plans[-1]
    told[0] += A_YEAR_YOUNGER * new_plans[0]
    return told


def rates_between(before: FloatArray, after: FloatArray, joined: FloatArray, population: FloatArray) -> Rates:
    """Rates by which ``before`` becomes ``after``, all (ages, placements), given who joined; of one need.

    Whoever is in the later stock and did not join stayed. Where fewer stayed than there were, the rest left, in equal
    share from every placement; where more, the excess joined. Those who stay move as little as the stocks allow: what a
    placement has beyond its later count goes to those short of theirs, in proportion. ``population`` (ages,) is that
    of the later year. Moves both ways between two placements cannot be seen, so real ones are more.
    """
    ages, placements = before.shape
    leave, join = np.zeros_like(before), np.minimum(joined, after).astype(np.float64)
    move = np.tile(np.eye(placements), (ages, 1, 1))
    join[0] = after[0]
    for age in range(ages - 1):
        there, stayed = float(before[age].sum()), after[age + 1] - join[age + 1]
        kept = min(there / stayed.sum(), 1.0) if stayed.sum() > 0 else 1.0
        join[age + 1] += (1 - kept) * stayed
        if there > 0:
            leave[age] = max(1 - kept * float(stayed.sum()) / there, 0.0)
            move[age] = _fewest_moves(before[age] * (1 - leave[age]), kept * stayed)
    leave[-1] = 1.0
    rate = np.divide(join, population[:, None], out=np.zeros_like(join), where=population[:, None] > 0)
    return Rates(leave, move, rate[:, None, :]).checked()


def _fewest_moves(here: FloatArray, there: FloatArray) -> FloatArray:
    """Shares (from, to), each row summing to one, that turn counts ``here`` into counts ``there`` of the same sum."""
    staying = np.minimum(here, there)
    short = there - staying
    goes = short / short.sum() if short.sum() > 0 else np.zeros_like(short)
    flows = np.diag(staying) + np.outer(here - staying, goes)
    shares = np.eye(len(here))
    some = (here > 0) & (flows.sum(axis=1) > 0)
    shares[some] = flows[some] / flows[some].sum(axis=1, keepdims=True)
    return shares
