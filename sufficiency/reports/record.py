"""What is recorded beside a run so that it can be repeated: command, input digests, recount, versions, timings."""

import hashlib
import platform
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from sufficiency.errors import Fault
from sufficiency.verify.report import Verification

LIBRARIES = ("numpy", "scipy", "ortools", "numba", "pandas")


@dataclass(frozen=True, slots=True)
class RunRecord:
    """How a run came about.

    ``input_folder`` is where the input was read, in full, so that it is found from any working folder; nothing that
    leaves the authority shows it. ``files`` pairs each input file with its SHA-256, ``versions`` each library with its
    version, ``timings`` each step with its seconds. ``warnings`` are what the check of the input found, errors aside.
    ``verification`` is the recount, None where none was made.
    """

    command: str
    input_folder: str
    files: tuple[tuple[str, str], ...] = ()
    versions: tuple[tuple[str, str], ...] = ()
    timings: tuple[tuple[str, float], ...] = ()
    warnings: tuple[Fault, ...] = ()
    verification: Verification | None = None

    @property
    def verified(self) -> bool:
        """Whether the recount was made and found nothing broken."""
        return self.verification is not None and self.verification.verified


def changed_since(record: RunRecord, folder: Path) -> tuple[str, ...]:
    """Names of the files the run was read from that are missing from ``folder`` or hold other bytes there now."""
    return tuple(name for name, was in record.files if _sha256(folder / name) != was)


def tool_version() -> str:
    """The version of this product; a bare checkout has none."""
    try:
        return version("sufficiency")
    except PackageNotFoundError:
        return "not installed"


def library_versions() -> tuple[tuple[str, str], ...]:
    """Python and the libraries an answer could depend on."""
    return (("python", platform.python_version()), *((name, version(name)) for name in LIBRARIES))


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
