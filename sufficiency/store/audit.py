"""Reading the audit trail, and checking it against the rows that its events sealed."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from sufficiency.store import schema
from sufficiency.store.chain import Entry, Head, broken
from sufficiency.store.transactions import Store, head_of, seal_of, seal_over

BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: the trail's end, to be noted elsewhere, and everything that is wrong."""

    head: Head
    broken: tuple[str, ...]


def entries(connection: Connection, after: int = 0, about: str = "", by: str = "") -> Iterator[Entry]:
    """Events in order, those after a number, about one subject, by one person."""
    query = select(schema.audit).where(schema.audit.c.seq > after).order_by(schema.audit.c.seq)
    if about:
        query = query.where(schema.audit.c.subject == about)
    if by:
        query = query.where(schema.audit.c.by == by)
    for row in connection.execute(query, execution_options={"yield_per": BATCH}):
        yield Entry(*row)


def show(store: Store, after: int = 0, about: str = "", by: str = "") -> tuple[Entry, ...]:
    """The same, all at once."""
    with store.reading() as connection:
        return tuple(entries(connection, after, about, by))


def verify(store: Store, noted: Head | None = None) -> Checked:
    """Whether the trail is whole and every row that it sealed is as it was written."""
    with store.reading() as connection:
        return verify_trail(connection, noted)


def verify_trail(connection: Connection, noted: Head | None = None) -> Checked:
    """The same on an open connection."""
    head = head_of(connection)
    wrong = list(broken(entries(connection), head, noted))
    return Checked(head, (*wrong, *_unsealed(connection)))


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
