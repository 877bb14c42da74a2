"""``sufficiency serve``: the workbench, for one person at this machine."""

import sys
import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from sufficiency.cli.options import QuietOption
from sufficiency.cli.output import say
from sufficiency.errors import UsageError

ALONE = "The workbench is served to this machine alone. The way in, once (Ctrl-C stops it):"
FOR_A_TEAM = "The workbench waits at 127.0.0.1:{} for your server that ends TLS (Ctrl-C stops it). People sign in at:"
WITHOUT = "The front end is not built, so pages get a plain stylesheet. To build it: ./run assets"


def serve(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Holds input folders and runs, each in a folder of its own.")
    ] = Path(),
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.")] = 0,
    database: Annotated[
        str | None,
        typer.Option(
            "--database",
            metavar="URL",
            envvar="SUFFICIENCY_DATABASE",
            help="The store; workbench.db in FOLDER if left out. An address with a password is better kept out of the "
            "command line, in the variable.",
        ),
    ] = None,
    team: Annotated[
        str,
        typer.Option(
            "--team",
            metavar="HOST",
            help="Serve people who sign in by account, under this host name, behind a server of yours that ends TLS.",
        ),
    ] = "",
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Do not open a browser.")] = False,
    quiet: QuietOption = False,
) -> None:
    """Serve the workbench to one person at this machine by a link that works once, or to a team. Ctrl-C stops it."""
    if not folder.is_dir():
        raise UsageError(f"{folder} is not a folder. Give one that holds input folders and runs.")
    browser = not (no_browser or team) and sys.stdout.isatty()
    start(folder, port=port, database=database, browser=browser, quiet=quiet, team=team)


def start(
    folder: Path,
    *,
    port: int = 0,
    database: str | None = None,
    browser: bool = False,
    quiet: bool = False,
    team: str = "",
) -> None:
    """Open the port, say the way in, and serve until stopped. Raises UsageError where the pages are not installed."""
    try:
        from sufficiency.web.serve import ready
        from sufficiency.web.workbench import has_assets
    except ModuleNotFoundError as error:
        raise UsageError(f"The workbench needs {error.name}: install sufficiency with its part `web`.") from error
    waiting = ready(folder, port=port, database=database, team=team)
    if not has_assets():
        say(WITHOUT, quiet=quiet)
    say(FOR_A_TEAM.format(waiting.listening.getsockname()[1]) if team else ALONE, quiet=quiet)
    typer.echo(waiting.address)
    if browser:
        webbrowser.open(waiting.address)
    waiting.serve()
