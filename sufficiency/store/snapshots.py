"""A round's tables as they were when they were brought in: kept by digest, and never changed."""

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Connection, func, insert, select

from sufficiency.errors import StoreTrouble
from sufficiency.store import contents, schema
from sufficiency.store.canonical import canonical, digest
from sufficiency.store.transactions import Store, Writing
from sufficiency.tables.catalogue import BY_NAME
from sufficiency.tables.load import Loaded, read_tables
from sufficiency.tables.write import text_of

ABOUT = {
    "children": "child_ref",
    "preferences": "child_ref",
    "consultations": "child_ref",
    "settings": "urn",
    "provision": "urn",
}
"""Tables whose rows are kept one by one, and the column that says whom or what a row is about. Others stay files."""

Rows = Mapping[str, Sequence[Mapping[str, str]]]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What is about to be kept. ``files`` pairs names with SHA-256; ``held`` are the bytes of the tables' own files."""

    files: tuple[tuple[str, str], ...]
    held: Mapping[str, bytes]
    rows: Rows

    @property
    def digest(self) -> str:
        """The snapshot's name: the digest of the names and digests of its files."""
        return snapshot_digest(self.files)


def snapshot_digest(files: Sequence[tuple[str, str]]) -> str:
    """The name of the snapshot with these files."""
    return digest(sorted([name, sha] for name, sha in files))


def snapshot_of(folder: Path, loaded: Loaded) -> Snapshot:
    """Everything to keep of a checked folder. Postcodes and roads are kept by digest alone, for their size."""
    sources = tuple(path for _, path in loaded.inputs.authority.sources)
    files = tuple((file.name, file.sha256) for file in loaded.files)
    own = [name for name, _ in files if not name.startswith(sources)] if sources else [name for name, _ in files]
    return Snapshot(files, {name: (folder / name).read_bytes() for name in own}, _text_rows(folder))


def add_snapshot(writing: Writing, round_: str, snapshot: Snapshot) -> None:
    """Keep a snapshot, then count and read back every row. Raises StoreTrouble where what is stored is not that."""
    writing.add(schema.snapshots, {"digest": snapshot.digest, "round": round_})
    writing.add(
        schema.snapshot_files,
        *({"name": name, "digest": sha, "kept": name in snapshot.held} for name, sha in snapshot.files),
    )
    contents.keep(writing.connection, snapshot.held.values())
    for name, rows in snapshot.rows.items():
        _add_rows(writing.connection, snapshot.digest, name, rows)
        came = {"rows": len(rows), "digest": _digest_of([canonical(row) for row in rows])}
        if stored(writing.connection, snapshot.digest, name) != came:
            raise StoreTrouble(f"The rows of {name} are not stored as they came; nothing was changed.")
        writing.add(schema.snapshot_tables, {"name": name, **came})
    writing.detail |= {"snapshot": snapshot.digest, "rows": {name: len(rows) for name, rows in snapshot.rows.items()}}


def put_back(store: Store, files: Sequence[tuple[str, str]], folder: Path, beside: Path | None = None) -> bool:
    """Write files, by name and SHA-256, into an empty folder as they were when they were brought in.

    One that is kept by its digest alone is taken from ``beside`` while it is the same there. False where any is neither
    here nor there; then the folder is not whole.
    """
    with store.reading() as connection:
        return all(_put_back(connection, one, folder, beside) for one in files)


def _put_back(connection: Connection, file: tuple[str, str], folder: Path, beside: Path | None) -> bool:
    name, sha = file
    target = (folder / name).resolve()
    if not target.is_relative_to(folder.resolve()):
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    if contents.is_kept(connection, sha):
        target.write_bytes(contents.content(connection, sha))
        return True
    there = beside / name if beside else None
    if there is None or not there.is_file() or sha256(there.read_bytes()).hexdigest() != sha:
        return False
    shutil.copyfile(there, target)
    return True


def stored(connection: Connection, snapshot: str, name: str) -> dict[str, object]:
    """How many rows of a table a snapshot holds, and their digest as they are read back."""
    query = (
        select(schema.snapshot_rows.c.row)
        .where(schema.snapshot_rows.c.snapshot == snapshot, schema.snapshot_rows.c.name == name)
        .order_by(schema.snapshot_rows.c.number)
    )
    rows = list(connection.execute(query).scalars())
    return {"rows": len(rows), "digest": _digest_of(rows)}


def newest_snapshot(connection: Connection, round_: str) -> str:
    """The last snapshot brought in for a round, blank where there is none."""
    newest = select(func.max(schema.snapshots.c.audit_seq)).where(schema.snapshots.c.round == round_).scalar_subquery()
    query = select(schema.snapshots.c.digest).where(schema.snapshots.c.audit_seq == newest)
    return connection.execute(query).scalar_one_or_none() or ""


def rows_about(connection: Connection, round_: str, name: str, about: str) -> list[dict[str, str]]:
    """The rows of a table that are about a child or a setting, as the newest tables of a round give them."""
    table = schema.snapshot_rows
    query = select(table.c.row).where(
        table.c.snapshot == newest_snapshot(connection, round_), table.c.name == name, table.c.about == about
    )
    return [json.loads(row) for row in connection.execute(query.order_by(table.c.number)).scalars()]


def is_known(connection: Connection, snapshot: str) -> bool:
    """Whether a snapshot is in the store."""
    query = select(schema.snapshots.c.digest).where(schema.snapshots.c.digest == snapshot)
    return connection.execute(query).one_or_none() is not None


def _text_rows(folder: Path) -> Rows:
    read = read_tables(folder)
    return {
        name: [
            {column.name: text_of(column, record.get(column.name)) for column in BY_NAME[name].columns}
            for record in read.get(name, ())
        ]
        for name in ABOUT
    }


def _add_rows(connection: Connection, snapshot: str, name: str, rows: Sequence[Mapping[str, str]]) -> None:
    written = [
        {"snapshot": snapshot, "name": name, "number": number, "about": row[ABOUT[name]], "row": canonical(row)}
        for number, row in enumerate(rows, start=1)
    ]
    if written:
        connection.execute(insert(schema.snapshot_rows), written)


def _digest_of(rows: Sequence[str]) -> str:
    return sha256("\n".join(rows).encode()).hexdigest()
