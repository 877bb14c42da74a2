"""Is it a file at all, may it be read, and is it small enough? Asked before it is opened."""

import stat
from pathlib import Path

from sufficiency.guards.limits import Limit
from sufficiency.guards.refusal import RIGHT_FILE, refusal


def file_size(path: Path, limit: Limit, name: str = "") -> int:
    """Bytes of an ordinary file. Raises InputRejected for a folder, pipe, device or broken link, or one too big.

    ``name`` is what messages call the file; without one, its own. Opening a pipe would wait for ever.
    """
    name = name or path.name
    try:
        status = path.stat()
        if stat.S_ISREG(status.st_mode) and status.st_size <= limit.most:
            path.open("rb").close()
            return status.st_size
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        message = f"cannot be read ({getattr(error, 'strerror', None) or 'its name is no name of a file'})"
        remedy = "Close it in other programs and check that you may open it."
        raise refusal(name, "UNREADABLE", message, remedy) from None
    if not stat.S_ISREG(status.st_mode):
        kind = "a folder" if stat.S_ISDIR(status.st_mode) else "a pipe or a device"
        raise refusal(name, "NOT_A_FILE", f"is {kind}, not a file", "Put the file itself there.")
    message = f"is too big: {status.st_size:,} bytes, at most {limit.most:,}"
    raise refusal(name, "TOO_BIG", message, RIGHT_FILE)
