"""``sufficiency data``: check an input folder, make one up, write a blank one, export its tables."""

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from sufficiency.cli import imports
from sufficiency.cli.options import ErrorsOption, FolderArgument, Format, FormatOption, QuietOption
from sufficiency.cli.output import emit, say, write_faults
from sufficiency.errors import MOST_SHOWN, Fault, InputRejected, UsageError

app = typer.Typer(no_args_is_help=True, help="Input folders: start a blank one, bring data in, check, make one up.")

app.add_typer(imports.app, name="import")

OutOption = Annotated[Path | None, typer.Option("--out", metavar="FOLDER", help="The new folder.")]
TargetArgument = Annotated[Path | None, typer.Argument(help="The new folder; the same as --out.", metavar="[FOLDER]")]


def say_report(folder: Path, files: Sequence[str], *, quiet: bool) -> None:
    """Where the error report is; said before the faults are, which end the command."""
    say(f"Written: {folder} with {', '.join(files)}.", quiet=quiet)


@app.command()
def check(
    folder: FolderArgument, errors: ErrorsOption = None, form: FormatOption = Format.TABLE, quiet: QuietOption = False
) -> None:
    """Read every input table and list every fault found, all at once."""
    from sufficiency import api

    found = api.check(folder)
    if found and errors:
        say_report(errors, api.report_faults(errors, found, [folder]), quiet=quiet)
    if any(fault.severity == "error" for fault in found):
        raise InputRejected(found)
    if form is Format.JSON:
        write_faults(found)
        sys.stdout.write("\n")
    else:
        emit([fault.as_dict() for fault in found], _warnings(found) if found else "No faults.", form)
    say("Ready: sufficiency panel recommend " + str(folder), quiet=quiet)


def _warnings(found: Sequence[Fault]) -> Table:
    table = Table("Where", "Warning", "What to do", title="No faults.", title_justify="left")
    for fault in found[:MOST_SHOWN]:
        table.add_row(fault.where(), fault.message, fault.remedy)
    if (rest := len(found) - MOST_SHOWN) > 0:
        table.add_row("", f"and {rest:,} more", "Give --errors FOLDER, or --format json, to have them all.")
    return table


@app.command()
def synth(
    folder: TargetArgument = None,
    out: OutOption = None,
    children: Annotated[
        int | None, typer.Option(min=1, max=200_000, metavar="NUMBER", help="How many children.")
    ] = None,
    settings: Annotated[int, typer.Option(min=6, max=5_000, metavar="NUMBER", help="How many settings.")] = 60,
    seed: Annotated[
        int, typer.Option(metavar="NUMBER", help="Another number draws others; the same gives the same bytes.")
    ] = 1,
    authority: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE", help="Practice mode: DfE code of a real authority; may be repeated."),
    ] = None,
    open_data: Annotated[Path | None, typer.Option(metavar="FOLDER", help="Practice mode: the open files.")] = None,
    quiet: QuietOption = False,
) -> None:
    """Make up an authority, or put made-up children into real settings (practice mode)."""
    from sufficiency import api

    target = out or folder or Path(f"authority-{seed}")
    if authority and open_data is None:
        raise UsageError("Practice mode needs the open data: give --open-data FOLDER.")
    if authority and open_data is not None:
        api.practise(target, authorities=authority, open_data=open_data, children=children, seed=seed)
    else:
        api.synthesise(target, children=children or 600, settings=settings, seed=seed)
    say(f"Written: {target}. No child in it is real.\nNext: sufficiency data check {target}", quiet=quiet)


@app.command()
def template(
    folder: Annotated[Path, typer.Argument(help="The new folder.", metavar="FOLDER")],
    workbook: Annotated[
        bool, typer.Option("--workbook", help="One Excel workbook, every column explained, instead of CSV files.")
    ] = False,
    quiet: QuietOption = False,
) -> None:
    """Write a blank input folder to fill in: CSV files, or one workbook with notes and example rows."""
    from sufficiency import api

    api.blank(folder, workbook=workbook)
    say(f"Written: {folder}. Fill it in, then: sufficiency data check {folder}", quiet=quiet)


class To(StrEnum):
    """What tables are written as."""

    CSV = "csv"
    XLSX = "xlsx"


@app.command()
def export(
    folder: FolderArgument,
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="The new folder.")],
    to: Annotated[To, typer.Option("--to", help="CSV files, or one Excel workbook.")] = To.XLSX,
    quiet: QuietOption = False,
) -> None:
    """Write the tables of a checked input folder as CSV files or one workbook; no cell can act as a formula."""
    from sufficiency import api

    api.export(folder, out, to.value)
    say(f"Written: {out}. It holds what {folder} holds: keep it as safe.", quiet=quiet)
