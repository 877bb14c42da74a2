"""What many drawn futures make of several scenarios: one outcome each, and what they say together.

Money is pence; children, child-years and shares are thousandths. A year is that in which an academic year begins.
"""

from dataclasses import dataclass
from typing import NamedTuple

WHOLE_AUTHORITY = "all"
"""The first group that gaps are counted by; the others are needs and phases, such as ``semh secondary``."""

FACTORS = ("children", "capital", "delay", "refusals")
"""What is drawn, by the names of the fields of an outcome; of children those of the last year."""


class Task(NamedTuple):
    """One scenario in one future, begun ``later`` by so many years. In order of the draw: each is soon done for all."""

    draw: int
    scenario: str
    later: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one scenario comes to in one future.

    cost      net present cost
    unmet     child-years without any place
    gaps      (groups, years)  children for whom there is no place in a setting of the plan
    children  (years)          who need a place
    capital   of what was estimated
    delay     years by which actions open late, on average
    refusals  share of the places free that is not filled, because settings say no
    """

    draw: int
    scenario: str
    later: int
    cost: int
    unmet: int
    gaps: tuple[tuple[int, ...], ...]
    children: tuple[int, ...]
    capital: int
    delay: int
    refusals: int

    @property
    def task(self) -> Task:
        """The task it answers."""
        return Task(self.draw, self.scenario, self.later)

    @property
    def factors(self) -> tuple[int, int, int, int]:
        """What was drawn, in the order of ``FACTORS``."""
        return self.children[-1], self.capital, self.delay, self.refusals


@dataclass(frozen=True, slots=True)
class Outlook:
    """One scenario over all draws.

    Regret is its cost less that of the scenario cheapest in the same draw; ``cheapest`` counts the draws it is that.
    """

    scenario: str
    expected_cost: int
    p10_cost: int
    p90_cost: int
    expected_regret: int
    worst_regret: int
    worst_draw: int
    cheapest: int
    expected_unmet: int


@dataclass(frozen=True, slots=True)
class Regret:
    """One scenario in one draw, with what the cheapest in the same draw would have saved."""

    draw: int
    scenario: str
    cost: int
    regret: int


@dataclass(frozen=True, slots=True)
class Shortfall:
    """The gap of one scenario, group and year over all draws; ``short`` counts the draws with one.

    In eight draws of ten the gap is no larger than ``p80``.
    """

    scenario: str
    group: str
    year: int
    p50: int
    p80: int
    short: int


@dataclass(frozen=True, slots=True)
class Driver:
    """How the cost of a scenario moves with one factor.

    ``low`` and ``high`` are its P10 and P90, ``cost_low`` and ``cost_high`` the mean costs of the draws at or below and
    at or above them; ``correlation`` is Spearman's, in thousandths.
    """

    scenario: str
    factor: str
    low: int
    high: int
    cost_low: int
    cost_high: int
    correlation: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """To commit to one scenario now, beside choosing among all when ``years`` more of demand have been seen.

    ``then`` are the scenarios chosen where demand turns out low, middle and high.
    """

    years: int
    commit_cost: int
    wait_cost: int
    then: tuple[str, str, str]

    @property
    def value(self) -> int:
        """What waiting saves; negative where it costs."""
        return self.commit_cost - self.wait_cost


@dataclass(frozen=True, slots=True)
class Ensemble:
    """Several scenarios over the same futures. ``draws`` of the ``wanted`` are finished for every scenario.

    ``least_expected`` has the least expected cost, ``least_regret`` the smallest of worst regrets; ``foresight`` is
    what it would be worth to know the future before choosing: no study can be worth more.
    """

    seed: int
    wanted: int
    draws: int
    outlooks: tuple[Outlook, ...]
    regrets: tuple[Regret, ...]
    shortfalls: tuple[Shortfall, ...]
    drivers: tuple[Driver, ...]
    least_expected: str
    least_regret: str
    foresight: int
    waiting: Waiting | None = None

    @property
    def complete(self) -> bool:
        """Whether every draw that was asked for is in it."""
        return self.draws == self.wanted
