"""An authority made up whole: its county, settings, children and a round of requests, as an input folder."""

from dataclasses import replace
from pathlib import Path

from geodata.road_tables import write_edges
from sufficiency.domain.inputs import Authority, Inputs
from sufficiency.errors import UsageError
from sufficiency.synthetic.county import draw_county
from sufficiency.synthetic.dates import AS_AT, ROUND_YEAR
from sufficiency.synthetic.finance import example_finance
from sufficiency.synthetic.folder import POSTCODES, write_round
from sufficiency.synthetic.homes import Homes
from sufficiency.synthetic.national import national
from sufficiency.synthetic.planned import with_planning
from sufficiency.synthetic.rounds import World, draw_round
from sufficiency.synthetic.schools import Schools

FEWEST_SETTINGS = 6
ROADS = "roads"

ASSUMED = (
    "Everything here is made up: the county, its schools and its children.",
    "Needs, ages and entry years follow published national shares.",
)


def write_authority(folder: Path, children: int = 600, settings: int = 60, seed: int = 1) -> Inputs:
    """Write the input folder of a made-up authority, Riverside; one seed gives the same bytes everywhere.

    Returns what the folder says, settings and homes with their points.

    Raises UsageError for fewer than one child or six settings.
    """
    if children < 1 or settings < FEWEST_SETTINGS:
        raise UsageError(f"a made-up authority needs at least 1 child and {FEWEST_SETTINGS} settings")
    county, settlements = draw_county(seed)
    schools = Schools(settlements, national(), children, seed)
    schools.open(settings, ROUND_YEAR.first_day)
    world = World(
        authority=_authority(seed),
        homes=Homes([settlement.area for settlement in settlements]),
        settings=schools.settings,
        offers=schools.offers,
        postcodes=[home for settlement in settlements for home in settlement.homes],
        sharing=next((one.lead_urn for one in schools.settings if one.lead_urn), 0),
    )
    made = draw_round(world, children, national(), seed)
    made = replace(made, inputs=replace(made.inputs, finance=example_finance(made.inputs)))
    write_round(folder, with_planning(made, world, settlements, seed))
    (folder / ROADS).mkdir(exist_ok=True)
    write_edges(county.network, folder / ROADS)
    return made.inputs


def _authority(seed: int) -> Authority:
    return Authority(
        name="Riverside",
        la_code="999",
        academic_year=ROUND_YEAR,
        as_at=AS_AT,
        policy_version="example",
        seed=seed,
        sources=(("postcodes", POSTCODES), ("roads", ROADS)),
        assumed=ASSUMED,
        synthetic=True,
    )
