"""Flows counted between two Januaries, and rates from them, shrunk toward rates known more widely."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scenarios.projection.cells import Axes, FloatArray, IntArray, Plan
from scenarios.projection.rates import Rates

LEAST = 1e-6
"""Stands for a count of nought where a distribution needs one above it."""


@dataclass(frozen=True, slots=True, eq=False)
class Flows:
    """What was seen over one or more years; ages are those at the start, but of joiners those at the end.

    left (ages, placements), moved (ages, placements, placements) from where to where among those who stayed,
    joined (ages, needs, placements), population (ages) the children-years that the joiners came from.
    """

    left: IntArray
    moved: IntArray
    joined: IntArray
    population: IntArray

    def __add__(self, other: "Flows") -> "Flows":
        """Both years together."""
        return Flows(
            self.left + other.left,
            self.moved + other.moved,
            self.joined + other.joined,
            self.population + other.population,
        )


@dataclass(frozen=True, slots=True)
class Strength:
    """How much the wider rates count: as so many plans (leave, move) or children (join) seen in each cell."""

    leave: float
    move: float
    join: float


@dataclass(frozen=True, slots=True, eq=False)
class Posterior:
    """What is believed of the rates once the flows have been seen.

    Leaving is Beta(left, stayed), moving Dirichlet(moved), joining Gamma(joined, population); shapes as in Rates.
    """

    left: FloatArray
    stayed: FloatArray
    moved: FloatArray
    joined: FloatArray
    population: FloatArray

    def mean(self) -> Rates:
        """Expected rates."""
        return Rates(
            self.left / (self.left + self.stayed),
            self.moved / self.moved.sum(axis=2, keepdims=True),
            self.joined / self.population[:, None, None],
        ).checked()

    def draw(self, rng: np.random.Generator) -> Rates:
        """Rates as they may well be."""
        moved = rng.gamma(np.maximum(self.moved, LEAST)) + np.finfo(float).tiny
        return Rates(
            rng.beta(np.maximum(self.left, LEAST), np.maximum(self.stayed, LEAST)),
            moved / moved.sum(axis=2, keepdims=True),
            rng.gamma(np.maximum(self.joined, LEAST)) / self.population[:, None, None],
        )


def observed(before: Sequence[Plan], after: Sequence[Plan], axes: Axes, population: IntArray) -> Flows:
    """Flows between two Januaries by each child's reference; ``population`` (ages) is that of the second.

    A child in both stayed, whatever age the second records; in the first alone left; in the second alone joined.
    """
    shape = axes.shape
    left = np.zeros((shape[1], shape[3]), dtype=np.int64)
    moved = np.zeros((shape[1], shape[3], shape[3]), dtype=np.int64)
    joined = np.zeros(shape[1:], dtype=np.int64)
    then, now = ({plan.ref: axes.cell(plan) for plan in plans} for plans in (before, after))
    for ref, (_, age, _, placement) in then.items():
        if ref in now:
            moved[age, placement, now[ref][3]] += 1
        else:
            left[age, placement] += 1
    for ref, (_, age, need, placement) in now.items():
        if ref not in then:
            joined[age, need, placement] += 1
    return Flows(left, moved, joined, population.astype(np.int64))


def shrunk(flows: Flows, wider: Rates, strength: Strength) -> Posterior:
    """Own flows and the wider rates together: rate = (own count + strength x wider rate) / (own seen + strength)."""
    stayed = flows.moved.sum(axis=2)
    return Posterior(
        left=flows.left + strength.leave * wider.leave,
        stayed=stayed + strength.leave * (1 - wider.leave),
        moved=flows.moved + strength.move * wider.move,
        joined=flows.joined + strength.join * wider.join,
        population=flows.population.astype(np.float64) + strength.join,
    )
