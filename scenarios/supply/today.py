"""Pools as the input folder has them: commissioned places by year, and the children in them who stay."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import groupby

from scenarios.planning.supply import Pool
from scenarios.supply.ageing import run_down, staying
from sufficiency.domain.inputs import Inputs
from sufficiency.domain.places import Place
from sufficiency.domain.settings import Provision, Setting
from sufficiency.domain.years import AcademicYear
from sufficiency.errors import Fault, InputRejected

AreaOf = Callable[[Place], str]
"""The code of the area a point is in."""


def pools_today(inputs: Inputs, years: int, area_of: AreaOf) -> list[Pool]:
    """A pool for every provision and band that has a row for the plan's first year or a later one.

    Later rows say what is commissioned from then on. Places that are not free to name in the first year are taken:
    children on roll but for confirmed leavers, named and held. Raises InputRejected for settings without a point.
    """
    settings = {setting.urn: setting for setting in inputs.settings}
    rows = [row for row in inputs.provisions if row.year >= inputs.authority.academic_year]
    _refuse_unplaced({row.urn for row in rows}, settings)
    ordered = sorted(rows, key=lambda row: (row.urn, row.provision_id, row.ncy_from, row.ncy_to, row.year))
    return [
        pool
        for (urn, _), of_one in groupby(ordered, lambda row: (row.urn, row.provision_id))
        for pool in _pools(settings[urn], list(of_one), _years(inputs, years), area_of)
    ]


def _years(inputs: Inputs, years: int) -> tuple[AcademicYear, ...]:
    return tuple(AcademicYear(inputs.authority.academic_year.starts + number) for number in range(years))


def _refuse_unplaced(urns: set[int], settings: dict[int, Setting]) -> None:
    message, remedy = "has no point on the map, so nobody can be planned for it", "Give easting and northing."
    unplaced = [urn for urn in sorted(urns) if not settings[urn].site.has_point]
    if unplaced:
        faults = [Fault("settings.csv", "", 0, f"urn {urn}", "NO_POINT", message, remedy) for urn in unplaced]
        raise InputRejected(faults)


def _pools(setting: Setting, rows: Sequence[Provision], plan: tuple[AcademicYear, ...], area_of: AreaOf) -> list[Pool]:
    """The pools of one provision, by band."""
    banded = [list(of_one) for _, of_one in groupby(rows, lambda row: (row.ncy_from, row.ncy_to))]
    bands = [(of_one[0].ncy_from, of_one[0].ncy_to) for of_one in banded]
    taken = [of_one[0].commissioned - of_one[0].free_to_name if of_one[0].year == plan[0] else 0 for of_one in banded]
    there = staying(bands, taken, len(plan))
    first_ncy = min(first for first, _ in bands)
    return [
        _pool(setting, of_one, tuple(_commissioned(of_one, plan, first_ncy)), incumbents, area_of)
        for of_one, incumbents in zip(banded, there, strict=True)
    ]


def _commissioned(rows: Sequence[Provision], plan: tuple[AcademicYear, ...], first_ncy: int) -> list[int]:
    """Places in every year: of the last row so far, none before it opens, those children still take after it closes.

    It is open in a year that it opens by the first day of, as for a panel.
    """
    places = []
    for year in plan:
        stated = [row for row in rows if row.year <= year]
        last = stated[-1] if stated else None
        if last is None or (last.opens_on and last.opens_on > year.first_day):
            places.append(0)
            continue
        since = _years_since(last.closes_on, year) if last.closes_on else 0
        places.append(run_down(last.commissioned, (last.ncy_from, last.ncy_to), first_ncy, since))
    return places


def _years_since(closed: date, year: AcademicYear) -> int:
    """Intakes missed by then: Septembers after the closing day."""
    first = closed.year + (AcademicYear(closed.year).first_day <= closed)
    return max(year.starts - first + 1, 0)


def _pool(
    setting: Setting, rows: Sequence[Provision], places: tuple[int, ...], there: tuple[float, ...], area_of: AreaOf
) -> Pool:
    row, site = rows[0], setting.site
    return Pool(
        urn=setting.urn,
        provision_id=row.provision_id,
        name=setting.name,
        type=setting.type,
        area=area_of(site),
        easting=site.easting or 0,
        northing=site.northing or 0,
        needs=row.needs,
        ncy_from=row.ncy_from,
        ncy_to=row.ncy_to,
        places=places,
        incumbents=there,
        place_cost=row.place_cost,
        top_up=row.top_up,
    )
