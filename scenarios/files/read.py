"""Reading the scenarios of an input folder: each whole with all it inherits, or every fault at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scenarios.files.agree import Together, faults_together
from scenarios.files.assumed import (
    Lineage,
    assumption_faults,
    budget_faults,
    budgets_of,
    demand_of,
    optimise_of,
    policy_of,
    rates_of,
    seed_of,
)
from scenarios.files.draft import Draft, Entry, read_draft, scenario_files
from scenarios.files.keys import ACTION, OPTION
from scenarios.files.known import Known, known_of
from scenarios.files.scenario import AS_IS, Action, Option, Scenario
from scenarios.files.scheme_faults import scheme_faults
from scenarios.files.schemes import action_of, option_of
from scenarios.files.timing import stated_too_early, timing_faults, with_proposal, with_window
from scenarios.files.wrong import wrong
from sufficiency.domain.inputs import Inputs
from sufficiency.errors import Fault, InputRejected, UsageError
from sufficiency.tables import kinds
from sufficiency.tables.dates import ISO

_DELAY = kinds.whole_number(1, 9)


@dataclass(slots=True, eq=False)
class _Reading:
    """The drafts of a folder by file, scenarios by name where they could be read, and the faults of each file."""

    drafts: dict[str, Draft] = field(default_factory=dict)
    faults: dict[str, list[Fault]] = field(default_factory=dict)
    by_name: dict[str, Draft] = field(default_factory=dict)
    read: dict[str, Scenario] = field(default_factory=dict)


def read_scenarios(folder: Path, inputs: Inputs) -> tuple[Scenario, ...]:
    """Every scenario of a folder, by file name. Raises InputRejected with all faults of all files."""
    reading = _read(folder, inputs)
    faults = [fault for found in reading.faults.values() for fault in found]
    if faults:
        raise InputRejected(faults)
    return tuple(reading.read[draft.name] for draft in reading.drafts.values())


def read_scenario(folder: Path, inputs: Inputs, name: str) -> Scenario:
    """One scenario of a folder, whatever is wrong with those it does not rest on.

    Raises UsageError where there is none of that name, InputRejected with the faults of it and of all it rests on.
    """
    reading = _read(folder, inputs)
    if name not in reading.by_name:
        known = ", ".join(reading.by_name) or "none"
        raise UsageError(f"There is no scenario {name!r} in {folder}. It has: {known}.")
    faults = [fault for draft in _lineage(reading, name) for fault in reading.faults[draft.origin.file]]
    if faults:
        raise InputRejected(faults)
    return reading.read[name]


def draft_faults(folder: Path, inputs: Inputs, path: Path) -> tuple[str, tuple[Fault, ...]]:
    """The name of a scenario that is not of the folder yet, blank where it has none, and every fault of its file."""
    reading = _read(folder, inputs, (path,))
    file = f"{path.parent.name}/{path.name}"
    name = reading.drafts[file].name if file in reading.drafts else ""
    return name, tuple(reading.faults[file])


def scenario_faults(folder: Path, inputs: Inputs | None) -> tuple[Fault, ...]:
    """Every fault of the scenarios of a folder; of their keys alone where the inputs themselves could not be read."""
    if inputs is None:
        return tuple(fault for path in scenario_files(folder) for fault in read_draft(path)[1])
    return tuple(fault for found in _read(folder, inputs).faults.values() for fault in found)


def _read(folder: Path, inputs: Inputs, more: tuple[Path, ...] = ()) -> _Reading:
    """Every scenario of a folder, and of ``more`` files read as though they were there."""
    reading = _Reading()
    for path in (*scenario_files(folder), *more):
        draft, faults = read_draft(path)
        file = f"{path.parent.name}/{path.name}"
        reading.faults[file] = faults
        if draft:
            reading.drafts[file] = draft
            _named(draft, reading)
    known = known_of(inputs, folder, _postcodes(reading.drafts.values()))
    for name in sorted(reading.by_name, key=lambda one: (len(_lineage(reading, one)), one)):
        _lay_out(name, reading, known)
    return reading


def _postcodes(drafts: Iterable[Draft]) -> set[str]:
    entries = (entry for draft in drafts for found in draft.entries.values() for entry in found)
    return {str(entry.record["postcode"]) for entry in entries if entry.record.get("postcode")}


def _named(draft: Draft, reading: _Reading) -> None:
    """Files the draft under its name; a fault where another has it, or where it is the name of no scenario."""
    other = reading.by_name.get(draft.name)
    if other or draft.name == AS_IS:
        file = other.origin.file if other else "every folder"
        words = wrong("SCENARIO_TWICE", name=draft.name, file=file)
        reading.faults[draft.origin.file].append(draft.top.fault("name", words))
    elif draft.name:
        reading.by_name[draft.name] = draft


def _lineage(reading: _Reading, name: str) -> list[Draft]:
    """The scenario and all it rests on, the root first; as far as it can be followed."""
    found: list[Draft] = []
    while name in reading.by_name and reading.by_name[name] not in found:
        found.append(reading.by_name[name])
        name = str(found[-1].top.record.get("base") or AS_IS)
    return found[::-1]


def _lay_out(name: str, reading: _Reading, known: Known) -> None:
    """Reads one scenario whose base has been read: adds its faults, and the scenario where there is none in it."""
    draft, lineage = reading.by_name[name], _lineage(reading, name)
    faults = reading.faults[draft.origin.file]
    faults += _base_faults(draft, lineage, reading)
    faults += assumption_faults(draft, known)
    base = reading.read.get(lineage[-2].name) if len(lineage) > 1 else None
    if base is None and (len(lineage) > 1 or draft.top.record.get("base") != AS_IS):
        faults += [fault for entry in _schemes_in(draft) for fault in scheme_faults(entry, known)]
        return
    laid = _schemes(draft, base, known, faults)
    faults += budget_faults(draft, laid.schemes, known)
    if not faults:
        reading.read[name] = _scenario(draft, lineage, laid, known)


def _base_faults(draft: Draft, lineage: Lineage, reading: _Reading) -> list[Fault]:
    root = str(lineage[0].top.record.get("base") or AS_IS)
    if root == AS_IS:
        return []
    if root == draft.name:
        names = [one.name for one in reversed(lineage)]
        words = wrong("EXTENDS_ITSELF", chain=" rests on ".join([*names, root]))
        return [draft.top.fault("base", words)]
    if lineage[0] is not draft or root in reading.by_name:
        return []
    others = ", ".join(name for name in reading.by_name if name != draft.name) or "there is no other"
    return [draft.top.fault("base", wrong("BASE_UNKNOWN", base=root, known=others))]


def _schemes_in(draft: Draft) -> tuple[Entry, ...]:
    return *draft.entries[ACTION.path], *draft.entries[OPTION.path]


def _schemes(draft: Draft, base: Scenario | None, known: Known, faults: list[Fault]) -> Together:
    """All actions and options, the inherited ones first. Adds every fault of the draft's own."""
    inherited = _delayed(draft, base.actions if base else (), known, faults)
    options = list(base.options if base else ())
    number = sum(one.new_setting for one in (*inherited, *options))
    actions, own = list(inherited), list[tuple[Action | Option, Entry]]()
    for at, entry in enumerate(_schemes_in(draft), number + 1):
        wrongs = scheme_faults(entry, known)
        faults += wrongs
        if wrongs or not _whole(entry):
            continue
        scheme: Action | Option
        if entry in draft.entries[ACTION.path]:
            actions.append(scheme := action_of(entry, known, at))
        else:
            options.append(scheme := option_of(entry, known, at))
        own.append((scheme, entry))
    together = Together(actions, options, own)
    faults += faults_together(together, known)
    return _timed(together, known, faults)


def _whole(entry: Entry) -> bool:
    """Whether every key could be read."""
    section = ACTION if entry.path.startswith(ACTION.path) else OPTION
    return all(column.name in entry.record for column in section.table.columns)


def _timed(together: Together, known: Known, faults: list[Fault]) -> Together:
    """The same with proposals and windows worked out. Adds a fault for each date that cannot be kept."""
    timed: dict[int, Action | Option] = {}
    for scheme in together.schemes:
        timed[id(scheme)] = (
            with_proposal(scheme, together.actions, known)
            if isinstance(scheme, Action)
            else with_window(scheme, together.actions, known)
        )
    for scheme, entry in together.own:
        found = timed[id(scheme)]
        stated = entry.record.get("earliest")
        if isinstance(found, Option) and stated is not None and (words := stated_too_early(found, stated, known)):
            faults.append(entry.fault("earliest", words))
        faults += [entry.fault(key, words) for key, words in timing_faults(found, known)]
    actions = tuple(one for old in together.actions if isinstance(one := timed[id(old)], Action))
    options = tuple(one for old in together.options if isinstance(one := timed[id(old)], Option))
    return Together(actions, options, together.own)


def _delayed(draft: Draft, inherited: tuple[Action, ...], known: Known, faults: list[Fault]) -> tuple[Action, ...]:
    """The inherited actions, later where the draft says so. Adds a fault for each delay that cannot be."""
    years = _delays(draft, faults)
    names = [action.name for action in inherited]
    for name in years:
        if name not in names:
            words = wrong("DELAY_OF_NOTHING", name=name, known=", ".join(names) or "it inherits none")
            faults.append(draft.origin.fault(0, f"delay.{name[:60]}", *words))
    later = tuple(action.delayed(years.get(action.name, 0)) for action in inherited)
    for action in later:
        if action.name in years and action.opens > known.last:
            words = wrong("OUT_OF_PLAN", year=action.opens, first=known.first, last=known.last)
            faults.append(draft.origin.fault(0, f"delay.{action.name[:60]}", *words))
    return later


def _delays(draft: Draft, faults: list[Fault]) -> Mapping[str, int]:
    years: dict[str, int] = {}
    given: Mapping[str, Any] = draft.free.get("delay", {})
    for name, value in given.items():
        try:
            years[name] = _DELAY.parse(str(value), ISO)
        except ValueError:
            words = (_DELAY.rule, f"is not {_DELAY.expects} of years", _DELAY.remedy)
            faults.append(draft.origin.fault(0, f"delay.{name[:60]}", *words))
    return years


def _scenario(draft: Draft, lineage: Lineage, laid: Together, known: Known) -> Scenario:
    return Scenario(
        name=draft.name,
        base=draft.top.record["base"],
        description=draft.top.record["description"],
        actions=tuple(laid.actions),
        options=tuple(laid.options),
        demand=demand_of(lineage),
        policy=policy_of(lineage, known),
        rates=rates_of(lineage),
        budgets=budgets_of(lineage),
        optimise=optimise_of(lineage),
        seed=seed_of(lineage),
        extends=tuple(one.name for one in reversed(lineage[:-1])),
    )
