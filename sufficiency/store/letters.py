"""Letters on decisions: which decision there is to write about, whether its letter may go, and that it went."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, Select, func, select

from sufficiency.domain.cases import State
from sufficiency.panel.events import Event
from sufficiency.panel.permissions import Act
from sufficiency.panel.policies import Facts, stands_in_the_way
from sufficiency.panel.refusal import Refusal, insist
from sufficiency.store import cases, people, runs, schema
from sufficiency.store.cases import CaseNow
from sufficiency.store.decisions import Decision, decision_of, decisions_of
from sufficiency.store.transactions import Store

HOLDING = frozenset({State.PROVISIONAL, State.NAMED_FINAL, State.ON_ROLL})
"""States in which a place still stands as the panel decided; one that the tribunal ordered is not the panel's."""


@dataclass(frozen=True, slots=True)
class Due:
    """A decision and its letter. ``stands``: the case is as it left it; ``lacking``: requests without answer."""

    decision: Decision
    stands: bool
    lacking: int
    sent: bool

    @property
    def ready(self) -> bool:
        """Whether the letter may go and has not."""
        return self.stands and not self.lacking and not self.sent


@dataclass(frozen=True, slots=True)
class Post:
    """Some decisions of a run with their letters, the newest first: page ``at`` of ``pages``, of ``total`` in all."""

    due: tuple[Due, ...]
    at: int
    pages: int
    total: int


def standing(case: CaseNow, decisions: Sequence[Decision]) -> Decision | None:
    """The last decision about a case, deferrals aside, if the case is still as it left it; ``decisions`` in order."""
    last = next((one for one in reversed(decisions) if one.outcome != "defer"), None)
    if last is None or last.group != case.group:
        return None
    return last if last.outcome == "type-only" or case.state in HOLDING else None


def issue_letter(store: Store, round_: str, ref: str, decision: int, kind: str, by: str) -> None:
    """Note that the letter on a decision went out. Raises NotAllowed where it may not, or the decision is past."""
    with store.writing(by, Event.LETTER_ISSUED, ref) as writing:
        connection = writing.connection
        people.insist_may(connection, by, Act.ISSUE)
        case = cases.case_now(connection, round_, ref)
        stands = standing(case, decisions_of(connection, round_, ref))
        if stands is None:
            insist([Refusal("now", "NO_DECISION", "There is no decision to write about, or it stands no more.")])
        elif stands.seq != decision:
            insist(
                [Refusal("now", "OTHER_DECISION", "It was decided anew since you looked: look at the letter again.")]
            )
        facts = Facts(by, store.today(), unanswered=cases.unanswered(connection, case, store.today()))
        insist(stands_in_the_way(("REQUESTS_ANSWERED",), facts))
        writing.detail |= {"round": round_, "decision": decision, "kind": kind}
        writing.add(schema.letters, {"round": round_, "ref": ref, "decision": decision, "kind": kind, "by": by})


def post_of(store: Store, run: str, number: int, size: int) -> Post:
    """One page of the decisions on a run with their letters, of pages of that size; the nearest there is."""
    with store.reading() as connection:
        total = connection.execute(select(func.count()).select_from(_written_about(run).subquery())).scalar_one()
        pages = max(1, -(-total // size))
        at = min(max(1, number), pages)
        rows = connection.execute(_written_about(run).offset((at - 1) * size).limit(size)).all()
        due = tuple(_due(connection, row.round, decision_of(row), store.today()) for row in rows)
        return Post(due, at, pages, total)


def ready_letters(store: Store, run: str) -> tuple[str, tuple[str, ...]]:
    """The round of a run, and the cases decided on it whose letter may go and has not, the newest decision first."""
    with store.reading() as connection:
        round_ = runs.run_called(connection, run).round
        made = [decision_of(row) for row in connection.execute(_written_about(run))]
        due = (_due(connection, round_, one, store.today()) for one in made)
        return round_, tuple(one.decision.ref for one in due if one.ready)


def _written_about(run: str) -> Select[tuple[object, ...]]:
    table = schema.decisions
    return select(table).where(table.c.run == run, table.c.outcome != "defer").order_by(table.c.audit_seq.desc())


def _due(connection: Connection, round_: str, decision: Decision, today: date) -> Due:
    case = cases.case_now(connection, round_, decision.ref)
    stands = standing(case, decisions_of(connection, round_, decision.ref)) == decision
    lacking = sum(bool(one.missing) for one in cases.unanswered(connection, case, today)) if stands else 0
    sent = select(func.count()).where(schema.letters.c.decision == decision.seq)
    return Due(decision, stands, lacking, connection.execute(sent).scalar_one() > 0)
