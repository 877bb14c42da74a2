"""Runs the real command on file after file, each in a process of its own, and measures what each took.

The libraries are loaded once; every call is then forked from there, so that many calls cost little, and what loading
took is added to each. Run as a program it answers one line of JSON with another.
"""

import json
import os
import resource
import signal
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
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
        """``sufficiency ARGUMENTS`` in a folder; ``xml FILE`` reads every record of an XML file instead."""
        assert self._program.stdin
        assert self._program.stdout
        self._program.stdin.write(json.dumps([str(folder), *arguments]) + "\n")
        self._program.stdin.flush()
        return Measured(*json.loads(self._program.stdout.readline()))


def read_xml(path: str) -> None:
    """What an importer of XML does before it looks at any record."""
    from sufficiency.errors import InputRejected
    from sufficiency.guards.xml import look_at_xml, records

    try:
        print(sum(1 for _ in records(look_at_xml(Path(path)), ("person", "header"))), "records")
    except InputRejected as rejected:
        print(rejected, file=sys.stderr)
        raise SystemExit(rejected.exit_code) from None


def call(folder: str, arguments: list[str], said: Path) -> None:
    """Run one command to its end in this process and write its exit code and words to a file."""
    from sufficiency.cli.main import main

    signal.alarm(HANGS_AFTER)
    os.chdir(folder)
    out, err, code = StringIO(), StringIO(), 0
    sys.argv = ["sufficiency", *arguments]
    with redirect_stdout(out), redirect_stderr(err):
        try:
            read_xml(arguments[1]) if arguments[0] == "xml" else main()
        except SystemExit as left:
            code = int(left.code or 0)
    said.write_text(json.dumps([code, out.getvalue(), err.getvalue()]))


def answer(line: str, scratch: Path) -> list[object]:
    """One call in a forked process, and what it took there and here."""
    folder, *arguments = json.loads(line)
    scratch.write_text(json.dumps([-1, "", "ended without an answer"]))
    child = os.fork()
    if child == 0:
        try:
            call(folder, arguments, scratch)
        finally:
            os._exit(0)
    _, _, used = os.wait4(child, 0)
    loading = resource.getrusage(resource.RUSAGE_SELF)
    seconds = used.ru_utime + used.ru_stime + loading.ru_utime + loading.ru_stime
    return [*json.loads(scratch.read_text()), seconds, used.ru_maxrss // 1024]


if __name__ == "__main__":
    import tempfile

    import sufficiency.api
    import sufficiency.cli.main
    import sufficiency.guards.xml
    import sufficiency.tables.load  # noqa: F401

    with tempfile.TemporaryDirectory() as room:
        for request in sys.stdin:
            print(json.dumps(answer(request, Path(room) / "said.json")), flush=True)
