"""Tables of a scenario's run in themselves, and beside the raw tables: rows, pools, areas, and what is kept twice."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from sufficiency.verify import cells
from sufficiency.verify.journeys import points_of
from sufficiency.verify.raw_files import Row, rows_of, table
from sufficiency.verify.read_facts import home
from sufficiency.verify.report import Check
from sufficiency.verify.scenario_facts import Raw, Run

_KIND = ("need", "phase", "tier")
KEYS: Mapping[str, tuple[str, ...]] = {
    "areas.csv": ("code",), "demand.csv": ("year", "area", *_KIND), "holds.csv": (*_KIND, "after"),
    "steps.csv": ("year", "step"), "gap.csv": ("year", *_KIND), "schemes.csv": ("name",), "options.csv": ("name",),
    "places.csv": ("year", "pool"), "placements.csv": ("year", "area", *_KIND, "pool", "provision_id"),
    "where.csv": ("year",), "travel.csv": ("year",), "equity.csv": ("by", "code"), "levels.csv": ("name",),
    "money.csv": ("year", "line", "name"), "hnb.csv": ("year", "section", "name"),
}  # fmt: skip
"""The columns that tell the rows of a table apart."""
EVERY_YEAR = ("places.csv", "where.csv", "travel.csv", "gap.csv", "steps.csv")
"""Tables whose other keys are there in every year of the plan."""


def rows_once(run: Run, _raw: Raw) -> Check:
    """Every row by its key, and in every year."""
    says = "No row stands in a table twice, and what is told by year is told of every year of the plan"
    broken: list[str] = []
    checked = 0
    for name, key in KEYS.items():
        found = Counter(tuple(row.get(column, "") for column in key) for row in rows_of(run.folder / name))
        checked += found.total()
        broken += [f"{name}: {' '.join(one)} is there {count} times" for one, count in found.items() if count > 1]
        if name in EVERY_YEAR:
            broken += _missing(name, found, run)
    return Check("rows", says, checked, tuple(broken))


def _missing(name: str, found: Counter[tuple[str, ...]], run: Run) -> Iterator[str]:
    rest = dict.fromkeys(key[1:] for key in found) or {(): None}
    years = [str(year) for year in run.years]
    yield from (f"{name}: {' '.join((year, *one))} is missing" for one in rest for year in years
                if (year, *one) not in found)  # fmt: skip
    yield from (f"{name}: {key[0]} is no year of the plan" for key in found if key[0] not in years)


def pools_alike(run: Run, _raw: Raw) -> Check:
    """What a pool is does not change over the years, and placements name it by its own setting and provision."""
    says = "A pool is the same in every year but for its places and children, and placements name it as it is"
    kinds = defaultdict(set)
    for pool in run.pools:
        kinds[pool.number].add(pool._replace(year=0, places=0, incumbents=0, placed=0))
    broken = [f"pool {number} changes over the years" for number, found in sorted(kinds.items()) if len(found) > 1]
    known = {pool.number: (pool.urn, pool.provision_id) for pool in run.pools}
    broken += sorted(
        {f"pool {row.pool} is named as another" for row in run.placed
         if row.pool and known.get(row.pool) != (row.urn, row.where)}
    )  # fmt: skip
    return Check("pools", says, len(kinds), tuple(broken))


def areas_stated(run: Run, raw: Raw) -> Check:
    """Areas of the run beside the raw table."""
    says = "Areas have the name, the decile and, where it can be told, the point that the areas table gives them"
    rows = {cells.text(row, "code"): row for row in table(raw.facts.folder, "areas")}
    points = points_of(raw.facts, {code: home(row) for code, row in rows.items()})
    broken = []
    for row in rows_of(run.folder / "areas.csv"):
        code = cells.text(row, "code")
        if code not in rows or not _alike(row, rows[code]) or run.areas[code] != points.get(code, run.areas[code]):
            broken.append(f"area {code}")
    return Check("areas", says, len(run.areas), tuple(broken))


def _alike(row: Row, raw: Row) -> bool:
    named = " ".join((cells.text(raw, "name") or cells.text(raw, "code")).split())
    deciles = [cells.whole_or_none(one, "deprivation") for one in (row, raw)]
    return cells.text(row, "name") == named and deciles[0] == deciles[1]


def options_alike(run: Run, _raw: Raw) -> Check:
    """The table of options beside that of schemes."""
    says = "Options open, or are left, with the places and capital that the schemes say"
    stated = {
        (cells.text(row, "name"), cells.whole_or_none(row, "opens"), cells.whole(row, "places"),
         cells.exact_pence(row, "capital"))
        for row in rows_of(run.folder / "options.csv")
    }  # fmt: skip
    wanted = {
        (one.name, one.opens, one.places, one.capital) if one.opens else (one.name, None, 0, 0)
        for one in run.schemes
        if not one.dated
    }
    return Check("options", says, len(wanted), tuple(sorted(one[0] for one in stated ^ wanted)))
