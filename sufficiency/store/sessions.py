"""Who is signed in: kept in the store, so that a restart signs nobody out and every server of a store knows the same.

Of what the browser holds only a digest is kept. A session ends by itself where the person's account was changed in any
way since it began, so whoever is switched off, or has other roles, is out at the next request.
"""

import hmac
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, or_, select, update

from sufficiency.errors import StoreTrouble
from sufficiency.panel.people import Person
from sufficiency.store import people, schema
from sufficiency.store.transactions import Store

TO_THE = timedelta(minutes=1)
"""How closely it is noted when a session was last seen: reading a page is no write, once a minute excepted."""

kept, stood = schema.sessions, schema.standings

_WITH_STANDING = (
    select(kept, stood.c.full_name, stood.c.roles, stood.c.active, stood.c.audit_seq)
    .join(stood, stood.c.name == kept.c.name)
    .where(kept.c.digest == bindparam("one"))
    .order_by(stood.c.audit_seq.desc())
    .limit(1)
)
"""A session beside how its person stands now."""


@dataclass(frozen=True, slots=True)
class Session:
    """One person in one browser. ``form_key`` must come back with every change asked for; ``digest`` names it here."""

    person: Person
    digest: str
    form_key: str


@dataclass(frozen=True, slots=True)
class Sessions:
    """The sessions of a store, and how long one may rest (to the minute), and last."""

    store: Store
    idle: timedelta = timedelta(hours=12)
    longest: timedelta = timedelta(hours=12)

    def begin(self, name: str) -> str:
        """A new session of a person; returns its token, which only the browser is told. Clears away what is over."""
        token = token_urlsafe(32)
        now = self._now()
        with self.store.noting() as connection:
            connection.execute(delete(kept).where(or_(*self._over(now))))
            for passing in (schema.forms_sent, schema.guesses):
                connection.execute(delete(passing).where(passing.c.at < _noted(now - self.longest)))
            standing = people.standing_of(connection, name)
            row = {"digest": _digest(token), "name": name, "standing": standing}
            connection.execute(insert(kept), {**row, "began_at": _noted(now), "seen_at": _noted(now)})
        return token

    def find(self, token: str) -> Session | None:
        """The session of this token, unless it is over."""
        digest, now = _digest(token), self._now()
        with self.store.reading() as connection:
            row = connection.execute(_WITH_STANDING, {"one": digest}).one_or_none()
        if row is None:
            return None
        rested, lasted = (now - datetime.fromisoformat(at) for at in (row.seen_at, row.began_at))
        if rested > self.idle or lasted > self.longest or row.audit_seq != row.standing or not row.active:
            self.end(token)
            return None
        if rested >= TO_THE:
            self._seen(digest, now)
        return Session(people.as_stands(row), digest, hmac.digest(token.encode(), b"form key", "sha256").hex())

    def end(self, token: str) -> None:
        """End a session, if there is one."""
        with self.store.noting() as connection:
            connection.execute(delete(kept).where(kept.c.digest == _digest(token)))

    def end_all(self, name: str) -> None:
        """End every session of a person."""
        with self.store.noting() as connection:
            end_all(connection, name)

    def _seen(self, digest: str, now: datetime) -> None:
        """Note it; where others are writing just now, the next request does."""
        with suppress(StoreTrouble), self.store.noting(at_once=True) as connection:
            connection.execute(update(kept).where(kept.c.digest == digest).values(seen_at=_noted(now)))

    def _over(self, now: datetime) -> tuple[Any, ...]:
        return kept.c.seen_at < _noted(now - self.idle), kept.c.began_at < _noted(now - self.longest)

    def _now(self) -> datetime:
        return self.store.clock().astimezone(UTC)


def end_all(connection: Connection, name: str) -> None:
    """End every session of a person, in a transaction that does more."""
    connection.execute(delete(kept).where(kept.c.name == name))


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def _noted(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
