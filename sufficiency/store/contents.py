"""Files kept by the digest of their bytes: the same bytes are kept once, and are never replaced."""

import zlib
from collections.abc import Iterable
from hashlib import sha256

from sqlalchemy import Connection, insert, select

from sufficiency.errors import StoreTrouble
from sufficiency.store import schema


def keep(connection: Connection, contents: Iterable[bytes]) -> None:
    """Keep these bytes where they are not kept yet."""
    for content in contents:
        digest = sha256(content).hexdigest()
        if not is_kept(connection, digest):
            row = {"digest": digest, "size": len(content), "packed": zlib.compress(content)}
            connection.execute(insert(schema.contents), row)


def is_kept(connection: Connection, digest: str) -> bool:
    """Whether the bytes of this digest are kept."""
    known = select(schema.contents.c.digest).where(schema.contents.c.digest == digest)
    return connection.execute(known).one_or_none() is not None


def content(connection: Connection, digest: str) -> bytes:
    """The bytes of this digest. Raises StoreTrouble where they are not kept, or are no longer what they were."""
    packed = connection.execute(
        select(schema.contents.c.packed).where(schema.contents.c.digest == digest)
    ).scalar_one_or_none()
    if packed is None:
        raise StoreTrouble("The file is not kept in the store.")
    found = unpacked(packed)
    if sha256(found).hexdigest() != digest:
        raise StoreTrouble("A kept file is damaged: `sufficiency db verify` says which.")
    return found


def unpacked(packed: bytes) -> bytes:
    """The bytes as they were; none where they cannot be unpacked."""
    try:
        return zlib.decompress(packed)
    except zlib.error:
        return b""
