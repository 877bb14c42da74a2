"""Travel of a scenario's plan, recounted: the way to every pool, what it costs, and the sums of years and areas."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from sufficiency.verify import cells
from sufficiency.verify.carbon import grams_a_kilometre
from sufficiency.verify.facts import Rates
from sufficiency.verify.journeys import METRES_A_TENTH, points_of
from sufficiency.verify.map_files import Point
from sufficiency.verify.raw_files import Row, Unreadable, rows_of
from sufficiency.verify.report import Check
from sufficiency.verify.roads import Leg
from sufficiency.verify.scenario_children import still_there, takes
from sufficiency.verify.scenario_facts import Kind, Placed, Pool, Raw, Run

METRES_IN_1000_MILES = 1_609_344
MILES = {"primary": 2, "secondary": 3, "post-16": 3}
"""Within which nothing is paid for travel."""


def ways(run: Run, raw: Raw) -> Check:
    """Searched again from every area, over the same roads."""
    says = (
        "Minutes and metres to pools are those of the fastest road, or of the estimate, and transport is priced by them"
    )
    sites = {pool.number: pool.at for pool in run.pools}
    to: dict[Point, set[Point]] = defaultdict(set)
    rows = [row for row in run.placed if row.pool]
    for row in rows:
        to[run.areas[row.area]].add(sites[row.pool])
    legs = {start: raw.ways.out_of(start, ends) for start, ends in to.items()}
    wrong = {
        f"{row.area} to pool {row.pool}"
        for row in rows
        if not _as_found(row, legs[run.areas[row.area]].get(sites[row.pool]), raw.facts.rates)
    }
    return Check("ways", says, len({(row.area, row.pool) for row in rows}), tuple(sorted(wrong)))


def independent(run: Run, raw: Raw) -> Check:
    """Searched again; where no setting of the tables takes the need, the longest way allowed stands for it."""
    says = (
        "The way to the independent sector is that to the nearest setting which takes the need, "
        "or the longest allowed where none does, and is priced by it"
    )
    bought = [row for row in run.placed if row.where == "independent" and not row.pool]
    first = [pool for pool in run.pools if pool.year == run.years.start and pool.type == "independent"]
    legs = {
        code: raw.ways.out_of(run.areas[code], {pool.at for pool in first}) for code in {row.area for row in bought}
    }
    tenths = 10 * run.premise("limit")
    longest = tenths, METRES_A_TENTH * tenths
    wrong = {
        f"{row.area}, {row.kind.need} {row.kind.phase}"
        for row in bought
        if not _as_found(row, _nearest(row, first, legs[row.area]) or longest, raw.facts.rates)
    }
    return Check("independent", says, len(bought), tuple(sorted(wrong)))


def _nearest(row: Placed, pools: Sequence[Pool], legs: Mapping[Point, Leg]) -> Leg | None:
    """Of those with a need of the group and a year of the phase; of equal ones that of the lower number."""
    found = (
        (legs[pool.at][0], pool.number, legs[pool.at])
        for pool in pools
        if pool.at in legs and takes(pool, row.kind)
    )  # fmt: skip
    return min(found, default=(0, 0, None))[2]


def _as_found(row: Placed, leg: Leg | None, rates: Rates) -> bool:
    return leg is not None and (row.tenths, row.metres) == leg and row.travel == _year(row.kind, leg[1], rates)


def _year(kind: Kind, metres: int, rates: Rates) -> int:
    """Pence a year for one child of those who share a vehicle."""
    if _walked(kind, metres):
        return 0
    return rates.days * (2 * metres * rates.per_mile * 1000 // (METRES_IN_1000_MILES * rates.share))


def _walked(kind: Kind, metres: int) -> bool:
    return metres * 1000 <= MILES[kind.phase] * METRES_IN_1000_MILES


def sites(run: Run, raw: Raw) -> Check:
    """Pools of settings in the raw table beside the points of these; those of new settings are stated by the plan."""
    says = "Pools stand where the settings table, or its postcode, puts their setting"
    known = points_of(raw.facts, {urn: setting.site for urn, setting in raw.facts.settings.items()})
    checked = [pool for pool in run.pools if pool.urn in known]
    broken = sorted({f"pool {pool.number}" for pool in checked if pool.at != known[pool.urn]})
    return Check("sites", says, len(checked), tuple(broken))


def by_year(run: Run, raw: Raw) -> Check:
    """Children, those within the guideline, minutes, cost and carbon of every year, from the placements."""
    says = "Travel of every year adds up to the placements of that year and of earlier ones who are still there"
    there, grams = there_by_flow(run), grams_a_kilometre(raw.facts.folder, raw.facts.rates.share)
    carbon = {flow: _grams(flow, grams, raw.facts.rates) for flow in there}
    stated = {cells.whole(row, "year"): _travel(row) for row in rows_of(run.folder / "travel.csv")}
    found = {year: _summed(there, carbon, year, run) for year in run.years}
    broken = tuple(str(year) for year in sorted(stated.keys() | found.keys()) if stated.get(year) != found.get(year))
    return Check("travel", says, len(found), broken)


def where(run: Run, raw: Raw) -> Check:
    """Children by where they are, and commissioned places, of every year."""
    says = (
        "Children placed, bought a place or unmet, and places, are in every year what places and placements add up to"
    )
    there, first = there_by_flow(run), {"independent": "independent", "unmet": "unmet"}
    broken = []
    rows = rows_of(run.folder / "where.csv")
    for row in rows:
        year = cells.whole(row, "year")
        pools = [pool for pool in run.pools if pool.year == year]
        sums = {"placed": 0, "independent": 0, "unmet": 0}
        for one, by in there.items():
            sums[first.get(one.where, "placed") if not one.pool else "placed"] += by[year]
        wanted = (
            sum(pool.places for pool in pools if pool.type != "independent"), sum(pool.incumbents for pool in pools),
            *sums.values(),
        )  # fmt: skip
        names = ("incumbents", "placed", "independent", "unmet")
        if wanted != (cells.whole(row, "commissioned"), *(cells.exact_thousandths(row, name) for name in names)):
            broken.append(str(year))
    return Check("where", says, len(rows), tuple(broken))


def equity(run: Run, _raw: Raw) -> Check:
    """Entrants of every area and decile: where they go, and how far on average."""
    says = "Entrants of every area and decile are placed, bought a place or unmet as placements say, and travel as far"
    rows = rows_of(run.folder / "equity.csv")
    stated = {(cells.text(row, "by"), cells.text(row, "code")) for row in rows}
    deciles = {str(run.deciles[row.area]) for row in run.placed if run.deciles[row.area] is not None}
    wanted = {("area", row.area) for row in run.placed} | {("decile", decile) for decile in deciles}
    broken = [f"{by} {code}" for by, code in sorted(stated ^ wanted)]
    broken += [" ".join((row["by"], row["code"])) for row in rows if not _as_fair(row, run)]
    return Check("equity", says, len(rows), tuple(broken))


def _as_fair(row: Row, run: Run) -> bool:
    by_area, code = cells.text(row, "by") == "area", cells.text(row, "code")
    own = [one for one in run.placed if (one.area if by_area else str(run.deciles[one.area])) == code]
    going = [one for one in own if one.tenths is not None]
    number = sum(one.children for one in going)
    total = sum(one.children * (one.tenths or 0) for one in going)
    wanted = (
        sum(one.children for one in own), sum(one.children for one in own if one.pool),
        sum(one.children for one in own if one.where == "independent"),
        sum(one.children for one in own if one.where == "unmet"),
        sum(one.children for one in going if (one.tenths or 0) <= _guideline(one.kind, run)),
    )  # fmt: skip
    names = ("entrants", "placed", "independent", "unmet", "within")
    mean = (2 * total + number) // (2 * number) if number else None
    return wanted == tuple(cells.exact_thousandths(row, name) for name in names) and mean == cells.exact_tenths(
        row, "minutes"
    )


def _guideline(kind: Kind, run: Run) -> int:
    return 10 * run.premise("guideline_primary" if kind.phase == "primary" else "guideline_secondary")


Flow = Placed
"""One way that entrants of some kind and area take; its year and children are left at nought."""


def there_by_flow(run: Run) -> Mapping[Flow, Mapping[int, int]]:
    """Thousandths there in each year, by flow."""
    entered: dict[Flow, dict[int, int]] = defaultdict(dict)
    for row in run.placed:
        flow = row._replace(year=0, children=0)
        entered[flow][row.year] = entered[flow].get(row.year, 0) + row.children
    return {
        flow: {year: still_there(run, flow.kind, by_year, year) for year in run.years}
        for flow, by_year in entered.items()
    }


def _grams(flow: Flow, a_kilometre: int, rates: Rates) -> int:
    """A year for one child: both runs of a day, each with one as long without a child aboard, among those who share."""
    if flow.metres is None or _walked(flow.kind, flow.metres):
        return 0
    return 4 * flow.metres * a_kilometre * rates.days // (1000 * rates.share)


def _summed(
    there: Mapping[Flow, Mapping[int, int]], carbon: Mapping[Flow, int], year: int, run: Run
) -> tuple[int, int, int, int, int]:
    going = [(flow, by[year]) for flow, by in there.items() if flow.where != "unmet" or flow.pool]

    def total(of: Callable[[Flow], int]) -> int:
        return sum(children * of(flow) for flow, children in going)

    within = total(lambda flow: int((flow.tenths or 0) <= _guideline(flow.kind, run)))
    return (
        total(lambda _: 1),
        within,
        total(lambda flow: flow.tenths or 0) // 1000,
        total(lambda flow: flow.travel) // 1000,
        total(lambda flow: carbon[flow]) // 1000,
    )


def _travel(row: Row) -> tuple[int, int, int, int, int]:
    tenths = cells.exact_tenths(row, "minutes")
    if tenths is None:
        raise Unreadable("travel.csv: minutes is empty")
    children, within = (cells.exact_thousandths(row, name) for name in ("children", "within"))
    return children, within, tenths, cells.exact_pence(row, "cost"), cells.whole(row, "grams")
