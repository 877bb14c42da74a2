"""The product as a dozen functions: start reading here.

    files -> tables -> problems -> solvers -> explain -> reports -> verify
             validated  arrays     answer     reasons    folder     recount

Each function is one line of the pipeline, and imports itself what is slow to load, so that reading starts at once.
"""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from scenarios.policies import Outcome, price_of_the_order
from sufficiency.domain.ordering import OrderingPolicy
from sufficiency.domain.run import Override, PolicyPrice, Run
from sufficiency.errors import Fault, UsageError, VerificationFailed
from sufficiency.files.whole_folder import whole_folder
from sufficiency.pipelines import casework
from sufficiency.pipelines.demand import backtest, project, project_folder, sufficiency_gap
from sufficiency.pipelines.imports import (
    import_gias,
    import_need_counts,
    import_postcodes,
    import_sen2,
    import_spreadsheet,
    propose_map,
)
from sufficiency.pipelines.papers import high_needs_table
from sufficiency.pipelines.planning import list_scenarios, new_scenario, place_evidence, scenario_faults
from sufficiency.pipelines.scenario_ensemble import ensemble
from sufficiency.pipelines.scenario_runs import (
    ScenariosAsked,
    compare_scenarios,
    run_scenarios,
    verify_scenario,
    write_committee,
    write_comparison,
)
from sufficiency.pipelines.transport import estimate, road_faults, travel_matrix, write_transport, write_travel_matrix
from sufficiency.progress import Told
from sufficiency.reports.record import RunRecord, changed_since, library_versions
from sufficiency.reports.run_folder import StoredRun, input_folder, read_run, write_run
from sufficiency.statute.ordering import POLICIES
from sufficiency.tables.dates import ISO
from sufficiency.verify import Verification, verify_run

if TYPE_CHECKING:
    from sufficiency.problems.round import Prepared, Solved
    from sufficiency.reports.drift import Drift
    from sufficiency.reports.equality import Equality
    from sufficiency.reports.pack.write import PackChoices
    from sufficiency.reports.right_type import RightType
    from sufficiency.tables.table import Column

__all__ = [
    "COMPARED",
    "Choices",
    "ScenariosAsked",
    "backtest",
    "blank",
    "casework",
    "changed",
    "check",
    "compare_scenarios",
    "drift",
    "ensemble",
    "equality",
    "estimate",
    "export",
    "high_needs_table",
    "import_gias",
    "import_need_counts",
    "import_postcodes",
    "import_sen2",
    "import_spreadsheet",
    "list_scenarios",
    "new_scenario",
    "override",
    "pack",
    "place_evidence",
    "practise",
    "project",
    "project_folder",
    "propose_map",
    "read",
    "recommend",
    "release",
    "report_faults",
    "rerun",
    "right_type",
    "run_scenarios",
    "sufficiency_gap",
    "synthesise",
    "travel_matrix",
    "verify",
    "verify_scenario",
    "write_committee",
    "write_comparison",
    "write_transport",
    "write_travel_matrix",
]

COMPARED = ("deadline", "chronological", "need-in-band", "urgent-then-chronological", "cohort")
"""The policies that the price of the order sets side by side."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person may choose about a run; None takes what the authority file states."""

    policy: str | None = None
    seed: int | None = None
    overrides: tuple[Override, ...] = ()
    release_holds: bool = False
    first: str = ""
    compare_policies: bool = True


def check(folder: Path) -> tuple[Fault, ...]:
    """Every fault and warning in an input folder, in file order; an empty tuple when there is none."""
    from sufficiency.tables import load as tables

    faults, sound = tables.checked(folder)
    roads = () if sound is None else road_faults(sound, folder)
    return *faults, *roads, *scenario_faults(folder, sound)


def report_faults(
    out: Path, faults: Sequence[Fault], sources: Sequence[Path], columns: "Mapping[str, Column] | None" = None
) -> tuple[str, ...]:
    """Write ``errors.csv`` and a marked copy of the sources into a new folder, whole or not at all; returns its files.

    ``sources`` are the files that the faults name, or the one input folder that was checked. ``columns`` are what the
    headings of a source stand for, where it is no input table.
    """
    from sufficiency.reports.faults.report import write_error_report
    from sufficiency.tables.structure import declared_date_format

    files = [file for path in sources for file in (sorted(path.iterdir()) if path.is_dir() else [path])]
    folders = [path for path in sources if path.is_dir()]
    date_format = declared_date_format(folders[0]) if folders else ISO
    return write_error_report(out, faults, files, columns, date_format)


def synthesise(folder: Path, *, children: int = 600, settings: int = 60, seed: int = 1) -> None:
    """Write the input folder of a made-up authority and its scenarios; the same seed gives the same bytes."""
    from scenarios.definitions.write import write_shipped
    from sufficiency.synthetic.authority import write_authority

    with whole_folder(_new(folder)) as stage:
        write_shipped(stage, write_authority(stage, children=children, settings=settings, seed=seed))


def practise(
    folder: Path, *, authorities: Sequence[str], open_data: Path, children: int | None = None, seed: int = 1
) -> None:
    """Write a practice folder: real settings and postcodes from open files, synthetic children laid over them."""
    from sufficiency.synthetic.practice import write_practice

    with whole_folder(_new(folder)) as stage:
        write_practice(stage, authorities=tuple(authorities), open_data=open_data, children=children, seed=seed)


def blank(folder: Path, *, workbook: bool = False) -> None:
    """Write a blank input folder: plain files, or one workbook with notes, lists to choose from and an example row."""
    from sufficiency.tables.template import blank_folder, blank_workbook

    with whole_folder(_new(folder)) as stage:
        if workbook:
            blank_workbook(stage / "round.xlsx")
        else:
            blank_folder(stage)


def export(folder: Path, target: Path, form: str) -> None:
    """Write the tables of a checked input folder into a new one: ``csv`` files, or one ``xlsx`` workbook.

    Raises InputRejected where the folder has errors, StoreTrouble where the target cannot be written.
    """
    from sufficiency.tables import export as tables

    tables.export(folder, target, form)


def recommend(folder: Path, choices: Choices | None = None, told: Told | None = None) -> tuple[Run, RunRecord]:
    """Read a round, recommend, explain. Nothing is written and nothing is verified yet: see ``release``.

    Raises InputRejected with every fault of the input, or Infeasible where settled places cannot all be honoured.
    """
    from sufficiency.problems.outlines import outlines
    from sufficiency.problems.round import prepare, solve_round
    from sufficiency.recommendation import explained_run
    from sufficiency.tables import load as tables

    choices = choices or Choices()
    clock = _Clock(told)
    with clock.step("reading"):
        loaded = tables.load(folder)
    policy = _policy(choices.policy or loaded.inputs.authority.policy)
    seed = loaded.inputs.authority.seed if choices.seed is None else choices.seed
    with clock.step("journeys and eligibility"):
        tell = partial(clock.tell, "journeys and eligibility")
        prepared = prepare(loaded.inputs, folder, choices.overrides, release_holds=choices.release_holds, progress=tell)
    with clock.step("recommending"):
        solved = solve_round(
            prepared, policy, seed=seed, first=choices.first, progress=partial(clock.tell, "recommending")
        )
    with clock.step("explaining"):
        run = explained_run(
            prepared,
            solved,
            seed=seed,
            overrides=choices.overrides,
            holds_released=choices.release_holds,
            first=choices.first,
        )
        run = replace(run, outlines=outlines(loaded.inputs, folder))
    if choices.compare_policies:
        with clock.step("price of the order"):
            run = replace(run, price_of_the_order=_prices(prepared, solved, seed, clock))
    files = tuple((file.name, file.sha256) for file in loaded.files)
    timings = tuple(clock.timings.items())
    return run, RunRecord("panel recommend", str(folder.resolve()), files, library_versions(), timings, loaded.warnings)


def release(run: Run, record: RunRecord, out: Path, *, replace_existing: bool = False) -> RunRecord:
    """Write the run folder, whole or not at all, after recounting it from the raw input files.

    Raises VerificationFailed, with nothing released, where the recount disagrees.
    """
    inputs = Path(record.input_folder)
    return write_run(run, out, record, verify=lambda stage: verify_run(stage, inputs), replace=replace_existing)


def drift(folder: Path, on: date) -> "Drift":
    """What a date finds overdue, due or unanswered in an input folder. Raises InputRejected."""
    from sufficiency.reports.drift import drift as found
    from sufficiency.tables import load as tables

    return found(tables.load(folder).inputs, on)


def right_type(folder: Path, special_from: int | None = None) -> "RightType":
    """Children whose present placement does not fit the needs recorded. Raises InputRejected or Infeasible.

    ``special_from``: the need score from which the authority's descriptors point to a special school, if published.
    """
    from sufficiency.reports.placed_children import read_placed
    from sufficiency.reports.right_type import right_type as found
    from sufficiency.tables import load as tables

    return found(tables.load(folder).inputs, folder, special_from, read_placed(folder))


def equality(stored: StoredRun, *, exact: bool = False, beside: Sequence[StoredRun] = ()) -> "Equality":
    """How a run came out for whom, small numbers taken out unless ``exact``. Read afterwards, and by nothing else.

    ``beside``: runs whose public figures were given out before, the oldest first. Raises UsageError where an input
    folder is gone, InputRejected where it is not sound.
    """
    from sufficiency.reports.equality import equality as found
    from sufficiency.reports.outcomes import outcomes_in

    outcomes, *before = (outcomes_in(one.run, input_folder(one, None)) for one in (stored, *beside))
    return found(stored.run, outcomes, public=not exact, shown_before=before)


def verify(run_folder: Path, inputs: Path | None = None) -> Verification:
    """Recount a released run from the raw input files."""
    return verify_run(run_folder, inputs)


def pack(run_folder: Path, out: Path, choices: "PackChoices", inputs: Path | None = None) -> tuple[str, ...]:
    """Recount a released run, then write its pack into a new folder; returns the names of the files.

    Raises VerificationFailed, with nothing written, where the recount disagrees; UsageError and StoreTrouble as
    ``reports.pack.write`` says.
    """
    from sufficiency.reports.equality import equality as draft
    from sufficiency.reports.equality import equality_sections
    from sufficiency.reports.outcomes import outcomes_in
    from sufficiency.reports.pack.dossier import Dossier
    from sufficiency.reports.pack.write import write_pack
    from sufficiency.tables import load as tables

    stored = read_run(run_folder)
    found = verify_run(run_folder, inputs)
    if not found.verified:
        raise VerificationFailed(found.broken or ("the recount could not be completed",))
    folder = input_folder(stored, inputs)
    loaded = tables.load(folder)
    record = replace(stored.record, verification=found)
    sections = equality_sections(draft(stored.run, outcomes_in(stored.run, folder)))
    return write_pack(Dossier(stored.run, loaded.inputs, sections), record, choices, out)


def read(run_folder: Path) -> StoredRun:
    """A released run, read back."""
    return read_run(run_folder)


def rerun(
    stored: StoredRun, choices: Choices, told: Told | None = None, inputs: Path | None = None
) -> tuple[Run, RunRecord]:
    """The same round again under the run's own policy and seed, with the choices given laid over them.

    The files are read as they are now, in ``inputs`` or where they were: ``changed`` names those that differ.
    """
    run = stored.run
    policy = choices.policy or run.policy.code
    kept = replace(
        choices,
        policy=policy,
        first=choices.first or (run.first if policy == run.policy.code else ""),
        seed=run.seed if choices.seed is None else choices.seed,
        overrides=(*run.overrides, *choices.overrides),
        release_holds=choices.release_holds or run.holds_released,
    )
    return recommend(input_folder(stored, inputs), kept, told)


def override(
    stored: StoredRun, settled: Override, told: Told | None = None, inputs: Path | None = None
) -> tuple[Run, RunRecord]:
    """Settle one child's place by a named person's choice and solve everything else again.

    Raises UsageError where the input files have changed since: what they change is not the effect of the choice.
    """
    if differ := changed(stored, inputs):
        raise UsageError(
            f"Changed or missing since this run was made: {', '.join(differ)}. What the files change would be mixed "
            "with what the override changes: first run `sufficiency panel rerun`, then override that run."
        )
    run = replace(stored.run, overrides=tuple(o for o in stored.run.overrides if o.child_ref != settled.child_ref))
    return rerun(replace(stored, run=run), Choices(overrides=(settled,)), told, inputs)


def changed(stored: StoredRun, inputs: Path | None = None) -> tuple[str, ...]:
    """Names of the input files that are missing, or hold other bytes, since the run was made."""
    return changed_since(stored.record, input_folder(stored, inputs))


def _new(folder: Path) -> Path:
    """The folder to write. UsageError where it is there already: an input folder is never written over."""
    if folder.exists():
        raise UsageError(f"{folder} is there already. Give a folder that does not exist yet.")
    return folder


def _policy(code: str) -> OrderingPolicy:
    if code not in POLICIES:
        raise UsageError(f"There is no ordering policy {code!r}. Choose one of: {', '.join(POLICIES)}.")
    return POLICIES[code]


def _prices(prepared: "Prepared", solved: "Solved", seed: int, clock: "_Clock") -> tuple[PolicyPrice, ...]:
    from sufficiency.problems.answer import seats
    from sufficiency.problems.round import solve_round

    shared = [level.name for level in solved.posed.levels if level.unit != "tie-break"]
    names = list(dict.fromkeys((solved.policy.code, *COMPARED)))

    def outcome(code: str) -> Outcome:
        clock.tell("price of the order", names.index(code), len(names))
        found = solved if code == solved.policy.code else solve_round(prepared, POLICIES[code], seed=seed)
        values = dict(zip((level.name for level in found.posed.levels), found.answer.values, strict=True))
        return Outcome(values, {ref: at.group if at else None for ref, at in seats(found.posed, found.answer).items()})

    return price_of_the_order(solved.policy.code, names, shared, outcome)


class _Clock:
    """Times every step and tells whoever watches."""

    def __init__(self, told: Told | None) -> None:
        self._told = told
        self.timings: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        self.tell(name, 0, 1)
        began = time.perf_counter()
        yield
        self.timings[name] = round(time.perf_counter() - began, 3)
        self.tell(name, 1, 1)

    def tell(self, name: str, done: int, total: int) -> None:
        if self._told is not None:
            self._told(name, done, total)
