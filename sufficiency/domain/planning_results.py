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
    """An area of the plan, and the point its journeys start from (EPSG:27700).

    ``deprivation`` is its decile, 1 the most deprived, None where not known.
    """

    code: str
    name: str
    easting: int
    northing: int
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
class HoldRow:
    """How long entrants of a kind stay: millionths of them still in the phase so many years on, the first 1,000,000."""

    kind: Kind
    after: int
    millionths: int


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
    """One pool (a provision in one phase) in one year: whole places, incumbents still there, and those placed there.

    ``pool`` is its number, from 1. ``place_cost`` and ``top_up`` are pence a year, nought where none is stated.
    ``action`` names the action or option that makes or changes it; blank for provision as it is.
    """

    year: int
    pool: int
    urn: int
    provision_id: str
    name: str
    type: str
    area: str
    easting: int
    northing: int
    needs: tuple[str, ...]
    ncy_from: int
    ncy_to: int
    places: int
    incumbents: int
    placed: int
    place_cost: int
    top_up: int
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
class SchemeRow:
    """An action or an option as the plan has it, with all that its opening rests on.

    ``dated``: an action of the scenario; else an option, which the plan may leave (``opens`` None). Of an option not
    taken ``places`` and ``capital`` are those of its first size. ``approved`` is an ISO date; ``phasing`` percent of
    the capital by financial year, the last that in which it opens; ``ramp_up`` percent of its places by years since it
    opened. ``running``, ``place_cost`` and ``top_up`` pence a year.
    """

    name: str
    kind: str
    dated: bool
    opens: int | None
    earliest: int
    latest: int
    urn: int
    provision_id: str
    lead_urn: int | None
    needs: tuple[str, ...]
    ncy_from: int
    ncy_to: int
    approved: str
    lead_months: int
    places: int
    ramp_up: tuple[str, ...]
    capital: int
    pot: str
    phasing: tuple[str, ...]
    running: int
    place_cost: int
    top_up: int
    site: str
    requires: tuple[str, ...]
    proposal: str
    staffing: str
    because: str


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """Entrants of one year, area and kind who go to one pool, to the independent sector, or nowhere.

    ``pool`` is 0 and ``provision_id`` is ``INDEPENDENT`` or ``UNMET`` where there is none. ``minutes`` (tenths) and
    ``metres`` are one way, None for the unmet. ``place`` and ``travel`` are pence a year for one child at prices of the
    base year: top-up, or the independent fee; and transport.
    """

    year: int
    area: str
    kind: Kind
    pool: int
    urn: int
    provision_id: str
    children: int
    minutes: int | None
    metres: int | None
    place: int
    travel: int


@dataclass(frozen=True, slots=True)
class WhereRow:
    """Where children are in one year: on roll since before the plan, or placed by it, bought a place, or unmet by it.

    ``commissioned`` is whole places, those of independent settings left out.
    """

    year: int
    commissioned: int
    incumbents: int
    placed: int
    independent: int
    unmet: int


@dataclass(frozen=True, slots=True)
class TravelRow:
    """Travel in one year of all who have entered a place by then, the independent sector's too, and are still there.

    ``within`` is those of them within the guideline of their phase. ``minutes`` are tenths of child-minutes one way,
    ``cost`` pence and ``grams`` CO2e a year.
    """

    year: int
    children: int
    within: int
    minutes: int
    cost: int
    grams: int

    @property
    def mean_minutes(self) -> int | None:
        """The mean way of one child, tenths of a minute, halves up; None where nobody travels."""
        return (2 * THOUSANDTHS * self.minutes + self.children) // (2 * self.children) if self.children else None


@dataclass(frozen=True, slots=True)
class EquityRow:
    """How entrants of all years fare, by ``area`` or by ``decile`` of deprivation.

    ``placed``, ``independent`` and ``unmet`` add up to ``entrants``. ``within`` is those placed or in the independent
    sector who are within the guideline, ``minutes`` their mean way, tenths; None where there are none.
    """

    by: str
    code: str
    entrants: int
    placed: int
    independent: int
    unmet: int
    within: int
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
    where: tuple[WhereRow, ...]
    travel: tuple[TravelRow, ...]
    equity: tuple[EquityRow, ...]
    levels: tuple[LevelRow, ...]


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """Pence at base prices that a capital pot holds in one financial year (2027 is 2027-28)."""

    pot: str
    year: int
    pence: int


@dataclass(frozen=True, slots=True)
class PlanPremises:
    """What a plan was made under, as shown beside it. Minutes are whole; ``base_first`` percent.

    ``estimated``: no roads were given, so journeys are estimated from straight lines. ``seed`` is of the drawn futures.
    """

    authority: str
    la_code: str
    synthetic: bool
    assumed: tuple[str, ...]
    limit: int
    guideline_primary: int
    guideline_secondary: int
    base_first: int
    estimated: bool
    seed: int


@dataclass(frozen=True, slots=True)
class ScenarioRun:
    """One scenario run from beginning to end.

    ``first`` is the year in which the first academic year of the plan begins. ``proven``: every level is proven to the
    gap asked for; ``repeatable`` is False where the clock ended the search. ``money`` is what the plan comes to under
    ``finance``, and ``high_needs`` the high needs budget with it; each is None until it is worked out.
    """

    name: str
    base: str
    description: str
    first: int
    years: int
    premises: PlanPremises
    areas: tuple[AreaName, ...]
    demand: tuple[DemandRow, ...]
    holds: tuple[HoldRow, ...]
    steps: tuple[StepRow, ...]
    gap: tuple[GapRow, ...]
    schemes: tuple[SchemeRow, ...]
    budgets: tuple[BudgetRow, ...]
    plan: PlanRows
    bases_first: BasesFirst
    proven: bool = True
    repeatable: bool = True
    finance: Finance | None = None
    money: Money | None = None
    high_needs: HighNeeds | None = None
