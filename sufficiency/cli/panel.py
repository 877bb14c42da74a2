"""``sufficiency panel``: recommend, explain, override, compare, verify, pack."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sufficiency.cli import diagnostics, pack
from sufficiency.cli.options import (
    ChildArgument,
    FolderArgument,
    Format,
    FormatOption,
    InputsOption,
    QuietOption,
    RunArgument,
    SeedOption,
)
from sufficiency.cli.output import emit, progress, say
from sufficiency.errors import StoppedAtLimit

if TYPE_CHECKING:
    from sufficiency.domain.run import Run

app = typer.Typer(
    no_args_is_help=True, help="Placement panels: recommend, explain, decide otherwise, verify, make the pack."
)

OutOption = Annotated[Path, typer.Option("--out", help="The new run folder.", metavar="RUN")]
ReplaceOption = Annotated[bool, typer.Option("--replace", help="Replace a run folder that is already there.")]
PolicyOption = Annotated[
    str | None, typer.Option("--policy", metavar="CODE", help="Ordering policy; the authority's own if left out.")
]


@app.command()
def recommend(
    folder: FolderArgument,
    out: OutOption = Path("run"),
    policy: PolicyOption = None,
    seed: SeedOption = None,
    release_holds: Annotated[
        bool, typer.Option(help="Let provisional holds (P3) move; each move needs approval.")
    ] = False,
    first: Annotated[
        str, typer.Option(metavar="LEVEL", help="Policy what-if only: the level to put first, such as cost.")
    ] = "",
    compare: Annotated[bool, typer.Option(help="Price the order: run the other policies side by side.")] = True,
    replace: ReplaceOption = False,
    form: FormatOption = Format.TABLE,
    quiet: QuietOption = False,
) -> None:
    """Recommend places for the children awaiting one, verify the answer and write the run folder."""
    from sufficiency import api

    choices = api.Choices(policy, seed, (), release_holds, first, compare)
    with progress(quiet=quiet) as watch:
        run, record = api.recommend(folder, choices, watch)
        record = api.release(run, record, out, replace_existing=replace)
    _released(out, form, quiet=quiet)


@app.command()
def verify(
    run: RunArgument,
    inputs: InputsOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Recount a run from the input files, by code that shares nothing with what made it."""
    from sufficiency import api
    from sufficiency.errors import VerificationFailed
    from sufficiency.reports.terminal import verification_table

    found = api.verify(run, inputs)
    if not found.verified:
        raise VerificationFailed(found.broken or ("the recount could not be completed",))
    rows = [{"check": c.name, "says": c.says, "checked": c.checked, "broken": len(c.broken)} for c in found.checks]
    emit(rows, verification_table(found), form)


@app.command()
def explain(run: RunArgument, child: ChildArgument, form: FormatOption = Format.TABLE) -> None:
    """Say why a child has this place, why not the others, and what would change it."""
    from sufficiency import api
    from sufficiency.reports import terminal

    stored = api.read(run)
    emit(terminal.explanation_rows(stored.run, child), terminal.explanation(stored.run, child), form)


@app.command()
def options(run: RunArgument, child: ChildArgument, form: FormatOption = Format.TABLE) -> None:
    """List every place a child may have, with the exact effect of choosing it and who would move."""
    from sufficiency import api
    from sufficiency.reports import terminal

    stored = api.read(run)
    emit(terminal.options_rows(stored.run, child), terminal.options_table(stored.run, child), form)


@app.command()
def override(
    run: RunArgument,
    child: ChildArgument,
    urn: Annotated[int, typer.Argument(help="URN of the setting chosen.", metavar="URN")],
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why; kept with the run.")],
    provision: Annotated[
        str, typer.Option("--provision", metavar="CODE", help="Provision at the setting, if it has several.")
    ] = "",
    by: Annotated[str, typer.Option("--by", metavar="WHO", help="Role or name of the person who chooses.")] = "",
    out: Annotated[
        Path | None, typer.Option("--out", metavar="RUN", help="New run folder; RUN-2, RUN-3 ... if left out.")
    ] = None,
    inputs: InputsOption = None,
    form: FormatOption = Format.TABLE,
    quiet: QuietOption = False,
) -> None:
    """Settle one child's place by a person's choice, solve the rest again, show who moves and what it costs."""
    from sufficiency import api
    from sufficiency.domain.run import Override

    stored = api.read(run)
    target = out or _next_folder(run)
    with progress(quiet=quiet) as watch:
        after, record = api.override(stored, Override(child, urn, provision, reason, by), watch, inputs)
        api.release(after, record, target)
    _compared(stored.run, after, form)
    say(f"Written: {target}. The run it came from is unchanged: {run}", quiet=quiet)


@app.command()
def rerun(
    run: RunArgument,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="RUN", help="New run folder; RUN-2, RUN-3 ... if left out.")
    ] = None,
    policy: PolicyOption = None,
    seed: SeedOption = None,
    inputs: InputsOption = None,
    form: FormatOption = Format.TABLE,
    quiet: QuietOption = False,
) -> None:
    """Run a round again on the files as they are now: policy, seed and overrides stay unless changed here."""
    from sufficiency import api

    stored = api.read(run)
    target = out or _next_folder(run)
    if differ := api.changed(stored, inputs):
        say(f"Changed or missing since {run} was made: {', '.join(differ)}.", quiet=quiet)
    with progress(quiet=quiet) as watch:
        after, record = api.rerun(stored, api.Choices(policy=policy, seed=seed), watch, inputs)
        api.release(after, record, target)
    _compared(stored.run, after, form)
    say(f"Written: {target}", quiet=quiet)


@app.command()
def compare(
    before: Annotated[Path, typer.Argument(help="A run folder.", metavar="BEFORE")],
    after: Annotated[Path, typer.Argument(help="Another run folder of the same round.", metavar="AFTER")],
    form: FormatOption = Format.TABLE,
) -> None:
    """Set two runs side by side: every level, and every child whose place differs."""
    from sufficiency import api

    _compared(api.read(before).run, api.read(after).run, form)


def _compared(before: "Run", after: "Run", form: Format) -> None:
    from sufficiency.reports import terminal

    rows = terminal.comparison_rows if form is Format.CSV else terminal.comparison_document
    emit(rows(before, after), terminal.comparison(before, after), form)


app.command()(diagnostics.drift)
app.command("right-type")(diagnostics.right_type)
app.command()(diagnostics.equality)


app.registered_commands.extend(pack.commands.registered_commands)


def _released(out: Path, form: Format, *, quiet: bool) -> None:
    from sufficiency import api
    from sufficiency.reports import terminal

    stored = api.read(out)
    emit(terminal.summary_rows(stored.run, stored.record), terminal.summary(stored.run, stored.record), form)
    say(f"Verified and written: {out}\nReport: {(out / 'report.html').resolve()}", quiet=quiet)
    if stored.run.status == "stopped":
        raise StoppedAtLimit(f"{out} holds the best answer found before a limit; its bounds are in run.json.")


def _next_folder(run: Path) -> Path:
    """RUN-2, RUN-3 ...: the first that is not there yet."""
    number = 2
    while (found := run.with_name(f"{run.name}-{number}")).exists():
        number += 1
    return found
