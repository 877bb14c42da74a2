"""What is recorded beside a run so that it can be repeated: command, input digests, recount, versions, timings."""

import hashlib
import platform
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from sufficiency.verify.report import Verification

LIBRARIES = ("numpy", "scipy", "ortools", "numba", "pandas")


@dataclass(frozen=True, slots=True)
class RunRecord:
    """How a run came about.

    ``files`` pairs each input file with its SHA-256, ``versions`` each library with its version, ``timings`` each step
    with its seconds. ``verification`` is the recount, None where none was made.
    """

    command: str
    input_folder: str
    files: tuple[tuple[str, str], ...] = ()
    versions: tuple[tuple[str, str], ...] = ()
    timings: tuple[tuple[str, float], ...] = ()
    verification: Verification | None = None

    @property
    def verified(self) -> bool:
        """Whether the recount was made and found nothing broken."""
        return self.verification is not None and self.verification.verified


def digests(folder: Path) -> tuple[tuple[str, str], ...]:
    """Every file directly in ``folder`` with its SHA-256, by name; hidden files are not input."""
    files = sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
    return tuple((path.name, hashlib.sha256(path.read_bytes()).hexdigest()) for path in files)


def tool_version() -> str:
    """The version of this product; a bare checkout has none."""
    try:
        return version("sufficiency")
    except PackageNotFoundError:
        return "not installed"


def library_versions() -> tuple[tuple[str, str], ...]:
    """Python and the libraries an answer could depend on."""
    return (("python", platform.python_version()), *((name, version(name)) for name in LIBRARIES))
