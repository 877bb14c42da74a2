"""Histories of many authorities as arrays, cut at the January they are known at."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sufficiency.domain.plan_history import Counts, PlanHistory

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]

SMALLEST = 50
"""Authorities with fewer plans teach the others nothing: one child is two per cent."""

MISPRINT = 0.4
"""A year's new plans above this share of the stock are taken as misprinted (6,078 in Wakefield in 2022)."""


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """One figure of every authority by year; calling it gives the column of a year, NaN where not published."""

    first: int
    values: FloatArray

    def __call__(self, year: int) -> FloatArray:
        """The figure in that year, shape (authorities,)."""
        at = year - self.first
        if 0 <= at < self.values.shape[1]:
            return self.values[:, at]
        return np.full(len(self.values), np.nan)


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """What is known with the stocks of January ``origin``, authorities in order of their code.

    ``special`` holds the share of plans without a recorded placement that the recorded ones suggest;
    ``special_published`` does not.
    """

    histories: tuple[PlanHistory, ...]
    origin: int
    plans: Series
    special: Series
    special_published: Series
    unrecorded: Series
    requests: Series
    new_plans: Series
    new_special: Series

    def cut(self, january: int) -> "Panel":
        """The panel as it was at an earlier January."""
        return panel_at(self.histories, january)

    @property
    def taught(self) -> BoolArray:
        """Authorities large enough to learn from at the origin."""
        return np.nan_to_num(self.plans(self.origin)) >= SMALLEST


def panel_at(histories: Sequence[PlanHistory], origin: int) -> Panel:
    """Arrays of what was known at January ``origin``; what came later cannot be reached from them."""
    known = tuple(sorted((one.known_at(origin) for one in histories), key=lambda one: one.code))
    years = [year for one in known for year in one.plans] or [origin]
    span = (min(years), origin)

    def of(pick: Callable[[PlanHistory], Counts]) -> Series:
        return _series([pick(one) for one in known], span)

    plans, published = of(lambda one: one.plans), of(lambda one: one.special)
    unrecorded, new_plans = of(lambda one: one.unrecorded), of(lambda one: one.new_plans)
    sound = np.where(new_plans.values > MISPRINT * plans.values, np.nan, new_plans.values)
    return Panel(
        histories=known,
        origin=origin,
        plans=plans,
        special=Series(span[0], _with_unrecorded(published.values, plans.values, unrecorded.values)),
        special_published=published,
        unrecorded=unrecorded,
        requests=of(lambda one: one.requests),
        new_plans=Series(span[0], sound),
        new_special=of(lambda one: one.new_special),
    )


def _series(counts: Sequence[Counts], span: tuple[int, int]) -> Series:
    first, last = span
    rows = [[one.get(year, np.nan) for year in range(first, last + 1)] for one in counts]
    return Series(first, np.array(rows, dtype=np.float64).reshape(len(counts), last - first + 1))


def _with_unrecorded(special: FloatArray, plans: FloatArray, unrecorded: FloatArray) -> FloatArray:
    """Special-school plans had every placement been recorded: S P / (P - U).

    Where more than half is unrecorded, the share of the year before stands instead.
    """
    missing = np.nan_to_num(unrecorded)
    full = special.copy()
    few = (missing > 0) & (missing <= plans / 2)
    full[few] = special[few] * plans[few] / (plans[few] - missing[few])
    for row, column in zip(*np.nonzero(missing > plans / 2), strict=True):
        if column and plans[row, column - 1] > 0:
            full[row, column] = full[row, column - 1] / plans[row, column - 1] * plans[row, column]
    return full


def growth(series: Series, january: int) -> FloatArray:
    """Relative growth in the year to that January; NaN where either stock is missing or the first is nought."""
    before, after = series(january - 1), series(january)
    return share(after, before) - 1


def share(part: FloatArray, whole: FloatArray) -> FloatArray:
    """Part over whole; NaN where the whole is missing or nought."""
    found: FloatArray = np.divide(part, whole, out=np.full(len(part), np.nan), where=whole > 0)
    return found
