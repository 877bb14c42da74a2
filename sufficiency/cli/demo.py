"""``sufficiency demo``: a made-up authority, its round and its plans with their reports; nothing leaves the machine."""

import os
import shutil
import sys
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sufficiency.cli import own_files
from sufficiency.cli.demo_plan import SCENARIOS, plan
from sufficiency.cli.options import QuietOption
from sufficiency.cli.output import progress, say
from sufficiency.cli.serve import start

if TYPE_CHECKING:
    from sufficiency.domain.run import Run

PARTS = ("riverside", "run", "plan")
"""What a demo writes: the input folder, the run, and the scenarios with what they come to side by side."""
GUIDE = Path(__file__).parents[2] / "docs/how-to/panel-officer.md"

NEXT = """
Next, for one child:
  why this place, and why not another
    {command} panel explain {run} {child}
  what else could be done, and who would move
    {command} panel options {run} {child}
And for the panel, its papers in Word, Excel and PDF:
    {command} panel pack {run}
For the transport team, what it all comes to; routes with a map: travel routes
    {command} travel estimate {run}
{planning}On pages, where decisions are kept: {command} serve {out}
A round of your own, step by step: {guide}"""

PAPER = """For capital planners, the paper for members to consider; scenarios of your own: scenario new
    {command} report committee {base} {other} --out paper.docx
"""

app = typer.Typer()


@app.command()
def demo(
    out: Annotated[
        Path, typer.Option("--out", metavar="FOLDER", help="Where to write; an earlier demo there is replaced.")
    ] = Path("demo-output"),
    children: Annotated[int, typer.Option(min=1, metavar="NUMBER", help="How many children.")] = 600,
    settings: Annotated[int, typer.Option(min=6, metavar="NUMBER", help="How many settings.")] = 60,
    seed: Annotated[int, typer.Option(metavar="NUMBER", help="Another number, another authority.")] = 1,
    no_plan: Annotated[bool, typer.Option("--no-plan", help="Leave the scenarios out: a minute or two less.")] = False,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Do not open a browser.")] = False,
    quiet: QuietOption = False,
) -> None:
    """Make up an authority, recommend, verify, compare plans, write reports; on a terminal, serve the workbench."""
    say("A made-up authority: no child in it is real. Nothing leaves this machine.", quiet=quiet)
    from sufficiency import api

    out = _room_for_a_demo(out, quiet=quiet)
    folder, run_folder, plan_folder = (out / part for part in PARTS)
    for old in (folder, plan_folder):
        shutil.rmtree(old, ignore_errors=True)
    api.synthesise(folder, children=children, settings=settings, seed=seed)
    own_files.note(out, PARTS)
    say(f"1. Input folder      {folder}", quiet=quiet)
    run = _recommend(folder, run_folder, quiet=quiet)
    own_files.note(out, PARTS)
    if not no_plan:
        _plan(folder, plan_folder, quiet=quiet)
        own_files.note(out, PARTS)
    say(_next_steps(run, run_folder, plan_folder), quiet=quiet)
    if sys.stdout.isatty() and sys.stdin.isatty():
        say("\n6. The workbench, on the same data:", quiet=quiet)
        start(out, browser=not no_browser, quiet=quiet)


def _recommend(folder: Path, run_folder: Path, *, quiet: bool) -> "Run":
    from sufficiency import api
    from sufficiency.reports.terminal import summary

    with progress(quiet=quiet) as watch:
        run, record = api.recommend(folder, told=watch)
        placed, waiting = len(run.recommendations), len(run.unplaced)
        say(f"2. Recommended       {placed} of {placed + waiting} children", quiet=quiet)
        record = api.release(run, record, run_folder, replace_existing=True)
    say("3. Verified          recounted from the input files by code that shares nothing with the solver", quiet=quiet)
    if not quiet:
        from rich.console import Console

        Console(stderr=True).print(summary(run, record))
    say("4. The report (open it in any browser):", quiet=quiet)
    typer.echo(str((run_folder / "report.html").resolve()))
    return run


def _plan(folder: Path, out: Path, *, quiet: bool) -> None:
    with progress(quiet=quiet) as watch:
        page = plan(folder, out, watch)
    say(
        f"5. Ten years ahead   {len(SCENARIOS)} scenarios projected, placed, priced and recounted, side by side:",
        quiet=quiet,
    )
    typer.echo(str(page.resolve()))


def _room_for_a_demo(out: Path, *, quiet: bool) -> Path:
    """The folder asked for, else OUT-2, OUT-3 ...: one that holds, where a demo writes, only what a demo wrote."""
    target, number = out, 2
    while not own_files.is_own(target, PARTS):
        target, number = out.with_name(f"{out.resolve().name}-{number}"), number + 1
    if target != out:
        say(f"{out} holds files that are not this demo's; it is left alone. Writing to {target}.", quiet=quiet)
    return target


def _next_steps(run: "Run", run_folder: Path, plan_folder: Path) -> str:
    """What to type next, about a child who was not given the first preference where there is one."""
    lower = [place.child_ref for place in run.recommendations if not place.fixed and (place.preference_rank or 0) > 1]
    child = [*lower, *(r.child_ref for r in run.recommendations), *(u.child_ref for u in run.unplaced)][0]
    where = {"run": run_folder, "out": run_folder.parent, "guide": _from_here(GUIDE)}
    base, other = (plan_folder / name for name in SCENARIOS[:2])
    planning = PAPER.format(command=_command(), base=base, other=other) if base.is_dir() else ""
    return NEXT.format(command=_command(), child=child, planning=planning, **where)


def _command() -> str:
    """How ``sufficiency`` is called from here: by its name where that is on the path."""
    script = Path(sysconfig.get_path("scripts"), "sufficiency")
    found = shutil.which("sufficiency")
    return "sufficiency" if found and Path(found).with_suffix("") == script else _from_here(script)


def _from_here(path: Path) -> str:
    here = Path.cwd()
    return os.path.relpath(path, here) if path.is_relative_to(here) else str(path)
