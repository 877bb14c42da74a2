"""Several scenarios over the same many futures, each function one line of the pipeline.

folder -> tables -> scenarios, settled -> tasks done once, kept as they come -> summary and tables
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from sufficiency.errors import StoppedAtLimit, UsageError
from sufficiency.files.whole_folder import changed_folder
from sufficiency.progress import Told, nobody

if TYPE_CHECKING:
    from scenarios.ensemble.evaluation import Evaluation
    from scenarios.ensemble.run import Finished
    from scenarios.ensemble.workers import Workers
    from scenarios.files.scenario import Scenario
    from sufficiency.domain.ensemble import Ensemble
    from sufficiency.tables.load import Loaded


@dataclass(frozen=True, slots=True)
class Futures:
    """What to draw and for which scenarios; ``seed`` None takes the authority's own.

    ``waiting`` are years by which every scenario is also begun later, to say what waiting is worth; 0 leaves it out.
    """

    names: tuple[str, ...]
    draws: int = 200
    seed: int | None = None
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Machines:
    """Who does the work: so many workers, as many as there are processors if None; here, or on a Dask cluster."""

    workers: int | None = None
    dask: str | None = None


def ensemble(folder: Path, futures: Futures, machines: Machines, out: Path, told: Told | None = None) -> "Ensemble":
    """Every scenario in every future; ``out`` keeps each as it is finished, and goes on from what it holds.

    Its tables are written whole or not at all. Ctrl-C ends the work early: what is finished then is summed up, and
    ``complete`` is False. Raises UsageError where ``out`` was begun from other inputs, naming them, StoreTrouble where
    it cannot be written, and StoppedAtLimit where not one future was finished.
    """
    from scenarios.ensemble.journal import journal
    from scenarios.ensemble.run import run_ensemble, tasks_of
    from scenarios.placing.named import scenarios_named
    from sufficiency.tables import load as tables

    tell = told or nobody
    workers = _workers(machines)
    with changed_folder(out, dry_run=True):
        pass  # whether it can be written is known before hours of work, not after
    tell("reading", 0, 1)
    loaded = tables.load(folder)
    scenarios = scenarios_named(folder, loaded.inputs, futures.names)
    seed = loaded.inputs.authority.seed if futures.seed is None else futures.seed
    with journal(out, _basis(loaded, scenarios, seed)) as kept:
        evaluation = _evaluation(folder, loaded, scenarios, seed, tell)
        tasks = tasks_of(_cases(evaluation, futures.waiting), futures.draws)
        finished = run_ensemble(evaluation, tasks, kept, workers, tell)
    return _written(finished, evaluation, out)


def _cases(evaluation: "Evaluation", waiting: int) -> list[tuple[str, int]]:
    """Every scenario as it states, and begun later where there is anything to begin."""
    now = [(name, 0) for name in evaluation.cases]
    begun = [name for name, case in evaluation.cases.items() if case.question.terms.actions]
    return [*now, *((name, waiting) for name in begun)] if waiting else now


def _written(finished: "Finished", evaluation: "Evaluation", out: Path) -> "Ensemble":
    from scenarios.ensemble.evaluation import GROUPS
    from scenarios.ensemble.journal import settle
    from scenarios.ensemble.summary import summary
    from sufficiency.reports.ensemble.files import write_ensemble

    years = [year.starts for year in next(iter(evaluation.cases.values())).question.demand.years]
    found = summary(finished, GROUPS, years, evaluation.seed)
    if found is None:
        raise StoppedAtLimit("Stopped before one future was finished for every scenario. Run the same command again.")
    with changed_folder(out) as stage:
        settle(stage)
        write_ensemble(found, [one for rows in finished.outcomes.values() for one in rows], years[0], stage)
    return found


def _workers(machines: Machines) -> "Workers":
    from scenarios.ensemble.processes import Processes
    from scenarios.ensemble.workers import processors

    number = machines.workers or processors()
    if machines.dask is None:
        return Processes(number)
    try:
        from scenarios.ensemble.cluster import Cluster
    except ModuleNotFoundError as error:
        raise UsageError(
            "Dask is not installed here: pip install 'sufficiency[cluster]'. Without --dask the same answer comes from "
            "processes of this computer."
        ) from error
    return Cluster(machines.dask, number)


def _evaluation(folder: Path, loaded: "Loaded", scenarios: "Sequence[Scenario]", seed: int, tell: Told) -> "Evaluation":
    """Scenarios with their openings settled: those dated and, where there are options, those recommended."""
    from scenarios.ensemble.draws import replies_of
    from scenarios.ensemble.evaluation import Evaluation, case_of
    from scenarios.money.of_plan import finance_of
    from scenarios.placing.of_scenario import Roads, question_of
    from scenarios.placing.question import recommended
    from scenarios.projection.history import history_of
    from scenarios.projection.stated import ScenarioDemand
    from sufficiency.problems.roads import read_roads, road_times

    inputs, cases = loaded.inputs, {}
    history, roads = history_of(inputs), Roads(read_roads(inputs, folder), road_times(partial(tell, "journeys")))
    for number, scenario in enumerate(scenarios):
        tell(scenario.name, number, len(scenarios))
        demand = ScenarioDemand(history, scenario.demand, seed)
        question = question_of(inputs, scenario, demand.expected(), roads)
        settled = recommended(question).actions if question.options else question.terms.actions
        cases[scenario.name] = case_of(question, settled, demand.drawn, finance_of(scenario, inputs.finance))
    return Evaluation(cases, replies_of(inputs.consultations), inputs.authority.as_at, seed)


def _basis(loaded: "Loaded", scenarios: "Sequence[Scenario]", seed: int) -> dict[str, str]:
    """What outcomes follow from: every input file, the scenarios with all they inherit, the seed, the libraries."""
    from scenarios.ensemble.workers import versions

    files = {file.name: file.sha256 for file in loaded.files}
    stated = {f"scenario {one.name}": sha256(repr(one).encode()).hexdigest() for one in scenarios}
    return {**files, **stated, "seed": str(seed), **versions()}
