"""Signing in by account: a link, good once, to set a password; and what the password is recognised by.

Neither a password nor a link is kept: of the link its digest, of the password what ``argon2`` makes of it. The trail
tells who was given a link and when one was used.
"""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe

from sqlalchemy import Connection, delete, insert, select

from sufficiency.errors import UsageError
from sufficiency.panel.events import Event
from sufficiency.store import schema, sessions
from sufficiency.store.people import insist_may_manage, insist_there
from sufficiency.store.transactions import Store

GOOD_FOR = timedelta(hours=72)
"""How long a link may wait."""
NOT_GOOD = "This link was used, has run out, or is none. Ask an admin for another."

sign_ins = schema.sign_ins


def invite(store: Store, name: str, by: str) -> str:
    """Make a link for a person to set a password by; returns its key, which is kept nowhere. The last one counts.

    Raises UsageError where there is no such person, NotAllowed where ``by`` may not.
    """
    key = token_urlsafe(32)
    with store.writing(by, Event.PERSON_INVITED, name) as writing:
        insist_may_manage(writing.connection, by)
        insist_there(writing.connection, name)
        kept = _password(writing.connection, name)
        _stand(writing.connection, name, (kept, _digest(key), store.clock().astimezone(UTC).isoformat()))
    return key


def invited(store: Store, key: str) -> str:
    """Who may set a password by this link. Raises UsageError where the link is not good."""
    with store.reading() as connection:
        return _invited(connection, key, store.clock())


def set_password(store: Store, key: str, password: str) -> str:
    """Keep what ``argon2`` made of a password; the link is used up, and whoever was signed in to the account is out.

    Returns whose account it is. Raises as ``invited`` does.
    """
    name = invited(store, key)
    with store.writing(name, Event.PASSWORD_SET, name) as writing:
        insist_there(writing.connection, _invited(writing.connection, key, store.clock()))
        _stand(writing.connection, name, (password, "", ""))
        sessions.end_all(writing.connection, name)
    return name


def use_up(connection: Connection, key: str, now: datetime) -> None:
    """Use a link up for another way to sign in than a password, which stays. Raises as ``invited`` does."""
    name = _invited(connection, key, now)
    _stand(connection, name, (_password(connection, name), "", ""))


def password_of(store: Store, name: str) -> str:
    """What a person's password is recognised by; blank where none was set."""
    with store.reading() as connection:
        return _password(connection, name)


def _password(connection: Connection, name: str) -> str:
    return connection.execute(select(sign_ins.c.password).where(sign_ins.c.name == name)).scalar_one_or_none() or ""


def _invited(connection: Connection, key: str, now: datetime) -> str:
    query = select(sign_ins.c.name, sign_ins.c.invited_at).where(sign_ins.c.invitation == _digest(key))
    found = connection.execute(query).one_or_none()
    if found is None or now - datetime.fromisoformat(found.invited_at) > GOOD_FOR:
        raise UsageError(NOT_GOOD)
    return str(found.name)


def _stand(connection: Connection, name: str, values: tuple[str, str, str]) -> None:
    row = dict(zip(("password", "invitation", "invited_at"), values, strict=True))
    connection.execute(delete(sign_ins).where(sign_ins.c.name == name))
    connection.execute(insert(sign_ins), {"name": name, **row})


def _digest(key: str) -> str:
    return sha256(key.encode()).hexdigest()
