"""``sufficiency scenario evidence``: what a panel's run tells a planner."""

from pathlib import Path
from typing import Annotated

import typer

from sufficiency.cli.options import FolderArgument, Format, FormatOption
from sufficiency.cli.output import emit


def evidence(
    folder: FolderArgument,
    run: Annotated[Path, typer.Option("--run", metavar="RUN", help="A panel's run folder of this input folder.")],
    form: FormatOption = Format.TABLE,
) -> None:
    """Say which place group would have helped most in a panel's round, and which settings refused children as full."""
    from sufficiency import api
    from sufficiency.reports.planning.evidence import evidence_document, evidence_rows, evidence_tables

    found = api.place_evidence(folder, run)
    rows = evidence_rows(found) if form is Format.CSV else evidence_document(found)
    emit(rows, evidence_tables(found), form)
