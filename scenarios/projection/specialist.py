"""Who will need a specialist place: what a projection says of special schools and bases, as demand by entry cohort.

A child needs a special school who is in one, state-funded or independent, or waits for one; a base likewise. Incumbents
stay to the end of their phase unless they leave or move first; everybody else in a place has entered it.
"""

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from scenarios.planning.demand import Demand
from scenarios.planning.segments import GROUP_OF, SEGMENTS, NeedGroup, PlanningPhase, Tier, phase_at
from scenarios.projection.assumptions import Assumptions
from scenarios.projection.cells import FloatArray, IntArray
from scenarios.projection.draws import Chance, future
from scenarios.projection.history import JOINING_SPREAD, History
from scenarios.projection.national import AGES, NEEDS
from scenarios.projection.project import expected
from scenarios.projection.rates import Rates
from sufficiency.domain.age_stock import FIRST_AGE, PLACEMENTS
from sufficiency.domain.establishments import RECEPTION_AGE

IN_TIER = {
    Tier.BASE: [PLACEMENTS.index("base or unit")],
    Tier.SPECIAL: [PLACEMENTS.index("special"), PLACEMENTS.index("independent special")],
}
"""Placements that meet each need; a child may pass from a state-funded to an independent special school and back."""

PHASES = [phase_at(row + FIRST_AGE - RECEPTION_AGE) for row in range(AGES)]
IN_PHASE = np.array([[phase is one for phase in PHASES] for one in PlanningPhase], dtype=np.float64)
"""1 where an age (columns) is of a phase (rows)."""

SAME_PHASE = np.array([one is not None and one is other for one, other in pairwise(PHASES)])
"""Whether those of an age are in the same phase a year later; a place is held no longer."""

IN_GROUP = np.array([[GROUP_OF[need] is group for need in NEEDS] for group in NeedGroup], dtype=np.float64)
"""1 where a need (columns) is of a group (rows)."""

TierCells = dict[Tier, FloatArray]
"""Children in the placements of a tier (..., ages, need groups, placements of the tier)."""


@dataclass(frozen=True, slots=True, eq=False)
class Outlook:
    """What is expected, and all that draws take from it.

    ``areas`` (years, areas, segments) are shares of the areas in those who enter.
    """

    history: History
    assumptions: Assumptions
    expected: Demand
    areas: FloatArray

    def drawn(self, number: int, seed: int = 1) -> Demand:
        """One future, drawn for the authority as whole children; entrants come from areas as they are expected to."""
        whole = replace(
            self.assumptions,
            population=self.assumptions.population.sum(axis=1, keepdims=True),
            latent=None if self.assumptions.latent is None else _whole(self.assumptions.latent),
        )
        chance, stock = Chance(1, seed, JOINING_SPREAD), _whole(self.history.stock)
        stocks = future(stock, self.history.beliefs, whole, chance, number, over=(0,))
        told = _by_segment(_tiers(stocks[self.history.first_ahead :].astype(np.float64)))
        return _balanced(self.expected, told, self.areas)


def demand_of(history: History, assumptions: Assumptions, draw: int | None = None, seed: int = 1) -> Demand:
    """The demand expected, or that of one draw; draw k is the same whatever others are drawn."""
    told = outlook(history, assumptions)
    return told.expected if draw is None else told.drawn(draw, seed)


def outlook(history: History, assumptions: Assumptions) -> Outlook:
    """The demand expected, with what its draws rest on.

    Raises UsageError where latent demand takes more children from a placement than are in it.
    """
    first = history.first_ahead
    stocks = _tiers(expected(history.stock.astype(np.float64), assumptions)[first:])
    rates = assumptions.rates_in(max(first, 1))
    placed = _in_place(history, assumptions)
    entering = _entering(
        stocks, placed, [assumptions.rates_in(year) for year in range(first + 1, assumptions.years + 1)]
    )
    years = assumptions.years + 1 - first
    told = _by_segment(stocks)
    by_area = _by_segment(entering)
    shares = _shares(by_area, told)
    found = Demand(
        first=history.first,
        areas=history.areas,
        stock=told,
        entrants=by_area,
        holds=_staying({tier: cells.sum(axis=(0, 1)) for tier, cells in entering.items()}, rates, years),
        placed=_by_segment(placed),
        remaining=_staying({tier: cells.sum(axis=0) for tier, cells in placed.items()}, rates, years),
    )
    return Outlook(history, assumptions, _balanced(found, told.sum(axis=1), shares), shares)


def _whole(stock: IntArray) -> IntArray:
    """A stock of the whole authority, as of one area."""
    every: IntArray = stock.sum(axis=0, keepdims=True)
    return every


def _tiers(stocks: FloatArray) -> TierCells:
    """Stocks (..., ages, needs, placements) by tier and need group."""
    return {tier: np.einsum("gn,...anq->...agq", IN_GROUP, stocks[..., places]) for tier, places in IN_TIER.items()}


def _by_segment(cells: TierCells) -> FloatArray:
    """Children (..., segments), those past the last phase left out."""
    told = [np.einsum("pa,...agq->...gp", IN_PHASE, cells[tier]) for tier in Tier]
    stacked = np.stack(told, axis=-1)
    return stacked.reshape(*stacked.shape[:-3], len(SEGMENTS))


def _stayed(cells: TierCells, rates: Rates) -> TierCells:
    """Those who are in the same tier and phase a year on, at the age they then are."""
    found = {}
    for tier, here in cells.items():
        places = IN_TIER[tier]
        staying = here * (1 - rates.leave[:, places])[:, None, :]
        moved = np.einsum("...agp,apq->...agq", staying, rates.move[:, places][:, :, places])
        older = np.zeros_like(moved)
        older[..., 1:, :, :] = moved[..., :-1, :, :] * SAME_PHASE[:, None, None]
        found[tier] = older
    return found


def _in_place(history: History, assumptions: Assumptions) -> TierCells:
    """Who is in a place as the plan begins and stays there: nobody who waits, nobody who begins a phase."""
    without = replace(assumptions, latent=None)
    before = max(history.first_ahead - 1, 0)
    there = _tiers(expected(history.stock.astype(np.float64), without)[before])
    return there if history.first_ahead == 0 else _stayed(there, assumptions.rates_in(before + 1))


def _entering(stocks: TierCells, placed: TierCells, rates: list[Rates]) -> TierCells:
    """Who is in each year's stock (years, areas, ages, groups, places) and did not stay from the year before."""
    found = {tier: np.empty_like(cells) for tier, cells in stocks.items()}
    stayed = placed
    for year in range(len(rates) + 1):
        if year:
            stayed = _stayed({tier: cells[year - 1] for tier, cells in stocks.items()}, rates[year - 1])
        for tier, cells in stocks.items():
            found[tier][year] = np.maximum(cells[year] - stayed[tier], 0.0)
    return found


def _staying(cohort: TierCells, rates: Rates, years: int) -> FloatArray:
    """Shares (segments, years) of a cohort (ages, groups, places) who are still there so many years on."""
    there = [_by_segment(cohort)]
    for _ in range(years - 1):
        cohort = _stayed(cohort, rates)
        there.append(_by_segment(cohort))
    alone = np.zeros((len(SEGMENTS), years))
    alone[:, 0] = 1.0
    start = there[0][:, None]
    return np.where(start > 0, np.stack(there, axis=1) / np.where(start > 0, start, 1.0), alone)


def _shares(by_area: FloatArray, stock: FloatArray) -> FloatArray:
    """Shares of the areas in each year's entrants (years, areas, segments); in the stock where nobody enters."""
    even = np.full_like(by_area, 1 / by_area.shape[1])
    for weight in (stock, by_area):
        every = weight.sum(axis=1, keepdims=True)
        even = np.where(every > 0, weight / np.where(every > 0, every, 1.0), even)
    return even


def _balanced(found: Demand, told: FloatArray, shares: FloatArray) -> Demand:
    """The demand whose stock adds up to ``told`` (years, segments) over areas, by its identity.

    Entrants are what the stock needs beside those still there. Where fewer leave than the stocks say, nobody enters:
    the stock is then above ``told`` for a while, for nobody is moved out of a place.
    """
    years = len(told)
    entrants = np.zeros_like(told)
    there = found.placed.sum(axis=0)[:, None] * found.remaining
    for year in range(years):
        entrants[year] = np.maximum(told[year] - there[:, year], 0.0)
        there[:, year:] += entrants[year][:, None] * found.holds[:, : years - year]
    spread = entrants[:, None, :] * shares
    return identity(replace(found, entrants=spread))


def identity(demand: Demand) -> Demand:
    """The demand with the stock that its incumbents and entrants come to."""
    years = len(demand.entrants)
    stock: FloatArray = demand.placed[None] * demand.remaining.T[:, None]
    for year, entrants in enumerate(demand.entrants):
        stock[year:] += entrants[None] * demand.holds.T[: years - year, None]
    return replace(demand, stock=stock)
