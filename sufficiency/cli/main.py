"""Entry point: the one place where an error becomes an exit code."""

import json
import os
import sys
import traceback
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from tempfile import gettempdir
from typing import Annotated

import typer

from sufficiency.cli import data, demand, demo, panel, report, scenario, serve, store, travel
from sufficiency.cli.closed_pipe import outlive_readers
from sufficiency.cli.doctor import doctor, version
from sufficiency.cli.output import write_faults
from sufficiency.cli.worker import worker
from sufficiency.errors import Infeasible, InputRejected, StoreTrouble, SufficiencyError, VerificationFailed

STOPPED = 130
"""What Typer exits with when a person presses Ctrl-C."""

app = typer.Typer(
    name="sufficiency",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Specialist school places: who should be recommended which, and what each answer costs.",
    epilog="Exit codes: 0 done, 1 a fault of ours, 2 not understood, 3 input rejected, 4 settled places cannot all be "
    "honoured, 5 stopped at a limit, 6 files or the store could not be written, 7 verification failed.",
)
app.add_typer(data.app, name="data")
app.add_typer(panel.app, name="panel")
app.add_typer(travel.app, name="travel")
app.add_typer(demand.app, name="demand")
app.add_typer(report.app, name="report")
app.add_typer(scenario.app, name="scenario")
app.add_typer(store.db, name="db")
app.add_typer(store.audit, name="audit")
app.add_typer(store.users, name="users")
app.registered_commands.extend(demo.app.registered_commands)
app.registered_commands.extend(serve.app.registered_commands)
app.command()(worker)
app.command()(doctor)
app.command()(version)


@app.callback()
def root(
    debug: Annotated[bool, typer.Option("--debug", help="Show a traceback when something of ours fails.")] = False,
) -> None:
    """Specialist school places: who should be recommended which, and what each answer costs."""
    if debug:
        os.environ["SUFFICIENCY_DEBUG"] = "1"


def main() -> None:
    """Run a command; every error leaves as its exit code, in words or as JSON. Typer tells usage errors itself."""
    outlive_readers()
    try:
        app()
    except SystemExit as done:
        if done.code == STOPPED:
            sys.stderr.write("Stopped; nothing was written.\n")
        raise
    except SufficiencyError as error:
        _say(error)
        sys.exit(error.exit_code)
    except OSError as error:  # a folder that cannot be made, a full disk
        _say(StoreTrouble(f"{error.filename or 'A file'} could not be read or written: {error.strerror or error}."))
        sys.exit(StoreTrouble.exit_code)
    except Exception as error:  # the last resort: a reference number, never a traceback
        sys.exit(_fault_of_ours(error))


def _say(error: SufficiencyError) -> None:
    if _wants_json(sys.argv):
        _write_document(error)
    else:
        sys.stderr.write(f"{error}\n")


def _write_document(error: SufficiencyError) -> None:
    document: dict[str, object] = {"error": type(error).__name__, "exit_code": error.exit_code}
    if isinstance(error, VerificationFailed):
        document |= {"broken": list(error.broken)}
    elif not isinstance(error, InputRejected | Infeasible):
        document |= {"message": str(error)}
    written = json.dumps(document, indent=2, ensure_ascii=False)
    if isinstance(error, InputRejected | Infeasible):
        sys.stdout.write(written.removesuffix("\n}") + ',\n  "faults": ')
        write_faults(error.faults, "\n  ")
        written = "\n}"
    sys.stdout.write(written + "\n")


def _wants_json(arguments: list[str]) -> bool:
    pairs = pairwise(arguments)
    return "--format=json" in arguments or "--json" in arguments or ("--format", "json") in pairs


def _fault_of_ours(error: Exception) -> int:
    """A reference number for the reader; the frames, without any message or value, in a file beside it."""
    if os.environ.get("SUFFICIENCY_DEBUG"):
        traceback.print_exception(error)
    frames = traceback.extract_tb(error.__traceback__)
    told = [type(error).__name__, *(f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in frames)]
    reference = sha256("\n".join(told).encode()).hexdigest()[:10]
    kept = Path(gettempdir()) / f"sufficiency-fault-{reference}.txt"
    where = f" The steps that led to it, without any data, are in {kept}."
    try:
        kept.write_text("\n".join(told) + "\n", encoding="utf-8")
    except OSError:
        where = ""
    sys.stderr.write(f"Something of ours failed (reference {reference}); nothing was released.{where}\n")
    return 1
