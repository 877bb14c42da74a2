"""The way from every area to every pool: by road where the folder names roads, else estimated; and what it costs."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geodata.network import RoadNetwork
from geodata.points import Points
from geodata.shortest import network_times
from geodata.travel import ByRoad, travel_times
from scenarios.placing.travel import Furthest, Travel
from scenarios.planning.demand import Area
from scenarios.planning.segments import PlanningPhase
from scenarios.planning.supply import Pool
from scenarios.projection.cells import IntArray
from sufficiency.domain.fleet import Fleet
from sufficiency.domain.inputs import Rates
from sufficiency.problems.carbon import year_grams
from sufficiency.problems.journeys import METRES_PER_TENTH
from sufficiency.problems.prices import SINCE, Seat, day_at_rate
from sufficiency.statute.walking import walking_metres

IN_ANY_SEAT = Seat(wheelchair=False, assistant=False, alone=False)


@dataclass(frozen=True, slots=True, eq=False)
class Ways:
    """Tenths of a minute and metres, one way, (areas, pools); both -1 where there is no route."""

    tenths: IntArray
    metres: IntArray


def ways(
    areas: tuple[Area, ...], pools: tuple[Pool, ...], network: RoadNetwork | None, by_road: ByRoad = network_times
) -> Ways:
    """The ways between the points of areas and of pools; ``by_road`` is how times over the roads are had."""
    sites = sorted({(pool.easting, pool.northing) for pool in pools})
    if not areas or not sites:
        none = np.full((len(areas), len(pools)), -1, dtype=np.int64)
        return Ways(none, none)
    times = travel_times(
        _points([area.code for area in areas], [(area.easting, area.northing) for area in areas]),
        _points([f"{easting},{northing}" for easting, northing in sites], sites),
        None, network, by_road=by_road,
    )  # fmt: skip
    column = [sites.index((pool.easting, pool.northing)) for pool in pools]
    return Ways(times.tenths[:, column].astype(np.int64), times.metres[:, column].astype(np.int64))


def _points(names: list[str], places: list[tuple[int, int]]) -> Points:
    grid: NDArray[np.int64] = np.array(places, dtype=np.int64)
    return Points(tuple(names), grid[:, 0], grid[:, 1])


def year_of_travel(phase: PlanningPhase, metres: int, rates: Rates) -> int:
    """Pence a year to bring one child there at the `rate` depth, in a shared vehicle; nothing within walking distance.

    Two miles in the primary phase, where most are under eight or nearly so, three after it.
    """
    if metres <= walking_metres(max(phase.years.start, 0), SINCE):
        return 0
    return rates.days * day_at_rate(IN_ANY_SEAT, metres, rates)


def year_of_carbon(phase: PlanningPhase, metres: int, rates: Rates, fleet: Fleet) -> int:
    """Grams of CO2e a year of the same vehicle: the smallest kind of the fleet with seats for those who share it."""
    if metres <= walking_metres(max(phase.years.start, 0), SINCE):
        return 0
    enough = [kind for kind in fleet.vehicles if kind.seats >= rates.share] or list(fleet.vehicles)
    kind = min(enough, key=lambda one: (one.seats, one.code))
    return year_grams(metres, kind.grams_per_km, rates.days, rates.share)


def travel_of(found: Ways, rates: Rates, fleet: Fleet, limit: int) -> Travel:
    """Every way priced, at prices of the base year; and the longest, of ``limit`` minutes."""
    tenths = 10 * limit
    metres = tenths * METRES_PER_TENTH
    every, longest = _priced(np.maximum(found.metres, 0), rates, fleet), _priced(np.array(metres), rates, fleet)
    return Travel(found.tenths, found.metres, *every, Furthest(tenths, metres, *longest))


def _priced(metres: IntArray, rates: Rates, fleet: Fleet) -> tuple[IntArray, IntArray]:
    """Pence and grams a year, by phase, then as ``metres``."""
    distances, at = np.unique(metres, return_inverse=True)

    def every(price: Callable[[PlanningPhase, int], int]) -> IntArray:
        by_distance = [[price(phase, one) for one in distances.tolist()] for phase in PlanningPhase]
        return np.array(by_distance, dtype=np.int64)[:, at.ravel()].reshape(len(PlanningPhase), *metres.shape)

    return (
        every(lambda phase, one: year_of_travel(phase, one, rates)),
        every(lambda phase, one: year_of_carbon(phase, one, rates, fleet)),
    )
