"""What a recount found: named checks, what each promises, how much it looked at and what it found broken."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

FILE_NAME = "verification.json"

NOT_RECOUNTED = (
    "That no better answer exists: the solver's certificate is checked when it solves, and by the product's own tests.",
    "The words of reasons.csv and unplaced.csv, the competition they count, and the changes they say would help.",
    "The effect of an alternative on every level but unplaced.",
    "The value of one more place, in limits.csv.",
    "The reason code, wording and effect in supersessions.csv, and records of a place barred to the earlier request.",
    "The price of the order, the number of ties, sites and notes, in run.json.",
    "What a place that is not recommended would add to today's routes, and the mode and grams of CO2e of any journey.",
    "That today's routes could not be cheaper, and that a child could not join one who is said not to be served.",
    "Metres on foot of more than the journeys named; grounds of free travel rest on those stated.",
    "The page report.html, which is drawn from what is recounted.",
)
"""What a person should know of a run that no check covers."""


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


def readable(broken: str) -> Check:
    """The one check of files that cannot be read."""
    return Check("readable", "The files and what they were made from can be read", 0, (broken,))


@dataclass(frozen=True, slots=True)
class Verification:
    """All checks of one folder, and the digests of the input files as they stand now (name, SHA-256).

    ``not_recounted`` says what no check covers.
    """

    verified: bool
    checks: tuple[Check, ...]
    files: tuple[tuple[str, str], ...]
    not_recounted: tuple[str, ...] = NOT_RECOUNTED

    @property
    def broken(self) -> tuple[str, ...]:
        """Every breach, each beginning with the name of its check."""
        return tuple(f"{check.name}: {breach}" for check in self.checks for breach in check.broken)


def as_json(verification: Verification) -> str:
    """The stable JSON form: verified, checks (name, says, checked, broken), not_recounted and inputs (name, sha256)."""
    plain = {
        "verified": verification.verified,
        "checks": [asdict(check) for check in verification.checks],
        "not_recounted": list(verification.not_recounted),
        "inputs": [{"name": name, "sha256": digest} for name, digest in verification.files],
    }
    return json.dumps(plain, indent=2, ensure_ascii=False) + "\n"


def write(verification: Verification, run_folder: Path) -> Path:
    """Write ``verification.json`` into the run folder and return its path. Raises OSError as the disk does."""
    path = run_folder / FILE_NAME
    path.write_text(as_json(verification), encoding="utf-8", newline="\n")
    return path
