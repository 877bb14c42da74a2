"""Where this computer keeps what was worked out once: never a name, a reference or a postcode.

SUFFICIENCY_CACHE names the folder; set to nothing it switches keeping off. Otherwise it is where the system keeps such
things: LOCALAPPDATA on Windows, ~/Library/Caches on macOS, XDG_CACHE_HOME or ~/.cache elsewhere (XDG Base Directory
Specification 0.8).
"""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

VARIABLE = "SUFFICIENCY_CACHE"
NAME = "sufficiency"


def cache_folder() -> Path | None:
    """The folder, made where it is not there; None where nothing is to be kept, or nothing can be."""
    folder = named_folder(os.environ, sys.platform)
    if folder is None:
        return None
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return folder


def named_folder(environment: Mapping[str, str], platform: str) -> Path | None:
    """The folder by these variables on this system; None where keeping is switched off or there is no home."""
    if VARIABLE in environment:
        return Path(environment[VARIABLE]) if environment[VARIABLE] else None
    if platform == "win32":
        local = environment.get("LOCALAPPDATA")
        return Path(local) / NAME / "Cache" if local else None
    home = environment.get("HOME")
    if platform == "darwin":
        return Path(home) / "Library" / "Caches" / NAME if home else None
    stated = environment.get("XDG_CACHE_HOME", "")
    if Path(stated).is_absolute():
        return Path(stated) / NAME
    return Path(home) / ".cache" / NAME if home else None
