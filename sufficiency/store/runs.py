"""Runs put before the panel: every file of the run folder by digest, and what it recommends for each case."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, select

from sufficiency.domain.run import GroupKey, Run
from sufficiency.errors import UsageError
from sufficiency.panel.events import Event
from sufficiency.panel.permissions import Act
from sufficiency.panel.refusal import Refusal, insist
from sufficiency.store import contents, people, schema
from sufficiency.store.canonical import digest
from sufficiency.store.holds import left_out
from sufficiency.store.rounds import round_called
from sufficiency.store.snapshots import newest_snapshot, snapshot_digest
from sufficiency.store.transactions import Store, Unchanged


@dataclass(frozen=True, slots=True)
class Offered:
    """A run to be kept: the run, the input files it was read from, whether it was recounted, its folder's files."""

    run: Run
    inputs: tuple[tuple[str, str], ...]
    verified: bool
    files: Mapping[str, bytes]

    @property
    def digest(self) -> str:
        """The digest of the names and contents of its files: the exact run a decision is made on."""
        return digest(sorted([name, sha256(content).hexdigest()] for name, content in self.files.items()))


@dataclass(frozen=True, slots=True)
class KeptRun:
    """A run in the store: its name, exact digest, round, snapshot and policy; ``seq`` is the event that kept it."""

    run: str
    digest: str
    round: str
    snapshot: str
    policy: str
    seed: int
    by: str
    seq: int


@dataclass(frozen=True, slots=True)
class Recommended:
    """What a run recommends for one case; no ``group`` where it recommends none."""

    ref: str
    group: GroupKey | None
    preference_rank: int | None
    fixed: bool


def keep_run(store: Store, offered: Offered, by: str) -> KeptRun:
    """Put a run before the panel. The same run again is the one kept already.

    Raises NotAllowed where the run may not go to a panel, rests on other tables than the newest of its round, or does
    not leave places as they are held.
    """
    name = f"R-{offered.digest[:12]}"
    with store.reading() as connection:
        if known := _found(connection, schema.runs.c.digest == offered.digest):
            return known
    round_ = round_called(offered.run.authority)
    with suppress(Unchanged), store.writing(by, Event.RUN_KEPT, name) as writing:
        connection = writing.connection
        people.insist_may(connection, by, Act.KEEP_RUN)
        if _found(connection, schema.runs.c.digest == offered.digest):  # kept by another since we looked
            raise Unchanged
        insist((*_unfit(offered, newest_snapshot(connection, round_)), *left_out(connection, round_, offered.run)))
        kept = KeptRun(
            name, offered.digest, round_, snapshot_digest(offered.inputs), offered.run.policy.code, offered.run.seed,
            by, writing.seq,
        )  # fmt: skip
        writing.detail |= {"round": round_, "digest": kept.digest, "snapshot": kept.snapshot}
        row = {key: getattr(kept, key) for key in KeptRun.__dataclass_fields__ if key != "seq"}
        writing.add(schema.runs, row)
        contents.keep(connection, offered.files.values())
        files = ({"name": file, "digest": sha256(held).hexdigest()} for file, held in offered.files.items())
        writing.add(schema.run_files, *files)
        writing.add(schema.recommendations, *_recommendations(offered.run, name, round_))
        writing.add(schema.supersessions, *_supersessions(offered.run, name))
    with store.reading() as connection:
        return run_called(connection, name)


def runs(store: Store, round_: str) -> tuple[KeptRun, ...]:
    """Every run of a round, the newest first."""
    query = select(schema.runs).where(schema.runs.c.round == round_).order_by(schema.runs.c.audit_seq.desc())
    with store.reading() as connection:
        return tuple(_kept(row) for row in connection.execute(query))


def run_files(store: Store, run: str) -> Mapping[str, bytes]:
    """Every file of a run's folder as it was kept, by name. Raises UsageError where there is no such run."""
    with store.reading() as connection:
        seq = run_called(connection, run).seq
        query = select(schema.run_files.c.name, schema.run_files.c.digest).where(schema.run_files.c.audit_seq == seq)
        named = connection.execute(query.order_by(schema.run_files.c.name)).all()
        return {name: contents.content(connection, held) for name, held in named}


def run_called(connection: Connection, run: str) -> KeptRun:
    """The run of this name. Raises UsageError where there is none."""
    found = _found(connection, schema.runs.c.run == run)
    if found is None:
        raise UsageError(f"There is no run {run} in the store.")
    return found


def newest_run(connection: Connection, round_: str) -> KeptRun | None:
    """The run last put before the panel."""
    newest = select(func.max(schema.runs.c.audit_seq)).where(schema.runs.c.round == round_).scalar_subquery()
    return _found(connection, schema.runs.c.audit_seq == newest)


def recommended(connection: Connection, run: str, ref: str) -> Recommended | None:
    """What a run recommends for a case; None where the case is not in it."""
    table = schema.recommendations
    row = connection.execute(select(table).where(table.c.run == run, table.c.ref == ref)).one_or_none()
    if row is None:
        return None
    group = None if row.urn is None else GroupKey(row.urn, row.provision_id, row.ncy_from)
    return Recommended(ref, group, row.preference_rank, row.fixed)


def _unfit(offered: Offered, newest: str) -> tuple[Refusal, ...]:
    run = offered.run
    asked = (
        (not offered.verified, "NOT_VERIFIED", "The run was not recounted, or the recount found it wrong."),
        (not run.repeatable, "NOT_REPEATABLE", "A limit of time ended the run, so it cannot go to a panel."),
        (bool(run.policy.watermark), "WHAT_IF", f"{run.policy.watermark}."),
        (bool(run.first), "WHAT_IF", "A what-if put another level first, so this run is not for decisions."),
        (
            snapshot_digest(offered.inputs) != newest,
            "OTHER_TABLES",
            "The run rests on other tables than the newest of its round: bring those in, or run again on the newest.",
        ),
    )
    return tuple(Refusal("now", rule, sentence) for wrong, rule, sentence in asked if wrong)


def _recommendations(run: Run, name: str, round_: str) -> list[dict[str, object]]:
    nowhere = {"urn": None, "provision_id": None, "ncy_from": None, "preference_rank": None, "fixed": False}
    placed = [
        {"ref": r.child_ref, **r.group._asdict(), "preference_rank": r.preference_rank, "fixed": r.fixed}
        for r in run.recommendations
    ]
    return [
        {"run": name, "round": round_, **row}
        for row in (*placed, *({"ref": u.child_ref, **nowhere} for u in run.unplaced))
    ]


def _supersessions(run: Run, name: str) -> list[dict[str, object]]:
    return [
        {
            "run": name, "supersession_id": s.supersession_id, "child_a": s.child_a, "child_b": s.child_b,
            "a_state": str(s.a_state), "reason_code": s.reason_code, **s.group._asdict(),
        }
        for s in run.supersessions
    ]  # fmt: skip


def _found(connection: Connection, which: ColumnElement[bool]) -> KeptRun | None:
    row = connection.execute(select(schema.runs).where(which)).one_or_none()
    return None if row is None else _kept(row)


def _kept(row: Row[Any]) -> KeptRun:
    values = {name: getattr(row, name) for name in KeptRun.__dataclass_fields__ if name != "seq"}
    return KeptRun(**values, seq=row.audit_seq)
