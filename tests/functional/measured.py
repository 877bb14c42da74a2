"""Runs the real command on file after file, each in a process of its own, and measures what each took.

The libraries are loaded once; every call is then forked from there, so that many calls cost little, and what loading
took is added to each. Run as a program it answers one line of JSON with another.
"""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

REPOSITORY = Path(__file__).resolve().parents[2]
HANGS_AFTER = 60  # seconds of waiting, far beyond any promise


@dataclass(frozen=True, slots=True)
class Measured:
    """What one call said and took: processor seconds and megabytes resident at the most, loading included."""

    code: int
    out: str
    err: str
    seconds: float
    megabytes: int


class Measuring:
    """A program that measures calls, started once for all tests of a file."""

    def __enter__(self) -> "Measuring":
        command = [sys.executable, "-m", "tests.functional.measured"]
        around = os.environ | {"PYTHONPATH": str(REPOSITORY), "COLUMNS": "100"}
        self._program = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=REPOSITORY, env=around
        )
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self._program.communicate(timeout=HANGS_AFTER)

    def __call__(self, folder: Path, *arguments: str) -> Measured:
        """``sufficiency ARGUMENTS`` in a folder; ``spend`` merely spends."""
        assert self._program.stdin
        assert self._program.stdout
        self._program.stdin.write(json.dumps([str(folder), *arguments]) + "\n")
        self._program.stdin.flush()
        return Measured(*json.loads(self._program.stdout.readline()))


def spend() -> None:
    """A second of work and 200 megabytes: what the measure itself is tested on."""
    held = bytes(range(256)) * 800_000
    until = time.process_time() + 1
    while time.process_time() < until:
        pass
    sys.stdout.write(f"{len(held)}\n")


def call(folder: str, arguments: list[str]) -> int:
    """Run one command to its end in this process; its exit code."""
    signal.alarm(HANGS_AFTER)
    os.chdir(folder)
    sys.argv = ["sufficiency", *arguments]
    try:
        (spend if arguments == ["spend"] else main)()
    except SystemExit as left:
        return int(left.code or 0)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    return 0


def answer(line: str, room: Path, loading: float) -> list[object]:
    """One call in a forked process that writes to files, and what it took there and here."""
    folder, *arguments = json.loads(line)
    child = os.fork()
    if child == 0:
        code = 1
        try:
            for handle, name in ((1, "out"), (2, "err")):
                os.dup2(os.open(room / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), handle)
            code = call(folder, arguments)
        finally:
            os._exit(code)
    _, status, used = os.wait4(child, 0)
    seconds = loading + used.ru_utime + used.ru_stime
    said = [(room / name).read_text(encoding="utf-8") for name in ("out", "err")]
    return [os.waitstatus_to_exitcode(status), *said, seconds, used.ru_maxrss // 1024]


if __name__ == "__main__":
    import tempfile

    import sufficiency.api
    import sufficiency.tables.load  # noqa: F401
    from sufficiency.cli.main import main

    took = time.process_time()
    with tempfile.TemporaryDirectory() as room:
        for request in sys.stdin:
            sys.stdout.write(json.dumps(answer(request, Path(room), took)) + "\n")
            sys.stdout.flush()
