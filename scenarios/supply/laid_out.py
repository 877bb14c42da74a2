"""Every place there will be: provision as it is, a scenario's dated actions laid in, and what neighbours share.

No action moves a child. Places that close, or change their needs, run down as the children in them reach the end of
their phase, as though full at the last intake; nobody else is placed in them. So a closure is phased over a phase,
and a re-designation gives a place its new needs when the child in it leaves.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import ceil

import numpy as np

from scenarios.files.scenario import Action, ActionKind, Neighbour, Scenario
from scenarios.planning.demand import Area
from scenarios.planning.supply import SHARED, Pool, Supply
from scenarios.projection.cells import rounded
from scenarios.supply.ageing import run_down
from scenarios.supply.today import AreaOf, pools_today
from sufficiency.domain.inputs import Inputs
from sufficiency.domain.places import Place
from sufficiency.domain.settings import SettingType
from sufficiency.domain.years import AcademicYear

FIRST_NEIGHBOUR = 90_001
"""Stands for the URN of the first neighbouring authority; numbers under 100,000 are of no school."""

NEIGHBOUR_BAND = (0, 14)
ROUNDING = 1e-9
"""Expected children are sums of fractions: less than this over a whole number is that number."""


@dataclass(frozen=True, slots=True)
class Laying:
    """Lays dated actions over the places there are. Pools and nothing of any child: it may be sent to other processes.

    ``pools`` are those without any action, those of neighbours among them; ``types`` are of settings by URN.
    """

    first: AcademicYear
    years: int
    pools: tuple[Pool, ...]
    types: Mapping[int, SettingType]
    areas: tuple[Area, ...]

    def __call__(self, actions: Sequence[Action]) -> Supply:
        """The places by year with these actions."""
        pools = list(self.pools)
        for action in sorted(actions, key=lambda one: (one.opens, one.name)):
            starts = min(action.opens.starts - self.first.starts, self.years)  # after the plan: nothing of it is seen
            if action.kind.adds_places:
                pools.append(_added(action, starts, self.years, self.types, partial(_nearest, areas=self.areas)))
            else:
                pools = _changed(pools, action, starts)
        pools.sort(key=lambda pool: (pool.urn, pool.provision_id, pool.ncy_from, pool.action))
        return Supply(self.first, tuple(pools))


def laying_of(inputs: Inputs, neighbours: Sequence[Neighbour], years: int, areas: Sequence[Area] = ()) -> Laying:
    """What actions are laid over, from the authority's academic year on. Raises InputRejected as ``supply_of``."""
    area_of = partial(_nearest, areas=areas)
    pools = pools_today(inputs, years, area_of)
    pools += [_shared(one, FIRST_NEIGHBOUR + at, years, area_of) for at, one in enumerate(neighbours)]
    types = {setting.urn: setting.type for setting in inputs.settings}
    return Laying(inputs.authority.academic_year, years, tuple(pools), types, tuple(areas))


def supply_of(inputs: Inputs, scenario: Scenario, years: int, areas: Sequence[Area] = ()) -> Supply:
    """Pools by year from the authority's academic year on; each in the nearest of the ``areas``, blank without any.

    Raises InputRejected where a setting with provision has no point on the map.
    """
    return laying_of(inputs, scenario.policy.neighbours, years, areas)(scenario.actions)


def _nearest(place: Place, areas: Sequence[Area]) -> str:
    east, north = place.easting or 0, place.northing or 0
    near = min(areas, key=lambda one: ((one.easting - east) ** 2 + (one.northing - north) ** 2, one.code), default=None)
    return near.code if near else ""


def _added(action: Action, starts: int, years: int, types: Mapping[int, SettingType], area_of: AreaOf) -> Pool:
    """The places an action adds, as a pool of their own."""
    return Pool(
        urn=action.urn,
        provision_id=action.provision_id,
        name=action.setting_name,
        type=action.kind.setting_type if action.kind.opens_provision else types[action.urn],
        area=area_of(action.place),
        easting=action.place.easting or 0,
        northing=action.place.northing or 0,
        needs=action.needs,
        ncy_from=action.ncy_from,
        ncy_to=action.ncy_to,
        places=tuple((action.places * action.share_open(year - starts) + 50) // 100 for year in range(years)),
        incumbents=(0.0,) * years,
        place_cost=action.place_cost,
        top_up=action.top_up,
        action=action.name,
    )


def _changed(pools: Sequence[Pool], action: Action, starts: int) -> list[Pool]:
    """The pools after a closure or re-designation; bands give places by how many they have, in the year before."""
    touched = [pool for pool in pools if _is_of(pool, action)]
    there = np.array([pool.places[max(starts - 1, 0)] for pool in touched], dtype=np.float64)
    wanted = min(float(action.places), float(there.sum()))
    shares = rounded(there * wanted / there.sum()) if there.sum() else np.zeros(len(touched), dtype=np.int64)
    found = [pool for pool in pools if not _is_of(pool, action)]
    for pool, places in zip(touched, shares.tolist(), strict=True):
        same = (one.ncy_from for one in pools if (one.urn, one.provision_id) == (pool.urn, pool.provision_id))
        ended = _ended(pool, places, min(same), starts)
        left = tuple(now - gone for now, gone in zip(pool.places, ended, strict=True))
        found.append(replace(pool, places=left, action=action.name))
        if action.kind is ActionKind.RE_DESIGNATION:
            found.append(_re_designated(pool, ended, action))
    return found


def _is_of(pool: Pool, action: Action) -> bool:
    """Whether an action changes a pool: its setting, provision and years."""
    same = pool.urn == action.urn and action.provision_id in ("", pool.provision_id)
    return same and action.ncy_from <= pool.ncy_from and pool.ncy_to <= action.ncy_to


def _ended(pool: Pool, places: int, first_ncy: int, starts: int) -> tuple[int, ...]:
    """Places, of so many that are to end, that nobody is in any more; children there today keep theirs."""
    band = (pool.ncy_from, pool.ncy_to)
    gone = []
    for year, now in enumerate(pool.places):
        since = max(year - starts + 1, 0)
        empty = places - run_down(places, band, first_ncy, since)
        gone.append(max(min(empty, now - ceil(pool.incumbents[year] - ROUNDING)), 0))
    return tuple(gone)


def _re_designated(pool: Pool, places: tuple[int, ...], action: Action) -> Pool:
    return replace(
        pool,
        places=places,
        incumbents=(0.0,) * len(places),
        needs=action.needs,
        action=action.name,
        place_cost=action.place_cost,
        top_up=action.top_up,
    )


def _shared(neighbour: Neighbour, number: int, years: int, area_of: AreaOf) -> Pool:
    """The places a neighbouring authority opens to this one's children, from the first year on."""
    place = neighbour.place
    return Pool(
        urn=number,
        provision_id=SHARED,
        name=neighbour.name,
        type=SettingType.SPECIAL,
        area=area_of(place),
        easting=place.easting or 0,
        northing=place.northing or 0,
        needs=neighbour.needs,
        ncy_from=NEIGHBOUR_BAND[0],
        ncy_to=NEIGHBOUR_BAND[1],
        places=(neighbour.places,) * years,
        incumbents=(0.0,) * years,
        place_cost=0,
        top_up=neighbour.top_up,
        action=neighbour.name,
    )
