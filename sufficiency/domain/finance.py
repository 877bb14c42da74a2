"""The money of a plan: the rules and prices it is worked out by, and what it comes to. All of it in whole pence."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from sufficiency.domain.need_groups import NeedGroup
from sufficiency.domain.years import AcademicYear, FinancialYear

BasisPoints = int
"""Hundredths of one percent a year: 350 is 3.5 %."""


class Section(StrEnum):
    """Parts of a high needs budget as authorities publish it, and the capital beside it."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    ALLOCATION = "allocation"
    CAPITAL = "capital"


class CostHead(StrEnum):
    """What the money of a plan is spent on. All but transport falls to the high needs block."""

    SPECIAL = "special"
    BASE = "base"
    AP = "ap"
    INDEPENDENT = "independent"
    MAINSTREAM = "mainstream"
    RUNNING = "running"
    TRANSPORT = "transport"

    @property
    def label(self) -> str:
        """The name people say."""
        return _LABELS[self]


_LABELS = {
    CostHead.SPECIAL: "Special school places and top-ups",
    CostHead.BASE: "Specialist base places and top-ups",
    CostHead.AP: "Alternative provision places and top-ups",
    CostHead.INDEPENDENT: "Independent and non-maintained placements",
    CostHead.MAINSTREAM: "Mainstream top-ups of children without a specialist place",
    CostHead.RUNNING: "Running costs of what is opened",
    CostHead.TRANSPORT: "Home-to-school transport",
}


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """One line of the authority's own budget in one financial year.

    ``head`` is what of a plan's costs the line holds; None for a line that no plan changes. Under ``CAPITAL`` the
    name is that of a pot.
    """

    section: Section
    name: str
    year: FinancialYear
    pence: int
    head: CostHead | None = None


@dataclass(frozen=True, slots=True)
class Finance:
    """Rules and prices, as ``finance.toml`` and ``budgets.csv`` state them. Pence a year where nothing else is said.

    ``special_place``, ``ap_place``       for a commissioned place, whether anybody is in it or not
    ``base_occupied``, ``base_unfilled``  for a commissioned place in a base, with a child and without
    ``fees``                              whole price of an independent or non-maintained placement, by group of need
    ``special_top_up``, ``base_top_up``   where a provision states none of its own
    ``mainstream_top_up``                 for a child who has no specialist place
    ``capital_inflation`` and its kin     a year, from ``price_base`` on; ``discount`` is real
    ``price_base``                        year whose prices these are; None: the one in which the plan begins
    ``opening_balance``                   of the Dedicated Schools Grant as ``opening_year`` begins; a deficit is
                                          negative, None where not known
    ``override_ends``                     last financial year of the statutory override of the deficit
    ``stability_grant``                   share of the deficit that the High Needs Stability Grant meets
    ``sources`` say where each figure is from, by its key; those in ``assumed`` are built in and marked so.
    """

    special_place: int
    base_occupied: int
    base_unfilled: int
    ap_place: int
    fees: tuple[tuple[NeedGroup, int], ...]
    special_top_up: int
    base_top_up: int
    mainstream_top_up: int
    discount: BasisPoints
    capital_inflation: BasisPoints
    fee_inflation: BasisPoints
    top_up_inflation: BasisPoints
    transport_inflation: BasisPoints
    line_inflation: BasisPoints
    allocation_growth: BasisPoints
    override_ends: FinancialYear
    stability_grant: BasisPoints
    price_base: FinancialYear | None = None
    opening_balance: int | None = None
    opening_year: FinancialYear | None = None
    budgets: tuple[BudgetLine, ...] = ()
    sources: tuple[tuple[str, str], ...] = ()
    assumed: tuple[str, ...] = ()

    def fee(self, group: NeedGroup) -> int:
        """Whole price of one independent placement, pence a year."""
        return dict(self.fees)[group]


@dataclass(frozen=True, slots=True)
class Placed:
    """Children of one group of need in one place in one academic year, beside those on roll before the plan began.

    ``at`` is the number of a pool of the supply, or where those go for whom no pool has a place. ``children`` are
    thousandths of a child, for they are expected; ``transport`` is what all of them together take in that year, in
    thousandths of a penny at prices of the base year.
    """

    year: AcademicYear
    at: int | Literal["independent", "mainstream"]
    group: NeedGroup
    children: int
    transport: int = 0


@dataclass(frozen=True, slots=True)
class CapitalSpend:
    """Capital of one pot in one financial year, pence at prices of the base year."""

    pot: str
    year: FinancialYear
    pence: int


@dataclass(frozen=True, slots=True)
class Works:
    """Something that opens: its capital, and its fixed running cost, pence a year at base prices, from ``opens`` on."""

    name: str
    opens: AcademicYear
    capital: tuple[CapitalSpend, ...]
    running: int = 0


@dataclass(frozen=True, slots=True)
class HeadCost:
    """One kind of cost by academic year, pence: as it would be paid, and at the prices of the base year."""

    head: CostHead
    cash: tuple[int, ...]
    real: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PotSpend:
    """Capital of one pot by financial year: as it would be paid, at base prices, and what the pot holds."""

    pot: str
    cash: tuple[int, ...]
    real: tuple[int, ...]
    holds: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Money:
    """What a plan comes to.

    ``heads`` are by academic year from ``first`` on, every head in the order of ``CostHead``; ``vacant`` is that part
    of them which funds places nobody is in. ``pots`` are by financial year from ``capital_from`` on.
    ``net_present_cost`` is of all heads and of capital, at prices of the base year, discounted.
    """

    first: AcademicYear
    heads: tuple[HeadCost, ...]
    vacant: tuple[int, ...]
    capital_from: FinancialYear
    pots: tuple[PotSpend, ...]
    net_present_cost: int


@dataclass(frozen=True, slots=True)
class HighNeedsLine:
    """One line of a high needs budget, pence by financial year."""

    section: Section
    name: str
    pence: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class HighNeeds:
    """A high needs budget year by year: its lines, what is allocated, and what that leaves.

    ``overspend`` is positive where spending is above the allocation. ``balance`` is cumulative at the end of each
    year from ``opening_year`` of the finance on, negative for a deficit (None before, or where none is stated).
    ``stated`` is how many of the first years are the authority's own figures throughout.
    """

    years: tuple[FinancialYear, ...]
    lines: tuple[HighNeedsLine, ...]
    direct: tuple[int, ...]
    indirect: tuple[int, ...]
    total: tuple[int, ...]
    allocation: tuple[int | None, ...]
    overspend: tuple[int | None, ...]
    balance: tuple[int | None, ...]
    stated: int


@dataclass(frozen=True, slots=True)
class AgainstBase:
    """What a plan costs beside its base.

    ``more`` is pence more (less, where negative) by academic year at prices of the base year, capital included;
    ``payback`` the first year from which all that was spent has been saved, None where there is none within the plan;
    ``net_present_cost`` the difference.
    """

    more: tuple[int, ...]
    payback: AcademicYear | None
    net_present_cost: int
