"""The workbench as its pages know it: the folder, the store, who may come in."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from fastapi import Request

from sufficiency.domain.inputs import Inputs
from sufficiency.errors import SufficiencyError
from sufficiency.panel.people import Person
from sufficiency.pipelines import casework
from sufficiency.store.guesses import Guesses
from sufficiency.store.sessions import Session, Sessions
from sufficiency.store.transactions import Store
from sufficiency.tables.load import load
from sufficiency.web.oidc import Provider
from sufficiency.web.one_time_link import OneTimeLink
from sufficiency.web.shelf import Shelf, Shelved


@dataclass(slots=True)
class Workbench:
    """One installation while it is served.

    ``alone`` is the one person at their own machine, let in by a link; blank for a team that signs in by account: by
    password, unless ``passwords`` is off, or at the authority's directory, where there is a ``provider``.
    """

    shelf: Shelf
    sessions: Sessions
    alone: str = ""
    link: OneTimeLink = field(default_factory=OneTimeLink)
    secure: bool = False
    provider: Provider | None = None
    passwords: bool = True

    @property
    def store(self) -> Store:
        """The store, which also knows who is signed in."""
        return self.sessions.store

    @property
    def guesses(self) -> Guesses:
        """Wrong answers of late."""
        return Guesses(self.store)

    @property
    def council(self) -> str:
        """The authority's own name, from the newest run or the first round; for the header of every page."""
        return self.shelf.council

    def inputs_of(self, run: Shelved) -> Inputs | None:
        """The tables of a run: beside it while they are those it was made from, else as they were brought in."""
        return self.shelf.inputs_of(run.stored) or self.shelf.remember(
            "tables brought in", run.name, lambda _: self._brought_in(run)
        )

    @property
    def team(self) -> bool:
        """Whether people sign in by account."""
        return not self.alone

    @property
    def today(self) -> date:
        """The day in England, as the store has it."""
        return self.store.today()

    @property
    def cookie(self) -> str:
        """The name of the cookie; over TLS browsers hold it to this host alone."""
        return "__Host-sufficiency" if self.secure else "sufficiency"

    @property
    def way_cookie(self) -> str:
        """The name of the cookie of somebody on their way to the directory and back."""
        return f"{self.cookie}-way"

    def _brought_in(self, run: Shelved) -> Inputs | None:
        with casework.tables_of_run(self.store, run.stored.record, self.shelf.tables_of(run.stored)) as folder:
            try:
                return load(folder).inputs if folder else None
            except SufficiencyError:  # this version reads them otherwise than the one that took them in
                return None


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks."""

    person: Person
    session: Session


def workbench_of(request: Request) -> Workbench:
    """The workbench that serves this request."""
    found: Workbench = request.app.state.workbench
    return found


def visitor_of(request: Request) -> Visitor | None:
    """Who asks, once the guard has looked; None on pages that are open."""
    found: Visitor | None = getattr(request.state, "visitor", None)
    return found


def person_of(request: Request) -> Person:
    """The person who asks, on a page that only people with an account reach."""
    visitor: Visitor = request.state.visitor
    return visitor.person


def shelf_of(request: Request) -> Shelf:
    """The shelf of the workbench that serves this request."""
    return workbench_of(request).shelf


HERE = Path(__file__).parent
ASSETS = HERE / "assets"
STATIC = HERE / "static"


def has_assets() -> bool:
    """Whether the front end was built; pages get a plain stylesheet where it was not."""
    return (ASSETS / "workbench.css").is_file()
