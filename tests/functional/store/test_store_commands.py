"""``db``, ``audit`` and ``users`` as a person types them."""

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from sufficiency.store.audit import show
from sufficiency.store.decisions import decide
from sufficiency.store.versions import HEAD
from tests.fixtures.stores import CHAIR
from tests.functional.commands import in_process
from tests.unit.store.asking import hold


@pytest.fixture
def folder(sqlite_panel, tmp_path):
    """A folder with a store in it."""
    shutil.copyfile(sqlite_panel.address, tmp_path / "sufficiency.db")
    return tmp_path


def test_from_nothing_to_a_person(tmp_path):
    assert in_process("users", "list", folder=tmp_path).code == 6
    made = in_process("db", "upgrade", folder=tmp_path)
    assert (made.code, f"form {HEAD}" in made.err) == (0, True)
    assert "already" in in_process("db", "upgrade", folder=tmp_path).err
    assert (tmp_path / "sufficiency.db").stat().st_mode & 0o077 == 0, "nobody else may read it"
    added = in_process("users", "add", "a.khan", "--full-name", "A Khan", "--role", "chair", folder=tmp_path)
    assert added.code == 0
    assert in_process("users", "disable", "a.khan", folder=tmp_path).code == 0
    people = json.loads(in_process("users", "list", "--format", "json", folder=tmp_path).out)
    assert people == [{"name": "a.khan", "full_name": "A Khan", "roles": "chair", "active": False}]
    events = json.loads(in_process("audit", "show", "--about", "a.khan", "--format", "json", folder=tmp_path).out)
    assert [entry["event"] for entry in events] == ["person.added", "person.disabled"]


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("users", "add", "A Khan", "--full-name", "A", "--role", "chair"), 2, "small letters"),
        (("users", "add", "a.khan", "--full-name", "A", "--role", "king"), 2, "There is no role 'king'"),
        (("users", "add", "c.chair", "--full-name", "A", "--role", "chair"), 2, "already"),
        (("users", "disable", "nobody"), 2, "There is no person nobody"),
        (("audit", "verify", "--noted", "7"), 2, "NUMBER:HASH"),
        (("audit", "verify", "--noted", "7:" + "0" * 64), 7, "does not pass through the head noted"),
        (("audit", "decisions", "--run", "R-none"), 2, "There is no run R-none"),
        (("db", "verify", "--database", "mysql://x/y"), 2, "cannot be kept in 'mysql'"),
        (("db", "verify", "--database", "gone.db"), 6, "There is no store at"),
        (("db", "upgrade", "--database", "no/such/folder/x.db"), 6, "could not be made"),
        (("db", "restore", "round.txt"), 2, "cannot be read as a backup"),
    ],
)
def test_what_cannot_be_done_is_said_with_its_exit_code(folder, arguments, code, says):
    said = in_process(*arguments, folder=folder)
    assert (said.code, says in said.err) == (code, True), said.err
    assert "Traceback" not in said.err


def test_verify_names_what_was_changed_and_ends_with_seven(folder):
    assert "ok" in in_process("db", "verify", folder=folder).out
    head = in_process("audit", "verify", folder=folder).out.strip()
    assert in_process("audit", "verify", "--noted", head, folder=folder).code == 0
    with closing(sqlite3.connect(folder / "sufficiency.db", isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER audit_no_update")
        connection.execute("UPDATE audit SET subject = 'C99' WHERE seq = 12")
    for command in ("audit", "db"):
        said = in_process(command, "verify", folder=folder)
        assert (said.code, "event 12 was changed" in said.err) == (7, True)


def test_how_decisions_came_out_is_counted_by_person(sqlite_panel):
    """The chair opened the case when the store was made, and decides it an hour and a second later."""
    opened = show(sqlite_panel.store, about="C01", by=CHAIR)[0]
    later = datetime.fromisoformat(opened.at) + timedelta(seconds=3_601)
    decide(replace(sqlite_panel.store, clock=lambda: later), hold(sqlite_panel), CHAIR)
    asked = ("audit", "decisions", "--database", sqlite_panel.address, "--run", sqlite_panel.run.run)
    folder = Path(sqlite_panel.address).parent
    assert json.loads(in_process(*asked, "--format", "json", folder=folder).out) == [
        {
            "by": CHAIR, "decisions": 1, "as_recommended": 1, "other_than_recommended": 0, "asked_for_more": 0,
            "median_seconds": 3_601, "short_looks": 0,
        }
    ]  # fmt: skip
    said = in_process(*asked, folder=folder)
    assert said.out.splitlines()[-1].split() == [CHAIR, "1", "1", "0", "0", "60", "minutes", "0"]
    assert "a reason to ask, not a finding" in said.err


def test_a_backup_and_back(folder):
    assert in_process("db", "backup", "night.zip", folder=folder).code == 0
    said = in_process("db", "restore", "night.zip", "--database", "there.db", folder=folder)
    assert (said.code, "restored and checked" in said.err) == (0, True)
    assert in_process("db", "restore", "night.zip", folder=folder).code == 6
    assert in_process("db", "verify", "--database", "there.db", folder=folder).code == 0


def test_everything_of_one_child_is_written_once_and_the_trail_says_so(folder):
    said = in_process("db", "subject", "C01", "c01.json", folder=folder)
    assert (said.code, "Read it before you hand it over" in said.err) == (0, True)
    assert json.loads((folder / "c01.json").read_text(encoding="utf-8"))["reference"] == "C01"
    assert in_process("db", "subject", "C01", "c01.json", folder=folder).code == 6, "nothing is written over"
    assert in_process("db", "subject", "C99", "c99.json", folder=folder).code == 2
    events = json.loads(in_process("audit", "show", "--about", "C01", "--format", "json", folder=folder).out)
    assert [entry["event"] for entry in events].count("subject.written") == 1
    assert in_process("db", "verify", folder=folder).code == 0


def test_what_is_no_database_is_refused_in_words(tmp_path):
    (tmp_path / "sufficiency.db").write_text("this is a letter, and no database at all" * 50)
    said = in_process("db", "verify", folder=tmp_path)
    assert (said.code, "not a database" in said.err) == (6, True)
    assert (tmp_path / "sufficiency.db").read_text().startswith("this is a letter")
