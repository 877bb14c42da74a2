"""``sufficiency scenario run``, ``compare`` and ``verify``: what a plan comes to, and scenarios side by side."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sufficiency.cli.options import FolderArgument, Format, FormatOption, InputsOption, QuietOption, RunArgument
from sufficiency.cli.output import emit, progress, say
from sufficiency.errors import UsageError, VerificationFailed

if TYPE_CHECKING:
    from sufficiency.domain.planning_results import ScenarioRun

app = typer.Typer()

RunsArgument = Annotated[list[Path], typer.Argument(metavar="RUN...", help="Run folders of other scenarios.")]


@app.command()
def run(
    folder: FolderArgument,
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="Where each scenario gets a run folder.")],
    names: Annotated[
        list[str] | None, typer.Argument(metavar="NAME...", help="Scenarios to run; as-is is always there.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Run every scenario of the folder.")] = False,
    years: Annotated[
        int,
        typer.Option("--years", min=1, max=10, metavar="NUMBER", help="Academic years, from the authority's own on."),
    ] = 10,
    seed: Annotated[
        int | None, typer.Option("--seed", metavar="NUMBER", help="Seed of the futures drawn; as stated if left out.")
    ] = None,
    form: FormatOption = Format.TABLE,
    quiet: QuietOption = False,
) -> None:
    """Recommend a plan for each scenario: what opens, who goes where, and what that costs; recounted before release."""
    from sufficiency import api
    from sufficiency.reports.planning.rows import run_rows
    from sufficiency.reports.planning.terminal import run_summaries

    if bool(names) == every:
        raise UsageError("Name the scenarios to run, or give --all for every scenario of the folder.")
    asked = api.ScenariosAsked(tuple(names or ()), years, seed)
    done: list[ScenarioRun] = []
    with progress(quiet=quiet) as watch:
        done.extend(api.run_scenarios(folder, asked, out, watch))
    emit([row for one in done for row in run_rows(one)], run_summaries(done), form)
    say(f"Written and recounted: {', '.join(str(out / one.name) for one in done)}.", quiet=quiet)
    if len(done) > 1:
        say(f"Next: sufficiency scenario compare {' '.join(str(out / one.name) for one in done)}", quiet=quiet)


@app.command()
def compare(
    base: Annotated[Path, typer.Argument(metavar="BASE_RUN", help="The run folder that others are set against.")],
    runs: RunsArgument,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FOLDER", help="New folder for the tables; none without it.")
    ] = None,
    form: FormatOption = Format.TABLE,
    quiet: QuietOption = False,
) -> None:
    """Set scenarios side by side: places, money, travel, carbon, and who gains or loses minutes."""
    from sufficiency import api
    from sufficiency.reports.planning.comparison_files import comparison_document, comparison_rows
    from sufficiency.reports.planning.terminal import comparison

    found = api.compare_scenarios([base, *runs])
    emit(comparison_rows(found) if form is Format.CSV else comparison_document(found), comparison(found), form)
    if out:
        say(f"Written: {out} with {', '.join(api.write_comparison([base, *runs], out))}.", quiet=quiet)


@app.command()
def verify(run_folder: RunArgument, inputs: InputsOption = None, form: FormatOption = Format.TABLE) -> None:
    """Recount a scenario's run from the input files, by code that shares nothing with what made it."""
    from sufficiency import api
    from sufficiency.reports.terminal import verification_table

    found = api.verify_scenario(run_folder, inputs)
    if not found.verified:
        raise VerificationFailed(found.broken or ("the recount could not be completed",))
    rows = [{"check": c.name, "says": c.says, "checked": c.checked, "broken": len(c.broken)} for c in found.checks]
    emit(rows, verification_table(found), form)
