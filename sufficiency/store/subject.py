"""Everything a store holds of one child, for a request to see it; nothing of another child goes with it.

rows of the store that name the child + rows of every kept table and run -> other children's references taken out

What is written about several children at once, such as a report, is named and not taken apart: a person reads it.
Source: UK GDPR, article 15; Data Protection Act 2018, schedule 2, paragraph 16 (other people's data).
"""

import csv
import io
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Connection, or_, select

from sufficiency.errors import UsageError
from sufficiency.store import contents, schema
from sufficiency.store.transactions import Store
from sufficiency.tables.structure import texts_of

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "audit": ("subject",),
    "supersessions": ("child_a", "child_b"),
    **dict.fromkeys(
        ("cases", "moves", "claims", "recommendations", "openings", "interests", "consultations", "refusals",
         "decisions", "letters"), ("ref",)
    ),
}  # fmt: skip
"""Tables whose rows are about a child, and where they say whom."""
LOOKED_INTO = frozenset({"approvals", "jobs", "contents", "snapshot_files", "run_files", "snapshot_rows"})
"""Tables that name a child inside something else. The rows of a snapshot are those of its files."""
OF_NO_CHILD = frozenset({
    "audit_head", "people", "standings", "sign_ins", "identities", "sessions", "forms_sent", "guesses", "rounds",
    "snapshots", "snapshot_tables", "limits", "runs",
})  # fmt: skip

OTHER = "(another child)"
"""Stands where another child is named."""

_ABOUT = ("child_ref", "child_a", "child_b")
_NAMES = (*_ABOUT, "sibling_ref", "apart_from", "ref")
"""Columns that hold nothing but references; elsewhere a cell that is a number is a number."""
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Kept:
    """Rows about the child in one place: a table of the store, or a table among the files of a snapshot or a run."""

    where: str
    round: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """What a store holds of one child; ``named_in`` are kept files that name the child beside others."""

    ref: str
    kept: tuple[Kept, ...]
    named_in: tuple[str, ...]

    @property
    def rows(self) -> int:
        """How many rows that is."""
        return sum(len(one.rows) for one in self.kept)


@dataclass(slots=True)
class _Found:
    """What was found so far; ``others`` are the references of everybody else."""

    kept: list[Kept] = field(default_factory=list)
    named_in: list[str] = field(default_factory=list)
    others: set[str] = field(default_factory=set)

    def add(self, where: str, round_: str, rows: Iterable[Row]) -> None:
        if whole := tuple(rows):
            self.kept.append(Kept(where, round_, whole))


def everything_about(store: Store, ref: str) -> Held:
    """Everything, in the order of the store's tables, then of its snapshots and runs.

    Raises UsageError where there is nothing, or where rounds of two authorities use the reference: it may be two
    children.
    """
    found = _Found()
    with store.reading() as connection:
        found.others |= set(connection.execute(select(schema.cases.c.ref)).scalars())
        _own_rows(connection, ref, found)
        _snapshots(connection, ref, found)
        _runs(connection, ref, found)
        _one_authority(connection, ref, found)
    if not found.kept:
        raise UsageError(f"The store holds nothing of {ref}.")
    others = found.others - {ref, ""}
    kept = (Kept(one.where, one.round, tuple(_without(row, others) for row in one.rows)) for one in found.kept)
    return Held(ref, tuple(kept), tuple(found.named_in))


def as_json(held: Held) -> bytes:
    """The same as a file."""
    told = {
        "reference": held.ref,
        "kept": [{"where": one.where, "round": one.round, "rows": list(one.rows)} for one in held.kept],
        "named_in": list(held.named_in),
    }
    return (json.dumps(told, indent=2, ensure_ascii=False, default=str) + "\n").encode()


def _own_rows(connection: Connection, ref: str, found: _Found) -> None:
    for name, columns in COLUMNS.items():
        table = schema.metadata.tables[name]
        query = select(table).where(or_(*(table.c[column] == ref for column in columns)))
        rows = [dict(row) for row in connection.execute(query.order_by(*table.primary_key.columns)).mappings()]
        for round_ in sorted({str(row.get("round", "")) for row in rows}):
            found.add(name, round_, (row for row in rows if row.get("round", "") == round_))
        if name == "supersessions":
            found.others |= {row[column] for row in rows for column in columns}
            found.add("approvals", "", _approvals(connection, rows))
    jobs = (dict(row) for row in connection.execute(select(schema.jobs).order_by(schema.jobs.c.number)).mappings())
    found.add("jobs", "", (job for job in jobs if ref in json.loads(job["arguments"]).values()))


def _approvals(connection: Connection, passed: Iterable[Row]) -> Iterator[Row]:
    agreed = schema.approvals
    for row in passed:
        same = (agreed.c.run == row["run"], agreed.c.supersession_id == row["supersession_id"])
        yield from (dict(one) for one in connection.execute(select(agreed).where(*same)).mappings())


def _snapshots(connection: Connection, ref: str, found: _Found) -> None:
    files, snapshots = schema.snapshot_files, schema.snapshots
    for snapshot in connection.execute(select(snapshots).order_by(snapshots.c.audit_seq)).all():
        query = select(files.c.name, files.c.digest, files.c.kept).where(files.c.audit_seq == snapshot.audit_seq)
        where = f"tables {snapshot.digest[:12]}"
        with TemporaryDirectory() as room:
            for name, held, is_kept in connection.execute(query.order_by(files.c.name)).all():
                path = Path(room) / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(contents.content(connection, held) if is_kept else b"")  # postcodes and roads
            for name, rows in texts_of(Path(room)):
                _take(f"{where}, {name}", snapshot.round, ref, rows, found)


def _runs(connection: Connection, ref: str, found: _Found) -> None:
    files, runs = schema.run_files, schema.runs
    query = select(runs.c.run, runs.c.round, files.c.name, files.c.digest)
    query = query.join(files, files.c.audit_seq == runs.c.audit_seq).order_by(runs.c.audit_seq, files.c.name)
    for run, round_, name, held in connection.execute(query).all():
        text = contents.content(connection, held).decode("utf-8-sig", errors="replace")
        where = f"run {run}, {name}"
        if name.endswith(".csv"):
            _take(where, round_, ref, csv.DictReader(io.StringIO(text)), found)
        elif mine := tuple(_inside(_read(text), ref)):
            found.add(where, round_, mine)
        elif _names(text, ref):
            found.named_in.append(where)


def _take(where: str, round_: str, ref: str, rows: Iterable[Row], found: _Found) -> None:
    """Take the rows about a child; note who else there is, and whether their rows name the child."""
    mine, named = [], False
    for row in rows:
        about = {row[column] for column in _ABOUT if row.get(column)}
        if ref in about:
            mine.append(row)
        elif not named:
            named = any(_names(text, ref) for text in row.values() if isinstance(text, str))
        found.others |= about
    found.add(where, round_, mine)
    if named:
        found.named_in.append(f"{where}: rows about others")


def _read(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _inside(told: Any, ref: str) -> Iterator[Row]:
    """Every record inside a file of JSON that is about the child."""
    if isinstance(told, dict):
        if ref in {told.get(column) for column in _ABOUT if isinstance(told.get(column), str)}:
            yield told
            return
        told = list(told.values())
    if isinstance(told, list):
        for one in told:
            yield from _inside(one, ref)


def _names(text: str, ref: str) -> bool:
    return ref in text and any(ref in {word, word.rstrip("._/-")} for word in _WORD.findall(text))


def _without(row: Row, others: Collection[str]) -> Row:
    """A row with every other child's reference taken out."""
    return {name: _cleared(value, others, name in _NAMES) for name, value in row.items()}


def _cleared(value: Any, others: Collection[str], names: bool) -> Any:
    if isinstance(value, dict):
        return _without(value, others)
    if isinstance(value, list):
        return [_cleared(one, others, names) for one in value]
    if not isinstance(value, str) or (not names and value.replace(".", "").isdigit()):
        return value

    def said(word: re.Match[str]) -> str:
        bare = word[0].rstrip("._/-")
        if word[0] in others:
            return OTHER
        return OTHER + word[0][len(bare) :] if bare in others else word[0]

    return _WORD.sub(said, value)


def _one_authority(connection: Connection, ref: str, found: _Found) -> None:
    there = {one.round for one in found.kept if one.round}
    query = select(schema.rounds.c.la_code).where(schema.rounds.c.round.in_(there)).distinct()
    if len(codes := sorted(connection.execute(query).scalars())) > 1:
        raise UsageError(
            f"{ref} is a reference in rounds of the authorities {' and '.join(codes)}, and may be two children. "
            "Nothing was written: keep one store for each authority."
        )
