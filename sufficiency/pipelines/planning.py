"""Planning as a handful of functions, each one line of its pipeline.

folder -> tables -> scenarios -> places by year
"""

from pathlib import Path
from typing import TYPE_CHECKING

from sufficiency.errors import Fault, UsageError

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
