"""Sufficiency of the places there are: today's five numbers, the gaps of the years ahead, and which binds first."""

from collections.abc import Sequence
from dataclasses import dataclass

from scenarios.files.scenario import AS_IS, Scenario
from scenarios.gap.gaps import AreaGapRow, binds_first, gaps, gaps_by_area
from scenarios.gap.places_today import PlacesRow, places_today
from scenarios.planning.demand import Demand
from scenarios.supply.laid_out import supply_of
from sufficiency.domain.inputs import Inputs
from sufficiency.domain.planning_results import GapRow


@dataclass(frozen=True, slots=True)
class Sufficiency:
    """All that is told; ``first_p50`` and ``first_p80`` are None where places suffice throughout."""

    today: tuple[PlacesRow, ...]
    gaps: tuple[GapRow, ...]
    areas: tuple[AreaGapRow, ...]
    first_p50: GapRow | None
    first_p80: GapRow | None


def sufficiency_of(inputs: Inputs, draws: Sequence[Demand]) -> Sufficiency:
    """Places as the input folder has them against futures of demand.

    Raises InputRejected where a setting with provision has no point on the map.
    """
    supply = supply_of(inputs, Scenario(AS_IS, AS_IS, ""), len(draws[0].entrants), draws[0].areas)
    found = gaps(supply, draws)
    areas = gaps_by_area(supply, draws)
    return Sufficiency(places_today(inputs), found, areas, binds_first(found), binds_first(found, high=True))
