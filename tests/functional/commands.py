"""Runs the real command in a folder, as a person would, and gives back what it said."""

import os
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from sufficiency.cli.main import main

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


def in_process(*arguments: object, folder: Path) -> Said:
    """The same command without a process of its own: everything but the interpreter's start, in a tenth of the time."""
    out, err, arguments_before = StringIO(), StringIO(), sys.argv
    sys.argv = ["sufficiency", *map(str, arguments)]
    code: object = 0
    try:
        with chdir(folder), redirect_stdout(out), redirect_stderr(err):
            main()
    except SystemExit as left:
        code = left.code
    finally:
        sys.argv = arguments_before
    assert isinstance(code, int)
    return Said(code, out.getvalue(), err.getvalue())
