"""``sufficiency report``: tables and papers that others read."""

from pathlib import Path
from typing import Annotated

import typer

from sufficiency.cli.options import FolderArgument, Format, FormatOption, QuietOption, SeedOption
from sufficiency.cli.output import emit, say
from sufficiency.errors import UsageError
from sufficiency.reports.audience import Audience

app = typer.Typer(no_args_is_help=True, help="Reports: tables and papers that others read.")

FileOption = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="New file, .csv or .xlsx.")]
AudienceOption = Annotated[Audience, typer.Option(help="Whom it is for: public hides 1 to 7 and rounds the rest.")]
DrawsOption = Annotated[int, typer.Option("--draws", min=10, max=10_000, help="Futures drawn for the median.")]
LEAST_DRAWS = 10
"""Where nothing is drawn."""


@app.callback()
def report() -> None:
    """Reports: tables and papers that others read."""


@app.command("high-needs")
def high_needs(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="FILE|FOLDER", help="A published high needs table (CSV), or an input folder with budgets."
        ),
    ],
    form: FormatOption = Format.TABLE,
) -> None:
    """Work a high needs table out again from its lines; name every printed figure that does not reconcile."""
    from sufficiency import api
    from sufficiency.reports.planning.high_needs_table import (
        high_needs_document,
        high_needs_rows,
        high_needs_summary,
    )

    table = api.high_needs_table(source)
    rows = high_needs_rows(table) if form is Format.CSV else high_needs_document(table)
    emit(rows, high_needs_summary(table), form)


@app.command()
def scap(folder: FolderArgument, out: FileOption = None, draws: DrawsOption = 200, seed: SeedOption = None,
         audience: AudienceOption = Audience.AUTHORITY, form: FormatOption = Format.TABLE) -> None:  # fmt: skip
    """The SEND forecast of the School Capacity return: planning areas and year groups, five and seven years on."""
    _return("scap", folder, (draws, seed), (out, audience, form))


@app.command()
def dsg(folder: FolderArgument, out: FileOption = None, audience: AudienceOption = Audience.AUTHORITY,
        form: FormatOption = Format.TABLE) -> None:  # fmt: skip
    """The placement sheets of a DSG management plan: plans by age group and need."""
    _return("dsg", folder, (LEAST_DRAWS, None), (out, audience, form))


@app.command("reform-plan")
def reform_plan(folder: FolderArgument, out: FileOption = None, audience: AudienceOption = Audience.AUTHORITY,
                form: FormatOption = Format.TABLE) -> None:  # fmt: skip
    """The tables of plans of a local SEND reform plan: by age group, provision and need."""
    _return("reform-plan", folder, (LEAST_DRAWS, None), (out, audience, form))


def _return(which: str, folder: Path, drawn: tuple[int, int | None], how: tuple[Path | None, Audience, Format]) -> None:
    """Print the tables of a return, or write them where a file is named."""
    from sufficiency.pipelines.demand import return_tables
    from sufficiency.reports.planning.returns import for_audience, returns_rows, returns_shown, write_returns

    out, audience, form = how
    tables = return_tables(folder, which, *drawn)
    if out is None:
        shown = for_audience(tables, audience)
        emit(returns_rows(shown), returns_shown(shown), form)
    else:
        say(f"Written: {write_returns(out, tables, audience)}")


@app.command()
def committee(
    runs: Annotated[
        list[Path], typer.Argument(metavar="BASE_RUN RUN...", help="Run folders of scenarios, the base first.")
    ],
    out: Annotated[Path, typer.Option("--out", metavar="FILE.docx", help="The new Word file.")],
    quiet: QuietOption = False,
) -> None:
    """Write a committee paper: scenarios beside a base, with charts and tables, for members to consider."""
    from sufficiency import api

    if out.suffix.lower() != ".docx":
        raise UsageError(f"{out} is not the name of a Word file: let it end in .docx.")
    if len(runs) < 2:
        raise UsageError("A committee paper compares: give the run of the base and at least one other.")
    api.write_committee(runs, out)
    typer.echo(str(out))
    say("It is a draft for officers: read it before it goes to members.", quiet=quiet)
