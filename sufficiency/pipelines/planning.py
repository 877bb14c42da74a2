"""Planning as a handful of functions, each one line of its pipeline.

folder -> tables -> scenarios -> places by year
"""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sufficiency.errors import Fault, InputRejected, UsageError
from sufficiency.files.whole_folder import write_whole

if TYPE_CHECKING:
    from scenarios.files.scenario import Scenario
    from sufficiency.domain.inputs import Inputs
    from sufficiency.domain.place_evidence import PlaceEvidence


def scenario_faults(folder: Path, inputs: "Inputs | None") -> tuple[Fault, ...]:
    """Every fault of the scenario files of a folder; of their keys alone where the inputs could not be read."""
    if not any((folder / "scenarios").glob("*.toml")):
        return ()
    from scenarios.files.read import scenario_faults as found

    return found(folder, inputs)


def list_scenarios(folder: Path) -> tuple["Scenario", ...]:
    """The scenarios of an input folder, by file name, each with all it inherits.

    Raises InputRejected where the folder or any of them has faults.
    """
    from scenarios.files.read import read_scenarios
    from sufficiency.tables import load as tables

    return read_scenarios(folder, tables.load(folder).inputs)


def new_scenario(folder: Path, name: str, base: str, description: str) -> Path:
    """Write a scenario that extends another, with every key it may have as a note; returns its file.

    Raises UsageError where there is no such base, or one of that name, and as ``list_scenarios`` does.
    """
    from scenarios.definitions.write import write_new
    from scenarios.files.scenario import AS_IS

    names = [scenario.name for scenario in list_scenarios(folder)]
    if base not in (AS_IS, *names):
        raise UsageError(f"There is no scenario {base!r} to begin from. Choose one of: {', '.join((AS_IS, *names))}.")
    if name in (AS_IS, *names):
        raise UsageError(f"There is a scenario {name!r} already. Give the new one another name.")
    return write_new(folder, name, base, description)


def begin_scenario(folder: Path, base: str, copied: str, name: str, description: str) -> str:
    """The text of a scenario to go on from: a copy of ``copied``, or where that is blank one that extends ``base``.

    Raises UsageError where there is no scenario of that name, and as ``list_scenarios`` does.
    """
    from scenarios.definitions.write import text_of_copy, text_of_new
    from scenarios.files.draft import read_draft, scenario_files
    from scenarios.files.scenario import AS_IS

    known = {draft.name: path for path in scenario_files(folder) if (draft := read_draft(path)[0])}
    if (copied or base) not in ({*known} if copied else {AS_IS, *known}):
        raise UsageError(f"There is no scenario {copied or base!r} to begin from.")
    if not copied:
        return text_of_new(name, base, description)
    return text_of_copy(known[copied].read_text(encoding="utf-8-sig"), name, description)


def draft_faults(folder: Path, text: str) -> tuple[str, tuple[Fault, ...]]:
    """The name of a scenario that was written and not kept yet, and every fault of it beside those of its folder.

    Raises InputRejected where the tables of the folder have faults.
    """
    from scenarios.files.read import draft_faults as found
    from sufficiency.tables import load as tables

    inputs = tables.load(folder).inputs
    with TemporaryDirectory() as room:
        path = Path(room) / "scenarios" / "what-you-wrote.toml"
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8", newline="\n")
        return found(folder, inputs, path)


def keep_scenario(folder: Path, text: str) -> Path:
    """Write a scenario to a file of its name in a folder, whole or not at all; returns the file.

    Raises InputRejected with every fault of it, UsageError where there is a file of that name.
    """
    name, faults = draft_faults(folder, text)
    if any(fault.severity == "error" for fault in faults):
        raise InputRejected(faults)
    path = folder / "scenarios" / f"{name}.toml"
    if path.exists():
        raise UsageError(f"There is a file for {name} already. Give the scenario another name.")
    path.parent.mkdir(exist_ok=True)
    write_whole(path, text.encode())
    return path


def place_evidence(folder: Path, run_folder: Path) -> "PlaceEvidence":
    """Which place group would have helped most in a panel's round, and who was refused as full.

    Raises UsageError where the run is of another folder or its files have changed since, InputRejected where the
    folder has faults.
    """
    from scenarios.evidence import place_evidence as found
    from sufficiency.reports.record import changed_since
    from sufficiency.reports.run_folder import read_run
    from sufficiency.tables import load as tables

    stored = read_run(run_folder)
    if differ := changed_since(stored.record, folder):
        raise UsageError(
            f"The run is not of this folder as it is now: changed or missing are {', '.join(differ)}. Give the folder "
            "it was made from, or run the round again with `sufficiency panel rerun`."
        )
    return found(stored.run, tables.load(folder).inputs)
