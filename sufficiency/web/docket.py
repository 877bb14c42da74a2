"""What the store says of a case, a run and a round, as pages need it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sufficiency import api
from sufficiency.domain.cases import State
from sufficiency.domain.run import GroupKey
from sufficiency.panel.moves import MOVES
from sufficiency.panel.people import Person
from sufficiency.panel.permissions import Act, not_permitted
from sufficiency.statute.states import STATES
from sufficiency.store import audit, cases, decisions
from sufficiency.store.cases import CaseNow
from sufficiency.store.chain import Entry
from sufficiency.store.decisions import Decision
from sufficiency.store.rounds import round_called
from sufficiency.store.runs import KeptRun, Offered, runs
from sufficiency.store.transactions import Store
from sufficiency.web.shelf import Shelf, Shelved

OUTCOMES = {
    "hold": "hold this place",
    "type-only": "name a type and no institution",
    "defer": "ask for more information",
}
"""What may be decided, in words."""


@dataclass(frozen=True, slots=True)
class Step:
    """A move open from the state a case is in: what it is called, and what must be said with it."""

    to: str
    says: str
    needs_reason: bool
    needs_code: bool
    needs_date: bool


@dataclass(frozen=True, slots=True)
class Docket:
    """One case before the panel: where it stands, what was decided, what happened, what this person may do."""

    kept: KeptRun
    state: str
    held: GroupKey | None
    decisions: tuple[Decision, ...]
    events: tuple[Entry, ...]
    may_decide: bool
    outcomes: tuple[str, ...]
    steps: tuple[Step, ...]
    newest: bool


def kept_run(store: Store, shelf: Shelf, run: Shelved) -> KeptRun | None:
    """The run as it was put before the panel; None where it was not, or its files differ."""
    digest = shelf.remember("digest", run.name, _digest)
    round_ = round_called(run.stored.run.authority)
    return next((kept for kept in runs(store, round_) if kept.digest == digest), None)


def docket(store: Store, kept: KeptRun, ref: str, person: Person) -> Docket | None:
    """A case before the panel; None where the round in the store does not know it."""
    now = next((case for case in cases.cases(store, kept.round) if case.ref == ref), None)
    if now is None:
        return None
    if not not_permitted(person, Act.OPEN):
        cases.open_case(store, kept.run, ref, person.name)
    newest = runs(store, kept.round)[0].run == kept.run
    return Docket(
        kept=kept,
        state=f"{now.state}: {STATES[now.state].name}",
        held=now.group,
        decisions=decisions.decisions_on(store, kept.round, ref),
        events=tuple(reversed(audit.show(store, about=ref))),
        may_decide=not not_permitted(person, Act.DECIDE) and newest,
        outcomes=tuple(_outcomes(now)),
        steps=tuple(_steps(now, person)),
        newest=newest,
    )


def _outcomes(now: CaseNow) -> Iterator[str]:
    if (now.state, State.PROVISIONAL) in MOVES:
        yield "hold"
    if (now.state, State.TYPE_NAMED_ONLY) in MOVES:
        yield "type-only"
    yield "defer"


def _steps(now: CaseNow, person: Person) -> Iterator[Step]:
    for (before, after), move in MOVES.items():
        ordered = move.place == "claims even over number"
        if before is now.state and not move.decision and not ordered and not not_permitted(person, move.act):
            asked = set(move.policies)
            yield Step(
                str(after), move.says, "REASON" in asked, bool(asked & {"REASON_CODE", "BASIS_TO_REOPEN"}),
                bool(asked & {"FAMILY_TOLD"}),
            )  # fmt: skip


def _digest(folder: Path) -> str:
    stored = api.read(folder)
    files = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}
    return Offered(stored.run, stored.record.files, False, files).digest
