"""Scenarios run, recounted and set side by side, each function one line of its pipeline.

folder -> tables -> scenario and demand -> plan -> money -> run folder, recounted
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from sufficiency.errors import StoreTrouble, UsageError
from sufficiency.files.whole_folder import whole_folder
from sufficiency.progress import Told, nobody

if TYPE_CHECKING:
    from scenarios.files.scenario import DemandAssumptions, Scenario
    from scenarios.placing.whole_run import Projected
    from sufficiency.domain.planning_results import ScenarioRun
    from sufficiency.domain.scenario_comparison import Comparison
    from sufficiency.reports.planning.paper import Paper
    from sufficiency.reports.planning.run_folder import StoredScenario
    from sufficiency.tables.load import Loaded
    from sufficiency.verify import Verification
    from sufficiency.verify.scenario_facts import Raw

COMMAND = "scenario run"
YEARS = 10


@dataclass(frozen=True, slots=True)
class ScenariosAsked:
    """Scenarios to run, by name, all where none is named; ``seed`` None takes the scenario's or the authority's own."""

    names: tuple[str, ...] = ()
    years: int = YEARS
    seed: int | None = None


def run_scenarios(folder: Path, asked: ScenariosAsked, out: Path, told: Told | None = None) -> Iterator["ScenarioRun"]:
    """Run scenarios of an input folder, one after another; each is written to a folder of its name in ``out``.

    A run is written whole or not at all, after its recount. Raises InputRejected with every fault, UsageError where
    there is no such scenario, StoreTrouble where one has been run there already, Infeasible where one cannot be, and
    VerificationFailed where a recount disagrees; what was written before stays.
    """
    from scenarios.placing.named import scenarios_named
    from sufficiency.tables import load as tables
    from sufficiency.verify.scenario_facts import read_raw

    tell = told or nobody
    tell("reading", 0, 1)
    loaded = tables.load(folder)
    scenarios = scenarios_named(folder, loaded.inputs, asked.names)
    for scenario in scenarios:
        if (out / scenario.name).exists():
            raise StoreTrouble(f"{out / scenario.name} is already there; nothing was changed. Choose another --out.")
    answer = _answering(folder, loaded, asked, tell)
    out.mkdir(parents=True, exist_ok=True)
    raw = read_raw(folder)
    for number, scenario in enumerate(scenarios):
        tell(scenario.name, number, len(scenarios))
        run = answer(scenario)
        _write(run, scenario, folder, loaded, out, partial(_recount, inputs=folder, raw=raw))
        tell(scenario.name, number + 1, len(scenarios))
        yield run


def verify_scenario(run_folder: Path, inputs: Path | None = None) -> "Verification":
    """Recount a released run of a scenario from the raw input files."""
    from sufficiency.verify.scenario_folder import verify_scenario as recounted

    return recounted(run_folder, inputs)


def compare_scenarios(folders: Sequence[Path]) -> "Comparison":
    """Runs of scenarios against the first of them.

    Raises UsageError where one is no run of a scenario or is given twice, or they are of different authorities, input
    files, first years or numbers of years, naming what differs.
    """
    return paper_of(_stored(folders)).comparison


def write_comparison(folders: Sequence[Path], out: Path) -> tuple[str, ...]:
    """Write a comparison into a new folder, whole or not at all: tables, ``compare.html`` and ``compare.xlsx``.

    Returns the names of its files. Raises UsageError as ``compare_scenarios`` does, StoreTrouble where it cannot be
    written.
    """
    from sufficiency.reports.planning.book import write_book
    from sufficiency.reports.planning.comparison_files import write_comparison_files
    from sufficiency.reports.planning.page import write_page

    paper = paper_of(_stored(folders))
    with whole_folder(out) as stage:
        write_comparison_files(paper.comparison, stage)
        write_page(paper, stage)
        write_book(paper, stage / "compare.xlsx")
        return tuple(sorted(path.name for path in stage.iterdir()))


def write_committee(folders: Sequence[Path], out: Path) -> None:
    """Write the committee paper of these runs, the base first, to a new Word file.

    Raises UsageError as ``compare_scenarios`` does, StoreTrouble where the file is there already or cannot be written.
    """
    from sufficiency.reports.planning.committee import write_committee as write

    write(paper_of(_stored(folders)), out)


def paper_of(stored: Sequence["StoredScenario"]) -> "Paper":
    """Runs read back, the base first, as all documents show them. Raises UsageError as ``compare_scenarios`` says."""
    from sufficiency.reports.planning.paper import Paper

    for other in stored[1:]:
        _refuse_others(stored[0], other)
    return Paper.of([one.run for one in stored])


def _stored(folders: Sequence[Path]) -> list["StoredScenario"]:
    """The runs, each under a name of its own. Raises UsageError where one is given twice or is no run."""
    from sufficiency.reports.planning.run_folder import read_scenario

    if len({folder.resolve() for folder in folders}) < len(folders):
        raise UsageError("A run is given more than once. Give each once, the base first.")
    stored = [read_scenario(folder) for folder in folders]
    if len({one.run.name for one in stored}) < len(stored):  # the same scenario, run twice, told apart by its folder
        pairs = zip(stored, folders, strict=True)
        return [replace(one, run=replace(one.run, name=str(folder))) for one, folder in pairs]
    return stored


def _answering(
    folder: Path, loaded: "Loaded", asked: ScenariosAsked, tell: Told
) -> "Callable[[Scenario], ScenarioRun]":
    """What answers a scenario: roads, history and the money of leaving things as they are are had once for all."""
    from scenarios.placing.of_scenario import Roads
    from scenarios.placing.whole_run import Known, as_is, money_as_is, scenario_run
    from sufficiency.problems.roads import read_roads, road_times

    inputs = loaded.inputs
    roads = Roads(read_roads(inputs, folder), road_times(partial(tell, "journeys")))
    project = _projecting(loaded, asked, tell)
    known: Known = {}
    since = money_as_is(inputs, project(as_is()), roads, known)

    def answer(scenario: "Scenario") -> "ScenarioRun":
        return scenario_run(inputs, scenario, project(scenario), roads, since, known)

    return answer


def _projecting(loaded: "Loaded", asked: ScenariosAsked, tell: Told) -> "Callable[[Scenario], Projected]":
    """What projects the demand of a scenario: the history is read once, and like assumptions are worked out once."""
    from scenarios.placing.projected import projected
    from scenarios.projection.history import history_of

    tell("history", 0, 1)
    inputs = loaded.inputs
    history = history_of(inputs)

    @cache
    def of(stated: "DemandAssumptions", seed: int) -> "Projected":
        return projected(history, stated, asked.years, seed)

    def project(scenario: "Scenario") -> "Projected":
        seeds = (asked.seed, scenario.seed, inputs.authority.seed)
        return of(scenario.demand, next(seed for seed in seeds if seed is not None))

    return project


def _write(
    run: "ScenarioRun",
    scenario: "Scenario",
    folder: Path,
    loaded: "Loaded",
    out: Path,
    verify: "Callable[[Path], Verification]",
) -> None:
    from sufficiency.reports.planning.run_folder import write_scenario
    from sufficiency.reports.record import RunRecord, library_versions

    files = tuple((file.name, file.sha256) for file in loaded.files)
    record = RunRecord(COMMAND, str(folder.resolve()), files, library_versions(), (), loaded.warnings)
    write_scenario(run, out / run.name, record, scenario=_text(folder, scenario), verify=verify)


def _recount(stage: Path, *, inputs: Path, raw: "Raw") -> "Verification":
    from sufficiency.verify.scenario_folder import verify_scenario as recounted

    return recounted(stage, inputs, raw)


def _text(folder: Path, scenario: "Scenario") -> str:
    """The file of a scenario as it stands; blank for what has none."""
    path = folder / "scenarios" / f"{scenario.name}.toml"
    return path.read_text(encoding="utf-8-sig") if path.is_file() else ""


def _refuse_others(base: "StoredScenario", other: "StoredScenario") -> None:
    """Runs are compared where nothing differs but the scenario."""
    owners = base.run.premises.authority, other.run.premises.authority
    if owners[0] != owners[1]:
        raise UsageError(f"{base.folder} is of {owners[0]}, {other.folder} of {owners[1]}: they are not compared.")
    was, now = dict(base.record.files), dict(other.record.files)
    differ = sorted(name for name in was.keys() | now.keys() if was.get(name) != now.get(name))
    if differ:
        raise UsageError(
            f"{base.folder} and {other.folder} were not made from the same input: {', '.join(differ)} differ. "
            "Run both scenarios again from one input folder."
        )
    if (base.run.first, base.run.years) != (other.run.first, other.run.years):
        raise UsageError(
            f"{base.folder} plans {base.run.years} years from {base.run.first}, {other.folder} {other.run.years} from "
            f"{other.run.first}. Run both with the same --years."
        )
