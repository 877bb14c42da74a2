"""What a plan comes to, as plain rows that reports can show: one scenario, and scenarios side by side.

Children are whole thousandths of a child, for expected numbers are not whole; money is whole pence, minutes whole
tenths, carbon whole grams of CO2e. Years are those in which an academic year begins. Needs, phases and tiers are codes.
"""

from dataclasses import dataclass

from sufficiency.domain.finance import Finance, HighNeeds, Money

THOUSANDTHS = 1000
"""Of one child."""

INDEPENDENT, UNMET = "independent", "unmet"
"""Where entrants go who find no place of the authority's: bought at the independent price, or not placed at all."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of demand, by code: need group, phase, and tier (base or special)."""

    need: str
    phase: str
    tier: str


@dataclass(frozen=True, slots=True)
class AreaName:
    """An area of the plan; ``deprivation`` is its decile, 1 the most deprived, None where not known."""

    code: str
    name: str
    deprivation: int | None = None


@dataclass(frozen=True, slots=True)
class DemandRow:
    """Children who need a specialist place, and those of them who choose one that year."""

    year: int
    area: str
    kind: Kind
    stock: int
    entrants: int


@dataclass(frozen=True, slots=True)
class StepRow:
    """What one named step adds to the number who need a place that year, since the first."""

    year: int
    step: str
    children: int


@dataclass(frozen=True, slots=True)
class GapRow:
    """Places against demand: children beyond places where positive, places to spare where negative.

    ``p50`` and ``p80``: demand is at most this in five and in eight of ten futures.
    """

    year: int
    need: str
    phase: str
    tier: str
    places: int
    p50: int
    p80: int

    @property
    def gap_p50(self) -> int:
        """Demand at P50 less places."""
        return self.p50 - self.places

    @property
    def gap_p80(self) -> int:
        """Demand at P80 less places."""
        return self.p80 - self.places


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One provision and year band in one year: whole places, incumbents still there, and those the plan places.

    ``action`` names the action or option that makes or changes it; blank for provision as it is.
    """

    year: int
    urn: int
    provision_id: str
    name: str
    type: str
    area: str
    needs: tuple[str, ...]
    ncy_from: int
    ncy_to: int
    places: int
    incumbents: int
    placed: int
    action: str = ""


@dataclass(frozen=True, slots=True)
class OptionRow:
    """One option: the year it opens and its places, or None where it is not taken. ``capital`` is of all years."""

    name: str
    kind: str
    opens: int | None
    places: int
    capital: int
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """Entrants of one year, area and kind who go to one place, to the independent sector, or nowhere.

    ``urn`` and ``provision_id`` are of the place, 0 and ``INDEPENDENT`` or ``UNMET`` where there is none. ``minutes``
    (tenths) and ``metres`` are one way, None where not known. ``annual`` is pence a year for one child: top-up and
    travel, or the independent price.
    """

    year: int
    area: str
    kind: Kind
    urn: int
    provision_id: str
    ncy_from: int
    children: int
    minutes: int | None
    metres: int | None
    annual: int


@dataclass(frozen=True, slots=True)
class TravelRow:
    """Travel in one year of all whom the plan has placed by then and who are still there.

    ``minutes`` are child-minutes one way (thousandths of a child times tenths, over 1,000); ``within`` is children
    within the guideline of their phase; ``cost`` pence, ``grams`` CO2e.
    """

    year: int
    children: int
    within: int
    minutes: int
    cost: int
    grams: int


@dataclass(frozen=True, slots=True)
class EquityRow:
    """How entrants of all years fare by ``area`` or by ``decile`` of deprivation; ``within`` is of those placed.

    ``minutes`` is the mean of those placed, in tenths; None where none is.
    """

    by: str
    code: str
    entrants: int
    placed: int
    within: int
    independent: int
    unmet: int
    minutes: int | None


@dataclass(frozen=True, slots=True)
class LevelRow:
    """One objective in order of importance: its value, the best that could be, and the proven gap in percent."""

    name: str
    unit: str
    value: float
    bound: float
    gap: float


@dataclass(frozen=True, slots=True)
class Counterfactual:
    """What another choice would have come to; ``independent`` and ``unmet`` are thousandths of child-years."""

    opened: tuple[OptionRow, ...]
    levels: tuple[LevelRow, ...]
    independent: int
    unmet: int


@dataclass(frozen=True, slots=True)
class BasesFirst:
    """The same scenario where specialist bases come first.

    ``alone``: without the special school places that the scenario adds; ``met``: whether that leaves no more children
    to the independent sector, or unmet, than the plan. ``then``: bases as chosen alone, and special schools added for
    what they leave; None where that is the plan, or nothing is left.
    """

    alone: Counterfactual
    met: bool
    then: Counterfactual | None = None


@dataclass(frozen=True, slots=True)
class PlanRows:
    """A plan: what opens, who goes where, and what that comes to. Rows are in order of year and code."""

    options: tuple[OptionRow, ...]
    places: tuple[PlaceRow, ...]
    placements: tuple[PlacedRow, ...]
    travel: tuple[TravelRow, ...]
    equity: tuple[EquityRow, ...]
    levels: tuple[LevelRow, ...]


@dataclass(frozen=True, slots=True)
class ScenarioRun:
    """One scenario run from beginning to end.

    ``money`` is what the plan comes to under ``finance``, and ``high_needs`` the high needs budget with it; each is
    None until it is worked out.
    """

    name: str
    base: str
    description: str
    first: int
    years: int
    areas: tuple[AreaName, ...]
    demand: tuple[DemandRow, ...]
    steps: tuple[StepRow, ...]
    gap: tuple[GapRow, ...]
    plan: PlanRows
    bases_first: BasesFirst
    finance: Finance | None = None
    money: Money | None = None
    high_needs: HighNeeds | None = None
