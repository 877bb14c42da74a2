"""The scenarios that a person names."""

from collections.abc import Sequence
from pathlib import Path

from scenarios.files.read import read_scenario, read_scenarios
from scenarios.files.scenario import AS_IS, Scenario
from scenarios.placing.whole_run import as_is
from sufficiency.domain.inputs import Inputs


def scenarios_named(folder: Path, inputs: Inputs, names: Sequence[str]) -> tuple[Scenario, ...]:
    """Those named, each once, in that order; all of the folder where none is.

    Raises InputRejected with the faults of their files, UsageError where there is none of that name.
    """
    if not names:
        return read_scenarios(folder, inputs)
    return tuple(as_is() if name == AS_IS else read_scenario(folder, inputs, name) for name in dict.fromkeys(names))
