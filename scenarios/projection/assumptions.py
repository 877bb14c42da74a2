"""What a projection assumes beyond today's rates: population, a trend, changes of policy, demand not met today."""

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from scenarios.projection.cells import FloatArray, IntArray
from scenarios.projection.rates import Rates
from sufficiency.errors import UsageError


@dataclass(frozen=True, slots=True)
class Trend:
    """Joining grows by ``growth`` in the first year, and each year by ``damping`` of the growth before.

    ``delay`` is by how many years all of it comes later.
    """

    growth: float = 0.0
    damping: float = 0.7
    delay: int = 0

    def level(self, year: int) -> float:
        """Joining in the ``year``-th year ahead beside today's; the first is 1."""
        steps = [1 + self.growth * self.damping**step for step in range(year - self.delay)]
        return max(float(np.prod(steps)), 0.0)


@dataclass(frozen=True, slots=True)
class Change:
    """A change of policy: a flow times ``factor`` from the ``first``-th year ahead on, at these rows of ages.

    "join" and "leave" are of ``placement``; "move" is from other placements into it. ``needs`` are rows of needs whose
    joining it is, all where none is given; leaving and moving are the same for every need.
    """

    name: str
    flow: Literal["join", "leave", "move"]
    placement: int
    ages: tuple[int, ...]
    factor: float
    first: int = 1
    needs: tuple[int, ...] = ()

    def applied(self, rates: Rates) -> Rates:
        """The rates after it. Raises UsageError where more would leave or move than there are."""
        rows, at = list(self.ages), self.placement
        if self.flow == "join":
            join = rates.join.copy()
            needs = list(self.needs or range(join.shape[1]))
            join[np.ix_(rows, needs, [at])] *= self.factor
            return replace(rates, join=join).checked()
        if self.flow == "leave":
            leave = rates.leave.copy()
            leave[rows, at] *= self.factor
            return replace(rates, leave=leave).checked()
        return replace(rates, move=_more_moving(rates.move, rows, at, self)).checked()


def _more_moving(move: FloatArray, rows: list[int], at: int, change: Change) -> FloatArray:
    """Moves into a placement scaled, taken evenly from all else that those children would have done."""
    found = move.copy()
    for row in rows:
        for start in range(move.shape[1]):
            if start == at:
                continue
            now = move[row, start, at]
            then = now * change.factor
            if then > 1:
                raise UsageError(f"{change.name}: more than all would move; the factor may be {1 / now:.2f} at most.")
            others = (1 - then) / (1 - now) if now < 1 else 0.0
            found[row, start] *= others
            found[row, start, at] = then
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Assumptions:
    """All that a projection rests on besides the stock.

    population  (years + 1, areas, ages), today's first
    latent      children by cell to add to today's stock (areas, ages, needs, placements): where a child waits in one
                placement for want of another, one more in the second and one fewer in the first
    """

    rates: Rates
    population: FloatArray
    trend: Trend = Trend()
    changes: tuple[Change, ...] = ()
    latent: IntArray | None = None

    @property
    def years(self) -> int:
        """Years ahead."""
        return len(self.population) - 1

    def rates_in(self, year: int) -> Rates:
        """Rates of the ``year``-th year ahead; the first is 1."""
        rates = replace(self.rates, join=self.rates.join * self.trend.level(year))
        for change in self.changes:
            if year >= change.first:
                rates = change.applied(rates)
        return rates
