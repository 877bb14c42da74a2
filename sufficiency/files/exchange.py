"""Two folders take each other's names in one step, where the machine can."""

import ctypes
import errno
import os
import sys
from pathlib import Path

_CANNOT = frozenset((errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP))
_HERE = -100  # AT_FDCWD: paths are looked up from the working folder
_EXCHANGE = 2  # RENAME_EXCHANGE of Linux and RENAME_SWAP of macOS are both 2


def exchange(one: Path, other: Path) -> bool:
    """Give each folder the other's name in one step; False where that cannot be done, and then nothing was changed.

    Linux (``renameat2``) and macOS (``renamex_np``) can, on their usual disks. Windows has no such call. Raises
    OSError where either folder is missing or may not be renamed.
    """
    if sys.platform == "win32":
        return False
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2" if sys.platform == "linux" else "renamex_np", None)
    if call is None:
        return False
    first, second = os.fsencode(one), os.fsencode(other)
    paths = (_HERE, first, _HERE, second) if sys.platform == "linux" else (first, second)
    if call(*paths, _EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _CANNOT:
        return False
    raise OSError(number, os.strerror(number), str(other))
