"""Everything a round knows, loaded and checked: the one value the pipeline starts from."""

from dataclasses import dataclass, field
from datetime import date

from sufficiency.domain.built_in_finance import built_in_finance
from sufficiency.domain.built_in_fleet import built_in_fleet
from sufficiency.domain.cases import Case, Preference
from sufficiency.domain.finance import Finance
from sufficiency.domain.fleet import Depth, Fleet
from sufficiency.domain.passengers import Passenger, PickUpPoint
from sufficiency.domain.plans import ChildrenOfAge, PlanHeld, PlanningArea
from sufficiency.domain.settings import Consultation, Provision, Setting
from sufficiency.domain.years import AcademicYear


@dataclass(frozen=True, slots=True)
class TravelRules:
    """Limits in whole minutes each way.

    The guideline (45 primary, 75 secondary) is a level of the programme, not a bar. ``limit`` bars options that no
    parent asked for. ``peak_percent`` stretches times over roads: 100 is free-flowing, 130 takes three tenths longer.
    Source of the guideline: DfE, Travel to school for children of compulsory school age (2024).
    """

    guideline_primary: int = 45
    guideline_secondary: int = 75
    limit: int = 90
    peak_percent: int = 100


@dataclass(frozen=True, slots=True)
class SideRules:
    """Rules that a flow cannot hold; each is off unless the authority states it.

    ``mix_limits``: at most so many children with a need in one place group. ``money_ceiling``: pence a year over all
    places recommended.
    """

    siblings_together: bool = False
    mix_limits: tuple[tuple[str, int], ...] = ()
    money_ceiling: int | None = None

    @property
    def present(self) -> bool:
        """Whether any side rule is stated."""
        return self.siblings_together or bool(self.mix_limits) or self.money_ceiling is not None


@dataclass(frozen=True, slots=True)
class Authority:
    """The authority and the round, as ``authority.toml`` states them.

    ``as_at`` is the census date: deadlines are counted from it. ``sources`` names files beside the tables that say
    where things are: ``postcodes``, ``roads`` (paths relative to the folder or absolute).
    """

    name: str
    la_code: str
    academic_year: AcademicYear
    as_at: date
    policy: str = "deadline"
    policy_version: str = ""
    policy_approved_by: str = ""
    date_format: str = "iso"
    seed: int = 0
    travel: TravelRules = field(default_factory=TravelRules)
    side: SideRules = field(default_factory=SideRules)
    sources: tuple[tuple[str, str], ...] = ()
    assumed: tuple[str, ...] = ()
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class TravelRow:
    """Minutes (in tenths) and metres from one origin (a child reference or an area) to one setting, as given.

    ``unsafe_route``: whether the nearest walking route is unsafe even for a child who is accompanied; None: not known.
    """

    origin: str
    urn: int
    tenths: int
    metres: int | None = None
    source: str = ""
    unsafe_route: bool | None = None


@dataclass(frozen=True, slots=True)
class Rates:
    """Prices the allocation needs at its first depth: transport pence by distance band and means, with their source.

    ``taxi_per_mile``, ``assistant_per_day``: pence; ``days``: school days a year.
    """

    per_mile: int = 300
    wheelchair_per_mile: int = 400
    assistant_per_day: int = 4000
    share: int = 3
    days: int = 190
    source: str = ""


@dataclass(frozen=True, slots=True)
class Inputs:
    """One authority's round, in canonical order (by reference, URN, provision, year) whatever the files' order.

    Homes and sites carry a grid point wherever a postcode table or the row itself gave one. ``passengers`` are in no
    way ``cases``: a child is one or the other. ``depth`` is how transport is priced. ``plans`` are the stocks of all
    Januaries given, ``cases`` among them.
    """

    authority: Authority
    cases: tuple[Case, ...]
    preferences: tuple[Preference, ...]
    settings: tuple[Setting, ...]
    provisions: tuple[Provision, ...]
    consultations: tuple[Consultation, ...] = ()
    travel: tuple[TravelRow, ...] = ()
    rates: Rates = field(default_factory=Rates)
    fleet: Fleet = field(default_factory=built_in_fleet)
    depth: Depth = "rate"
    passengers: tuple[Passenger, ...] = ()
    pickup_points: tuple[PickUpPoint, ...] = ()
    finance: Finance = field(default_factory=built_in_finance)
    areas: tuple[PlanningArea, ...] = ()
    plans: tuple[PlanHeld, ...] = ()
    population: tuple[ChildrenOfAge, ...] = ()
