"""An authority's own history: stocks January by January, what became of each plan, and what is believed from it."""

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from scenarios.files.scenario import PLAN_YEARS
from scenarios.planning.demand import Area
from scenarios.projection.assumptions import Assumptions
from scenarios.projection.cells import Axes, FloatArray, IntArray, stock_of
from scenarios.projection.flows import Flows, Posterior, Strength, observed, shrunk
from scenarios.projection.latent import Latent, latent_demand, plan_of
from scenarios.projection.national import NEEDS, national_rates
from scenarios.projection.people import people_in, weighed
from sufficiency.domain.age_stock import FIRST_AGE, LAST_AGE, PLACEMENTS
from sufficiency.domain.inputs import Inputs
from sufficiency.domain.years import AcademicYear
from sufficiency.errors import Fault, InputRejected

STRENGTH = Strength(leave=75, move=75, join=2000)
"""How far an authority may be from the country: as though the country's rates had been seen in so many of its plans of
each age and placement, or children of each age.

Leaving: how authorities differed in plans ceased in 2022 and 2023 (beta-binomial, 75 plans both years). Joining: new
plans for each plan differed by a coefficient of variation of 0.28 in 2023, which 2,000 children come to. Moves cannot
be followed in what is published, and are taken to differ as leaving does. Source: DfE, Education, health and care
plans, reporting year 2025.
"""

JOINING_SPREAD = 0.31
"""Standard deviation of the logarithm of a year's joining: the middle authority's in the back-test of forecasts."""


@dataclass(frozen=True, slots=True, eq=False)
class History:
    """What a projection starts from.

    first       academic year that the authority's plan begins with
    stock       (areas, ages, needs, placements)  plans of the last January
    flows       seen between Januaries that follow one another, added up
    beliefs     those shrunk toward the country's rates
    population  (years + 1, areas, ages)  children from the last January on, weighed by how many plans an area has
    """

    first: AcademicYear
    areas: tuple[Area, ...]
    axes: Axes
    januaries: tuple[int, ...]
    stock: IntArray
    flows: Flows
    beliefs: Posterior
    population: FloatArray
    latent: Latent

    @property
    def january(self) -> int:
        """The last January of the history."""
        return self.januaries[-1]

    @property
    def assumed(self) -> Assumptions:
        """Today's rates on the population to come, with latent demand; no trend and no change of policy."""
        return Assumptions(self.beliefs.mean(), self.population, latent=self.latent.cells)

    @property
    def assumed_without_latent(self) -> Assumptions:
        """The same, and everybody stays counted where they are."""
        return replace(self.assumed, latent=None)

    @property
    def first_ahead(self) -> int:
        """Years from the last January to the January of the plan's first academic year."""
        return self.first.starts + 1 - self.january


def history_of(inputs: Inputs, years: int | None = None) -> History:
    """The history in an input folder, and the population for so many years ahead.

    Left out: as far as the tenth academic year of the authority's plan. Raises InputRejected with every fault where
    there are no plans, no areas, or no children of some age, area and January that is needed, or where the last January
    lies beyond the first academic year of the plan.
    """
    if faults := _absent(inputs):
        raise InputRejected(faults)
    januaries = tuple(sorted({plan.january for plan in inputs.plans}))
    ahead = inputs.authority.academic_year.starts + PLAN_YEARS - januaries[-1] if years is None else years
    axes = Axes(tuple(area.code for area in inputs.areas), FIRST_AGE, LAST_AGE, NEEDS, PLACEMENTS)
    future = range(januaries[-1], januaries[-1] + ahead + 1)
    pairs = [(one, other) for one, other in pairwise(januaries) if other == one + 1]
    needed = sorted({*(later for _, later in pairs), *future})
    people = dict(zip(needed, people_in(inputs, axes, needed), strict=True))
    plans = {year: [plan_of(plan) for plan in inputs.plans if plan.january == year] for year in januaries}
    stock = stock_of(plans[januaries[-1]], axes)
    flows = _nothing_seen(axes)
    for one, other in pairs:
        flows += observed(plans[one], plans[other], axes, people[other].sum(axis=0))
    return History(
        first=inputs.authority.academic_year,
        areas=_areas(inputs),
        axes=axes,
        januaries=januaries,
        stock=stock,
        flows=flows,
        beliefs=shrunk(flows, national_rates(), STRENGTH),
        population=weighed(np.stack([people[year] for year in future]), stock),
        latent=latent_demand(inputs, januaries[-1], axes),
    )


def _absent(inputs: Inputs) -> list[Fault]:
    """Tables that are needed and hold nothing, and a history that goes beyond the year the plan begins in."""
    wanted = (
        ("plans", bool(inputs.plans), "NO_HISTORY", "holds no plan of any January", "Add the plans of each January."),
        ("areas", bool(inputs.areas), "NO_AREAS", "holds no area", "Add the areas, or one for all."),
        ("population", bool(inputs.population), "NO_POPULATION", "holds no children, and joining is for each child",
         "Add children by area, January and age."),
    )  # fmt: skip
    faults = [
        Fault(f"{table}.csv", "", 0, "", rule, message, remedy)
        for table, there, rule, message, remedy in wanted
        if not there
    ]
    first, last = inputs.authority.academic_year, max((plan.january for plan in inputs.plans), default=0)
    if last > first.starts + 1:
        message = f"{last} is after {first}, the academic year that the plan begins with"
        remedy = "Correct academic_year in authority.toml, or leave the later Januaries out."
        faults.append(Fault("plans.csv", "", 0, "january", "HISTORY_AFTER_PLAN", message, remedy))
    return faults


def _areas(inputs: Inputs) -> tuple[Area, ...]:
    """Areas with their points; the loader has given each one."""
    return tuple(
        Area(area.code, area.name, area.place.easting or 0, area.place.northing or 0, area.deprivation)
        for area in inputs.areas
    )


def _nothing_seen(axes: Axes) -> Flows:
    _, ages, needs, placements = axes.shape
    left, joined = np.zeros((ages, placements), dtype=np.int64), np.zeros((ages, needs, placements), dtype=np.int64)
    moved = np.zeros((ages, placements, placements), dtype=np.int64)
    return Flows(left, moved, joined, np.zeros(ages, dtype=np.int64))
