"""One event, one transaction: whatever is written is written with its line in the audit trail, or not at all.

Writers take turns, by the same rule on both databases: SQLite's write lock, or the lock of the row that holds the
trail's head. So what a writer reads stays true until it commits, and nothing is acknowledged before it is on disk.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine, Table, insert, select, update
from sqlalchemy.exc import DBAPIError, OperationalError

from sufficiency.errors import StoreTrouble, UsageError
from sufficiency.panel.events import Event
from sufficiency.store import schema
from sufficiency.store.canonical import canonical, digest
from sufficiency.store.chain import Entry, Head, hash_of
from sufficiency.store.engine import AT_ONCE, WRITING

ENGLAND = ZoneInfo("Europe/London")
TRIES = 4
"""How often a writer asks for its turn before it gives up."""

Values = Mapping[str, object]


class Unchanged(Exception):
    """Leaves the block of ``Store.writing`` with nothing written and no event; who raises it also catches it."""


def utc_now() -> datetime:
    """The time, as the trail notes it. The order of events is that of their numbers, never of their times."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Store:
    """An open store. ``clock`` gives the time noted with each event."""

    engine: Engine
    clock: Callable[[], datetime] = utc_now

    def today(self) -> date:
        """The day in England, by which the law counts; the trail notes its times in UTC."""
        return self.clock().astimezone(ENGLAND).date()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one commit point throughout. Raises StoreTrouble."""
        with plain_words(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self, by: str, event: Event, subject: str = "") -> Iterator["Writing"]:
        """One event: everything inserted in the block, and its audit line, or nothing. ``by`` is who does it.

        Raises StoreTrouble where the database cannot be written; then nothing was changed, unless the message says
        that this is not known.
        """
        with plain_words():
            connection = _turn(self.engine)
        try:
            writing = Writing(connection, head_of(connection), by, event, subject)
            with plain_words():
                yield writing
                finish(writing, self.clock())
            _commit(connection)
        finally:
            connection.close()

    @contextmanager
    def noting(self, *, at_once: bool = False) -> Iterator[Connection]:
        """A write that is no event, such as how far a job is; never of what the trail tells. Raises StoreTrouble.

        ``at_once``: rather not at all than after another writer.
        """
        connecting = self.engine.connect().execution_options(**{WRITING: True, AT_ONCE: at_once})
        with plain_words(), connecting as connection, connection.begin():
            yield connection


@dataclass(slots=True)
class Writing:
    """A transaction that will be one event. ``detail`` goes into the audit line: facts and references, never prose."""

    connection: Connection
    head: Head
    by: str
    event: Event
    subject: str = ""
    detail: dict[str, object] = field(default_factory=dict)
    seals: list[str] = field(default_factory=list)

    @property
    def seq(self) -> int:
        """The number of this event."""
        return self.head.seq + 1

    def add(self, table: Table, *rows: Values) -> None:
        """Add rows for good, sealed by this event. Raises UsageError on text that no database can hold."""
        _refuse_nul(rows)
        whole = [{**row, "audit_seq": self.seq} for row in rows]
        self.seals += [seal_of(table, row) for row in whole]
        if whole:
            self.connection.execute(insert(table), whole)


def seal_of(table: Table, row: Values) -> str:
    """The digest of one row of a sealed table, blanks included."""
    return digest([table.name, {column.name: row.get(column.name) for column in table.columns}])


def seal_over(seals: Sequence[str]) -> str:
    """The seal of an event over its rows, in whatever order they stand."""
    return digest(sorted(seals))


@contextmanager
def plain_words() -> Iterator[None]:
    """The database's errors in words that say nothing of the rows. Raises StoreTrouble."""
    try:
        yield
    except DBAPIError as error:
        raise StoreTrouble(f"The database refused: {_short(error)}. Nothing was changed.") from error


def _turn(engine: Engine) -> Connection:
    """A connection whose turn it is to write."""
    for attempt in range(TRIES):
        connection = engine.connect().execution_options(**{WRITING: True})
        try:
            connection.begin()
            connection.execute(select(schema.audit_head.c.seq).with_for_update())
        except OperationalError as error:
            connection.close()
            if attempt + 1 == TRIES or not _busy(error):
                raise
            time.sleep(0.05 * 2**attempt)
        except BaseException:
            connection.close()
            raise
        else:
            return connection
    raise AssertionError("a turn is taken or refused")


def head_of(connection: Connection) -> Head:
    """The end of the trail as it is now."""
    row = connection.execute(select(schema.audit_head.c.seq, schema.audit_head.c.hash)).one()
    return Head(row.seq, row.hash)


def finish(writing: Writing, at: datetime) -> None:
    """Write the audit line of an event whose rows are all there."""
    entry = Entry(
        seq=writing.seq,
        at=at.astimezone(UTC).isoformat(timespec="microseconds"),
        by=writing.by,
        event=str(writing.event),
        subject=writing.subject,
        detail=canonical(writing.detail),
        seal=seal_over(writing.seals),
        previous=writing.head.hash,
        hash="",
    )
    entry = entry._replace(hash=hash_of(entry))
    writing.connection.execute(insert(schema.audit), entry._asdict())
    writing.connection.execute(update(schema.audit_head), {"seq": entry.seq, "hash": entry.hash})


def _commit(connection: Connection) -> None:
    transaction = connection.get_transaction()
    assert transaction is not None
    try:
        transaction.commit()
    except DBAPIError as error:
        if error.connection_invalidated:
            raise StoreTrouble(
                "The connection was lost while saving, so it is not known whether this was saved. Look, and send it "
                "again with the same key: it is then done once."
            ) from error
        raise StoreTrouble(f"The database refused: {_short(error)}. Nothing was changed.") from error


def _busy(error: DBAPIError) -> bool:
    """Someone else had the turn for too long: SQLite's lock, or PostgreSQL's lock_not_available and deadlock."""
    return "database is locked" in str(error.orig) or getattr(error.orig, "sqlstate", "") in ("55P03", "40P01", "40001")


def _short(error: DBAPIError) -> str:
    """The first line, which names tables and rules; what follows may quote a row."""
    if _busy(error):
        return "others are writing; try again in a moment"
    return str(error.orig).strip().split("\n", maxsplit=1)[0].rstrip(".") or type(error.orig).__name__


def _refuse_nul(rows: Sequence[Values]) -> None:
    for row in rows:
        for name, value in row.items():
            if isinstance(value, str) and "\0" in value:
                raise UsageError(f"The text for {name} holds a NUL character, which cannot be kept. Remove it.")
