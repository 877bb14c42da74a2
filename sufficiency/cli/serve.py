"""``sufficiency serve``: the workbench, for one person at this machine or for a team."""

import os
import sys
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sufficiency.cli.options import QuietOption
from sufficiency.cli.output import say
from sufficiency.errors import UsageError

if TYPE_CHECKING:
    from sufficiency.web.serve import Team

ALONE = "The workbench is served to this machine alone. The way in, once (Ctrl-C stops it):"
FOR_A_TEAM = "The workbench waits at 127.0.0.1:{} for your server that ends TLS (Ctrl-C stops it). People sign in at:"
CLIENT, SECRET = "SUFFICIENCY_OIDC_CLIENT", "SUFFICIENCY_OIDC_SECRET"
"""Variables of the environment: a secret stands in no command line, where others on the machine would read it."""
BACK = "/sign-in/returned"
WITHOUT = "The front end is not built, so pages get a plain stylesheet. To build it: ./run assets"


OidcOption = Annotated[
    str,
    typer.Option(
        "--oidc",
        metavar="ISSUER",
        help="With --team: sign in at the authority's own directory (OpenID Connect), by its issuer's address. "
        f"This workbench is known there by {CLIENT} and {SECRET}, variables of the environment.",
    ),
]
NoPasswordsOption = Annotated[
    bool, typer.Option("--no-passwords", help="With --oidc: the directory is the only way in.")
]

app = typer.Typer()


@app.command()
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
    oidc: OidcOption = "",
    no_passwords: NoPasswordsOption = False,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Do not open a browser.")] = False,
    quiet: QuietOption = False,
) -> None:
    """Serve the workbench to one person at this machine by a link that works once, or to a team. Ctrl-C stops it."""
    if not folder.is_dir():
        raise UsageError(f"{folder} is not a folder. Give one that holds input folders and runs.")
    browser = not (no_browser or team) and sys.stdout.isatty()
    signing_in = _team(team, oidc, passwords=not no_passwords)
    start(folder, port=port, database=database, browser=browser, quiet=quiet, team=signing_in)


def start(
    folder: Path,
    *,
    port: int = 0,
    database: str | None = None,
    browser: bool = False,
    quiet: bool = False,
    team: "Team | None" = None,
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


def _team(host: str, issuer: str, *, passwords: bool) -> "Team | None":
    """How a team signs in; None for one person alone. Raises UsageError where what is given does not go together."""
    if (issuer and not host) or not (passwords or issuer):
        raise UsageError("--oidc goes with --team, and --no-passwords with --oidc.")
    if not host:
        return None
    try:
        from sufficiency.web.oidc import Provider
        from sufficiency.web.serve import Team

        return Team(host, Provider(issuer, *_known_as(), f"https://{host}{BACK}") if issuer else None, passwords)
    except ModuleNotFoundError as error:
        raise UsageError(f"The workbench needs {error.name}: install sufficiency with its part `web`.") from error


def _known_as() -> tuple[str, str]:
    """Client id and secret. Raises UsageError where they, or the library of OpenID Connect, are not there."""
    from importlib.util import find_spec

    if find_spec("authlib") is None:
        raise UsageError("Signing in at a directory needs authlib: install sufficiency with its part `team`.")
    client, secret = (os.environ.get(name, "") for name in (CLIENT, SECRET))
    if not client or not secret:
        raise UsageError(f"Set {CLIENT} and {SECRET} to what the directory knows this workbench by.")
    return client, secret
