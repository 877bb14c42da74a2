"""Children of a scenario's plan, recounted: each placed once, where they may go, and never more than places."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from sufficiency.verify.report import Check
from sufficiency.verify.scenario_facts import Kind, Placed, Pool, Raw, Run

GROUPS = {
    "communication": {"ASD", "SLCN"},
    "learning": {"SPLD", "MLD", "OTH", "NSA"},
    "severe-learning": {"SLD", "PMLD", "DS"},
    "semh": {"SEMH"},
    "sensory-physical": {"HI", "VI", "MSI", "PD"},
}
PHASES = {"primary": range(-4, 7), "secondary": range(7, 12), "post-16": range(12, 15)}
SPECIAL, BASE = {"special", "satellite"}, {"base", "dsp", "mainstream"}
MILLION = 1_000_000
NEITHER = ("independent", "unmet")


def entrants_once(run: Run, _raw: Raw) -> Check:
    """All the entrants of a year, area and kind, and nobody else, go somewhere."""
    says = "Every entrant of every year, area and kind goes to one place, to the independent sector, or is unmet"
    found = Counter[tuple[int, str, Kind]]()
    for row in run.placed:
        found[row.year, row.area, row.kind] += row.children
    keys = sorted(found.keys() | {key for key, number in run.entrants.items() if number})
    broken = [_named(*key) for key in keys if found[key] != run.entrants.get(key, 0)]
    return Check("entrants", says, len(keys), tuple(broken))


def places_kept(run: Run, _raw: Raw) -> Check:
    """Those on roll, those placed this year and those placed in earlier years and still there fit into the places.

    Expected children are thousandths: each flow may be out by one for having been rounded.
    """
    says = "In every year, those who stay and those who enter are as many as stated, and no more than there are places"
    there, flows = _there(run), _flows(run)
    broken = []
    for pool in run.pools:
        now = there[pool.number, pool.year]
        slack = flows[pool.number]
        room = max(1000 * pool.places - pool.incumbents, 0)
        if now != pool.placed or now > room + slack:
            broken.append(f"pool {pool.number} in {pool.year}")
    return Check("places", says, len(run.pools), tuple(broken))


def admissible(run: Run, _raw: Raw) -> Check:
    """Needs, phase, kind of setting and the longest way allowed."""
    says = "Children go where a need of their group and a year of their phase is taken, of a kind that may, near enough"
    pools, limit = {pool.number: pool for pool in run.pools}, 10 * run.premise("limit")
    rows = [row for row in run.placed if row.pool]
    broken = [_of(row) for row in rows if row.pool not in pools or not _may(row, pools[row.pool], limit)]
    broken += [_of(row) for row in run.placed if not row.pool and row.where not in NEITHER]
    return Check("admissible", says, len(rows), (*broken, *_too_many_in_bases(run, pools)))


def _may(row: Placed, pool: Pool, limit: int) -> bool:
    near = row.tenths is not None and row.tenths <= limit
    return near and pool.type in SPECIAL | BASE and takes(pool, row.kind)


def takes(pool: Pool, kind: Kind) -> bool:
    """Whether a pool has a need of the group and a year of the phase."""
    years = PHASES[kind.phase]
    return bool(GROUPS[kind.need] & pool.needs) and pool.ncy_from < years.stop and pool.ncy_to >= years.start


def _too_many_in_bases(run: Run, pools: Mapping[int, Pool]) -> Iterator[str]:
    """Of those who would need a special school, no more in bases than the scenario's policy has it."""
    in_bases = Counter[tuple[int, str, Kind]]()
    for row in run.placed:
        if row.pool and row.kind.tier == "special" and pools[row.pool].type in BASE:
            in_bases[row.year, row.area, row.kind] += row.children
    percent = run.premise("base_first")
    for key, children in sorted(in_bases.items()):
        if 100 * children > percent * run.entrants.get(key, 0):
            yield f"{_named(*key)} in bases"


def _there(run: Run) -> Mapping[tuple[int, int], int]:
    """Thousandths of a child placed by then and still there, by pool and year; each flow rounded by itself."""
    by_flow = defaultdict[tuple[int, str, Kind], dict[int, int]](dict)
    for row in run.placed:
        if row.pool:
            by_year = by_flow[row.pool, row.area, row.kind]
            by_year[row.year] = by_year.get(row.year, 0) + row.children
    found = Counter[tuple[int, int]]()
    for (pool, _, kind), entered in by_flow.items():
        for year in run.years:
            found[pool, year] += still_there(run, kind, entered, year)
    return found


def still_there(run: Run, kind: Kind, entered: Mapping[int, int], year: int) -> int:
    """Of those who entered in each year, thousandths who are there in one, halves up."""
    millionths = sum(
        children * run.holds.get((kind, year - entry), 0) for entry, children in entered.items() if entry <= year
    )
    return (2 * millionths + MILLION) // (2 * MILLION)


def _flows(run: Run) -> Mapping[int, int]:
    """How many cohorts enter each pool over the years: each may be out by a thousandth for having been rounded."""
    return Counter(row.pool for row in run.placed)


def _named(year: int, area: str, kind: Kind) -> str:
    return f"{year}, area {area}, {kind.need} {kind.phase} {kind.tier}"


def _of(row: Placed) -> str:
    return f"{_named(row.year, row.area, row.kind)} in pool {row.pool}"
