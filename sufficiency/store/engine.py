"""The way to a database: SQLite in a file by default, PostgreSQL by its address; the same promises from both.

SQLite keeps a write-ahead log and asks the disk at every commit (``synchronous=FULL``): what was acknowledged is there
after a power cut. Source: SQLite documentation, Write-Ahead Logging and PRAGMA synchronous.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool

from sufficiency.errors import StoreTrouble, UsageError

VARIABLE = "SUFFICIENCY_DATABASE"
DEFAULT = "sufficiency.db"
PATIENCE = 15
"""Seconds that a writer waits for the one before it."""

KEPT: dict[str, Any] = {"pool_size": 10, "max_overflow": 30, "pool_pre_ping": True}
"""Connections that a server keeps, and how many more it may have at once: one for each of its threads."""

WRITING = "sufficiency_writing"
"""Marks a connection whose transaction writes; SQLite then takes the write lock at its start."""
AT_ONCE = "sufficiency_at_once"
"""Marks one that does not wait for the writer before it."""

SQLITE: Mapping[str, object] = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
POSTGRES: Mapping[str, object] = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
"""Settings without which an acknowledged decision could be lost."""


def address(database: str | None) -> URL:
    """Where the database is: as said, else by SUFFICIENCY_DATABASE, else ``sufficiency.db`` in the working folder.

    Raises UsageError where that is neither a path nor the address of a database of these two kinds.
    """
    said = database or os.environ.get(VARIABLE) or DEFAULT
    if "://" not in said:
        return URL.create("sqlite", database=str(Path(said).resolve()))
    try:
        url = make_url(said)
    except ArgumentError as error:
        raise UsageError("The address of the database cannot be read. Give a path, or postgresql://...") from error
    kind = url.get_backend_name()
    if kind == "sqlite" and url.database:
        return URL.create("sqlite", database=str(Path(url.database).resolve()))
    if kind in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    raise UsageError(f"A store cannot be kept in {kind!r}. Give a path for SQLite, or postgresql://...")


def in_words(url: URL) -> str:
    """The address without a password."""
    return url.database or "" if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)


def connect(url: URL, *, keep: bool = False) -> Engine:
    """An engine that opens a connection for each transaction, set up as promised. Nothing is opened yet.

    With ``keep`` connections to PostgreSQL are used again, as a server wants that answers many people: each costs it a
    process. What is set for a transaction ends with it.

    Raises UsageError where the driver of PostgreSQL is not installed.
    """
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url, poolclass=NullPool, hide_parameters=True, connect_args={"timeout": PATIENCE})
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    try:
        waits = {"connect_timeout": PATIENCE}
        pool: dict[str, Any] = KEPT if keep else {"poolclass": NullPool}
        engine = create_engine(url, hide_parameters=True, connect_args=waits, **pool)
    except ModuleNotFoundError as error:
        raise UsageError("PostgreSQL needs its driver: install sufficiency[team].") from error
    event.listen(engine, "begin", _begin_postgres)
    return engine


def weak_settings(connection: Connection) -> tuple[str, ...]:
    """Settings of this database under which an acknowledged decision could be lost, in words."""
    if connection.dialect.name == "sqlite":
        wanted, ask = SQLITE, "PRAGMA {}"
    else:
        wanted, ask = POSTGRES, "SHOW {}"
    found = ((name, connection.exec_driver_sql(ask.format(name)).scalar(), need) for name, need in wanted.items())
    return tuple(f"{name} is {has}, and must be {need}" for name, has, need in found if has != need)


def new_file(url: URL) -> None:
    """Make an empty SQLite file that only its owner may read, where there is none. Raises StoreTrouble."""
    if url.get_backend_name() != "sqlite" or Path(str(url.database)).exists():
        return
    try:
        os.close(os.open(str(url.database), os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise StoreTrouble(f"{url.database} could not be made: {error.strerror}. Nothing was changed.") from error


def _set_up_sqlite(connection: Any, _record: object) -> None:
    """The driver is kept from opening transactions of its own, so that they begin where ours do."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for name, value in SQLITE.items():
        cursor.execute(f"PRAGMA {name}={value}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    asked = connection.get_execution_options()
    if asked.get(AT_ONCE):
        connection.exec_driver_sql("PRAGMA busy_timeout = 0")  # of this connection alone, and it is used once
    connection.exec_driver_sql("BEGIN IMMEDIATE" if asked.get(WRITING) else "BEGIN")


def _begin_postgres(connection: Connection) -> None:
    """A reader sees one commit point throughout; a writer waits its turn, and then sees all before it."""
    asked = connection.get_execution_options()
    if asked.get(WRITING):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{'1ms' if asked.get(AT_ONCE) else f'{PATIENCE}s'}'")
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
