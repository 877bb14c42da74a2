"""What the store says of a case, a run and a round, as pages need it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from fastapi import Request

from sufficiency import api
from sufficiency.domain.cases import State
from sufficiency.errors import UsageError
from sufficiency.panel.events import Event
from sufficiency.panel.moves import MOVES, Move
from sufficiency.panel.people import Person
from sufficiency.panel.permissions import Act, not_permitted
from sufficiency.panel.policies import Unanswered
from sufficiency.panel.refusal import Refusal
from sufficiency.reports.words import PlaceNames, count
from sufficiency.statute.states import STATES
from sufficiency.store import cases
from sufficiency.store.case_file import CaseFile, case_file
from sufficiency.store.chain import Entry
from sufficiency.store.decisions import in_the_way
from sufficiency.store.rounds import round_called
from sufficiency.store.runs import KeptRun, Offered, runs
from sufficiency.store.transactions import Store
from sufficiency.web.case_view import CaseView, case_view
from sufficiency.web.shelf import Shelf, Shelved
from sufficiency.web.workbench import workbench_of

OUTCOMES = {
    "hold": "hold this place",
    "type-only": "name a type and no institution",
    "defer": "ask for more information",
}
"""What may be decided, in words."""


@dataclass(frozen=True, slots=True)
class Happened:
    """One event of a case, in words."""

    says: str
    by: str
    at: str
    detail: str
    reason: str


@dataclass(frozen=True, slots=True)
class Docket:
    """One case before the panel: its file, what happened, what this person may do, and what keeps them from deciding.

    ``steps``: state to words. ``answers`` are the requests that need one: those ranked above the place held or, where
    nothing is decided, above the place recommended.
    """

    kept: KeptRun
    file: CaseFile
    state: str
    means: str
    answers: tuple[Unanswered, ...]
    in_the_way: tuple[Refusal, ...]
    happened: tuple[Happened, ...]
    may_decide: bool
    may_prepare: bool
    may_approve: bool
    outcomes: tuple[str, ...]
    steps: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class OnShelf:
    """A case on a run."""

    run: Shelved
    view: CaseView
    names: PlaceNames

    @property
    def address(self) -> str:
        """The address of its page."""
        return f"/runs/{self.run.name}/cases/{self.view.ref}"

    @property
    def caption(self) -> str:
        """The case, its year and need."""
        return f"Case {self.view.ref}, {self.view.ncy}, {self.view.need}"

    @property
    def crumbs(self) -> tuple[tuple[str, str], ...]:
        """The way to its page."""
        return (
            ("Runs", "/runs"), (self.run.name, f"/runs/{self.run.name}"), (f"Case {self.view.ref}", self.address),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class OnRun(OnShelf):
    """A case on a run that is before the panel."""

    kept: KeptRun


def case_on_shelf(request: Request, run: str, ref: str) -> OnShelf:
    """A case on a run. Raises UsageError where there is no such run, or no such case in it."""
    workbench = workbench_of(request)
    shelved = workbench.shelf.run(run)
    answer = workbench.shelf.about(shelved, ref)
    return OnShelf(shelved, case_view(answer, ref, workbench.inputs_of(shelved)), PlaceNames(answer))


def case_on_run(request: Request, run: str, ref: str) -> OnRun:
    """A case on a run, as kept. Raises UsageError where the run is not before the panel or has no such case."""
    workbench, found = workbench_of(request), case_on_shelf(request, run, ref)
    kept = kept_run(workbench.store, workbench.shelf, found.run)
    if kept is None:
        raise UsageError(f"Run {run} is not before the panel.")
    return OnRun(found.run, found.view, found.names, kept)


def kept_run(store: Store, shelf: Shelf, run: Shelved) -> KeptRun | None:
    """The run as it was put before the panel; None where it was not, or its files differ."""
    digest = shelf.remember("digest", run.name, _digest)
    round_ = round_called(run.stored.run.authority)
    return next((kept for kept in runs(store, round_) if kept.digest == digest), None)


def docket(store: Store, kept: KeptRun, view: CaseView, person: Person, names: PlaceNames) -> Docket | None:
    """A case before the panel; None where the round in the store does not know it."""
    try:
        if not not_permitted(person, Act.OPEN):
            cases.open_case(store, kept.run, view.ref, person.name)
        file = case_file(store, kept.round, view.ref, kept.run)
    except UsageError:
        return None
    may_decide = not not_permitted(person, Act.DECIDE)
    return Docket(
        kept=kept,
        file=file,
        state=f"{file.now.state}: {STATES[file.now.state].name}",
        means=STATES[file.now.state].meaning,
        answers=tuple(_answers(file, view)),
        in_the_way=in_the_way(store, kept.run, view.ref, person.name) if may_decide else (),
        happened=tuple(_happened(event, file.reasons.get(event.seq, ""), names) for event in file.events),
        may_decide=may_decide,
        may_prepare=not not_permitted(person, Act.PREPARE),
        may_approve=not not_permitted(person, Act.APPROVE),
        outcomes=tuple(_outcomes(file.now.state)),
        steps=tuple((str(to), move.says) for to, move in steps_from(file.now.state, person)),
    )


def steps_from(state: State, person: Person) -> Iterator[tuple[State, Move]]:
    """Every move from a state that is no decision and that this person's roles allow."""
    for (before, after), move in MOVES.items():
        if before is state and not move.decision and not not_permitted(person, move.act):
            yield after, move


def _answers(file: CaseFile, view: CaseView) -> Iterator[Unanswered]:
    undecided = file.now.group is None and file.standing is None
    for one in file.unanswered:
        if undecided and view.group is not None and one.urn == view.group.urn:
            return
        yield one


def _outcomes(state: State) -> Iterator[str]:
    if (state, State.PROVISIONAL) in MOVES:
        yield "hold"
    if (state, State.TYPE_NAMED_ONLY) in MOVES:
        yield "type-only"
    yield "defer"


def _happened(event: Entry, reason: str, names: PlaceNames) -> Happened:
    said = "; ".join(_told(json.loads(event.detail), names))
    return Happened(Event(event.event).says, event.by, event.at, said, reason)


def _told(detail: Mapping[str, object], names: PlaceNames) -> Iterator[str]:
    """The facts of an event in words; the trail holds codes and references only, so nothing here is a child's."""
    if isinstance(urn := detail.get("urn"), int):
        yield names.setting(urn)
    if before := detail.get("before"):
        yield f"{STATES[State(str(before))].name} to {STATES[State(str(detail['after']))].name}"
    for name in ("reply", "ground", "kind", "run"):
        if said := detail.get(name):
            yield f"{name} {said}"
    if isinstance(lacking := detail.get("lacking"), list) and lacking:
        yield f"{count(len(lacking), 'item')} of evidence lacking"
    if detail.get("override") is True:
        yield "other than recommended"


def _digest(folder: Path) -> str:
    stored = api.read(folder)
    files = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}
    return Offered(stored.run, stored.record.files, False, files).digest
