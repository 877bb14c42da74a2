"""Runs the real command in a folder, as a person would, and gives back what it said."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Said:
    """Exit code, standard output and standard error of one command."""

    code: int
    out: str
    err: str


def sufficiency(*arguments: object, folder: Path, **environment: str) -> Said:
    """``python -m sufficiency ARGUMENTS`` with ``folder`` as the working folder."""
    command = [sys.executable, "-m", "sufficiency", *map(str, arguments)]
    around = os.environ | {"PYTHONPATH": str(REPOSITORY), "COLUMNS": "100"} | environment
    done = subprocess.run(command, cwd=folder, env=around, capture_output=True, text=True, check=False, timeout=300)
    return Said(done.returncode, done.stdout, done.stderr)
