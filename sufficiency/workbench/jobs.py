"""Jobs: every kind of work that a page may ask for, declared once, and the queue they wait in.

    asked for -> queue -> done in a process of its own (worker.py) -> a folder beside the input folders

What is asked for names folders of the workbench, never paths; what comes of it is a folder of a name of its own.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from sufficiency import api
from sufficiency.domain.fleet import Depth
from sufficiency.domain.run import Override, Run
from sufficiency.errors import UsageError
from sufficiency.files.whole_folder import whole_folder
from sufficiency.panel.permissions import Act
from sufficiency.pipelines.scenario_ensemble import Futures, Machines
from sufficiency.pipelines.scenario_runs import YEARS, ScenariosAsked
from sufficiency.progress import Told
from sufficiency.reports.audience import Audience
from sufficiency.reports.record import RunRecord
from sufficiency.reports.run_folder import StoredRun
from sufficiency.statute.policies import POLICIES
from sufficiency.store import jobs as queue
from sufficiency.store.jobs import Job
from sufficiency.store.transactions import Store
from sufficiency.tables.load import load

TEMPLATES = "templates"
"""The folder of the workbench in which the authority's own Word templates lie."""
ARCHIVE = "letters.zip"
"""What a job of letters makes in its folder."""


@dataclass(frozen=True, slots=True)
class RecommendRound:
    """Recommend places for the round of an input folder; what people decided already stands."""

    folder: str
    policy: str


@dataclass(frozen=True, slots=True)
class RunScenarios:
    """Run scenarios of an input folder, each into a folder of its name."""

    folder: str
    names: tuple[str, ...]
    years: int = YEARS
    seed: int | None = None


@dataclass(frozen=True, slots=True)
class DrawFutures:
    """Draw futures for scenarios of an input folder; ``waiting`` as ``Futures`` has it."""

    folder: str
    names: tuple[str, ...]
    draws: int = 200
    seed: int | None = None
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class MakeRoutes:
    """Make routes of a run, or of an input folder, at a depth."""

    folder: str
    depth: Depth = "routes"


@dataclass(frozen=True, slots=True)
class SettlePlace:
    """Settle a child's place in a run by a person's choice and work everything else out again, as a run beside it."""

    folder: str
    ref: str
    urn: int
    provision_id: str
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class WritePack:
    """Write the pack of a run for an audience, by the templates of the workbench where it has any."""

    folder: str
    audience: Audience


@dataclass(frozen=True, slots=True)
class WriteLetters:
    """Write every letter that is ready on the decisions of a run, which the store keeps as ``kept``, in one archive."""

    folder: str
    kept: str


Asked = SettlePlace | WritePack | WriteLetters | RecommendRound | RunScenarios | DrawFutures | MakeRoutes


@dataclass(frozen=True, slots=True)
class Here:
    """Where a job is done: the store, the folder of the workbench, the folder to make, and who is told how far it is.

    ``again``: it was begun before, so what it makes may be there, whole, and is then not made again.
    """

    store: Store
    folder: Path
    out: Path
    told: Told
    again: bool

    def tables_of(self, stored: StoredRun) -> Path | None:
        """The tables of a run where they stand beside it, wherever they stood when it was made."""
        beside = self.folder / Path(stored.record.input_folder).name
        return beside if beside.is_dir() else None

    def made(self, folder: Path) -> bool:
        """Whether an earlier beginning of this job made this folder."""
        return self.again and folder.exists()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of job: what is asked for, who may ask, what its folders are called, its words, and the work itself.

    ``work`` is False where it was ended early and has kept what it had.
    """

    asked: Callable[..., Asked]
    act: Act
    makes: str
    says: Callable[[Any], str]
    work: Callable[[Any, Here], bool]


def queue_job(store: Store, folder: Path, asked: Asked, by: str) -> Job:
    """Put a job in the queue; it begins as soon as a worker is free, whatever becomes of this process.

    Raises NotAllowed where ``by`` may not have it done, UsageError where a folder it names is not there.
    """
    code, kind = next((code, kind) for code, kind in KINDS.items() if kind.asked is type(asked))
    _insist_there(folder, asked.folder)

    def free(number: int) -> str:
        """A name that no folder has yet; no other job has it, for the number is its own."""
        names = (f"{kind.makes}-{number}{'' if more == 1 else f'-{more}'}" for more in range(1, 1_000))
        return next(name for name in names if not (folder / name).exists())

    return queue.add_job(store, queue.Wanted(code, asdict(asked), kind.says(asked), kind.act, free), by)


def stop_job(store: Store, number: int, by: str) -> Job:
    """Stop a job: at once where it waits, within moments where it runs. An ensemble keeps the futures it finished.

    Raises NotAllowed where ``by`` may not have such jobs done, UsageError where there is no such job.
    """
    found = queue.find_job(store, number)
    return queue.ask_to_stop(store, number, KINDS[found.kind].act, by)


def job(store: Store, number: int) -> Job:
    """The job of this number. Raises UsageError where there is none."""
    return queue.find_job(store, number)


def jobs(store: Store, kinds: Collection[str], most: int | None = None) -> tuple[Job, ...]:
    """Every job of these kinds, the newest first; at most so many."""
    return queue.list_jobs(store, kinds=kinds, most=most)


def made_by_job(store: Store, folder: Path, kind: str, name: str) -> Path:
    """The folder of this name, where a job of this kind made it and is done. Raises UsageError where none did."""
    found = queue.job_that_made(store, kind, name)
    if found is None or found.state != "done" or not (folder / name).is_dir():
        raise UsageError(f"There is no {name} here.")
    return folder / name


def work_on(found: Job, store: Store, folder: Path, told: Told) -> bool:
    """Do the work of a job that was begun; False where it was ended early and has kept what it had.

    Raises whatever the work does, and then has made nothing, or what the job goes on from when it is begun again.
    """
    kind = KINDS[found.kind]
    said: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in found.arguments.items()
    }
    asked = kind.asked(**said)
    _insist_there(folder, asked.folder)
    return kind.work(asked, Here(store, folder, folder / found.result, told, again=found.tries > 1))


def _made_once(work: Callable[[Any, Here], None]) -> Callable[[Any, Here], bool]:
    """Work that makes its one folder whole: where an earlier beginning of the job has, nothing is left to do."""

    def made(asked: Any, here: Here) -> bool:
        if not here.made(here.out):
            work(asked, here)
        return True

    return made


@_made_once
def _recommend(asked: RecommendRound, here: Here) -> None:
    source = here.folder / asked.folder
    held = api.casework.held_by_decision(here.store, load(source).inputs)
    choices = api.Choices(policy=asked.policy, overrides=held)
    _released(*api.recommend(source, choices, here.told), here)


@_made_once
def _settle(asked: SettlePlace, here: Here) -> None:
    """Places held since the run was made are settled in it too, so that it may go before the panel."""
    stored = api.read(here.folder / asked.folder)
    tables = here.tables_of(stored)
    if tables is not None:
        held = api.casework.held_by_decision(here.store, load(tables).inputs)
        settled_too = {one.child_ref: one for one in (*stored.run.overrides, *held)}
        stored = replace(stored, run=replace(stored.run, overrides=tuple(settled_too.values())))
    settled = Override(asked.ref, asked.urn, asked.provision_id, asked.reason, asked.by)
    _released(*api.override(stored, settled, here.told, tables), here)


@_made_once
def _write_pack(asked: WritePack, here: Here) -> None:
    from sufficiency.reports.pack.write import PackChoices  # noqa: PLC0415  Word is read only where a pack is made

    templates = here.folder / TEMPLATES
    choices = PackChoices(Audience(asked.audience), templates if templates.is_dir() else None)
    here.told("writing", 0, 1)
    stored = api.read(here.folder / asked.folder)
    with api.casework.tables_of_run(here.store, stored.record, here.tables_of(stored)) as tables:
        api.pack(here.folder / asked.folder, here.out, choices, tables or here.tables_of(stored))


@_made_once
def _write_letters(asked: WriteLetters, here: Here) -> None:
    from sufficiency.pipelines.decision_letters import About, ready_archive  # noqa: PLC0415  Word, as above
    from sufficiency.reports.pack.dossier import Dossier  # noqa: PLC0415

    stored = api.read(here.folder / asked.folder)
    with api.casework.tables_of_run(here.store, stored.record, here.tables_of(stored)) as tables:
        if tables is None:
            raise UsageError("The tables of this run are gone, and are not in the store; letters need them.")
        dossier = Dossier(stored.run, load(tables).inputs)
    about = About(asked.kept, here.folder / TEMPLATES)
    packed = ready_archive(here.store, dossier, stored.record, about, here.told)
    with whole_folder(here.out) as stage:
        (stage / ARCHIVE).write_bytes(packed)


def _run_scenarios(asked: RunScenarios, here: Here) -> bool:
    left = tuple(name for name in asked.names if not here.made(here.out / name))
    if left:
        wanted = ScenariosAsked(left, asked.years, asked.seed)
        for _ in api.run_scenarios(here.folder / asked.folder, wanted, here.out, here.told):
            pass
    return True


def _draw_futures(asked: DrawFutures, here: Here) -> bool:
    """A folder begun before is gone on from: every future finished is in it."""
    futures = Futures(asked.names, asked.draws, asked.seed, asked.waiting)
    return api.ensemble(here.folder / asked.folder, futures, Machines(), here.out, here.told).complete


@_made_once
def _make_routes(asked: MakeRoutes, here: Here) -> None:
    source = here.folder / asked.folder
    report = api.estimate(source, asked.depth, told=here.told)
    here.told("recounting", 0, 1)
    api.write_transport(report, source, here.out)


def _released(run: Run, record: RunRecord, here: Here) -> None:
    here.told("recounting", 0, 1)
    api.release(run, record, here.out)


def _insist_there(folder: Path, name: str) -> None:
    """A name is that of a folder directly under the workbench's, and nothing else of the machine is reached by it."""
    if name not in (path.name for path in folder.iterdir() if path.is_dir() and not path.name.startswith(".")):
        raise UsageError(f"There is no folder {name} here.")


def _policy(code: str) -> str:
    if code not in POLICIES:
        raise UsageError(f"There is no policy {code!r}. Choose one of: {', '.join(POLICIES)}.")
    return POLICIES[code].name


KINDS: Mapping[str, Kind] = {
    "recommend": Kind(
        RecommendRound, Act.RECOMMEND, "run", lambda a: f"Recommend for {a.folder}: {_policy(a.policy)}", _recommend
    ),
    "settle": Kind(
        SettlePlace, Act.RECOMMEND, "run", lambda a: f"Settle {a.ref} in {a.folder} and recommend again", _settle
    ),
    "pack": Kind(WritePack, Act.RECOMMEND, "pack", lambda a: f"Pack of {a.folder} for: {a.audience}", _write_pack),
    "letters": Kind(
        WriteLetters, Act.ISSUE, "letters", lambda a: f"Letters that are ready on {a.folder}", _write_letters
    ),
    "scenarios": Kind(
        RunScenarios, Act.PLAN, "plan", lambda a: f"Run scenarios of {a.folder}: {', '.join(a.names)}", _run_scenarios
    ),
    "ensemble": Kind(
        DrawFutures, Act.PLAN, "futures", lambda a: f"Draw {a.draws:,} futures of {a.folder}: {', '.join(a.names)}",
        _draw_futures,
    ),
    "routes": Kind(MakeRoutes, Act.ROUTE, "travel", lambda a: f"Make routes of {a.folder} ({a.depth})", _make_routes),
}  # fmt: skip
"""Every kind of job, by the code that the store keeps."""
