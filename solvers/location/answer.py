"""What a location problem is answered with: openings, who is placed where, and how far each level is proven."""

from dataclasses import dataclass
from typing import Literal

from solvers.location.problem import Floats, Ints

LEVELS = ("unmet", "cost", "minutes", "equity", "carbon")
"""The levels there are, in the order of the usual programme; lower is better at each.

unmet    cohorts without a place, in place-periods: each for as long as it would have held one within the plan
cost     net present cost in pence: capital, fixed sums, and places held in pools and outside, discounted
minutes  tenths of a minute each way, summed over place-periods
equity   the same for the worst area, per place-period that its customers ask for
carbon   grams
"""
PROVEN = 1e-5
"""A gap that is none: levels are held in floating point."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of the answer: its value, and a proven bound that no answer as good at the levels above is below."""

    name: str
    value: float
    bound: float

    @property
    def gap(self) -> float:
        """The share of the value that is not proven."""
        return max(0.0, self.value - self.bound) / max(abs(self.value), 1.0)


@dataclass(frozen=True, eq=False)
class Answer:
    """Openings and places.

    opened      [o]     int64    the period an option opens in, ``NONE`` for never
    placed      [a, t]  float64  entrants of a period who take a place by an arc
    outside     [c, t]  float64  entrants who go outside
    unmet       [c, t]  float64  entrants without a place
    levels      those of the programme, in its order
    status      "optimal" when each level is proven to the gap asked for, "stopped" otherwise
    repeatable  False where the clock ended the search: the same call may give another answer then
    """

    opened: Ints
    placed: Floats
    outside: Floats
    unmet: Floats
    levels: tuple[Level, ...]
    status: Literal["optimal", "stopped"]
    repeatable: bool = True
