"""``sufficiency panel drift``, ``right-type`` and ``equality``: what a panel looks at beside a recommendation."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from sufficiency.cli.options import FolderArgument, Format, FormatOption, QuietOption, RunArgument
from sufficiency.cli.output import emit, say

OnOption = Annotated[
    datetime | None,
    typer.Option("--on", formats=["%Y-%m-%d"], metavar="DATE", help="Date of the report; today if left out."),
]


def drift(
    folder: FolderArgument, on: OnOption = None, form: FormatOption = Format.TABLE, quiet: QuietOption = False
) -> None:
    """Show what is overdue, what falls due week by week, and who has had no answer."""
    from sufficiency import api
    from sufficiency.reports.drift import drift_document, drift_rows, drift_sections
    from sufficiency.reports.sections import on_terminal

    if on is None:
        say(f"As at today, {_today()}; --on DATE takes another day.", quiet=quiet)
    found = api.drift(folder, on.date() if on else _today())
    rows = drift_rows(found) if form is Format.CSV else drift_document(found)
    emit(rows, on_terminal(drift_sections(found)), form)


def right_type(
    folder: FolderArgument,
    special_from: Annotated[
        int | None,
        typer.Option(min=0, metavar="SCORE", help="Need score from which your descriptors point to a special school."),
    ] = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """List children whose present placement does not fit the needs recorded, both ways, and nearer free places."""
    from sufficiency import api
    from sufficiency.reports.right_type import right_type_document, right_type_rows, right_type_sections
    from sufficiency.reports.sections import on_terminal

    found = api.right_type(folder, special_from)
    rows = right_type_rows(found) if form is Format.CSV else right_type_document(found)
    emit(rows, on_terminal(right_type_sections(found)), form)


def equality(
    run: RunArgument,
    exact: Annotated[
        bool, typer.Option("--exact", help="Exact figures, for the officers who monitor equality; never to publish.")
    ] = False,
    beside: Annotated[
        list[Path] | None,
        typer.Option(
            "--beside",
            metavar="RUN",
            help="An earlier run whose figures were published, oldest first; may be repeated.",
        ),
    ] = None,
    form: FormatOption = Format.TABLE,
    quiet: QuietOption = False,
) -> None:
    """Show how a round came out for whom, small numbers taken out: a draft for the equality impact assessment."""
    from sufficiency import api
    from sufficiency.reports.equality import equality_rows, equality_sections
    from sufficiency.reports.sections import on_terminal

    stored = api.read(run)
    found = api.equality(stored, exact=exact, beside=[api.read(earlier) for earlier in beside or ()])
    if names := api.changed(stored):
        say(f"Changed since the run was made: {', '.join(names)}.", quiet=quiet)
    emit(equality_rows(found), on_terminal(equality_sections(found)), form)


def _today() -> date:
    return datetime.now(UTC).astimezone().date()
