"""Accounts: who there is, and with which roles. What a person was is never overwritten; the last standing counts."""

import re
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from sufficiency.errors import UsageError
from sufficiency.panel.events import Event
from sufficiency.panel.people import Person, Role
from sufficiency.panel.permissions import Act, not_permitted
from sufficiency.panel.refusal import Refusal, insist
from sufficiency.store import schema
from sufficiency.store.transactions import Store, Writing

OPERATOR = "operator:"
"""Begins the name of whoever works on the store from the command line: may look after people, may not decide."""

_NAME = re.compile(r"[a-z0-9][a-z0-9._@-]{0,63}")


def add_person(store: Store, person: Person, by: str) -> None:
    """Make an account. Raises UsageError where the name is taken or is none, NotAllowed where ``by`` may not."""
    if not _NAME.fullmatch(person.name):
        raise UsageError("A name is up to 64 small letters, digits and . _ @ -, such as a.khan.")
    _insist_whole(person)
    with store.writing(by, Event.PERSON_ADDED, person.name) as writing:
        insist_may_manage(writing.connection, by)
        if find(writing.connection, person.name) is not None:
            raise UsageError(f"There is a person {person.name} already; nothing was changed.")
        writing.connection.execute(insert(schema.people), {"name": person.name})
        _stand(writing, person)


def change_person(store: Store, person: Person, by: str) -> None:
    """Give an account another full name, other roles, or switch it off or on. Raises as ``add_person`` does."""
    _insist_whole(person)
    event = Event.PERSON_CHANGED if person.active else Event.PERSON_DISABLED
    with store.writing(by, event, person.name) as writing:
        insist_may_manage(writing.connection, by)
        insist([Refusal("who", "OWN_ACCOUNT", "Another admin changes your account.")] if by == person.name else ())
        _existing(writing.connection, person.name)
        _stand(writing, person)


def list_people(store: Store) -> tuple[Person, ...]:
    """Everybody with an account, by name, those switched off included."""
    table = schema.standings
    newest = select(func.max(table.c.audit_seq)).group_by(table.c.name)
    query = select(table).where(table.c.audit_seq.in_(newest)).order_by(table.c.name)
    with store.reading() as connection:
        return tuple(as_stands(row) for row in connection.execute(query))


def person_called(store: Store, name: str) -> Person:
    """The person of this name. Raises UsageError where there is none."""
    with store.reading() as connection:
        return _existing(connection, name)


def person_at(store: Store, name: str, event: int) -> Person:
    """The person of this name as they stood at an event. Raises UsageError where there was none."""
    with store.reading() as connection:
        return _existing(connection, name, event)


def find(connection: Connection, name: str, at: int | None = None) -> Person | None:
    """The person of this name, if there is one: as they stand now, or as they stood at an event."""
    table = schema.standings
    query = select(table).where(table.c.name == name).order_by(table.c.audit_seq.desc()).limit(1)
    row = connection.execute(query if at is None else query.where(table.c.audit_seq <= at)).one_or_none()
    return None if row is None else as_stands(row)


def standing_of(connection: Connection, name: str) -> int:
    """The number of the event that last made or changed an account; 0 where there is none."""
    newest = select(func.max(schema.standings.c.audit_seq)).where(schema.standings.c.name == name)
    return connection.execute(newest).scalar_one() or 0


def insist_may(connection: Connection, by: str, act: Act) -> Person:
    """The person who asks, where their roles allow the act. Raises NotAllowed, UsageError where nobody is so called."""
    person = _existing(connection, by)
    insist(not_permitted(person, act))
    return person


def insist_there(connection: Connection, name: str) -> None:
    """Go on only where there is such a person. Raises UsageError."""
    _existing(connection, name)


def _insist_whole(person: Person) -> None:
    """Letters name whoever decided in full."""
    if not person.full_name.strip() or not person.roles:
        raise UsageError(f"Give the person's full name, and one role at least: {', '.join(Role)}.")


def roles_of(names: Iterable[str]) -> frozenset[Role]:
    """Roles by name. Raises UsageError on one that there is not."""
    wanted = tuple(names)
    if unknown := [name for name in wanted if name not in list(Role)]:
        raise UsageError(f"There is no role {unknown[0]!r}. Choose of: {', '.join(Role)}.")
    return frozenset(map(Role, wanted))


def as_stands(row: Row[Any]) -> Person:
    """The person whose standing a row is, or holds beside other columns."""
    return Person(row.name, row.full_name, frozenset(map(Role, row.roles.split())), row.active)


def _existing(connection: Connection, name: str, at: int | None = None) -> Person:
    person = find(connection, name, at)
    if person is None:
        raise UsageError(f"There is no person {name}. `sufficiency users list` names everybody.")
    return person


def insist_may_manage(connection: Connection, by: str) -> None:
    """Go on only where this is an admin, or the operator of the store. Raises NotAllowed, UsageError."""
    if not by.startswith(OPERATOR):
        insist_may(connection, by, Act.MANAGE_PEOPLE)


def _stand(writing: Writing, person: Person) -> None:
    roles = " ".join(sorted(person.roles))
    writing.detail |= {"roles": roles, "active": person.active}
    row = {"name": person.name, "full_name": person.full_name, "roles": roles, "active": person.active}
    writing.add(schema.standings, row)
