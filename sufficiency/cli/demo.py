"""``sufficiency demo``: a made-up authority, a recommendation, a recount, a report; nothing leaves the machine."""

import shutil
import sys
import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from sufficiency.cli import own_files
from sufficiency.cli.options import QuietOption
from sufficiency.cli.output import progress, say

PARTS = ("riverside", "run")
"""What a demo writes: the input folder and the run."""


def demo(
    out: Annotated[Path, typer.Option("--out", help="Where to write; an earlier demo there is replaced.")] = Path(
        "demo-output"
    ),
    children: Annotated[int, typer.Option(min=1, help="Children awaiting a place.")] = 600,
    settings: Annotated[int, typer.Option(min=6, help="Settings.")] = 60,
    seed: Annotated[int, typer.Option(help="Seed of the made-up authority.")] = 1,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Do not open the report.")] = False,
    quiet: QuietOption = False,
) -> None:
    """Make up an authority, recommend places, verify the answer and write the report."""
    say("A made-up authority: no child in it is real. Nothing leaves this machine.", quiet=quiet)
    from sufficiency import api
    from sufficiency.reports.terminal import summary

    out = _room_for_a_demo(out, quiet=quiet)
    folder, run_folder = (out / part for part in PARTS)
    shutil.rmtree(folder, ignore_errors=True)
    api.synthesise(folder, children=children, settings=settings, seed=seed)
    own_files.note(out, PARTS)
    say(f"1. Input folder      {folder}", quiet=quiet)
    with progress(quiet=quiet) as watch:
        run, record = api.recommend(folder, told=watch)
        placed, waiting = len(run.recommendations), len(run.unplaced)
        say(f"2. Recommended       {placed} of {placed + waiting} children", quiet=quiet)
        record = api.release(run, record, run_folder, replace_existing=True)
    own_files.note(out, PARTS)
    say("3. Verified          recounted from the input files by code that shares nothing with the solver", quiet=quiet)
    if not quiet:
        from rich.console import Console

        Console(stderr=True).print(summary(run, record))
    report = (run_folder / "report.html").resolve()
    say("4. The report (open it in any browser):", quiet=quiet)
    typer.echo(str(report))
    if sys.stdout.isatty() and not no_browser:
        webbrowser.open(report.as_uri())


def _room_for_a_demo(out: Path, *, quiet: bool) -> Path:
    """The folder asked for, else OUT-2, OUT-3 ...: one that holds, where a demo writes, only what a demo wrote."""
    target, number = out, 2
    while not own_files.is_own(target, PARTS):
        target, number = out.with_name(f"{out.resolve().name}-{number}"), number + 1
    if target != out:
        say(f"{out} holds files that are not this demo's; it is left alone. Writing to {target}.", quiet=quiet)
    return target
