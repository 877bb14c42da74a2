"""Places of a scenario's plan, recounted: provision as the raw files have it, and what actions and options change."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from sufficiency.verify.report import Check
from sufficiency.verify.scenario_children import PHASES
from sufficiency.verify.scenario_facts import Band, Pool, Raw, Run, Scheme

MAKES = {"new-build", "satellite", "base", "dsp", "expansion"}
CHANGES = {"closure", "re-designation"}
SHARED = "SHARED, neighbour"
"""Provision that stands for places of a neighbouring authority, which funds them and charges for each child."""


def places_stated(run: Run, raw: Raw) -> Check:
    """Pools that nothing changes are the raw provision; those that something adds to, that and what is added.

    Where places close or change their needs they run down as children leave: then only that there are no more.
    """
    says = "Places of every pool and year are those of the provision table and of what opens by then"
    schemes = {scheme.name: scheme for scheme in run.schemes}
    broken = [
        f"pool {pool.number} in {pool.year}"
        for pool in run.pools
        if not _as_stated(pool, _bands(pool, raw.bands), [schemes[name] for name in pool.actions if name in schemes])
    ]
    return Check("provision", says, len(run.pools), tuple(broken))


def on_roll(run: Run, raw: Raw) -> Check:
    """Places taken in the first year, and nobody who comes back."""
    says = "Incumbents of the first year are the places not free to name, by provision, and grow fewer from then on"
    first = run.years.start
    stated, found, by_year = Counter[tuple[int, str]](), Counter[tuple[int, str]](), defaultdict[int, int](int)
    for band in raw.bands:
        if band.year == first:
            found[band.urn, band.provision_id] += 1000 * max(band.taken, 0)
    for pool in run.pools:
        by_year[pool.year] += pool.incumbents
        if pool.year == first:
            stated[pool.urn, pool.provision_id] += pool.incumbents
    bands = Counter(pool.urn for pool in run.pools if pool.year == first)
    broken = [
        f"URN {urn}, {provision}"
        for urn, provision in sorted(stated.keys() | found.keys())
        if abs(stated[urn, provision] - found[urn, provision]) > bands[urn]
    ]
    totals = [by_year[year] for year in run.years]
    broken += ["all pools"] if sorted(totals, reverse=True) != totals else []
    return Check("incumbents", says, len(stated), tuple(broken))


def openings(run: Run, _raw: Raw) -> Check:
    """Each scheme by its own dates, and beside the others."""
    says = "Nothing opens before its lead time, outside its years, without what it requires, or beside what excludes it"
    opened = [scheme for scheme in run.schemes if scheme.opens is not None]
    names = Counter(scheme.name for scheme in run.schemes)
    broken = [f"{name} is there more than once" for name, number in sorted(names.items()) if number > 1]
    by_name = {scheme.name: scheme for scheme in opened}
    for scheme in opened:
        broken += (f"{scheme.name} {what}" for what in _wrong(scheme, by_name))
    sites = Counter(scheme.site for scheme in opened if scheme.site)
    broken += [f"{name} opens no place as it is stated" for name in sorted(by_name) if not _laid(by_name[name], run)]
    broken += [f"{site} is used more than once" for site, number in sorted(sites.items()) if number > 1]
    broken += [
        f"{scheme.name} is dated and does not open" for scheme in run.schemes if scheme.dated and scheme.opens is None
    ]
    return Check("openings", says, len(run.schemes), tuple(broken))


def budgets(run: Run, _raw: Raw) -> Check:
    """By pot and financial year; years before the plan count in its first, and those after its last in none."""
    says = "Capital of what opens stays within the budget of its pot in every financial year"
    limits = _budgets(run)
    spent = Counter[tuple[str, int]]()
    for scheme in run.schemes:
        if scheme.opens is not None:
            for year, pence in spend(scheme):
                if year < run.years.stop:
                    spent[scheme.pot, max(year, run.years.start)] += pence
    limited = {pot for pot, _ in limits}
    over = [key for key in sorted(spent) if key[0] in limited and spent[key] > limits.get(key, 0)]
    return Check("budgets", says, len(spent), tuple(f"{pot} in {year}" for pot, year in over))


def _as_stated(pool: Pool, bands: list[Band], actions: list[Scheme]) -> bool:
    last = {(band.ncy_from, band.ncy_to): band for band in bands if band.year <= pool.year}
    base = sum(band.commissioned for band in last.values() if _open(band, pool.year))
    added = sum(_share(scheme, pool.year) for scheme in actions if scheme.kind in MAKES)
    if pool.provision_id == SHARED:  # by a neighbour: stated by the scenario alone
        return not bands and not actions
    if len(actions) < len(pool.actions):
        return False
    if any(scheme.kind in CHANGES for scheme in actions) or any(band.closes for band in last.values()):
        return pool.places <= base + added
    return pool.places == base + added


def _open(band: Band, year: int) -> bool:
    """On the first day of the academic year."""
    return band.opens is None or band.opens <= date(year, 9, 1)


def _bands(pool: Pool, bands: tuple[Band, ...]) -> list[Band]:
    """Raw bands of the pool: of its provision, needs and price, in years of just its phases; in order of year."""
    own = [
        band
        for band in bands
        if (band.urn, band.provision_id) == (pool.urn, pool.provision_id)
        and (band.needs, band.place_cost, band.top_up) == (pool.needs, pool.place_cost, pool.top_up)
        and _phases(band.ncy_from, band.ncy_to) == _phases(pool.ncy_from, pool.ncy_to)
    ]
    return sorted(own, key=lambda band: band.year)


def _phases(first: int, last: int) -> set[str]:
    return {name for name, years in PHASES.items() if any(ncy in years for ncy in range(first, last + 1))}


def _share(scheme: Scheme, year: int) -> int:
    """Places open by then, halves up."""
    if scheme.opens is None or year < scheme.opens:
        return 0
    since = year - scheme.opens
    percent = scheme.ramp_up[since] if since < len(scheme.ramp_up) else 100
    return (scheme.places * percent + 50) // 100


def _laid(scheme: Scheme, run: Run) -> bool:
    """What makes places makes some; those of its own have its setting, needs, years and prices."""
    pools = [pool for pool in run.pools if scheme.name in pool.actions]
    own = [pool for pool in pools if pool.actions == (scheme.name,) and scheme.kind in MAKES - {"expansion"}]
    return (bool(pools) or scheme.kind in CHANGES) and all(
        (pool.urn, pool.provision_id, pool.place_cost, pool.top_up, pool.needs)
        == (scheme.urn, scheme.provision_id, scheme.place_cost, scheme.top_up, scheme.needs)
        and scheme.ncy_from <= pool.ncy_from <= pool.ncy_to <= scheme.ncy_to
        for pool in own
    )


def _wrong(scheme: Scheme, opened: Mapping[str, Scheme]) -> Iterator[str]:
    assert scheme.opens is not None
    if _months_on(scheme.approved, scheme.months) > date(scheme.opens, 9, 1):
        yield "opens before its lead time is over"
    if not scheme.earliest <= scheme.opens <= scheme.latest:
        yield "opens outside its years"
    for name in scheme.requires:
        other = opened.get(name)
        if other is None or other.opens is None or other.opens > scheme.opens:
            yield f"opens without {name}"
    if scheme.kind == "satellite" and scheme.lead is None:
        yield "is a satellite without a lead school"


def _months_on(approved: str, months: int) -> date:
    """The first of a month, or the day itself, so many months on; a day that the month lacks is its last, and later."""
    day = date.fromisoformat(approved)
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, min(day.day, 28))


def spend(scheme: Scheme) -> Iterator[tuple[int, int]]:
    """Financial year and pence; each year makes up what was owed until then."""
    assert scheme.opens is not None
    paid, percent = 0, 0
    for at, share in enumerate(scheme.phasing):
        percent += share
        owed = scheme.capital * percent // 100
        yield scheme.opens - len(scheme.phasing) + 1 + at, owed - paid
        paid = owed


def _budgets(run: Run) -> Mapping[tuple[str, int], int]:
    stated = run.head.get("budgets", [])
    assert isinstance(stated, list)
    return {(str(one["pot"]), int(one["year"])): int(one["pence"]) for one in stated}
