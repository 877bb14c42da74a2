"""What a scenario assumes beside its actions, its base's assumptions among it: demand, policy, rates, budgets.

A key given replaces the base's; what may repeat (changes, shocks, limits, neighbours) comes after the base's.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from scenarios.files.draft import Draft, Entry
from scenarios.files.keys import (
    ACTION,
    CHANGE,
    DEMAND,
    INDEPENDENT,
    NEIGHBOUR,
    OPTIMISE,
    OPTION,
    POLICY,
    RATES,
    SHOCK,
    Section,
)
from scenarios.files.known import Known
from scenarios.files.scenario import (
    Action,
    Budget,
    DemandAssumptions,
    DemandChange,
    IndependentLimit,
    Neighbour,
    Optimise,
    Option,
    PlanPolicy,
    ScenarioRates,
    Shock,
)
from scenarios.files.scheme_faults import pot_faults, site_faults
from scenarios.files.schemes import place_of
from scenarios.files.wrong import Words, wrong
from scenarios.planning.segments import PlanningPhase
from sufficiency.domain.needs import Need
from sufficiency.domain.settings import SettingType
from sufficiency.domain.years import FinancialYear
from sufficiency.errors import Fault
from sufficiency.tables import kinds
from sufficiency.tables.dates import ISO

_FINANCIAL_YEAR = re.compile(r"([0-9]{4})-([0-9]{2})")
_POUNDS = kinds.money(1_000_000_000)

Lineage = Sequence[Draft]
"""A scenario and all it rests on, the root first."""


def demand_of(lineage: Lineage) -> DemandAssumptions:
    """What is assumed of demand. Every draft must be free of faults."""
    changes = tuple(_demand_change(entry) for entry in _all(lineage, CHANGE))
    shocks = tuple(_shock(entry) for entry in _all(lineage, SHOCK))
    return DemandAssumptions(**_given(lineage, DEMAND), changes=changes, shocks=shocks)


def policy_of(lineage: Lineage, known: Known) -> PlanPolicy:
    """How places are used. Every draft must be free of faults."""
    limits = tuple(_limit(entry) for entry in _all(lineage, INDEPENDENT))
    neighbours = tuple(_neighbour(entry, known) for entry in _all(lineage, NEIGHBOUR))
    return PlanPolicy(**_given(lineage, POLICY), independent=limits, neighbours=neighbours)


def rates_of(lineage: Lineage) -> ScenarioRates:
    """How prices change. Every draft must be free of faults."""
    return ScenarioRates(**_given(lineage, RATES))


def optimise_of(lineage: Lineage) -> Optimise:
    """How the optimiser chooses. Every draft must be free of faults."""
    return Optimise(**_given(lineage, OPTIMISE))


def seed_of(lineage: Lineage) -> int | None:
    """The seed of the nearest that gives one."""
    seeds = [draft.top.record.get("seed") for draft in lineage]
    return next((seed for seed in reversed(seeds) if seed is not None), None)


def budgets_of(lineage: Lineage) -> tuple[Budget, ...]:
    """Budgets by pot and financial year, the nearest scenario's where several give one. They must be free of faults."""
    pence = {
        (pot, int(year[:4])): _POUNDS.parse(str(amount), ISO)
        for draft in lineage
        for pot, years in draft.free.get("budget", {}).items()
        for year, amount in years.items()
    }
    return tuple(Budget(pot, year, amount) for (pot, year), amount in sorted(pence.items()))


def assumption_faults(draft: Draft, known: Known) -> list[Fault]:
    """What is wrong between the keys of one file's assumptions: years outside the plan, bands, limits, sites."""
    faults = []
    for path, key in ((CHANGE.path, "first"), (SHOCK.path, "year"), (INDEPENDENT.path, "first")):
        for entry in draft.entries[path]:
            year = entry.record.get(key)
            if year is not None and not known.first <= year <= known.last:
                words = wrong("OUT_OF_PLAN", year=year, first=known.first, last=known.last)
                faults.append(entry.fault(key, words))
    for entry in draft.entries[CHANGE.path]:
        first, last = entry.record.get("ncy_from"), entry.record.get("ncy_to")
        if first is not None and last is not None and first > last:
            faults.append(entry.fault("ncy_to", wrong("BAND_BACKWARDS", first=first, last=last)))
    for entry in draft.entries[INDEPENDENT.path]:
        if entry.record.get("percent") and not _anybody_independent(known):
            faults.append(entry.fault("percent", wrong("LIMIT_OF_NOBODY")))
    for entry in draft.entries[NEIGHBOUR.path]:
        faults += [entry.fault(key, words) for key, words in site_faults(entry, known)]
    return faults


def _anybody_independent(known: Known) -> bool:
    """Whether a child is on roll in an independent setting as the plan begins: limits are shares of those."""
    independent = [urn for urn, setting in known.settings.items() if setting.type is SettingType.INDEPENDENT]
    return any(one.on_roll for urn in independent for one in known.at(urn))


def budget_faults(draft: Draft, schemes: Sequence[Action | Option], known: Known) -> list[Fault]:
    """What is wrong with one file's budgets; ``schemes`` are all that the scenario has, its own without a fault."""
    own = (entry for path in (ACTION.path, OPTION.path) for entry in draft.entries[path])
    pots = {scheme.pot for scheme in schemes} | {entry.record.get("pot") for entry in own}
    faults = []
    for pot, years in draft.free.get("budget", {}).items():
        path = f"budget.{pot[:60]}"
        if not isinstance(years, dict):
            words = ("NOT_A_SECTION", "is not a section of keys", f"Write [{path}] on a line of its own, years below.")
            faults.append(draft.origin.fault(0, path, *words))
            continue
        faults += [draft.origin.fault(0, path, *words) for words in pot_faults(pot, known)]
        if pot not in pots:
            faults.append(draft.origin.fault(0, path, *wrong("BUDGET_UNUSED", pot=pot[:60])))
        for year, amount in years.items():
            at = f"{path}.{year[:60]}"
            faults += [draft.origin.fault(0, at, *words) for words in _budget(year, amount, known)]
    return faults


def _budget(year: str, amount: object, known: Known) -> Iterator[Words]:
    found = _FINANCIAL_YEAR.fullmatch(year)
    if not found or int(found[2]) != (int(found[1]) + 1) % 100:
        yield wrong("NOT_A_FINANCIAL_YEAR", year=year[:60])
    elif not known.first.starts <= int(found[1]) <= known.last.starts:
        yield wrong(
            "BUDGET_YEAR", year=year, first=FinancialYear(known.first.starts), last=FinancialYear(known.last.starts)
        )
    try:
        _POUNDS.parse(str(amount), ISO)
    except ValueError:
        yield _POUNDS.rule, f"is not {_POUNDS.expects}", _POUNDS.remedy


def _given(lineage: Lineage, section: Section) -> dict[str, Any]:
    """The keys of a section as given in any of the files, the nearest last."""
    found: dict[str, Any] = {}
    for draft in lineage:
        for entry in draft.entries[section.path]:
            found |= {key: value for key, value in entry.record.items() if key in entry.given}
    return found


def _all(lineage: Lineage, section: Section) -> list[Entry]:
    return [entry for draft in lineage for entry in draft.entries[section.path]]


def _demand_change(entry: Entry) -> DemandChange:
    record = dict(entry.record)
    record |= {"placement": SettingType(record["placement"]), "needs": _needs(record["needs"])}
    return DemandChange(**record)


def _shock(entry: Entry) -> Shock:
    record = entry.record
    phases = tuple(map(PlanningPhase, record["phases"])) or tuple(PlanningPhase)
    return Shock(record["year"], record["percent"], _needs(record["needs"]), phases)


def _limit(entry: Entry) -> IndependentLimit:
    record = entry.record
    return IndependentLimit(record["first"], tuple(map(PlanningPhase, record["phases"])), record["percent"])


def _neighbour(entry: Entry, known: Known) -> Neighbour:
    record, place = entry.record, place_of(entry, known)
    return Neighbour(
        record["name"], _needs(record["needs"]), record["entrants"], record["places"], place, record["top_up"]
    )


def _needs(given: Sequence[str]) -> tuple[Need, ...]:
    return tuple(dict.fromkeys(map(Need, given))) or tuple(Need)
