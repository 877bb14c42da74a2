"""A backup is one file that either database can be restored from, on any machine, with nothing but this program.

    backup.zip
      backup.json        form of the store, head of the audit trail, rows and digest of every table
      people.jsonl ...   every row of every table, one to a line; who is signed in is left out

It is taken at one commit point while others go on writing, and counted again when it is restored.
"""

import base64
import json
import os
import secrets
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import IO, Any, cast

from sqlalchemy import Connection, LargeBinary, Table, insert, select

from sufficiency.errors import StoreTrouble, UsageError, VerificationFailed
from sufficiency.panel.events import Event
from sufficiency.store import schema
from sufficiency.store.audit import BATCH, verify_trail
from sufficiency.store.canonical import canonical
from sufficiency.store.chain import Head
from sufficiency.store.engine import WRITING, address, connect, in_words, new_file
from sufficiency.store.transactions import Store, Writing, finish, head_of, plain_words
from sufficiency.store.versions import HEAD, form_of, migrate

FORMAT = 1
ABOUT = "backup.json"


@dataclass(frozen=True, slots=True)
class BackedUp:
    """What a backup holds: the head of its trail, and the rows of every table."""

    head: Head
    rows: tuple[tuple[str, int], ...]


def backup(store: Store, target: Path) -> BackedUp:
    """Write a backup into a new file, whole or not at all. Raises StoreTrouble where it cannot be written."""
    if target.exists():
        raise StoreTrouble(f"{target} is there already; nothing was written. Choose another name.")
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        with store.reading() as connection, os.fdopen(_only_ours(part), "wb") as file:
            made = _write(connection, file)
            file.flush()
            os.fsync(file.fileno())
        part.rename(target)
    except OSError as error:
        raise StoreTrouble(f"{target} could not be written: {error.strerror}. Nothing was changed.") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return made


def restore(source: Path, database: str | None, by: str) -> BackedUp:
    """Make a store from a backup where there is none, whole or not at all; every row is counted and checked again.

    Raises UsageError where the file is no backup, StoreTrouble where a store is there already or the form differs,
    VerificationFailed where what was restored is not what was backed up.
    """
    url = address(database)
    with _opened(source) as archive:
        about = _about(archive)
        new = url.get_backend_name() == "sqlite" and not Path(str(url.database)).exists()
        new_file(url)
        engine = connect(url)
        try:
            with plain_words(), engine.connect().execution_options(**{WRITING: True}) as connection, connection.begin():
                if form_of(connection):
                    raise StoreTrouble(
                        f"{in_words(url)} holds a store already; nothing was changed. Restore elsewhere."
                    )
                migrate(connection, HEAD)
                made = _fill(connection, archive, about)
                writing = Writing(connection, head_of(connection), by, Event.STORE_RESTORED)
                writing.detail |= {"head": str(made.head)}
                finish(writing, Store(engine).clock())
        except BaseException:
            if new:
                _remove(Path(str(url.database)))
            raise
    return made


def rows_of(connection: Connection, table: Table) -> Iterator[str]:
    """Every row of a table, one to a line, in the order of its key."""
    query = select(table).order_by(*table.primary_key.columns)
    for row in connection.execute(query, execution_options={"yield_per": BATCH}).mappings():
        yield canonical({name: _plain(value) for name, value in row.items()})


def _only_ours(path: Path) -> int:
    """A new file that nobody else may read."""
    return os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)


def _write(connection: Connection, file: IO[bytes]) -> BackedUp:
    tables: dict[str, dict[str, object]] = {}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for table in schema.BACKED_UP:
            told, count = sha256(), 0
            with archive.open(f"{table.name}.jsonl", "w", force_zip64=True) as stream:
                for line in rows_of(connection, table):
                    stream.write(encoded := f"{line}\n".encode())
                    told.update(encoded)
                    count += 1
            tables[table.name] = {"rows": count, "digest": told.hexdigest()}
        head = head_of(connection)
        about = {"format": FORMAT, "form": form_of(connection), "head": list(head), "tables": tables}
        archive.writestr(ABOUT, json.dumps(about, indent=2) + "\n")
    return BackedUp(head, tuple((name, cast("int", said["rows"])) for name, said in tables.items()))


def _fill(connection: Connection, archive: zipfile.ZipFile, about: dict[str, Any]) -> BackedUp:
    for table in schema.BACKED_UP:
        with archive.open(f"{table.name}.jsonl") as stream:
            lines = iter(stream)
            while batch := list(islice(lines, 500)):
                connection.execute(insert(table), [_row(table, json.loads(line)) for line in batch])
    wrong = [name for name, said in about["tables"].items() if _told(connection, schema.metadata.tables[name]) != said]
    if wrong:
        raise VerificationFailed([f"the rows of {name} are not those that were backed up" for name in wrong])
    checked = verify_trail(connection, Head(*about["head"]))
    if checked.broken:
        raise VerificationFailed(checked.broken)
    return BackedUp(checked.head, tuple((name, said["rows"]) for name, said in about["tables"].items()))


def _told(connection: Connection, table: Table) -> dict[str, object]:
    told, count = sha256(), 0
    for line in rows_of(connection, table):
        told.update(f"{line}\n".encode())
        count += 1
    return {"rows": count, "digest": told.hexdigest()}


def _opened(source: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(source)
    except (OSError, zipfile.BadZipFile) as error:
        raise UsageError(
            f"{source} cannot be read as a backup. Give a file that `sufficiency db backup` wrote."
        ) from error


def _about(archive: zipfile.ZipFile) -> dict[str, Any]:
    try:
        about = cast("dict[str, Any]", json.loads(archive.read(ABOUT)))
        tables = set(about["tables"])
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError("The file is not a backup, or not a whole one: its head cannot be read.") from error
    if about["format"] != FORMAT or about["form"] != HEAD:
        raise StoreTrouble(
            f"The backup is in form {about['form']}, and this version works with {HEAD}. Restore it with the version "
            "that made it, then upgrade."
        )
    if tables != {table.name for table in schema.BACKED_UP} or not {f"{name}.jsonl" for name in tables} <= set(
        archive.namelist()
    ):
        raise UsageError("The file is not a whole backup: tables are missing from it.")
    return about


def _plain(value: object) -> object:
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


def _row(table: Table, said: dict[str, Any]) -> dict[str, Any]:
    packed = {column.name for column in table.columns if isinstance(column.type, LargeBinary)}
    return {name: base64.b64decode(value) if name in packed else value for name, value in said.items()}


def _remove(database: Path) -> None:
    """A new file that never came to hold a store, and what SQLite kept beside it."""
    beside: Iterable[Path] = (database, *(database.with_name(database.name + end) for end in ("-wal", "-shm")))
    for path in beside:
        with suppress(OSError):
            path.unlink(missing_ok=True)
