"""Who is signed in. Sessions are kept here and not in the browser, so that they end when we say so."""

import secrets
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

HOURS = 3600
TRIES, WITHIN = 10, 15 * 60
"""So many wrong answers from one address within so many seconds, then no more are taken."""


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

    def end(self, name: str) -> None:
        """End a session, if there is one."""
        self._open.pop(name, None)


class OneTimeLink:
    """The way in for one person at their own machine: a link that works once, and few wrong guesses."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.key = secrets.token_urlsafe(32)
        self._clock = clock
        self._used = False
        self._wrong: dict[str, deque[float]] = {}

    def takes(self, key: str, address: str) -> bool:
        """Whether this key lets its bearer in; it does so once."""
        wrong = self._wrong.setdefault(address, deque())
        while wrong and self._clock() - wrong[0] > WITHIN:
            wrong.popleft()
        if len(wrong) >= TRIES:
            return False
        if self._used or not secrets.compare_digest(key.encode(), self.key.encode()):
            wrong.append(self._clock())
            return False
        self._used = True
        return True
