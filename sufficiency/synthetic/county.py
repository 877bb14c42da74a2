"""The made-up county as homes, postcodes and sites: its settlements named, with postcodes of an area not in use."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import isqrt

from geodata.synthetic import County, synthetic_roads
from sufficiency.domain.places import Place
from sufficiency.synthetic.draws import Draws
from sufficiency.synthetic.homes import Area
from sufficiency.synthetic.names import place_names

POSTCODE_AREA = "ZR"
"""Well formed and not in use: no postcode area of Royal Mail's begins with Z but ZE (Shetland)."""

UNIT_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
"""Letters used in the last two characters of a postcode; C, I, K, M, O and V are not."""

HOMES_TO_A_SECTOR = 200
PEOPLE_TO_A_POSTCODE = 300
AGES = 26


@dataclass(frozen=True, slots=True)
class Settlement:
    """A town or village: its name, how many people weigh it, its postcodes with their points."""

    name: str
    people: int
    homes: tuple[Place, ...]

    @property
    def area(self) -> Area:
        """The settlement as an area to draw homes from, alike for every age."""
        return Area(self.homes, (self.people,) * AGES)


def draw_county(seed: int) -> tuple[County, list[Settlement]]:
    """Return the county of a seed and its settlements, the largest first."""
    county = synthetic_roads(seed)
    draws = Draws("county", seed)
    centres = county.centres
    names = ["Riverside", *place_names(len(centres.easting) - 1, draws)]
    codes = _postcodes()
    settlements = []
    rows = zip(names, county.weights.tolist(), centres.easting.tolist(), centres.northing.tolist(), strict=True)
    for name, people, easting, northing in rows:
        homes = _homes(people, easting, northing, draws)
        settlements.append(Settlement(name, people, tuple(_coded(homes, codes))))
    return county, settlements


def _homes(people: int, easting: int, northing: int, draws: Draws) -> list[tuple[int, int]]:
    """Return points about a centre, as many and as spread out as its people need."""
    reach = 3 * isqrt(people)
    count = people // PEOPLE_TO_A_POSTCODE + 2
    return [(easting + draws.between(-reach, reach), northing + draws.between(-reach, reach)) for _ in range(count)]


def _coded(homes: list[tuple[int, int]], codes: Iterator[Iterator[str]]) -> Iterator[Place]:
    """Give each home a postcode; a settlement starts a sector of its own."""
    for start in range(0, len(homes), HOMES_TO_A_SECTOR):
        units = next(codes)
        for easting, northing in homes[start : start + HOMES_TO_A_SECTOR]:
            yield Place(next(units), easting, northing)


def _postcodes() -> Iterator[Iterator[str]]:
    """Yield sectors without end, each an iterator of its postcodes."""
    sector = 0
    while True:
        outward, inward = f"{POSTCODE_AREA}{sector // 9 + 1}", sector % 9 + 1
        yield (f"{outward} {inward}{first}{second}" for first in UNIT_LETTERS for second in UNIT_LETTERS)
        sector += 1
