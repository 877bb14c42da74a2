"""Wrong answers of late, by account and by address: known to every server, kept as digests, gone within the hour."""

from dataclasses import dataclass
from datetime import UTC, timedelta
from hashlib import sha256
from secrets import token_hex

from sqlalchemy import delete, func, insert, select

from sufficiency.store import schema
from sufficiency.store.transactions import Store

TRIES, WITHIN = 10, timedelta(minutes=15)
"""So many wrong answers for one account or from one address within so long, then no more are taken."""

wrong = schema.guesses


@dataclass(frozen=True, slots=True)
class Guesses:
    """The wrong answers noted in a store."""

    store: Store

    def too_many(self, *whose: str) -> bool:
        """Whether any of these has used up its tries."""
        late = (wrong.c.digest.in_(map(_digest, whose)), wrong.c.at >= self._ago())
        query = select(func.count()).where(*late).group_by(wrong.c.digest)
        with self.store.reading() as connection:
            return any(count >= TRIES for count in connection.execute(query).scalars())

    def note(self, *whose: str) -> None:
        """Another wrong answer. Clears away those that no longer count."""
        at = self.store.clock().astimezone(UTC).isoformat(timespec="seconds")
        noted = [{"guess": token_hex(16), "digest": _digest(one), "at": at} for one in whose]
        with self.store.noting() as connection:
            connection.execute(delete(wrong).where(wrong.c.at < self._ago()))
            connection.execute(insert(wrong), noted)

    def _ago(self) -> str:
        return (self.store.clock().astimezone(UTC) - WITHIN).isoformat(timespec="seconds")


def _digest(whose: str) -> str:
    return sha256(whose.encode()).hexdigest()
