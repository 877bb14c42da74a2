"""Which files of a folder this tool wrote itself: nothing else is ever deleted."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

LIST = ".written-by-sufficiency.json"


def note(folder: Path, parts: tuple[str, ...]) -> None:
    """Keep in ``folder`` the names and bytes, as SHA-256, of every file in the parts named."""
    written = {name: digest for part in parts for name, digest in _files(folder, part).items()}
    (folder / LIST).write_text(json.dumps(written, indent=2) + "\n", encoding="utf-8")


def is_own(folder: Path, parts: tuple[str, ...]) -> bool:
    """Whether every file in the parts named is one that was noted, unchanged since; so where there is none."""
    noted = _noted(folder)
    return all(noted.get(name) == digest for part in parts for name, digest in _files(folder, part).items())


def _files(folder: Path, part: str) -> Mapping[str, str]:
    root = folder / part
    found = [root] if root.is_file() or root.is_symlink() else sorted(p for p in root.rglob("*") if not p.is_dir())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def _noted(folder: Path) -> Mapping[str, str]:
    try:
        noted = json.loads((folder / LIST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return noted if isinstance(noted, dict) else {}
