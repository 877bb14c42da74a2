"""What plans are counted by: areas, ages, needs and placements; and the count of a list of plans."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sufficiency.errors import UsageError

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

Sums = tuple[int, ...]
"""Axes of a stock that are added up: (0, 2) leaves ages by placements; () leaves every cell."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One child's plan in one January: ``age`` is in years on the 31 August before (Year 7 begins at 11)."""

    ref: str
    area: str
    age: int
    need: str
    placement: str


@dataclass(frozen=True, slots=True)
class Axes:
    """The cells of a stock, an array (areas, ages, needs, placements); ages run on from ``first_age`` by one year."""

    areas: tuple[str, ...]
    first_age: int
    last_age: int
    needs: tuple[str, ...]
    placements: tuple[str, ...]

    @property
    def shape(self) -> tuple[int, int, int, int]:
        """Areas, ages, needs, placements."""
        return len(self.areas), self.last_age - self.first_age + 1, len(self.needs), len(self.placements)

    def cell(self, plan: Plan) -> tuple[int, int, int, int]:
        """Where a plan is counted. Raises UsageError where it has no cell, naming what is not there."""
        if not self.first_age <= plan.age <= self.last_age:
            raise UsageError(f"Age {plan.age} is outside {self.first_age} to {self.last_age}.")
        try:
            placed = self.needs.index(plan.need), self.placements.index(plan.placement)
            return self.areas.index(plan.area), plan.age - self.first_age, *placed
        except ValueError as error:
            raise UsageError(f"Not among the areas, needs and placements: {error.args[0].split(' ')[0]}.") from error


def stock_of(plans: Sequence[Plan], axes: Axes) -> IntArray:
    """Plans in every cell; the order of the list makes no difference."""
    stock = np.zeros(axes.shape, dtype=np.int64)
    for plan in plans:
        stock[axes.cell(plan)] += 1
    return stock


def rounded(expected: FloatArray) -> IntArray:
    """Whole numbers nearest to expected ones, none below nought, that add up to the rounded total.

    The largest remainders are rounded up (Hamilton's method); among equals the first cell.
    """
    flat = np.maximum(expected.ravel(), 0.0)
    whole = np.floor(flat).astype(np.int64)
    short = round(float(flat.sum())) - int(whole.sum())
    order = np.argsort(-(flat - whole), kind="stable")[:short]
    whole[order] += 1
    return whole.reshape(expected.shape)
