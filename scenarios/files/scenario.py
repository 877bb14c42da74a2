"""One what-if as a planner states it: dated actions, options to choose from, and what is assumed beside them.

Years are academic years; money is whole pence; shares are whole percents, rates of change percents a year.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from scenarios.planning.segments import PlanningPhase
from sufficiency.domain.needs import Need
from sufficiency.domain.places import Place
from sufficiency.domain.settings import SettingType
from sufficiency.domain.years import AcademicYear

AS_IS = "as-is"
"""Base of a scenario that extends no other: settings and provision as the input folder has them."""

PLAN_YEARS = 10
"""Academic years of a plan; the first is the authority's own."""

Flow = Literal["join", "leave", "move"]


class ActionKind(StrEnum):
    """What is done to provision. ``base`` and ``dsp`` are specialist bases in mainstream schools (2026 terms)."""

    NEW_BUILD = "new-build"
    SATELLITE = "satellite"
    EXPANSION = "expansion"
    BASE = "base"
    DSP = "dsp"
    RE_DESIGNATION = "re-designation"
    CLOSURE = "closure"

    @property
    def opens_provision(self) -> bool:
        """Whether it makes provision that was not there."""
        return self in (ActionKind.NEW_BUILD, ActionKind.SATELLITE, ActionKind.BASE, ActionKind.DSP)

    @property
    def adds_places(self) -> bool:
        """Whether it makes places, at a new provision or an old one; else it takes away or changes those there."""
        return self.opens_provision or self is ActionKind.EXPANSION

    @property
    def setting_type(self) -> SettingType:
        """The type of setting it opens. ValueError for kinds that change what is there."""
        return SettingType.SPECIAL if self is ActionKind.NEW_BUILD else SettingType(self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """What an action and an option have in common.

    name          unique in the scenario and all that it extends
    urn           the setting it is done to, or at; numbers under 100,000 stand for settings that have no URN yet
    provision_id  the provision made or changed; blank takes every provision of the setting
    new_setting   whether it opens a setting at a site of its own, called ``setting_name``
    lead_urn      the special school that a satellite belongs to (satellites alone)
    needs         of the places it makes; of re-designation, those from its year on
    approved      day from which the lead time counts; ``lead_months`` from then to the first child
    ramp_up       percent of the places that are commissioned in each year since opening; 100 from the last on
    pot           the capital pot; ``phasing`` shares its capital over the financial years that end with the one it
                  opens in, in percent, the last being that year
    running       pence a year once open, whatever the places; ``place_cost`` and ``top_up`` pence a place a year
    because       why a specialist base cannot meet the need (required of new schools and special expansions)
    site          schemes with the same site exclude one another; blank excludes none
    requires      names of schemes that have to be open by then
    """

    name: str
    kind: ActionKind
    urn: int
    setting_name: str
    provision_id: str
    new_setting: bool
    place: Place
    lead_urn: int | None
    needs: tuple[Need, ...]
    ncy_from: int
    ncy_to: int
    approved: date
    lead_months: int
    ramp_up: tuple[int, ...]
    pot: str
    phasing: tuple[int, ...]
    running: int
    place_cost: int
    top_up: int
    class_size: int | None = None
    adults_per_class: int | None = None
    staffing: str = ""
    because: str = ""
    site: str = ""
    requires: tuple[str, ...] = ()

    def share_open(self, years: int) -> int:
        """Percent of the places that are commissioned so many years after opening; 0 before."""
        if years < 0:
            return 0
        return self.ramp_up[years] if years < len(self.ramp_up) else 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Scheme):
    """One dated deed.

    ``places`` are added (of closure: taken away; of re-designation: those that change their needs) once the ramp-up is
    over, from the September of ``opens``. ``capital`` is pence in all, at the prices of the finance (``price_base``).
    ``proposal``: why a statutory proposal is needed, in words; blank where none is.
    """

    opens: AcademicYear
    places: int
    capital: int
    proposal: str = ""

    @property
    def statutory_proposal(self) -> bool:
        """Whether a statutory proposal is needed (of an academy: a significant change)."""
        return bool(self.proposal)

    def delayed(self, years: int) -> "Action":
        """The same action so many years later."""
        return replace(self, opens=AcademicYear(self.opens.starts + years))


@dataclass(frozen=True, slots=True)
class Size:
    """One size an option may be built in: places once the ramp-up is over, capital in pence, and why a proposal."""

    places: int
    capital: int
    proposal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option(Scheme):
    """One scheme the optimiser may choose, once, in one size, to open in a September from earliest to latest."""

    earliest: AcademicYear
    latest: AcademicYear
    sizes: tuple[Size, ...]

    def chosen(self, opens: AcademicYear, size: Size) -> Action:
        """The action that it is when it opens then, in that size."""
        scheme = {name: getattr(self, name) for name in Scheme.__dataclass_fields__}
        return Action(**scheme, opens=opens, places=size.places, capital=size.capital, proposal=size.proposal)


@dataclass(frozen=True, slots=True)
class DemandChange:
    """A change of policy: from ``first`` on, a flow of children of these needs and years is times ``factor``.

    "join" and "leave" are of ``placement``; "move" is from other placements into it.
    """

    name: str
    flow: Flow
    placement: SettingType
    factor: Decimal
    first: AcademicYear
    needs: tuple[Need, ...] = tuple(Need)
    ncy_from: int = -4
    ncy_to: int = 20


@dataclass(frozen=True, slots=True)
class Shock:
    """Children of these needs and phases who need a place in ``year`` beside those expected, in percent of them.

    They stay as others do, to the end of their phase; a negative percent is fewer.
    """

    year: AcademicYear
    percent: int
    needs: tuple[Need, ...] = tuple(Need)
    phases: tuple[PlanningPhase, ...] = tuple(PlanningPhase)


@dataclass(frozen=True, slots=True)
class DemandAssumptions:
    """What is assumed of demand.

    trend    growth of new plans in the first year, percent, each year after by ``damping`` percent of the one before;
             None: they do not grow
    latent   whether children not placed, refused as full or independent for want of a place are added
    delay    years by which trend and changes of policy come later than stated
    """

    trend: Decimal | None = None
    damping: int = 70
    latent: bool = True
    delay: int = 0
    changes: tuple[DemandChange, ...] = ()
    shocks: tuple[Shock, ...] = ()


@dataclass(frozen=True, slots=True)
class IndependentLimit:
    """From ``first`` on, of entrants to a phase at most ``percent`` as many go to the independent sector as today.

    Nobody is moved: children there stay to the end of their phase.
    """

    first: AcademicYear
    phases: tuple[PlanningPhase, ...]
    percent: int


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An authority that shares places for small cohorts.

    It opens ``places`` at ``place``, and its own ``entrants`` a year, in all phases together, take of them first.
    ``top_up`` is all that it charges for a child, in pence; 0: the usual one of a special school.
    """

    name: str
    needs: tuple[Need, ...]
    entrants: int
    places: int
    place: Place
    top_up: int = 0


@dataclass(frozen=True, slots=True)
class PlanPolicy:
    """How places are used.

    travel_limit  longest journey each way, minutes; None: as the authority states it
    base_first    percent of new entrants who would need a special school but whom a base, where there is one, serves
    """

    travel_limit: int | None = None
    base_first: int = 0
    independent: tuple[IndependentLimit, ...] = ()
    neighbours: tuple[Neighbour, ...] = ()


@dataclass(frozen=True, slots=True)
class ScenarioRates:
    """Changes of prices, percent a year, and the discount rate; None: as finance.toml states it, else as built in."""

    inflation: Decimal | None = None
    capital_inflation: Decimal | None = None
    independent_inflation: Decimal | None = None
    transport_inflation: Decimal | None = None
    discount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Budget:
    """Capital that may be spent from a pot in one financial year (2027 is 2027-28), pence of that year."""

    pot: str
    year: int
    pence: int


@dataclass(frozen=True, slots=True)
class Optimise:
    """How the optimiser chooses among the options: levels in order, proven gap in percent, openings in a year.

    Each further level (minutes, equity, carbon) takes several times as long as the first two, which leave it little:
    cost has travel in it.
    """

    programme: tuple[str, ...] = ("unmet", "cost")
    gap: Decimal = Decimal(1)
    openings: int | None = None


@dataclass(frozen=True, slots=True)
class Scenario:
    """One scenario with everything it inherits laid in: actions and options of its base come first, in order.

    ``extends`` names the scenarios it rests on, the nearest first; ``seed`` is of its draws, None the authority's own.
    """

    name: str
    base: str
    description: str
    actions: tuple[Action, ...] = ()
    options: tuple[Option, ...] = ()
    demand: DemandAssumptions = field(default_factory=DemandAssumptions)
    policy: PlanPolicy = field(default_factory=PlanPolicy)
    rates: ScenarioRates = field(default_factory=ScenarioRates)
    budgets: tuple[Budget, ...] = ()
    optimise: Optimise = field(default_factory=Optimise)
    seed: int | None = None
    extends: tuple[str, ...] = ()
