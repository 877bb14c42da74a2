"""Every error a user can meet, with its exit code.

SufficiencyError            1  a fault of ours
├── UsageError              2  the command was called in a way it does not understand
├── InputRejected           3  the input folder has faults; all of them are listed
├── Infeasible              4  the input is well formed but cannot all be honoured; the reasons are listed
├── StoppedAtLimit          5  a deterministic limit was reached; the best answer is kept and marked
├── StoreTrouble            6  files or the store could not be written; nothing was changed
└── VerificationFailed      7  the recount disagrees with the answer; nothing was released

Messages carry references, never a child's details.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

MOST_SHOWN = 200
"""Faults shown on a terminal; --errors and --format json have them all."""


class Fault(NamedTuple):
    """One thing wrong with the input: where it is, what is wrong and what to do about it.

    ``row`` is the number Excel shows beside the row (the header is row 1); 0 means the whole file or sheet. A plain
    tuple, for there may be hundreds of thousands.
    """

    file: str
    sheet: str
    row: int
    column: str
    rule: str
    message: str
    remedy: str
    severity: Literal["error", "warning"] = "error"

    def where(self) -> str:
        """The place in words: ``children.csv row 3, postcode``."""
        place = f"{self.file} sheet {self.sheet}" if self.sheet else self.file
        if self.row:
            place += f" row {self.row}"
        whole = f"{place}, {self.column}" if self.column else place
        return whole if whole.isprintable() else "".join(sign if sign.isprintable() else "?" for sign in whole)

    def as_dict(self) -> dict[str, str | int]:
        """The stable JSON form: file, sheet, row, column, rule, message, remedy, severity."""
        return self._asdict()


class SufficiencyError(Exception):
    """The root of the tree above."""

    exit_code = 1


class UsageError(SufficiencyError):
    """The command was called in a way it does not understand."""

    exit_code = 2


class _FaultList(SufficiencyError):
    """An error that is a list of faults, all of them at once."""

    heading = ""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.faults)

    def __str__(self) -> str:
        errors = [fault for fault in self.faults if fault.severity == "error"]
        count = f"{len(errors):,} fault" + ("" if len(errors) == 1 else "s")
        lines = [f"{count} {self.heading}", ""]
        for fault in errors[:MOST_SHOWN]:
            lines += [f"  {fault.where()}: {fault.message}", f"      {fault.remedy}"]
        if (rest := len(errors) - MOST_SHOWN) > 0:
            lines += [
                "",
                f"  and {rest:,} more: --format json gives them all, and so does --errors where the command takes it.",
            ]
        return "\n".join(lines)


class InputRejected(_FaultList):
    """The input folder has faults; nothing was loaded."""

    exit_code = 3
    heading = "in the input; nothing was loaded."


class Infeasible(_FaultList):
    """The input is well formed, but what it fixes cannot all be honoured."""

    exit_code = 4
    heading = "that no allocation can honour; nothing was written."


class StoppedAtLimit(SufficiencyError):
    """A deterministic limit was reached before the answer was proven; the best answer is kept and marked."""

    exit_code = 5


class StoreTrouble(SufficiencyError):
    """Files or the store could not be written; nothing was changed."""

    exit_code = 6


class VerificationFailed(SufficiencyError):
    """The recount from the raw files disagrees with the answer; nothing was released."""

    exit_code = 7

    def __init__(self, broken: Sequence[str]) -> None:
        self.broken = tuple(broken)
        rest = len(self.broken) - MOST_SHOWN
        lines = [*self.broken[:MOST_SHOWN], *([f"and {rest:,} more"] if rest > 0 else [])]
        super().__init__("verification failed; nothing was released:\n  " + "\n  ".join(lines))
