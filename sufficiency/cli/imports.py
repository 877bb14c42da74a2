"""``sufficiency data import``: what an authority already holds becomes tables of an input folder."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console, Group, RenderableType
from rich.table import Table

from sufficiency.cli.options import ErrorsOption, Format, FormatOption, QuietOption
from sufficiency.cli.output import emit, say
from sufficiency.errors import Fault, InputRejected

if TYPE_CHECKING:
    from sufficiency.importers.landing import Landed, Landing

app = typer.Typer(
    no_args_is_help=True,
    help="Bring in what you hold: nothing is written where a fault is found, and nobody's change is lost.",
)

MOST_SHOWN = 30
"""Warnings shown on the terminal; a file holds them all."""

SourceArgument = Annotated[Path, typer.Argument(help="The file or folder to read.", metavar="SOURCE")]
IntoOption = Annotated[
    Path, typer.Option("--into", help="The input folder: a new one, or one to add to.", metavar="FOLDER")
]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Say what would happen; write nothing.")]
ReplaceOption = Annotated[
    bool, typer.Option("--replace", help="Let the source stand in every row it holds, over changes made by hand.")
]
AuthorityOption = Annotated[
    str, typer.Option("--authority", help="The authority's DfE code, three figures.", metavar="CODE")
]
YearOption = Annotated[
    str, typer.Option("--year", metavar="YEAR", help="Academic year of the places; 2026 is 2026/27.")
]
AsAtOption = Annotated[str, typer.Option("--as-at", metavar="DATE", help="The date of the round, such as 2026-01-15.")]


def landing(*, replace: bool, dry_run: bool, authority: str = "", year: str = "", as_at: str = "") -> "Landing":
    """What a person asked of the landing. Raises UsageError for a value that authority.toml could not hold."""
    from sufficiency.importers.landing import Landing

    return Landing(replace, dry_run, authority, year, as_at)


@dataclass(frozen=True, slots=True)
class Shown:
    """How the outcome of an import is shown: where faults are written, the format, and whether to be quiet."""

    errors: Path | None = None
    form: Format = Format.TABLE
    quiet: bool = False


def bring(work: Callable[[], "Landed"], source: Path, into: Path, shown: Shown) -> None:
    """Import, print what became of it and write its faults where asked. Raises InputRejected where it was refused."""
    try:
        landed = work()
    except InputRejected as rejected:
        _report(rejected.faults, source, shown)
        raise
    _report(landed.faults, source, shown)
    _print(landed, into, shown)


def _report(faults: Sequence[Fault], source: Path, shown: Shown) -> None:
    from sufficiency import api

    if shown.errors is not None and faults:
        files = api.report_faults(shown.errors, faults, [source])
        say(f"Written: {shown.errors} with {', '.join(files)}.", quiet=shown.quiet)


def _print(landed: "Landed", into: Path, shown: Shown) -> None:
    from sufficiency.importers.words import as_document, as_rows, next_steps

    form, quiet = shown.form, shown.quiet
    if landed.refused and form is Format.TABLE:
        if not quiet:
            Console(stderr=True, width=100).print(_counts(landed))
        raise InputRejected(landed.faults)
    emit(as_rows(landed) if form is Format.CSV else as_document(landed), _shown(landed), form)
    if landed.refused:
        raise typer.Exit(InputRejected.exit_code)
    say("\n".join(next_steps(landed, into)), quiet=quiet)


def _shown(landed: "Landed") -> RenderableType:
    parts: list[RenderableType] = [_counts(landed)]
    if landed.changes:
        parts.append(_changes(landed))
    if landed.imported.mapped:
        parts.append(_mapping(landed))
    if landed.faults:
        parts.append(_warnings(landed))
    return Group(*parts)


def _counts(landed: "Landed") -> Table:
    table = Table("Records", "Seen", "= accepted", "+ rejected", "+ duplicates", title="Where every record went",
                  title_justify="left")  # fmt: skip
    for count in landed.imported.counts:
        figures = (count.seen, count.accepted, count.rejected, count.duplicates)
        table.add_row(count.records, *(f"{figure:,}" for figure in figures))
    return table


def _changes(landed: "Landed") -> Table:
    table = Table("Table", "Added", "Followed the source", "Unchanged", "Kept as changed by hand",
                  "No longer in the source", title="What changed in the folder", title_justify="left")  # fmt: skip
    for change in landed.changes:
        figures = (change.added, change.followed, change.unchanged, change.kept, change.gone)
        table.add_row(change.table, *(f"{figure:,}" for figure in figures))
    return table


def _mapping(landed: "Landed") -> Table:
    table = Table("In the source", "Column", "What was done", title="How it was read", title_justify="left")
    for line in landed.imported.mapped:
        table.add_row(line.source, line.column, line.says)
    return table


def _warnings(landed: "Landed") -> Table:
    table = Table("Where", "Warning", "What to do", title="Look at these", title_justify="left")
    for fault in landed.faults[:MOST_SHOWN]:
        table.add_row(fault.where(), fault.message, fault.remedy)
    if (rest := len(landed.faults) - MOST_SHOWN) > 0:
        table.add_row("", f"and {rest:,} more", "Give --errors FOLDER to have them all in a file.")
    return table


@app.command()
def gias(
    source: SourceArgument,
    into: IntoOption,
    authority: AuthorityOption = "",
    year: YearOption = "",
    as_at: AsAtOption = "",
    within: Annotated[
        float, typer.Option("--within", min=0, help="Special schools elsewhere too, at most so far away.", metavar="KM")
    ] = 0,
    assume_capacity: Annotated[
        bool, typer.Option("--assume-capacity", help="Take capacity as places commissioned; every output says so.")
    ] = False,
    replace: ReplaceOption = False,
    dry_run: DryRunOption = False,
    errors: ErrorsOption = None,
    form: FormatOption = Format.TABLE,
    quiet: QuietOption = False,
) -> None:
    """Bring in settings and provision from Get Information about Schools (edubasealldata, any release)."""
    from sufficiency import api

    asked = landing(replace=replace, dry_run=dry_run, authority=authority, year=year, as_at=as_at)
    work = partial(api.import_gias, source, into, asked, within_km=within, assume_capacity=assume_capacity)
    bring(work, source, into, Shown(errors, form, quiet))


@app.command()
def postcodes(
    source: SourceArgument,
    into: IntoOption,
    replace: ReplaceOption = False,
    dry_run: DryRunOption = False,
    errors: ErrorsOption = None,
    form: FormatOption = Format.TABLE,
    quiet: QuietOption = False,
) -> None:
    """Bring in postcodes from Code-Point Open or the ONS Postcode Directory: a folder, a zip or one file."""
    from sufficiency import api

    asked = landing(replace=replace, dry_run=dry_run)
    bring(partial(api.import_postcodes, source, into, asked), source, into, Shown(errors, form, quiet))


@app.command()
def spreadsheet(
    source: SourceArgument,
    into: IntoOption,
    map_file: Annotated[
        Path,
        typer.Option("--map", metavar="FILE", help="The map; where there is none yet, one is proposed and written."),
    ],
    table: Annotated[
        str, typer.Option("--table", metavar="NAME", help="Propose a map to this table; else to the likeliest.")
    ] = "",
    sheet: Annotated[
        str, typer.Option("--sheet", metavar="NAME", help="Propose a map of this sheet of a workbook.")
    ] = "",
    header_row: Annotated[
        int, typer.Option("--header-row", min=1, metavar="ROW", help="Propose a map with the headings in this row.")
    ] = 1,
    authority: AuthorityOption = "",
    year: YearOption = "",
    as_at: AsAtOption = "",
    replace: ReplaceOption = False,
    dry_run: DryRunOption = False,
    errors: ErrorsOption = None,
    form: FormatOption = Format.TABLE,
    quiet: QuietOption = False,
) -> None:
    """Bring in one table from a CSV file or a workbook of any shape, by a map that you confirm."""
    from sufficiency import api

    if not map_file.exists():
        api.propose_map(source, map_file, table=table, sheet=sheet, header_row=header_row)
        say(f"Proposed: {map_file}. Nothing was imported.\nNext: look it through, then give the same command again.")
        return
    asked = landing(replace=replace, dry_run=dry_run, authority=authority, year=year, as_at=as_at)
    bring(partial(api.import_spreadsheet, source, into, map_file, asked), source, into, Shown(errors, form, quiet))


@app.command("need-counts")
def need_counts(
    source: SourceArgument,
    into: IntoOption,
    replace: ReplaceOption = False,
    dry_run: DryRunOption = False,
    errors: ErrorsOption = None,
    form: FormatOption = Format.TABLE,
    quiet: QuietOption = False,
) -> None:
    """Check published counts by need and phase (columns breakdown, item, children); keep them beside the tables."""
    from sufficiency import api

    asked = landing(replace=replace, dry_run=dry_run)
    bring(partial(api.import_need_counts, source, into, asked), source, into, Shown(errors, form, quiet))


@app.command()
def sen2(
    source: SourceArgument,
    into: IntoOption,
    census_date: Annotated[
        datetime | None,
        typer.Option(
            "--census-date", formats=["%Y-%m-%d"], metavar="DATE", help="Census day, where the return has none."
        ),
    ] = None,
    authority: AuthorityOption = "",
    year: YearOption = "",
    as_at: AsAtOption = "",
    replace: ReplaceOption = False,
    dry_run: DryRunOption = False,
    errors: ErrorsOption = None,
    form: FormatOption = Format.TABLE,
    quiet: QuietOption = False,
) -> None:
    """Bring in children awaiting a place from a SEN2 return: its XML, its folder of Blade files, or its workbook."""
    from sufficiency import api

    asked = landing(replace=replace, dry_run=dry_run, authority=authority, year=year, as_at=as_at)
    day = census_date.date() if census_date else None
    bring(partial(api.import_sen2, source, into, asked, day), source, into, Shown(errors, form, quiet))
