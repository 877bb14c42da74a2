"""The lock of a job: one process has it, and the database or the system lets go of it when that process ends.

SQLite: a locked file beside the database. PostgreSQL: an advisory lock, which is the connection's that took it.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sufficiency.errors import StoreTrouble
from sufficiency.files.file_lock import lock
from sufficiency.store.transactions import Store, plain_words

NAMESPACE = 1_397_900_630
"""The first half of our advisory locks, so that they are nobody else's: the bytes of SuFV."""


@contextmanager
def job_lock(store: Store, number: int) -> Iterator[bool]:
    """Hold the lock of a job while the block runs; False where another process has it. Raises StoreTrouble."""
    if store.engine.dialect.name == "sqlite":
        with _file_lock(Path(str(store.engine.url.database)), number) as mine:
            yield mine
    else:
        with _advisory_lock(store, number) as mine:
            yield mine


@contextmanager
def _file_lock(database: Path, number: int) -> Iterator[bool]:
    path = database.with_name(f".{database.name}.job-{number}")
    try:
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise StoreTrouble(f"{path} could not be opened: {error.strerror}. Nothing was changed.") from error
    try:
        mine = _locked(file, path)
        yield mine
        if mine:
            with suppress(OSError):
                path.unlink(missing_ok=True)
    finally:
        os.close(file)


def _locked(file: int, path: Path) -> bool:
    """Whether the file is now ours, and still the one of its name: whoever had it before may have removed it."""
    try:
        lock(file)
        return os.path.samestat(os.fstat(file), path.stat())
    except OSError:
        return False


@contextmanager
def _advisory_lock(store: Store, number: int) -> Iterator[bool]:
    with plain_words():
        connection = store.engine.raw_connection()
    driver: Any = connection.driver_connection
    connection.detach()  # it is closed at the end, not kept with its lock
    try:
        driver.autocommit = True  # no transaction held open for hours
        cursor = connection.cursor()
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", (NAMESPACE, number))
        yield cursor.fetchone() == (True,)
    finally:
        connection.close()
