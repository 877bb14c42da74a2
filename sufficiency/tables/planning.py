"""Third pass over the tables of planning: Januaries that follow one another, and children of every age in each.

What is wrong here keeps nobody from a round for the panel, so it is a warning; planning refuses what it cannot do
without (``BARS_PLANNING``).
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from geodata.postcodes import PostcodeTable
from sufficiency.domain.age_stock import FIRST_AGE, LAST_AGE
from sufficiency.errors import Fault
from sufficiency.tables.cells import Rows
from sufficiency.tables.homes import put_on_map
from sufficiency.tables.table import Record

Tables = Mapping[str, Rows]

BARS_PLANNING = ("POPULATION_GAP", "POPULATION_MISSING")
"""Warnings of a round that are errors to whoever plans."""

_POPULATION_REMEDY = "Give every age from 2 to 25 in every area, for every January from the first given to the last."
_NO_PLACE = (
    "NO_PLACE",
    "cannot be put in an area: no postcode table is given in authority.toml, or areas has no area",
    "Give area, or a postcode table under [sources] and the areas.",
)


def check_planning(tables: Tables) -> Iterator[list[Fault]]:
    """Every fault that the tables of planning show together, one check after another."""
    yield _januaries(tables["plans"])
    yield _gaps_in_population(tables["population"], tables["areas"])
    yield _plans_without_population(tables["plans"], tables["population"])


def _values(rows: Rows, column: str) -> set[object]:
    return {record[column] for record in rows.records if column in record}


def _years(rows: Rows) -> list[int]:
    return sorted({int(str(january)) for january in _values(rows, "january")})


def _januaries(rows: Rows) -> list[Fault]:
    """A warning where nobody can be followed from one January to the next."""
    years = _years(rows)
    if len(years) == 1:
        message = f"{years[0]} is the only one, so who joins, moves and leaves is taken from national rates alone"
        return [rows.origin.warning(0, "january", "ONE_JANUARY", message, "Add the January before.")]
    missing = [year for year in range(years[0], years[-1]) if year not in years] if years else []
    remedy = "Add the January; nobody is followed over a gap."
    return [
        rows.origin.warning(0, "january", "JANUARY_MISSING", f"{year} lies between others and has no plan", remedy)
        for year in missing
    ]


def _gaps_in_population(rows: Rows, areas: Rows) -> list[Fault]:
    """A warning for each January that is missing, and for each area and January that lacks ages."""
    years = _years(rows)
    if not years or rows.doubtful or areas.doubtful:
        return []
    given: dict[tuple[object, object], set[object]] = {}
    for record in rows.records:
        given.setdefault((record.get("january"), record.get("area")), set()).add(record.get("age"))
    faults = []
    for year in range(years[0], years[-1] + 1):
        if year not in years:
            message = f"{year} lies between others and has no row"
            faults.append(rows.origin.warning(0, "january", "POPULATION_GAP", message, _POPULATION_REMEDY))
            continue
        for area in sorted(map(str, _values(areas, "code"))):
            ages = given.get((year, area), set())
            if missing := [age for age in range(FIRST_AGE, LAST_AGE + 1) if age not in ages]:
                message = f"of {area} in {year} lacks {_listed(missing)}"
                faults.append(rows.origin.warning(0, "age", "POPULATION_GAP", message, _POPULATION_REMEDY))
    return faults


def _listed(ages: list[int]) -> str:
    return "every age" if len(ages) == LAST_AGE - FIRST_AGE + 1 else f"age {', '.join(map(str, ages))}"


def _plans_without_population(rows: Rows, population: Rows) -> list[Fault]:
    """Januaries of plans, but the first, for which children are not counted: joining is for each child there is."""
    given, years = _years(population), _years(rows)
    if not given:
        return []
    remedy = "Add the rows of that January; a mid-year estimate is for the January after it."
    return [
        population.origin.warning(0, "january", "POPULATION_MISSING", f"{year} has plans but no population", remedy)
        for year in years[1:] or years
        if year not in given
    ]


def put_in_areas(rows: Rows, areas: Rows, postcodes: PostcodeTable | None) -> tuple[Rows, list[Fault]]:
    """The plans with the area nearest to each postcode that stands without one, and a fault where none can be told."""
    wanting = [at for at, record in enumerate(rows.records) if _wants_area(record)]
    if not wanting:
        return rows, []
    points = [area for area in areas.records if area.get("easting") is not None and area.get("northing") is not None]
    if postcodes is None or not points:
        return rows, [rows.origin.fault(rows.numbers[at], "postcode", *_NO_PLACE) for at in wanting]
    homes = replace(
        rows,
        numbers=tuple(rows.numbers[at] for at in wanting),
        records=tuple({**rows.records[at], "easting": None, "northing": None} for at in wanting),
    )
    placed, faults = put_on_map(homes, postcodes)
    records = list(rows.records)
    for at, home in zip(wanting, placed.records, strict=True):
        if home["easting"] is not None:
            records[at] = {**rows.records[at], "area": _nearest(home, points)}
    return replace(rows, records=tuple(records)), faults


def _wants_area(record: Record) -> bool:
    return bool(record.get("postcode")) and record.get("area", 0) == ""


def _nearest(home: Record, areas: list[Record]) -> object:
    """The code of the area whose point is nearest in a straight line; among equals the first by code."""

    def near(area: Record) -> tuple[int, str]:
        east, north = area["easting"] - home["easting"], area["northing"] - home["northing"]
        return east * east + north * north, str(area.get("code"))

    return min(areas, key=near).get("code", "")
