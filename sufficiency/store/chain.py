"""The audit trail as a chain: each event holds the hash of the one before, so none can change unseen.

    hash = SHA-256 of the canonical form of (seq, at, by, event, subject, detail, seal, previous)

What a chain cannot show by itself: that someone with full rights to the database wrote the whole of it, or its end,
anew, hashes and head included. A head noted elsewhere (``Head``, printed by every ``audit verify``) shows that too.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sufficiency.store.canonical import digest

START = "0" * 64
"""What the first event holds in place of the hash before it."""


class Entry(NamedTuple):
    """One event as stored. ``at`` is UTC in ISO form, ``detail`` canonical JSON, ``seal`` the digest of its rows."""

    seq: int
    at: str
    by: str
    event: str
    subject: str
    detail: str
    seal: str
    previous: str
    hash: str


class Head(NamedTuple):
    """The end of the trail: how many events there are, and the hash of the last."""

    seq: int
    hash: str

    def __str__(self) -> str:
        """``SEQ:HASH``, to be noted elsewhere."""
        return f"{self.seq}:{self.hash}"


def hash_of(entry: Entry) -> str:
    """What the event's hash must be."""
    return digest(list(entry[:-1]))


def broken(entries: Iterable[Entry], head: Head, noted: Head | None = None) -> Iterator[str]:
    """What is wrong with a trail, with its position: edits, removals, insertions, changes of order, a lost end.

    ``noted`` is a head that was written down elsewhere earlier; the trail must still pass through it.
    """
    expected, previous, through = 1, START, noted is None
    for entry in entries:
        if entry.seq != expected:
            yield f"event {expected} is missing or out of place: {entry.seq} stands there"
            expected = entry.seq
        if entry.previous != previous:
            yield f"event {entry.seq} does not follow the event before it"
        if entry.hash != hash_of(entry):
            yield f"event {entry.seq} was changed"
        through = through or noted == (entry.seq, entry.hash)
        expected, previous = expected + 1, entry.hash
    if head != (expected - 1, previous):
        yield f"the trail ends at event {expected - 1}, and its head says {head.seq}"
    if not through:
        yield f"the trail does not pass through the head noted earlier, {noted}"
