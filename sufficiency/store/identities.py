"""Who at the authority's own directory a person is: tied once, by a link that an admin handed over, never by a name.

A subject is the only thing by which a provider promises to know somebody again; e-mail addresses change hands. Source:
OpenID Connect Core 1.0, section 5.7.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from sufficiency.errors import UsageError
from sufficiency.panel.events import Event
from sufficiency.store import people, schema, sessions, sign_ins
from sufficiency.store.canonical import digest
from sufficiency.store.transactions import Store

SIGNING_IN = "sign-in"
"""Who writes that somebody was not let in, as the audit trail names it."""

kept = schema.identities


@dataclass(frozen=True, slots=True)
class Identity:
    """Somebody at a provider: its issuer, and what it calls them for ever."""

    issuer: str
    subject: str

    @property
    def digest(self) -> str:
        """How the trail tells it from others without saying who it is."""
        return digest([self.issuer, self.subject])


def whose(store: Store, identity: Identity) -> str:
    """The person that this is; blank where no account is tied to it."""
    with store.reading() as connection:
        return _whose(connection, identity)


def tie(store: Store, key: str, identity: Identity) -> str:
    """Tie a person's account to who they are at the provider, by their link, which is used up; returns the person.

    Whoever was tied to the account before, or signed in to it, is no longer. Raises UsageError where the link is not
    good, the identity is another account's, or the account is switched off.
    """
    name = sign_ins.invited(store, key)
    with store.writing(name, Event.PERSON_TIED, name) as writing:
        connection = writing.connection
        sign_ins.use_up(connection, key, store.clock())
        person, before = people.find(connection, name), _whose(connection, identity)
        if person is None or not person.active:
            raise UsageError("This account is switched off. Ask an admin.")
        if before not in {"", name}:
            raise UsageError("You are tied to another account already. Ask an admin.")
        connection.execute(delete(kept).where(kept.c.name == name))
        row = {"name": name, "issuer": identity.issuer, "subject": identity.subject}
        connection.execute(insert(kept), row)
        sessions.end_all(connection, name)
        writing.detail |= {"issuer": identity.issuer, "identity": identity.digest}
    return name


def note_refusal(store: Store, why: str, name: str = "", identity: Identity | None = None) -> None:
    """Keep in the trail that somebody was not let in, who has no account, or whose provider's word did not hold."""
    with store.writing(SIGNING_IN, Event.SIGN_IN_REFUSED, name) as writing:
        writing.detail |= {"why": why} | ({"identity": identity.digest} if identity else {})


def _whose(connection: Connection, identity: Identity) -> str:
    query = select(kept.c.name).where(kept.c.issuer == identity.issuer, kept.c.subject == identity.subject)
    return connection.execute(query).scalar_one_or_none() or ""
