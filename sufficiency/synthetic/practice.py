"""A practice round: real settings and real postcodes from open data, with made-up children laid over them."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from sufficiency.domain.inputs import Authority
from sufficiency.domain.places import Place
from sufficiency.errors import UsageError
from sufficiency.synthetic import notes
from sufficiency.synthetic.dates import AS_AT, ROUND_YEAR
from sufficiency.synthetic.folder import POSTCODES, write_round, write_text
from sufficiency.synthetic.homes import Area, Homes
from sufficiency.synthetic.national import national
from sufficiency.synthetic.open_data import ROADS, check_open_data
from sufficiency.synthetic.published import Plans, expected_entries, published_plans, with_local_needs
from sufficiency.synthetic.real_areas import AREAS, area_outlines
from sufficiency.synthetic.real_homes import districts_of, real_areas
from sufficiency.synthetic.real_settings import School, real_offers, real_schools
from sufficiency.synthetic.rounds import World, draw_round

RUTLAND = "857"
"""The one authority whose roads are in the open data."""


def write_practice(
    folder: Path,
    authorities: Sequence[str] = ("855", "856", "857"),
    *,
    open_data: Path,
    children: int | None = None,
    seed: int = 1,
) -> None:
    """Write the input folder of a practice round for these authorities together, by three-figure code.

    ``children``: as many as published plan counts lead one to expect, unless given. Raises UsageError for no
    authority, an unknown one or no children, InputRejected naming open files that are missing.
    """
    codes = list(dict.fromkeys(authorities))
    _check(codes, children, open_data)
    plans = published_plans(open_data, codes)
    calibration = with_local_needs(national(), open_data, plans)
    areas = real_areas(open_data, districts_of(open_data, codes), plans)
    schools = real_schools(open_data, codes)
    roads, outlines = _roads(open_data, codes), area_outlines(open_data, codes)
    sources = [("roads", roads.name)] if roads else []
    if outlines:
        sources.append(("areas", AREAS))
    world = World(
        authority=_authority(plans, sources, seed),
        homes=Homes(areas),
        settings=[school.setting for school in schools],
        offers=real_offers(schools, calibration, seed),
        postcodes=_postcodes(areas, schools),
    )
    count = expected_entries(plans, calibration) if children is None else children
    write_round(folder, draw_round(world, count, calibration, seed))
    write_text(folder / "ASSUMED.md", notes.assumed_page(real_roads=roads is not None))
    write_text(folder / "SOURCES.md", notes.SOURCES)
    if roads:
        shutil.copyfile(roads, folder / roads.name)
    if outlines:
        write_text(folder / AREAS, outlines)


def _check(codes: Sequence[str], children: int | None, folder: Path) -> None:
    if not codes or (children is not None and children < 1):
        raise UsageError("a practice round needs at least one authority and one child")
    if wrong := [code for code in codes if not (code.isdigit() and len(code) == 3)]:
        raise UsageError(f"{', '.join(wrong)}: an authority is named by its three-figure code, such as 855")
    check_open_data(folder)


def _roads(folder: Path, codes: Sequence[str]) -> Path | None:
    roads = folder / ROADS
    return roads if RUTLAND in codes and roads.is_file() else None


def _authority(plans: Sequence[Plans], sources: Sequence[tuple[str, str]], seed: int) -> Authority:
    return Authority(
        name=_joined([one.name for one in plans]),
        la_code=plans[0].la_code,
        academic_year=ROUND_YEAR,
        as_at=AS_AT,
        policy_version="example",
        seed=seed,
        sources=(("postcodes", POSTCODES), *sources),
        assumed=notes.assumed_sentences(real_roads="roads" in dict(sources)),
        synthetic=True,
    )


def _joined(names: Sequence[str]) -> str:
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def _postcodes(areas: Sequence[Area], schools: Sequence[School]) -> list[Place]:
    """Return every postcode of the authorities, and those of sites beyond them, in order."""
    by_code = {school.setting.site.postcode: school.setting.site for school in schools}
    by_code |= {home.postcode: home for area in areas for home in area.homes}
    return [by_code[code] for code in sorted(by_code)]
