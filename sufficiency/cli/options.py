"""Options that every command takes, stated once."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """How data is printed on standard output."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


FormatOption = Annotated[Format, typer.Option("--format", help="How to print the answer.")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but the answer and errors.")]
SeedOption = Annotated[
    int | None,
    typer.Option("--seed", metavar="NUMBER", help="Seed of the published tie-break; the authority's own if left out."),
]
InputsOption = Annotated[
    Path | None, typer.Option("--inputs", help="The input folder, if it has moved since the run.", metavar="FOLDER")
]
RunArgument = Annotated[Path, typer.Argument(help="A run folder.", metavar="RUN")]
ErrorsOption = Annotated[
    Path | None,
    typer.Option("--errors", metavar="FOLDER", help="New folder for errors.csv and a marked copy of the files."),
]
FolderArgument = Annotated[Path, typer.Argument(help="The input folder of one round.", metavar="FOLDER")]
ChildArgument = Annotated[str, typer.Argument(help="The child's reference.", metavar="CHILD")]
