"""`python -m benchmarks.panel_load`: people at work on a served workbench, and how long they wait.

A made-up authority, its run before the panel, a server in a process of its own, and so many people who read, search
and decide over real HTTP, each after a pause of a few seconds. Says what half of the waits and 95 in 100 stay
below, and what went wrong; afterwards every decision acknowledged is looked for in the store, and the store verified.
"""

import argparse
import http.client
import json
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode

from rich.console import Console
from rich.table import Table
from sqlalchemy import select

from benchmarks.served_workbench import RUN, fill, postgres
from sufficiency import api
from sufficiency.store import schema
from sufficiency.store.integrity import verify_store
from sufficiency.web.serve import DATABASE

READ, SEARCH, DECIDE = "read", "search", "decide"
SHARES = (80, 15, 5)
TIMEOUT = 60
"""Seconds after which a page that has not come is an error."""


@dataclass(frozen=True, slots=True)
class Door:
    """Where the workbench is served, and a cookie for each person who is signed in."""

    port: int
    cookies: tuple[str, ...]


@dataclass(slots=True)
class Waits:
    """Seconds waited, by what was asked for, and what went wrong."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)
    decided: list[str] = field(default_factory=list)


class _Hidden(HTMLParser):
    """The hidden inputs of the page's forms."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "input" and given.get("type") == "hidden" and (name := given.get("name")):
            self.values[name] = given.get("value") or ""


class Member:
    """One person in one browser: the pages asked for, one after the other."""

    def __init__(self, door: Door, number: int, refs: Sequence[str], waits: Waits) -> None:
        self.port, self.cookie, self.waits, self.refs = door.port, door.cookies[number], waits, list(refs)
        self.draw = random.Random(number)

    def work(self, until: float, pause: float) -> None:
        """Until the clock says so."""
        time.sleep(self.draw.uniform(0, pause))
        while time.monotonic() < until:
            kind = self.draw.choices((READ, SEARCH, DECIDE), SHARES)[0]
            {READ: self.read, SEARCH: self.search, DECIDE: self.decide}[kind]()
            time.sleep(self.draw.expovariate(1 / pause))

    def read(self) -> None:
        """A page that people look at: half of them cases."""
        case = f"/runs/{RUN}/cases/{self.draw.choice(self.refs)}"
        list_page = f"/runs/{RUN}/cases?page={self.draw.randint(1, 100)}"
        others = ("/", "/panel", "/runs", f"/runs/{RUN}", f"/runs/{RUN}/unplaced", "/places", list_page)
        self.ask(READ, case if self.draw.random() < 0.5 else self.draw.choice(others))

    def search(self) -> None:
        """The list of cases, filtered and put in order."""
        asked = {"find": f"C-{self.draw.randint(0, 99):02}"} if self.draw.random() < 0.5 else {
            "need": self.draw.choice(("ASD", "SEMH", "SLCN", "MLD")), "sort": self.draw.choice(("-minutes", "cost")),
        }  # fmt: skip
        self.ask(SEARCH, f"/runs/{RUN}/cases?{urlencode(asked)}")

    def decide(self) -> None:
        """The case, the form, the second look, and then the decision, which alone counts as one."""
        ref = self.refs.pop()
        case = f"/runs/{RUN}/cases/{ref}"
        self.ask(READ, case)
        form = self.ask(READ, f"{case}/decide?outcome=hold") | {"reason": "The panel agrees with the recommendation."}
        sure = self.ask(READ, f"{case}/decide", form)
        if sure and self.ask(DECIDE, f"{case}/decide", sure) is not None:
            self.waits.decided.append(ref)

    def ask(self, kind: str, path: str, form: Mapping[str, str] | None = None) -> dict[str, str]:
        """One request; the hidden fields of what came back."""
        began = time.monotonic()
        try:
            text = self._answer(kind, path, form)
        except (OSError, http.client.HTTPException) as error:
            self.waits.errors.append(f"{kind} {path}: {type(error).__name__}")
            return {}
        self.waits.seconds[kind].append(time.monotonic() - began)
        found = _Hidden()
        found.feed(text)
        return found.values

    def _answer(self, kind: str, path: str, form: Mapping[str, str] | None) -> str:
        headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT)) as connection:
            connection.request("POST" if form else "GET", path, urlencode(form) if form else None, headers)
            answer = connection.getresponse()
            text = answer.read().decode()
        if answer.status != (303 if kind == DECIDE else 200):
            self.waits.errors.append(f"{kind} {path}: {answer.status}")
        return text


def main() -> int:
    """The load asked for; exit code 1 where anything went wrong."""
    options = _parse()
    console = Console()
    with tempfile.TemporaryDirectory() as made, _database(options.postgresql) as database:
        folder = options.folder or Path(made)
        with console.status(f"making an authority of {options.children:,} children"):
            refs = fill(folder, options.children)
        with console.status("starting the server"), _served(folder, database, options.users) as door:
            waits = _load(door, refs, options, console)
        faults = _faults(waits, database or str(folder / DATABASE))
    console.print(_table(waits, options))
    for fault in faults[:20]:
        console.print(f"WRONG: {fault}")
    return int(bool(faults))


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.panel_load", description=__doc__)
    parser.add_argument("--users", type=int, default=10)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--children", type=int, default=25_000)
    parser.add_argument("--pause", type=float, default=5, help="seconds between a page and the next, in the mean")
    parser.add_argument("--postgresql", action="store_true", help="keep decisions in a PostgreSQL started for this")
    parser.add_argument("--folder", type=Path, help="an authority made by an earlier load, used again")
    return parser.parse_args()


@contextmanager
def _database(wanted: bool) -> Iterator[str | None]:
    if not wanted:
        yield None
        return
    with postgres() as address:
        yield address


@contextmanager
def _served(folder: Path, database: str | None, users: int) -> Iterator[Door]:
    command = [sys.executable, "-m", "benchmarks.served_workbench", str(folder), str(users), database or ""]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        said = json.loads(server.stdout.readline())
        try:
            yield Door(said["port"], tuple(said["cookies"]))
        finally:
            server.terminate()


def _load(door: Door, refs: Sequence[str], options: argparse.Namespace, console: Console) -> Waits:
    early = Member(door, 0, refs, Waits())
    for path in ("/", f"/runs/{RUN}/cases/{refs[0]}", "/places"):  # what a server reads once after its start
        early.ask(READ, path)
    waits, until = Waits(), time.monotonic() + 60 * options.minutes
    members = [Member(door, number, refs[number :: options.users], waits) for number in range(options.users)]
    threads = [threading.Thread(target=member.work, args=(until, options.pause)) for member in members]
    with console.status(f"{options.users} people at work for {options.minutes:g} minutes"):
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return waits


def _faults(waits: Waits, database: str) -> list[str]:
    """What went wrong, and whether the store holds exactly what was acknowledged."""
    store = api.casework.open_store(database)
    with store.reading() as connection:
        kept = set(connection.execute(select(schema.decisions.c.ref)).scalars())
    lost, unsaid = sorted(set(waits.decided) - kept), sorted(kept - set(waits.decided))
    faults = [*waits.errors, *(f"{ref}: acknowledged and not kept" for ref in lost)]
    return [*faults, *(f"{ref}: kept and not acknowledged" for ref in unsaid), *verify_store(store).broken]


def _table(waits: Waits, options: argparse.Namespace) -> Table:
    kind = "PostgreSQL" if options.postgresql else "SQLite"
    table = Table(title=f"{options.users} people, {options.children:,} children, {kind}, {options.minutes:g} minutes")
    for heading in ("", "requests", "median s", "p95 s", "worst s"):
        table.add_column(heading, justify="left" if not heading else "right")
    for name in (READ, SEARCH, DECIDE):
        took = sorted(waits.seconds[name])
        if took:
            shown = (took[len(took) // 2], took[int(0.95 * len(took))], took[-1])
            table.add_row(name, f"{len(took):,}", *(f"{seconds:.3f}" for seconds in shown))
    table.caption = f"{len(waits.errors)} errors"
    return table


if __name__ == "__main__":
    sys.exit(main())
