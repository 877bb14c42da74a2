"""Reading the audit trail, and checking it against the rows that its events sealed."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, func, select

from sufficiency.panel.events import Event
from sufficiency.store import schema
from sufficiency.store.chain import Entry, Head, broken
from sufficiency.store.transactions import Store, head_of, seal_of, seal_over

BATCH = 2_000
MANY = 200
"""Cases that one person opens within an hour of which the auditor is told: more than a panel's work asks for."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: the trail's end, to be noted elsewhere, and everything that is wrong."""

    head: Head
    broken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """Some events, the newest first: page ``at`` of ``pages``, of ``total`` events in all."""

    events: tuple[Entry, ...]
    at: int
    pages: int
    total: int


@dataclass(frozen=True, slots=True)
class ManyOpened:
    """How many cases somebody opened within an hour; ``hour`` as the trail's times begin (UTC)."""

    by: str
    hour: str
    cases: int


def entries(connection: Connection, after: int = 0, about: str = "", by: str = "") -> Iterator[Entry]:
    """Events in order, those after a number, about one subject, by one person."""
    query = select(schema.audit).where(schema.audit.c.seq > after, *_which(about, by)).order_by(schema.audit.c.seq)
    for row in connection.execute(query, execution_options={"yield_per": BATCH}):
        yield Entry(*row)


def show(store: Store, after: int = 0, about: str = "", by: str = "") -> tuple[Entry, ...]:
    """The same, all at once."""
    with store.reading() as connection:
        return tuple(entries(connection, after, about, by))


def leaf(store: Store, number: int, size: int, about: str = "", by: str = "") -> Leaf:
    """One page of the trail, the newest event first, of pages of that size; the nearest there is."""
    which = _which(about, by)
    with store.reading() as connection:
        total = connection.execute(select(func.count()).select_from(schema.audit).where(*which)).scalar_one()
        pages = max(1, -(-total // size))
        at = min(max(1, number), pages)
        query = select(schema.audit).where(*which).order_by(schema.audit.c.seq.desc())
        rows = connection.execute(query.offset((at - 1) * size).limit(size))
        return Leaf(tuple(Entry(*row) for row in rows), at, pages, total)


def many_opened(store: Store, at_least: int = MANY) -> tuple[ManyOpened, ...]:
    """Whoever opened so many cases or more within an hour of the clock, the latest first."""
    table = schema.audit
    hour, cases = func.substr(table.c.at, 1, 13), func.count()
    query = select(table.c.by, hour, cases).where(table.c.event == Event.CASE_OPENED).group_by(table.c.by, hour)
    with store.reading() as connection:
        rows = connection.execute(query.having(cases >= at_least).order_by(hour.desc(), table.c.by))
        return tuple(ManyOpened(*row) for row in rows)


def verify(store: Store, noted: Head | None = None) -> Checked:
    """Whether the trail is whole and every row that it sealed is as it was written."""
    with store.reading() as connection:
        return verify_trail(connection, noted)


def verify_trail(connection: Connection, noted: Head | None = None) -> Checked:
    """The same on an open connection."""
    head = head_of(connection)
    wrong = list(broken(entries(connection), head, noted))
    return Checked(head, (*wrong, *_unsealed(connection)))


def _which(about: str, by: str) -> list[ColumnElement[bool]]:
    asked = ((schema.audit.c.subject, about), (schema.audit.c.by, by))
    return [column == value for column, value in asked if value]


def _unsealed(connection: Connection) -> Iterator[str]:
    """Events whose rows are not those they sealed: a row changed, added or removed since."""
    found = _seals(connection)
    for entry in connection.execute(select(schema.audit.c.seq, schema.audit.c.seal).order_by(schema.audit.c.seq)):
        if seal_over(found.pop(entry.seq, [])) != entry.seal:
            yield f"what event {entry.seq} wrote was changed, added to or removed"
    for seq in sorted(found):
        yield f"rows name event {seq}, which is not in the trail"


def _seals(connection: Connection) -> dict[int, list[str]]:
    seals: dict[int, list[str]] = defaultdict(list)
    for table in schema.SEALED:
        for row in connection.execute(select(table), execution_options={"yield_per": BATCH}).mappings():
            seals[row["audit_seq"]].append(seal_of(table, {str(name): value for name, value in row.items()}))
    return seals
