"""The money of a scenario's plan at base prices, recounted from its places and placements and the finance it names."""

from collections import Counter
from collections.abc import Iterator, Mapping

from sufficiency.verify import cells
from sufficiency.verify.raw_files import Row, Unreadable, rows_of
from sufficiency.verify.report import Check
from sufficiency.verify.scenario_children import GROUPS
from sufficiency.verify.scenario_facts import Placed, Pool, Raw, Run
from sufficiency.verify.scenario_places import SHARED, spend
from sufficiency.verify.scenario_travel import there_by_flow

HEADS = ("special", "base", "ap", "independent", "mainstream", "running", "transport")
HEAD_OF = {"special": "special", "satellite": "special", "base": "base", "dsp": "base", "ap": "ap",
           "independent": "independent", "mainstream": "mainstream"}  # fmt: skip
PENNY = 1
"""Heads of a year are rounded so that they add up to its total: each may be out by one."""

Finance = Mapping[str, object]
Sums = Counter[tuple[int, str]]
"""Thousandths of a penny by year and head."""


def money(run: Run, _raw: Raw) -> Check:
    """Every head of every year at base prices, and their total to the penny."""
    says = "Places, top-ups, fees, running costs and transport of every year add up, at base prices, to what is stated"
    stated = Counter[tuple[int, str]]()
    for row in _rows(run, "head"):
        stated[cells.whole(row, "year"), cells.text(row, "name")] += cells.exact_pence(row, "real")
    found = _found(run)
    broken = [
        f"{head} in {year}"
        for year in run.years
        for head in HEADS
        if _out(stated[year, head], found[year, head]) > PENNY
    ]
    for year in run.years:
        total = sum(found[year, head] for head in HEADS)
        if sum(stated[year, head] for head in HEADS) != _half_up(total):
            broken.append(f"all heads in {year}")
    return Check("money", says, len(stated), tuple(broken))


def prices(run: Run, _raw: Raw) -> Check:
    """What one child costs where the plan sends it."""
    says = "Every placement is at the top-up of its pool, or at the independent fee of its need"
    finance = _finance(run)
    pools = {pool.number: pool for pool in run.pools}
    broken = {
        f"{row.kind.need} in {f'pool {row.pool}' if row.pool else row.where}"
        for row in run.placed
        if row.place != (_top_up(pools[row.pool], finance) if row.pool else _outside(row, finance))
    }
    return Check("prices", says, len(run.placed), tuple(sorted(broken)))


def _top_up(pool: Pool, finance: Finance) -> int:
    return pool.top_up or _pence(finance, f"{HEAD_OF[pool.type]}_top_up")


def _outside(row: Placed, finance: Finance) -> int:
    return 0 if row.where == "unmet" else _fees(finance)[row.kind.need]


def capital(run: Run, _raw: Raw) -> Check:
    """Capital at base prices by pot and financial year."""
    says = "Capital of every pot and financial year is that of the schemes that open"
    stated = Counter[tuple[str, int]]()
    for row in _rows(run, "capital"):
        stated[cells.text(row, "name"), cells.whole(row, "year")] += cells.exact_pence(row, "real")
    found = Counter[tuple[str, int]]()
    for scheme in run.schemes:
        if scheme.opens is not None:
            for year, pence in spend(scheme):
                found[scheme.pot, year] += pence
    keys = sorted(stated.keys() | found.keys())
    return Check(
        "capital",
        says,
        len(keys),
        tuple(f"{pot} in {year}" for pot, year in keys if stated[pot, year] != found[pot, year]),
    )


def _rows(run: Run, line: str) -> list[Row]:
    return [row for row in rows_of(run.folder / "money.csv") if cells.text(row, "line") == line]


def _found(run: Run) -> Sums:
    finance, found = _finance(run), Sums()
    for pool in run.pools:
        _add_pool(pool, finance, found)
    for flow, by_year in there_by_flow(run).items():
        for year, children in by_year.items():
            if flow.where == "unmet" and not flow.pool:
                found[year, "mainstream"] += _pence(finance, "mainstream_top_up") * children
                continue
            found[year, "transport"] += flow.travel * children
            if not flow.pool:
                found[year, "independent"] += flow.place * children
    for year, pence in _running(run):
        found[year, "running"] += 1000 * pence
    return found


def _add_pool(pool: Pool, finance: Finance, found: Sums) -> None:
    """Places as commissioned, whether anybody is in them or not, and top-ups of the children there."""
    head, children, places = HEAD_OF[pool.type], pool.incumbents + pool.placed, 1000 * pool.places
    if head == "independent":
        each = pool.place_cost + pool.top_up or _fee(pool, finance)
        found[pool.year, head] += each * children
        return
    if head == "mainstream":
        found[pool.year, head] += (pool.top_up or _pence(finance, "mainstream_top_up")) * children
        return
    default = 0 if head == "ap" else _pence(finance, f"{head}_top_up")
    found[pool.year, head] += (pool.top_up or default) * children
    if pool.provision_id == SHARED:
        return
    if head != "base":
        found[pool.year, head] += (pool.place_cost or _pence(finance, f"{head}_place")) * places
        return
    occupied = pool.place_cost or _pence(finance, "base_occupied")
    filled = min(places, children)
    empty = occupied + _pence(finance, "base_unfilled") - _pence(finance, "base_occupied")
    found[pool.year, head] += occupied * filled + empty * (places - filled)


def _fee(pool: Pool, finance: Finance) -> int:
    """Of the group of the first need in the order in which the table has them."""
    group = next(name for name, needs in GROUPS.items() if pool.first_need in needs)
    return _fees(finance)[group]


def _fees(finance: Finance) -> Mapping[str, int]:
    fees = finance["fees"]
    assert isinstance(fees, list)
    return dict(map(tuple, fees))


def _running(run: Run) -> Iterator[tuple[int, int]]:
    for scheme in run.schemes:
        if scheme.opens is not None and scheme.running:
            for year in run.years:
                if year >= scheme.opens:
                    yield year, scheme.running


def _finance(run: Run) -> Finance:
    finance = run.head.get("finance")
    if not isinstance(finance, dict):
        raise Unreadable("run.json: finance is missing")
    return finance


def _pence(finance: Finance, name: str) -> int:
    value = finance[name]
    if not isinstance(value, int):
        raise Unreadable(f"run.json: {name} of the finance is not a whole number")
    return value


def _half_up(thousandths: int) -> int:
    return (2 * thousandths + 1000) // 2000


def _out(stated: int, thousandths: int) -> float:
    return abs(stated - thousandths / 1000)
