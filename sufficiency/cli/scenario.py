"""``sufficiency scenario``: what if, for planners of places."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sufficiency.cli import scenario_evidence, scenario_runs
from sufficiency.cli.options import FolderArgument, Format, FormatOption, QuietOption
from sufficiency.cli.output import emit, progress, say
from sufficiency.errors import StoppedAtLimit

if TYPE_CHECKING:
    from rich.table import Table

    from scenarios.files.scenario import Scenario

WaitingOption = Annotated[
    int,
    typer.Option("--waiting", min=0, max=5, metavar="YEARS", help="Say what waiting so long is worth; takes longer."),
]
WorkersOption = Annotated[
    int | None,
    typer.Option("--workers", min=1, max=256, metavar="NUMBER", help="Processes; one for each processor if left out."),
]
DaskOption = Annotated[
    str | None,
    typer.Option("--dask", metavar="ADDRESS", help="A Dask cluster (tls://...), or `local` to start one here."),
]
FuturesSeedOption = Annotated[
    int | None,
    typer.Option("--seed", min=0, metavar="NUMBER", help="Seed of the futures; the authority's own if left out."),
]

app = typer.Typer(no_args_is_help=True, help="Scenarios: what if places were added, and how they are chosen.")


app.registered_commands.extend(scenario_runs.app.registered_commands)
app.command("evidence")(scenario_evidence.evidence)


@app.callback()
def scenario() -> None:
    """Scenarios: what if places were added, and how they are chosen."""


@app.command("list")
def list_(folder: FolderArgument, form: FormatOption = Format.TABLE) -> None:
    """List the scenarios of an input folder: what each rests on, does and costs to build, and why it is asked."""
    from sufficiency import api

    rows = [_row(one) for one in api.list_scenarios(folder)]
    emit(rows, _table(rows), form)


@app.command()
def new(
    folder: FolderArgument,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Its short name: letters, digits and hyphens.")],
    base: Annotated[str, typer.Option("--from", metavar="NAME", help="The scenario it deviates from, or as-is.")],
    description: Annotated[str, typer.Option("--description", metavar="TEXT", help="What deviates, and why.")],
    quiet: QuietOption = False,
) -> None:
    """Begin a scenario of your own: a file that extends another, with every key it may have as a note."""
    from sufficiency import api

    path = api.new_scenario(folder, name, base, description)
    typer.echo(str(path))
    say(f"Next: edit it, then sufficiency data check {folder}", quiet=quiet)


@app.command()
def ensemble(
    folder: FolderArgument,
    names: Annotated[list[str], typer.Argument(metavar="NAME...", help="Scenarios; as-is is always there.")],
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="Keeps finished draws, and has the tables.")],
    draws: Annotated[int, typer.Option("--draws", min=1, max=10_000, metavar="NUMBER", help="Futures to draw.")] = 200,
    waiting: WaitingOption = 0,
    workers: WorkersOption = None,
    dask: DaskOption = None,
    seed: FuturesSeedOption = None,
    form: FormatOption = Format.TABLE,
    quiet: QuietOption = False,
) -> None:
    """Draw futures and work every scenario out in each: cost, regret, gaps, and what drives them. May be stopped."""
    from sufficiency import api
    from sufficiency.pipelines.scenario_ensemble import Futures, Machines
    from sufficiency.reports.ensemble.files import ensemble_rows, summary_document
    from sufficiency.reports.ensemble.terminal import ensemble_summary

    futures = Futures(tuple(names), draws, seed, waiting)
    with progress(quiet=quiet) as watch:
        found = api.ensemble(folder, futures, Machines(workers, dask), out, watch)
    emit(ensemble_rows(found) if form is Format.CSV else summary_document(found), ensemble_summary(found), form)
    say(f"Written: {out}. The same command goes on from it; more --draws add to it.", quiet=quiet)
    if not found.complete:
        raise StoppedAtLimit(f"Stopped: {found.draws} of {found.wanted} futures are in this answer.")


def _row(one: "Scenario") -> dict[str, object]:
    closures = sum(action.places for action in one.actions if action.kind == "closure")
    added = sum(action.places for action in one.actions if action.kind not in ("closure", "re-designation"))
    opens = [str(action.opens) for action in one.actions]
    return {
        "name": one.name,
        "base": one.base,
        "actions": len(one.actions),
        "options": len(one.options),
        "places": added - closures,
        "first_opening": min(opens, default=None),
        "last_opening": max(opens, default=None),
        "capital_pounds": f"{sum(action.capital for action in one.actions) / 100:.2f}",
        "statutory_proposals": sum(action.statutory_proposal for action in one.actions),
        "description": one.description,
    }


def _table(rows: Sequence[dict[str, object]]) -> "Table":
    from sufficiency.reports.plain_table import plain_table

    table = plain_table("Scenario", "Rests on", "#Actions", "#Options", "#Places", "Opens", "#Capital")
    for row in rows:
        opens = dict.fromkeys(str(row[name]) for name in ("first_opening", "last_opening") if row[name])
        counts = [str(row[name]) for name in ("actions", "options", "places")]
        capital = f"£{float(str(row['capital_pounds'])):,.0f}"
        table.add_text(str(row["name"]), str(row["base"]), *counts, " to ".join(opens), capital)
    return table
