"""``sufficiency panel drift`` and ``right-type``: what a panel looks at before and beside a recommendation."""

from datetime import UTC, date, datetime
from typing import Annotated

import typer

from sufficiency.cli.options import FolderArgument, Format, FormatOption, QuietOption
from sufficiency.cli.output import emit, say

OnOption = Annotated[
    datetime | None,
    typer.Option("--on", formats=["%Y-%m-%d"], metavar="DATE", help="Date of the report; today if left out."),
]


def drift(
    folder: FolderArgument, on: OnOption = None, form: FormatOption = Format.TABLE, quiet: QuietOption = False
) -> None:
    """What is overdue, what falls due week by week, and who has had no answer."""
    from sufficiency import api
    from sufficiency.reports.drift import drift_document, drift_rows, drift_sections
    from sufficiency.reports.sections import on_terminal

    if on is None:
        say(f"As at today, {_today()}; --on DATE takes another day.", quiet=quiet)
    found = api.drift(folder, on.date() if on else _today())
    rows = drift_rows(found) if form is Format.CSV else drift_document(found)
    emit(rows, on_terminal(drift_sections(found)), form)


def _today() -> date:
    return datetime.now(UTC).astimezone().date()
