"""Serving the workbench: to one person at this machine by a link that works once, or to a team behind TLS."""

import getpass
import re
import socket
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import uvicorn

from sufficiency.panel.people import Person, Role
from sufficiency.store import people
from sufficiency.store.sessions import Sessions
from sufficiency.store.transactions import Store
from sufficiency.store.versions import insist_durable, open_store, upgrade
from sufficiency.web.app import LOCAL_HOSTS, make_app
from sufficiency.web.oidc import Provider
from sufficiency.web.shelf import Shelf
from sufficiency.web.workbench import Workbench
from sufficiency.workbench.uploads import delete_old
from sufficiency.workbench.worker import at_work

DATABASE = "workbench.db"
"""The store of a folder that is served, beside its runs."""
HOST = "127.0.0.1"
TEAM_IDLE, TEAM_LONGEST = timedelta(minutes=15), timedelta(hours=10)
"""How long a session of a team may rest, and last."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A workbench about to be served, and the address that lets one person in."""

    server: uvicorn.Server
    listening: socket.socket
    address: str
    workbench: Workbench

    def serve(self) -> None:
        """Serve until stopped."""
        with at_work(self.workbench.store, self.workbench.shelf.folder):
            self.server.run([self.listening])


@dataclass(frozen=True, slots=True)
class Team:
    """How a team signs in.

    ``host``: by which it reaches the workbench over TLS, which ends at a server of the authority's before this one.
    ``provider``: the authority's directory; ``passwords``: whether accounts have any of our own.
    """

    host: str
    provider: Provider | None = None
    passwords: bool = True


def ready(folder: Path, *, database: str | None = None, port: int = 0, team: Team | None = None) -> Ready:
    """Open the store and the port; the first free one where ``port`` is 0. Raises StoreTrouble, OSError."""
    workbench = workbench_of_team(folder, team, database) if team else workbench_at(folder, database)
    insist_durable(workbench.store)
    delete_old(folder, workbench.store.clock())
    listening = socket.create_server((HOST, port))
    app = make_app(workbench, (team.host, *LOCAL_HOSTS)) if team else make_app(workbench)
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
    at = listening.getsockname()[1]
    way = f"https://{team.host}/sign-in" if team else f"http://{HOST}:{at}/sign-in?key={workbench.link.key}"
    return Ready(uvicorn.Server(config), listening, way, workbench)


def workbench_of_team(folder: Path, team: Team, database: str | None = None, *, secure: bool = True) -> Workbench:
    """The workbench of a folder for people who sign in by account; short sessions, and cookies for TLS alone."""
    where = database or str(folder.resolve() / DATABASE)
    upgrade(where, f"{people.OPERATOR}{_user()}")
    sessions = Sessions(open_store(where, keep=True), TEAM_IDLE, TEAM_LONGEST)
    return Workbench(Shelf(folder), sessions, secure=secure, provider=team.provider, passwords=team.passwords)


def workbench_at(folder: Path, database: str | None = None) -> Workbench:
    """The workbench of a folder; its store is made or brought up to date, its one person known to it and signed out."""
    where = database or str(folder.resolve() / DATABASE)
    name = _user()
    operator = f"{people.OPERATOR}{name}"
    upgrade(where, operator)
    store = open_store(where, keep=True)
    _one_person(store, name, operator)
    sessions = Sessions(store)
    sessions.end_all(name)
    return Workbench(Shelf(folder), sessions, name)


def _one_person(store: Store, name: str, operator: str) -> None:
    """Alone, one person has every role. What two must do (approve, then decide) still takes two."""
    if name not in {person.name for person in people.list_people(store)}:
        people.add_person(store, Person(name, name, frozenset(Role)), operator)


def _user() -> str:
    try:
        name = re.sub(r"[^a-z0-9._@-]", "", getpass.getuser().lower()).lstrip("._@-")
    except (OSError, KeyError):
        name = ""
    return name[:64] or "local"
