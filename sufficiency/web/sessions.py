"""Who is signed in. Sessions are kept here and not in the browser, so that they end when we say so."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from sufficiency.web.passwords import Guesses

MINUTES, HOURS = 60, 3600
TEAM_IDLE, TEAM_LONGEST = 15 * MINUTES, 10 * HOURS
"""How long a session of a team may rest, and last."""


@dataclass(slots=True)
class Session:
    """One person in one browser. ``form_key`` must come back with every change asked for.

    ``done`` says where each form that was sent led, by the form's own key; one change of a session is made at a time.
    """

    person: str
    began: float
    seen: float
    form_key: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    done: dict[str, str] = field(default_factory=dict)
    turn: Lock = field(default_factory=Lock)


class Sessions:
    """The sessions of one server. ``idle`` and ``longest`` are seconds; a restart ends them all."""

    def __init__(
        self, *, idle: float = 12 * HOURS, longest: float = 12 * HOURS, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._idle, self._longest, self._clock = idle, longest, clock
        self._open: dict[str, Session] = {}

    def begin(self, person: str) -> str:
        """A new session; returns its name, which only the browser is told."""
        name = secrets.token_urlsafe(32)
        now = self._clock()
        self._open[name] = Session(person, now, now)
        return name

    def find(self, name: str) -> Session | None:
        """The session of this name, if it has not run out."""
        session, now = self._open.get(name), self._clock()
        if session is None:
            return None
        if now - session.seen > self._idle or now - session.began > self._longest:
            self.end(name)
            return None
        session.seen = now
        return session

    def end_all(self, person: str) -> None:
        """End every session of a person."""
        for name in [name for name, session in list(self._open.items()) if session.person == person]:
            self.end(name)

    def end(self, name: str) -> None:
        """End a session, if there is one."""
        self._open.pop(name, None)


class OneTimeLink:
    """The way in for one person at their own machine: a link that works once, and few wrong guesses."""

    def __init__(self) -> None:
        self.key = secrets.token_urlsafe(32)
        self._guesses = Guesses()
        self._used = False

    def takes(self, key: str, address: str) -> bool:
        """Whether this key lets its bearer in; it does so once."""
        if self._guesses.too_many(address):
            return False
        if self._used or not secrets.compare_digest(key.encode(), self.key.encode()):
            self._guesses.note(address)
            return False
        self._used = True
        return True
