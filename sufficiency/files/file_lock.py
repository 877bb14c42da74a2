"""A file that one process has for its own; the system lets go of it when that process ends, however it ends."""

import os
import sys

BEYOND = 2**40
"""On Windows a byte that is locked cannot be read, so it is one that is never written."""

if sys.platform == "win32":
    import msvcrt

    def lock(file: int) -> None:
        """Take an open file for this process alone. Raises OSError where another has it."""
        os.lseek(file, BEYOND, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def lock(file: int) -> None:
        """Take an open file for this process alone. Raises OSError where another has it."""
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
