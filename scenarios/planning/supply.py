"""What specialist places there will be, year by year."""

from dataclasses import dataclass

import numpy as np

from scenarios.projection.cells import IntArray, rounded
from sufficiency.domain.needs import Need
from sufficiency.domain.planning_results import THOUSANDTHS
from sufficiency.domain.settings import SettingType
from sufficiency.domain.years import AcademicYear

SHARED = "SHARED, neighbour"
"""Provision of the places that a neighbouring authority opens to this one's children: it funds them, top-ups aside.

No provision of an input folder has a comma in its name, so none is taken for it.
"""


@dataclass(frozen=True, slots=True)
class Pool:
    """Places of one provision for a band of years, in each academic year of the plan.

    places      (years)  commissioned in that year, after every dated action
    incumbents  (years)  children on roll before the first year who are still there
    place_cost, top_up   pence a year for a place commissioned, and for a child in it
    action               name of the action that makes or changes it; blank for provision as it is
    """

    urn: int
    provision_id: str
    name: str
    type: SettingType
    area: str
    easting: int
    northing: int
    needs: tuple[Need, ...]
    ncy_from: int
    ncy_to: int
    places: tuple[int, ...]
    incumbents: tuple[float, ...]
    place_cost: int
    top_up: int
    action: str = ""


@dataclass(frozen=True, slots=True)
class Supply:
    """All pools of the authority, in order of URN, provision, first year of the band, and action."""

    first: AcademicYear
    pools: tuple[Pool, ...]


def incumbents_of(supply: Supply, years: int) -> list[IntArray]:
    """Thousandths of a child on roll before the plan, by year and pool; those of a year add up to its rounded sum."""
    on_roll = np.array([pool.incumbents for pool in supply.pools], dtype=np.float64).reshape(-1, years)
    return [rounded(on_roll[:, year] * THOUSANDTHS) for year in range(years)]
