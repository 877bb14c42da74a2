"""``sufficiency serve``: the workbench, for one person at this machine."""

import sys
import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from sufficiency.cli.options import QuietOption
from sufficiency.cli.output import say
from sufficiency.errors import UsageError

WITHOUT = "The front end is not built, so pages get a plain stylesheet. To build it: ./run assets"


def serve(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Holds input folders and runs, each in a folder of its own.")
    ] = Path(),
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.")] = 0,
    database: Annotated[
        str | None, typer.Option("--database", metavar="URL", help="The store; workbench.db in FOLDER if left out.")
    ] = None,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Do not open a browser.")] = False,
    quiet: QuietOption = False,
) -> None:
    """Serve the workbench to one person at this machine, let in by a link that works once. Ctrl-C stops it."""
    if not folder.is_dir():
        raise UsageError(f"{folder} is not a folder. Give one that holds input folders and runs.")
    start(folder, port=port, database=database, browser=not no_browser and sys.stdout.isatty(), quiet=quiet)


def start(
    folder: Path, *, port: int = 0, database: str | None = None, browser: bool = False, quiet: bool = False
) -> None:
    """Open the port, say the way in, and serve until stopped. Raises UsageError where the pages are not installed."""
    try:
        from sufficiency.web.serve import ready
        from sufficiency.web.workbench import has_assets
    except ModuleNotFoundError as error:
        raise UsageError(f"The workbench needs {error.name}: install sufficiency with its part `web`.") from error
    waiting = ready(folder, port=port, database=database)
    if not has_assets():
        say(WITHOUT, quiet=quiet)
    say("The workbench is served to this machine alone. The way in, once (Ctrl-C stops it):", quiet=quiet)
    typer.echo(waiting.address)
    if browser:
        webbrowser.open(waiting.address)
    waiting.serve()
