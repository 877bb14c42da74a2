"""What a recount found: named checks, what each promises, how much it looked at and what it found broken."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

FILE_NAME = "verification.json"


@dataclass(frozen=True, slots=True)
class Check:
    """One promise and its recount.

    ``says`` is the promise in one sentence; ``checked`` counts what was looked at (0: nothing of the kind in this
    run); ``broken`` lists each breach by child reference or URN, never with more about a child.
    """

    name: str
    says: str
    checked: int
    broken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verification:
    """All checks of one run, and the digests of the input files as they stand now (name, SHA-256)."""

    verified: bool
    checks: tuple[Check, ...]
    files: tuple[tuple[str, str], ...]

    @property
    def broken(self) -> tuple[str, ...]:
        """Every breach, each beginning with the name of its check."""
        return tuple(f"{check.name}: {breach}" for check in self.checks for breach in check.broken)


def as_json(verification: Verification) -> str:
    """The stable JSON form: verified, checks (name, says, checked, broken) and inputs (name, sha256)."""
    plain = {
        "verified": verification.verified,
        "checks": [asdict(check) for check in verification.checks],
        "inputs": [{"name": name, "sha256": digest} for name, digest in verification.files],
    }
    return json.dumps(plain, indent=2, ensure_ascii=False) + "\n"


def write(verification: Verification, run_folder: Path) -> Path:
    """Write ``verification.json`` into the run folder and return its path. Raises OSError as the disk does."""
    path = run_folder / FILE_NAME
    path.write_text(as_json(verification), encoding="utf-8", newline="\n")
    return path
