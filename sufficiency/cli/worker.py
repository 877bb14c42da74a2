"""``sufficiency worker``: does the jobs of a workbench, beside its pages or for a team on a machine of its own."""

import signal
from pathlib import Path
from threading import Event
from typing import Annotated

import typer

from sufficiency.cli.options import QuietOption
from sufficiency.cli.output import say
from sufficiency.cli.store import DatabaseOption


def worker(
    folder: Annotated[
        Path,
        typer.Argument(metavar="FOLDER", help="The folder of the workbench.", exists=True, file_okay=False),
    ],
    database: DatabaseOption = None,
    once: Annotated[bool, typer.Option("--once", help="Do the next job that waits, and end.")] = False,
    quiet: QuietOption = False,
) -> None:
    """Do the jobs that people ask for in the workbench, one at a time, until Ctrl-C; what runs then waits again."""
    from sufficiency.store.versions import insist_durable, open_store
    from sufficiency.workbench.worker import serve_jobs, work_on_next

    store = open_store(database)
    insist_durable(store)
    if once:
        done = work_on_next(store, folder.resolve())
        say("No job waits." if done is None else f"Job {done.number}: {done.state}.", quiet=quiet)
        return
    stop = Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stop.set())
    say("Waiting for jobs. Ctrl-C ends this; what runs then waits again.", quiet=quiet)
    serve_jobs(store, folder.resolve(), stop)
