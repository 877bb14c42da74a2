"""A backup taken while people decide, restored elsewhere and on the other database, is a moment that was."""

import json
import shutil
import zipfile
from itertools import count
from threading import Event, Thread

import pytest
from sqlalchemy import select

from sufficiency.errors import StoreTrouble, UsageError, VerificationFailed
from sufficiency.store import schema
from sufficiency.store.audit import show, verify
from sufficiency.store.backup import backup, restore, rows_of
from sufficiency.store.decisions import Choice, decide
from sufficiency.store.integrity import verify_store
from sufficiency.store.versions import open_store
from tests.fixtures.stores import CHAIR, OAKS_PLACE, new_database

_numbers = count()


def everything(store):
    """Every row of every table, in words."""
    with store.reading() as connection:
        return {table.name: list(rows_of(connection, table)) for table in schema.metadata.sorted_tables}


def deferring(panel, stop):
    """Decide, and decide again, until told to stop."""
    for number in count():
        if stop.is_set():
            return
        choice = Choice(panel.run.run, panel.run.digest, "C02", "defer", "more is asked", f"d{number}")
        decide(panel.store, choice, CHAIR)


def test_a_backup_under_load_is_one_commit_point(panel_on_either, tmp_path):
    stop = Event()
    at_work = Thread(target=deferring, args=(panel_on_either, stop))
    at_work.start()
    try:
        made = backup(panel_on_either.store, tmp_path / "a.zip")
    finally:
        stop.set()
        at_work.join()
    restore(tmp_path / "a.zip", str(tmp_path / "elsewhere.db"), "operator:tests")
    there = open_store(str(tmp_path / "elsewhere.db"))
    events = show(there)
    assert events[-1].event == "store.restored"
    assert events[:-1] == show(panel_on_either.store)[: made.head.seq], "the same trail, up to a moment that was"
    with there.reading() as connection:
        decided = connection.execute(select(schema.decisions.c.audit_seq)).scalars().all()
    assert decided == [entry.seq for entry in events if entry.event.startswith("decision.")]
    assert verify_store(there, noted=made.head).broken == ()


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
