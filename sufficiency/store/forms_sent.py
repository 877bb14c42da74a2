"""What a form asks for is done once, however often it is sent, and to whichever server.

A form is claimed before its work begins, and where it led is noted when the work is done. Where a server ends between
the two, nobody can say from here whether it was done: then nothing is done again, and the person is told to look.
"""

import time
from collections.abc import Callable
from datetime import UTC
from hashlib import sha256

from sqlalchemy import delete, select, text, update

from sufficiency.store import schema
from sufficiency.store.engine import PATIENCE
from sufficiency.store.transactions import Store

kept = schema.forms_sent

_CLAIM = text("INSERT INTO forms_sent (digest, led, at) VALUES (:digest, '', :at) ON CONFLICT DO NOTHING")


def once(store: Store, form: str, work: Callable[[], str], patience: float = PATIENCE) -> str:
    """Do ``work`` the first time a form is sent, and give the address it gives; the same form again gives the same.

    Waits ``patience`` seconds for one that is being worked on; blank where it is not known to be done even then.
    Work that raises is not done: the form may be sent again.
    """
    digest, until = sha256(form.encode()).hexdigest(), time.monotonic() + patience
    while not _claimed(store, digest):
        led = _led(store, digest)
        if led or (led is not None and time.monotonic() >= until):
            return led
        time.sleep(0.05)
    try:
        led = work()
    except BaseException:
        _release(store, digest)
        raise
    with store.noting() as connection:
        connection.execute(update(kept).where(kept.c.digest == digest).values(led=led))
    return led


def first(store: Store, form: str) -> bool:
    """Whether this comes for the first time, where coming is all there is to it."""
    return _claimed(store, sha256(form.encode()).hexdigest())


def _claimed(store: Store, digest: str) -> bool:
    """Whether the form is ours to work on."""
    at = store.clock().astimezone(UTC).isoformat(timespec="seconds")
    with store.noting() as connection:
        return connection.execute(_CLAIM, {"digest": digest, "at": at}).rowcount == 1


def _led(store: Store, digest: str) -> str | None:
    """Where a form led, blank where that is not known yet; None where it was not sent."""
    with store.reading() as connection:
        return connection.execute(select(kept.c.led).where(kept.c.digest == digest)).scalar_one_or_none()


def _release(store: Store, digest: str) -> None:
    with store.noting() as connection:
        connection.execute(delete(kept).where(kept.c.digest == digest))
