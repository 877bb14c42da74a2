"""Accounts: who there is, and with which roles. What a person was is never overwritten; the last standing counts."""

import re
from collections.abc import Iterable

from sqlalchemy import Connection, func, insert, select

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
    if not person.full_name.strip() or not person.roles:
        raise UsageError(f"Give the person's full name, and one role at least: {', '.join(Role)}.")
    with store.writing(by, Event.PERSON_ADDED, person.name) as writing:
        insist_may_manage(writing.connection, by)
        if find(writing.connection, person.name) is not None:
            raise UsageError(f"There is a person {person.name} already; nothing was changed.")
        writing.connection.execute(insert(schema.people), {"name": person.name})
        _stand(writing, person)


def change_person(store: Store, person: Person, by: str) -> None:
    """Give an account another full name, other roles, or switch it off or on. Raises as ``add_person`` does."""
    event = Event.PERSON_CHANGED if person.active else Event.PERSON_DISABLED
    with store.writing(by, event, person.name) as writing:
        insist_may_manage(writing.connection, by)
        insist([Refusal("who", "OWN_ACCOUNT", "Another admin changes your account.")] if by == person.name else ())
        _existing(writing.connection, person.name)
        _stand(writing, person)


def list_people(store: Store) -> tuple[Person, ...]:
    """Everybody with an account, by name, those switched off included."""
    with store.reading() as connection:
        names = connection.execute(select(schema.people.c.name).order_by(schema.people.c.name)).scalars()
        return tuple(_existing(connection, name) for name in names)


def person_called(store: Store, name: str) -> Person:
    """The person of this name. Raises UsageError where there is none."""
    with store.reading() as connection:
        return _existing(connection, name)


def find(connection: Connection, name: str) -> Person | None:
    """The person of this name as they stand now, if there is one."""
    newest = select(func.max(schema.standings.c.audit_seq)).where(schema.standings.c.name == name).scalar_subquery()
    row = connection.execute(select(schema.standings).where(schema.standings.c.audit_seq == newest)).one_or_none()
    if row is None:
        return None
    return Person(row.name, row.full_name, frozenset(map(Role, row.roles.split())), row.active)


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


def roles_of(names: Iterable[str]) -> frozenset[Role]:
    """Roles by name. Raises UsageError on one that there is not."""
    wanted = tuple(names)
    if unknown := [name for name in wanted if name not in list(Role)]:
        raise UsageError(f"There is no role {unknown[0]!r}. Choose of: {', '.join(Role)}.")
    return frozenset(map(Role, wanted))


def _existing(connection: Connection, name: str) -> Person:
    person = find(connection, name)
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
