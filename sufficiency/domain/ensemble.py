"""What many drawn futures make of several scenarios: one outcome each, and what they say together."""

from dataclasses import dataclass
from typing import NamedTuple

from sufficiency.domain.years import AcademicYear

FACTORS = ("children", "capital cost", "delay", "refusals")
"""What is drawn: children in the last year; capital in per mille of the estimate; tenths of years that actions open
late, on average; places in a thousand that consulted settings do not fill."""

WHOLE_AUTHORITY = "all"
"""The first group that gaps are counted by."""


class Task(NamedTuple):
    """One scenario in one future; in order of the draw, so that a draw is finished for all scenarios early."""

    draw: int
    scenario: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one scenario comes to in one future.

    cost    net present cost in pence
    unmet   child-years without any place, in tenths
    gaps    (groups, years)  children for whom there is no place in a setting of the authority's area, in tenths; the
            first group is the whole authority
    factors what was drawn, in the order and units of ``FACTORS``
    """

    draw: int
    scenario: str
    cost: int
    unmet: int
    gaps: tuple[tuple[int, ...], ...]
    factors: tuple[int, ...]

    @property
    def task(self) -> Task:
        """The task it answers."""
        return Task(self.draw, self.scenario)


@dataclass(frozen=True, slots=True)
class ScenarioOutlook:
    """One scenario over all draws; money in pence, unmet in tenths of child-years.

    Regret is its cost less that of the scenario cheapest in the same draw. ``cheapest`` counts the draws it is that.
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
class Shortfall:
    """The gap of one scenario, group and year over all draws, in tenths of children; ``short`` counts draws with one.

    In eight draws of ten the gap is no larger than ``p80``.
    """

    scenario: str
    group: str
    year: AcademicYear
    p50: int
    p80: int
    short: int


@dataclass(frozen=True, slots=True)
class Driver:
    """How the cost of a scenario moves with one factor; the factor in the units of ``FACTORS``, money in pence.

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
    """To commit to one scenario now beside choosing among all, begun ``years`` later, by the demand seen by then.

    ``then`` is the scenario chosen where demand turns out low, middle and high; money in pence.
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
    what it would be worth, in pence, to know the future before choosing: no waiting or study can be worth more.
    """

    seed: int
    wanted: int
    draws: int
    scenarios: tuple[ScenarioOutlook, ...]
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
